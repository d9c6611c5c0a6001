"""Networks that read together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.inference.network import Together
from onrecord.inference.tokens import Tokens, tokens_of
from onrecord.inference.windows import Windows, windows_of
from onrecord.values.span import Span

Floats = NDArray[np.float32]
TEXT = "Marr said no."


@dataclass(frozen=True)
class Always:
    """Says the same of every word. number: of its states, by which it knows them again."""

    number: float
    cue: float
    roles: tuple[float, float, float, float]

    def encode(self, tokens: Tokens, rows: object) -> tuple[Sequence[Floats], Floats]:
        n = len(tokens)
        return [np.full((n, 2), self.number, dtype=np.float32)], np.full(n, self.cue, dtype=np.float32)

    def read(self, states: Sequence[Floats], windows: Windows) -> tuple[Floats, Floats]:
        (own,) = states
        assert (own == self.number).all()
        rows = np.tile(np.array(self.roles, dtype=np.float32), (len(windows.words), 1))
        return rows, np.full(len(windows.cues), self.cue, dtype=np.float32)


def read(*networks: Always, shares: tuple[float, ...]) -> tuple[Floats, Floats, Floats]:
    tokens = tokens_of(TEXT, (Span(0, len(TEXT)),))
    together = Together(networks, shares)
    states, cues = together.encode(tokens, np.zeros((len(tokens), 8), dtype=np.int32))
    owners = np.full(len(tokens), -1, dtype=np.int32)
    return cues, *together.read(states, windows_of(tokens, [1], owners, []))


def test_each_network_reads_its_own_states_and_counts_by_its_share() -> None:
    cues, roles, holds = read(Always(1, 4.0, (0, 0, 0, 0)), Always(2, -4.0, (0, 0, 0, 0)), shares=(0.75, 0.25))
    assert cues == pytest.approx(2.0)
    assert holds == pytest.approx(2.0)
    assert roles == pytest.approx(np.log(0.25))


def test_a_loud_network_does_not_outvote_a_sure_one() -> None:
    """Roles count as probabilities: adding the same to all of a network's logits changes nothing."""
    quiet = read(Always(1, 0, (0, 0, 2, 0)), Always(2, 0, (0, 1, 0, 0)), shares=(0.5, 0.5))[1]
    loud = read(Always(1, 0, (0, 0, 2, 0)), Always(2, 0, (50, 51, 50, 50)), shares=(0.5, 0.5))[1]
    assert loud == pytest.approx(quiet, abs=1e-4)
    assert quiet[0].argmax() == 2
