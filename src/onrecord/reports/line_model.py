"""The learned weights by which a line of a report is told from a line of the page around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp
from operator import mul

from onrecord.errors import DamagedWeights
from onrecord.reports.line_features import FEATURES

AROUND = ("-1", "-2", "+1", "+2", "5 before", "5 after", "15 before", "15 after")
COLUMNS = (
    *(f"first: {name}" for name in FEATURES),
    *(f"second: {name}" for name in (*FEATURES, *(f"chance {a}" for a in AROUND))),
)
"""The weights of the first and of the second look, which knows what the first one made of the neighbours."""


@dataclass(frozen=True, slots=True)
class LineModel:
    """Two logistic curves: first each line by itself, then again beside its neighbours' chances."""

    first: tuple[float, ...]
    second: tuple[float, ...]

    def chances(self, rows: Sequence[tuple[float, ...]]) -> list[float]:
        """For each line the probability that it is the report's. rows: from `line_features`. Linear."""
        alone = [_chance(self.first, row) for row in rows]
        beside = beside_chances(alone)
        return [_chance(self.second, (*row, *more)) for row, more in zip(rows, beside, strict=True)]


def beside_chances(alone: Sequence[float]) -> list[tuple[float, ...]]:
    """For each line the chances of the lines around it: of the two before and after, and means of 5 and of 15."""
    count = len(alone)
    sums = [0.0, *accumulate(alone)]

    def mean(low: int, high: int) -> float:
        low, high = max(0, low), min(count, high)
        return (sums[high] - sums[low]) / max(1, high - low)

    def at(index: int) -> float:
        return alone[index] if 0 <= index < count else 0.0

    return [
        (
            *(at(i - 1), at(i - 2), at(i + 1), at(i + 2)),
            *(mean(i - 5, i), mean(i + 1, i + 6), mean(i - 15, i), mean(i + 1, i + 16)),
        )
        for i in range(count)
    ]


def _chance(weights: Sequence[float], row: Sequence[float]) -> float:
    score = sum(map(mul, weights, row))
    return 1 / (1 + exp(-score)) if score > -500 else 0.0


def build_line_model(rows: Iterable[Mapping[str, str]]) -> LineModel:
    """The model of a table with the columns `evidence` and `weight`.

    Raises DamagedWeights where the table's evidence is not what this program gathers.
    """
    weights = {row["evidence"]: float(row["weight"]) for row in rows}
    if tuple(weights) != COLUMNS:
        raise DamagedWeights(
            "the weights for lines of pages are of another version of this program", remedy="install onrecord again"
        )
    values = tuple(weights.values())
    return LineModel(values[: len(FEATURES)], values[len(FEATURES) :])
