"""What a network is taught at once: a few articles, their gold, and what the teacher makes of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from onrecord.inference.windows import windows_of
from onrecord_training.examples import Example, Relation, roles_in

_TEMPTING = 0.1  # probability above which a wrong cue is worth being shown as one
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Soft:
    """A teacher's reading of an article. cue [T]: probability of each token. heads: the tokens it looked at as cues.

    roles [M, 4]: probabilities in their windows, behind one another. holds [N]: probability that the relation holds.
    """

    cue: Floats
    heads: tuple[int, ...]
    roles: Floats
    holds: Floats


@dataclass(frozen=True, slots=True)
class Lesson:
    example: Example
    soft: Soft | None = None


@dataclass(slots=True)
class Batch:
    """All tokens of the lessons behind one another, and all windows.

    For every target two things are kept: what it should be (a mix of gold and teacher) and how much it counts.
    """

    cue: list[Floats] = field(default_factory=list)
    cue_weight: list[Floats] = field(default_factory=list)
    windows: dict[str, list[NDArray[np.int64]]] = field(
        default_factory=lambda: {name: [] for name in ("cues", "words", "owner", "distance", "hint", "at")}
    )
    roles: list[Floats] = field(default_factory=list)  # [M, 4], share of each role
    role_weight: list[Floats] = field(default_factory=list)
    holds: list[float] = field(default_factory=list)
    holds_weight: list[float] = field(default_factory=list)
    relations: float = 0.0

    def given(self) -> list[Tensor]:
        """What the reader takes besides the states."""
        return [torch.from_numpy(np.concatenate(parts)) for parts in self.windows.values()]


def batch_of(lessons: Sequence[Lesson], likely: Floats, trust: float, rng: random.Random) -> Batch:
    """likely [T]: the network's own cue probabilities, to choose wrong cues by.

    trust: weight of the gold where there is a teacher, too; the teacher has the rest. Without gold it has all.
    """
    batch = Batch()
    tokens = rows = cues = 0
    for lesson in lessons:
        example = lesson.example
        n = len(example.tokens)
        gold = {relation.head: relation for relation in example.relations}
        own = trust if lesson.soft and example.is_gold else float(lesson.soft is None)
        heads = lesson.soft.heads if lesson.soft else _heads(gold, likely[tokens : tokens + n], rng)
        marked = np.zeros(n, dtype=np.float32)
        marked[list(gold)] = 1
        batch.cue.append(own * marked + (1 - own) * lesson.soft.cue if lesson.soft else marked)
        batch.cue_weight.append(np.full(n, example.weight, dtype=np.float32))
        batch.relations += len(gold) if example.is_gold else float(batch.cue[-1].sum())
        if heads:
            rows, cues = _add_windows(batch, lesson, heads, gold, own, (tokens, rows, cues))
        tokens += n
    return batch


def _heads(gold: dict[int, Relation], likely: Floats, rng: random.Random) -> tuple[int, ...]:
    """The gold cues, and as many tempting wrong ones."""
    wrong = [int(i) for i in np.flatnonzero(likely > _TEMPTING) if int(i) not in gold]
    rng.shuffle(wrong)
    return tuple(sorted([*gold, *wrong[: len(gold) + 2]]))


def _add_windows(
    batch: Batch,
    lesson: Lesson,
    heads: Sequence[int],
    gold: dict[int, Relation],
    own: float,
    at: tuple[int, int, int],
) -> tuple[int, int]:
    """Add the windows of one lesson; gives rows and cues so far."""
    tokens, rows, cues = at
    example, soft = lesson.example, lesson.soft
    windows = windows_of(example.tokens, list(heads), example.owners, example.hints)
    for name, base in (
        ("cues", tokens),
        ("words", tokens),
        ("owner", cues),
        ("distance", 0),
        ("hint", 0),
        ("at", rows),
    ):
        batch.windows[name].append(getattr(windows, name) + base)
    for number, (head, (first, last)) in enumerate(zip(heads, windows.bounds, strict=True)):
        relation = gold.get(head)
        mine = own if relation else 0.0
        shares = mine * np.eye(4, dtype=np.float32)[roles_in(relation, windows.words[first:last])]
        theirs = 0.0
        if soft:
            theirs = 1 - mine if relation else float(soft.cue[head])
            shares = shares + theirs * soft.roles[first:last]
        batch.roles.append(shares)
        batch.role_weight.append(np.full(last - first, example.weight, dtype=np.float32))
        holds = own * float(relation is not None) + (1 - own) * float(soft.holds[number] if soft else 0.0)
        batch.holds.append(holds)
        batch.holds_weight.append(example.weight)
    return rows + len(windows.words), cues + len(heads)
