"""Two readings of a cue, the network's and the rule's: what speaks for each of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.inference.calibrate import Calibration
from onrecord.inference.decode import Found
from onrecord.inference.features import Hint
from onrecord.inference.tokens import Tokens
from onrecord.values.span import Span, length, shared_length

MODEL_EVIDENCE = 6  # cue and relation (logits), sureness of content and source, no source, share in marks
RULE_EVIDENCE = 4  # cue and relation (logits), how often the rule is right (logit), agreement with the network
_UNDECIDED = (0.0, 0.0)  # of a cue that was not looked at, because the text is crowded with them
_MARGIN = 0.1  # two probabilities of one cue differ by less for no reason

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Judge:
    """How probable each reading is: one curve for what the network read, one for what a rule did."""

    model: Calibration
    rules: Calibration

    def probability(self, found: Found) -> float:
        """How often readings with this evidence are right, content and source."""
        return (self.rules if found.by_rule else self.model).probability(found.evidence)

    def chosen(self, found: Iterable[Found]) -> list[tuple[Found, float]]:
        """One reading for each cue: the network's, unless the rule's is clearly more probable."""
        best: dict[int, tuple[Found, float]] = {}
        for one in found:
            rated = (one, self.probability(one))
            if one.head not in best or _weight(rated) > _weight(best[one.head]):
                best[one.head] = rated
        return list(best.values())


def _weight(rated: tuple[Found, float]) -> float:
    return rated[1] - (_MARGIN if rated[0].by_rule else 0.0)


def heads_of(tokens: Tokens, hints: Sequence[Hint], cues: Floats) -> dict[int, Hint]:
    """The most cue-like token of each hint that has a cue."""
    heads: dict[int, Hint] = {}
    for hint in hints:
        inside = [i for first, last in tokens.inside(hint.cue) for i in range(first, last)]
        if inside:
            heads[max(inside, key=lambda i: float(cues[i]))] = hint
    return heads


def both_readings(
    found: Iterable[Found], hints: Mapping[int, Hint], logits: Mapping[int, tuple[float, float]]
) -> list[Found]:
    """The network's findings and the rules'; a rule's has what the network thinks of its cue among its evidence.

    hints: by head. logits: by head, that it is a cue and that the relation holds.
    """
    read = {one.head: one for one in found}
    both = list(read.values())
    for head, hint in hints.items():
        same = read.get(head)
        share = min(max(hint.share, 0.01), 0.99)
        agreed = _overlap(hint.content, same.content) if same else 0.0
        evidence = (*logits.get(head, _UNDECIDED), math.log(share / (1 - share)), agreed)
        both.append(Found(hint.source, hint.cue, hint.content, head, evidence, by_rule=True, rule=hint.rule))
    return both


def _overlap(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Intersection over union, in characters."""
    shared = shared_length(a, b)
    return shared / (length(a) + length(b) - shared)
