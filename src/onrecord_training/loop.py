"""The training loop, the same for teacher and student."""

from __future__ import annotations

import logging
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax

from onrecord_training.examples import Example
from onrecord_training.lessons import Lesson, batch_of
from onrecord_training.network import Extractor

log = logging.getLogger(__name__)
_ROLES = 0.25  # a window has some eighty words, a cue is one
Encode = Callable[[Sequence[Example]], Tensor]


@dataclass(frozen=True, slots=True)
class Plan:
    """epochs; rate: the highest learning rate, reached after the share `warm` of the steps, then falling to nought.

    batch: articles a step. trust: weight of the gold beside a teacher.
    """

    epochs: int
    rate: float
    batch: int
    seed: int
    warm: float = 0.1
    trust: float = 1.0


def loss(model: Extractor, states: Tensor, lessons: Sequence[Lesson], trust: float, rng: random.Random) -> Tensor:
    """Cross-entropy of cues, roles and of whether relations hold, for each relation of the lessons."""
    cue = model.head(states)
    batch = batch_of(lessons, torch.sigmoid(cue.detach()).numpy(), trust, rng)
    total = (
        binary_cross_entropy_with_logits(cue, _joined(batch.cue), reduction="none") * _joined(batch.cue_weight)
    ).sum()
    if batch.holds:
        roles, holds = model.reader(states, *batch.given())
        crossed = -(_joined(batch.roles) * log_softmax(roles, dim=1)).sum(1)
        total = total + _ROLES * (crossed * _joined(batch.role_weight)).sum()
        held = binary_cross_entropy_with_logits(holds, torch.tensor(batch.holds), reduction="none")
        total = total + (held * torch.tensor(batch.holds_weight)).sum()
    return total / (batch.relations + len(lessons))


def _joined(parts: Sequence[Any]) -> Tensor:
    return torch.cat([torch.from_numpy(part) for part in parts])


def train(
    model: Extractor,
    encode: Encode,
    lessons: Callable[[int], Sequence[Lesson]],
    plan: Plan,
    groups: list[dict[str, Any]] | None = None,
) -> None:
    """Train in place. lessons: those of an epoch, counted from 0. groups: parameters with rates of their own."""
    rng = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    first = lessons(0)
    steps = plan.epochs * math.ceil(len(first) / plan.batch)
    optimizer = torch.optim.AdamW(
        groups or list(model.parameters()), lr=plan.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _rate(steps, max(1, int(steps * plan.warm))))
    for epoch in range(plan.epochs):
        model.train()
        order = list(first if epoch == 0 else lessons(epoch))
        rng.shuffle(order)
        start, losses = time.monotonic(), 0.0
        for begin in range(0, len(order), plan.batch):
            now = order[begin : begin + plan.batch]
            value = loss(model, encode([lesson.example for lesson in now]), now, plan.trust, rng)
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            losses += float(value.detach()) * len(now)
        log.info("epoch %d: loss %.3f, %.0f s", epoch + 1, losses / len(order), time.monotonic() - start)
    model.eval()


def _rate(steps: int, warm: int) -> Callable[[int], float]:
    return lambda step: min((step + 1) / warm, max(0.01, (steps - step) / max(1, steps - warm)))
