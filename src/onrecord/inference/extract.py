"""Words in, attributions out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.inference.calibrate import Calibration
from onrecord.inference.decode import Found, decode
from onrecord.inference.features import Hint, Marks, feature_rows
from onrecord.inference.network import Network
from onrecord.inference.resolve import Read, resolve
from onrecord.inference.tokens import tokens_of
from onrecord.inference.windows import windows_of
from onrecord.values.span import Span

_WORTH_A_LOOK = -2.2  # logit of a cue, 10 %
_AT_ONCE = 256  # cues whose windows are read together


@dataclass(frozen=True)
class Extractor:
    """The learned reader: a network, what its numbers mean, and how sure it must be.

    name: version of the weights, e.g. "polnear-conv-1"; part of the reader's name on every row.
    """

    network: Network
    calibration: Calibration
    threshold: float
    name: str

    def read(
        self, reading: str, paragraphs: Sequence[Span], quotations: Sequence[Marks], hints: Sequence[Hint]
    ) -> list[Read]:
        """The attributions of a report in the order of the text.

        reading: the reading copy; all spans are offsets into it. hints: what the rules found, evidence like any other.
        """
        probable = [
            (found, p)
            for found in self.candidates(reading, paragraphs, quotations, hints)
            for p in [self.calibration.probability(found.evidence)]
            if p >= self.threshold
        ]
        return resolve(probable)

    def candidates(
        self, reading: str, paragraphs: Sequence[Span], quotations: Sequence[Marks], hints: Sequence[Hint]
    ) -> list[Found]:
        """Whatever could be an attribution, with its evidence."""
        tokens = tokens_of(reading, paragraphs)
        if not len(tokens):
            return []
        rows, owners = feature_rows(tokens, quotations, hints)
        states, cues = self.network.encode(rows)
        likely = [int(i) for i in np.flatnonzero(cues > _WORTH_A_LOOK)]
        found: list[Found] = []
        for first in range(0, len(likely), _AT_ONCE):
            heads = likely[first : first + _AT_ONCE]
            windows = windows_of(tokens, heads, owners, hints)
            roles, holds = self.network.read(states, windows)
            found += decode(tokens, quotations, windows, np.stack([cues[heads], holds], axis=1), roles)
        return found
