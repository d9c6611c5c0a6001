"""Words in, attributions out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.inference.decode import Found, decode
from onrecord.inference.features import Hint, Marks, feature_rows
from onrecord.inference.judge import Judge, both_readings, heads_of
from onrecord.inference.network import Network
from onrecord.inference.resolve import Read, resolve
from onrecord.inference.tokens import tokens_of
from onrecord.inference.windows import windows_of
from onrecord.values.span import Span

_WORTH_A_LOOK = -2.2  # logit of a cue, 10 %
_WORDS_A_CUE, _FEW = 8, 16  # a text with more cues than this is no prose; real reports have one in thirty words
_AT_ONCE = 256  # cues whose windows are read together


IsSpeech = Callable[[tuple[Span, ...]], bool]


class Words(Protocol):
    """What is needed of a report: the reading copy, into which all spans are offsets, and its paragraphs."""

    @property
    def reading(self) -> str: ...

    @property
    def paragraphs(self) -> tuple[Span, ...]: ...


@dataclass(frozen=True, slots=True)
class Least:
    """How probable a statement must be to be kept. Beliefs and acts are marked by one reader and not by the next."""

    speech: float
    other: float

    def of(self, is_speech: bool) -> float:
        return self.speech if is_speech else self.other


@dataclass(frozen=True)
class Extractor:
    """The learned reader: a network, what its numbers mean, and how sure it must be.

    name: version of the weights, e.g. "best-1"; part of the reader's name on every row.
    """

    network: Network
    judge: Judge
    least: Least
    name: str

    def read(
        self, report: Words, quotations: Sequence[Marks], hints: Sequence[Hint], is_speech: IsSpeech
    ) -> list[Read]:
        """The attributions of a report in the order of the text.

        hints: what the rules found, evidence like any other. is_speech: is a cue one of saying or writing?
        """
        chosen = self.judge.chosen(self.candidates(report, quotations, hints))
        return resolve([(found, p) for found, p in chosen if p >= self.least.of(is_speech(found.cue))])

    def candidates(self, report: Words, quotations: Sequence[Marks], hints: Sequence[Hint]) -> list[Found]:
        """Whatever could be an attribution, with its evidence."""
        tokens = tokens_of(report.reading, report.paragraphs)
        if not len(tokens):
            return []
        rows, owners = feature_rows(tokens, quotations, hints)
        states, cues = self.network.encode(tokens, rows)
        ruled = heads_of(tokens, hints, cues)
        likely = _at_most(
            len(tokens) // _WORDS_A_CUE + _FEW, {*np.flatnonzero(cues > _WORTH_A_LOOK).tolist(), *ruled}, cues
        )
        found: list[Found] = []
        logits: dict[int, tuple[float, float]] = {}
        for first in range(0, len(likely), _AT_ONCE):
            heads = likely[first : first + _AT_ONCE]
            windows = windows_of(tokens, heads, owners, hints)
            roles, holds = self.network.read(states, windows)
            both = np.stack([cues[heads], holds], axis=1)
            found += decode(tokens, quotations, windows, both, roles)
            logits |= {head: (cue, held) for head, (cue, held) in zip(heads, both.tolist(), strict=True)}
        return both_readings(found, ruled, logits)


def _at_most(number: int, likely: Iterable[int], cues: NDArray[np.float32]) -> list[int]:
    """The tokens most like a cue, in order."""
    return sorted(nlargest(number, likely, key=lambda i: (float(cues[i]), -i)))
