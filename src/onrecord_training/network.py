"""The networks: an encoder of words, and a reader of the words around one cue.

The student's encoder is a stack of gated dilated convolutions (Dauphin et al. 2017; Strubell et al. 2017) over hashed
features; the teacher's is a fine-tuned MiniLM. Both feed the same heads: which words are the head of a cue, and for
each of these which words of its paragraph are source, cue and content (semantic role labelling: He et al. 2017).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.inference.features import ROWS
from onrecord.inference.windows import BUCKETS, PARTS_AT_CUE
from onrecord_training.examples import Example

ROLES = 4


def shifted(x: Tensor, segment: Tensor | None, by: int) -> Tensor:
    """Row i holds row i - by of x where both are of one segment (None: all are), else zeros."""
    n = x.shape[0]
    pad = abs(by)
    if by > 0:
        moved = torch.cat([x.new_zeros(pad, x.shape[1]), x])[:n]
        if segment is None:
            return moved
        other = torch.cat([segment.new_full((pad,), -1), segment])[:n]
    else:
        moved = torch.cat([x, x.new_zeros(pad, x.shape[1])])[pad:]
        if segment is None:
            return moved
        other = torch.cat([segment, segment.new_full((pad,), -1)])[pad:]
    return moved * (other == segment).to(x.dtype).unsqueeze(1)


class Gated(nn.Module):
    """x + gate(x before, x, x behind), `dilation` words away."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.dilation = dilation
        self.mix = nn.Linear(3 * width, 2 * width)
        self.norm = nn.LayerNorm(width)

    def forward(self, x: Tensor, segment: Tensor | None) -> Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=False):
            near = torch.cat([shifted(x, segment, self.dilation), x, shifted(x, segment, -self.dilation)], dim=1)
            value, gate = self.mix(near).float().chunk(2, dim=1)
        return self.norm(x + value * torch.sigmoid(gate))


class StudentEncoder(nn.Module):
    def __init__(
        self, width: int = 128, dilations: tuple[int, ...] = (1, 2, 4, 8, 16, 4, 1), dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.table = nn.Embedding(ROWS, width)
        nn.init.normal_(self.table.weight, std=0.3)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)
        self.unknown = 0.1
        self.blocks = nn.ModuleList(Gated(width, d) for d in dilations)

    def forward(self, rows: Tensor, segment: Tensor | None) -> Tensor:
        if self.training:  # an unknown word now and then, so that the letters and the place must do
            rows = rows.clone()
            rows[torch.rand(rows.shape[0]) < self.unknown, 0] = 0
        x = self.dropout(self.norm(self.table(rows).sum(1)))
        for block in self.blocks:
            x = block(x, segment)
        return x


class CueHead(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.score = nn.Sequential(nn.Linear(width, 64), nn.GELU(), nn.Linear(64, 1))

    def forward(self, states: Tensor) -> Tensor:
        return self.score(states).squeeze(1)


class RoleReader(nn.Module):
    """For each cue: the role of every word of its window, and whether the cue holds."""

    def __init__(self, width: int, inner: int = 64, dilations: tuple[int, ...] = (1, 2, 4, 8)) -> None:
        super().__init__()
        self.word = nn.Linear(width, inner)
        self.cue = nn.Linear(width, 2 * inner)
        self.distance = nn.Embedding(BUCKETS, inner)
        self.hint = nn.Embedding(PARTS_AT_CUE, inner)
        self.norm = nn.LayerNorm(inner)
        self.blocks = nn.ModuleList(Gated(inner, d) for d in dilations)
        self.role = nn.Linear(inner, ROLES)
        self.holds = nn.Sequential(nn.Linear(inner, 64), nn.GELU(), nn.Linear(64, 1))

    def forward(self, states: Tensor, *given: Tensor) -> tuple[Tensor, Tensor]:
        """states [T, width]. given: cues [N], words, owner, distance, hint [M], at [N]: see onrecord.inference.windows.

        Returns roles [M, ROLES] and holds [N], both logits.
        """
        cues, words, owner, distance, hint, at = given
        word = self.word(states)[words]
        shift, scale = self.cue(states[cues])[owner].chunk(2, dim=1)
        x = self.norm(word * (1 + scale) + shift + self.distance(distance) + self.hint(hint))
        for block in self.blocks:
            x = block(x, owner)
        return self.role(x), self.holds(x[at]).squeeze(1)


class Extractor(nn.Module):
    def __init__(self, encoder: nn.Module, width: int, inner: int = 64) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = CueHead(width)
        self.reader = RoleReader(width, inner)


def student_encoder_of(model: Extractor) -> Callable[[Sequence[Example]], Tensor]:
    """The states of all tokens of some examples, behind one another; none looks into the next article."""

    def encode(examples: Sequence[Example]) -> Tensor:
        rows = torch.from_numpy(np.concatenate([example.rows for example in examples]).astype(np.int64))
        segment = torch.from_numpy(np.repeat(np.arange(len(examples)), [len(e.tokens) for e in examples]))
        states: Tensor = model.encoder(rows, segment)
        return states

    return encode
