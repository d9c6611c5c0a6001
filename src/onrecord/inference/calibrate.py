"""How sure: the share of attributions with this evidence that were right on articles held out from training."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calibration:
    """Platt scaling over several pieces of evidence (Platt 1999): a logistic curve fitted on held-out articles."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, evidence: Sequence[float]) -> float:
        """Between 0 and 1. Raises ValueError when the evidence is not what the weights are for."""
        if len(evidence) != len(self.weights):
            raise ValueError(f"{len(evidence)} pieces of evidence for {len(self.weights)} weights")
        score = self.bias + sum(w * e for w, e in zip(self.weights, evidence, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
