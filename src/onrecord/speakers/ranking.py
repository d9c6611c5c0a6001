"""The learned weights by which the persons a pronoun may mean are ranked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from onrecord.errors import DamagedWeights


@dataclass(frozen=True, slots=True)
class Ranking:
    """A weight for each column of evidence.

    Conditional logit: a candidate's chance is its share of the exponentials of all candidates' weighted evidence
    (McFadden 1974; for antecedents Denis and Baldridge, "A ranking approach to pronoun resolution", IJCAI 2007).
    """

    weights: tuple[float, ...]

    def chances(self, evidence: Mapping[int, Sequence[float]]) -> dict[int, float]:
        """Each candidate's probability, by its number, the likeliest first. They add up to 1."""
        scores = {
            one: sum(weight * value for weight, value in zip(self.weights, row, strict=True) if value)
            for one, row in evidence.items()
        }
        top = max(scores.values(), default=0.0)
        shares = {one: exp(score - top) for one, score in scores.items()}
        whole = sum(shares.values())
        return {one: shares[one] / whole for one in sorted(shares, key=lambda one: (-shares[one], one))}


@dataclass(frozen=True, slots=True)
class Rankings:
    """The weights for "he" and "she", those for "it" and "they", and those for "the Florida senator"."""

    persons: Ranking
    things: Ranking
    descriptions: Ranking


def build_ranking(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> Ranking:
    """The ranking of a table with the columns `evidence` and `weight`.

    columns: the evidence this program gathers. Raises DamagedWeights where the table's evidence is not that.
    """
    weights = {row["evidence"]: float(row["weight"]) for row in rows}
    if tuple(weights) != tuple(columns):
        raise DamagedWeights(
            "the weights for pronouns are of another version of this program", remedy="install onrecord again"
        )
    return Ranking(tuple(weights.values()))
