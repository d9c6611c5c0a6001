"""From the network's numbers to attributions: whole quotations, whole runs of words, one reading of each place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from onrecord.inference.features import Marks
from onrecord.inference.smoothing import smoothest
from onrecord.inference.tokens import Tokens
from onrecord.inference.windows import Windows
from onrecord.values.span import Span

NONE, SOURCE, CONTENT, CUE = range(4)
_LEFT_OUT = frozenset(".,;:–—-…")
SWITCH = 1.5  # nats; chosen on held-out articles
_NO_NAME = _LEFT_OUT - {"."} | {"?", "!"}  # the stop of "Jr." belongs to a name
_GAP = 2  # words left out in the middle of a content that are still part of it

Floats = NDArray[np.float32]
Places = NDArray[np.intp]
Run = tuple[int, int, int]  # role, first token, last but one


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution.

    head: the token it was read around. by_rule: the spans are a rule's, not the network's; rule: its name.
    evidence: what its probability is computed from; see onrecord.inference.judge.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    head: int
    evidence: tuple[float, ...]
    by_rule: bool = False
    rule: str = ""


def decode(tokens: Tokens, quotations: Sequence[Marks], windows: Windows, cues: Floats, roles: Floats) -> list[Found]:
    """One Found for each window that has a content.

    cues: [N, 2] logits, that the word is a cue and that the relation holds. roles: [M, 4] logits.
    """
    if not windows.bounds:
        return []
    shares = _softmax(roles)
    labels = smoothest(np.log(np.maximum(shares, 1e-9)), windows, SWITCH)
    places = tokens.inside([marks.span for marks in quotations])
    inside = [(first, last) for (first, last), marks in zip(places, quotations, strict=True) if marks.closed]
    quoted, spoken = _counted(len(tokens), inside), _counted(len(tokens), places)
    heads, logits = windows.cues.tolist(), cues.tolist()
    found = []
    for number, runs in _runs(labels, windows):
        content = _content(runs, inside)
        spans = _content_spans(tokens, content, spoken)
        if not spans:
            continue
        head = heads[number]
        near = _Near(shares, windows.bounds[number], int(windows.words[windows.bounds[number][0]]))
        free = [run for run in runs if not any(a <= run[1] < b for a, b in content)]
        cue = [(a, b) for role, a, b in free if role == CUE] or [(head, head + 1)]
        source = _source([(a, b) for role, a, b in free if role == SOURCE], near, head)
        sure = near.mean(CONTENT, content), near.mean(SOURCE, source) if source else 0.5
        evidence = (*logits[number], *sure, float(not source), _share_of(quoted, content))
        found.append(Found(_source_spans(tokens, source), _spans(tokens, cue), spans, head, evidence))
    return found


def _counted(n: int, runs: Sequence[tuple[int, int]]) -> list[int]:
    """How many of the tokens before each token, and before the end, lie in the runs."""
    inside = np.zeros(n + 1, dtype=np.int64)
    for first, last in runs:
        inside[first + 1 : last + 1] = 1
    counted: list[int] = np.cumsum(inside).tolist()
    return counted


def _share_of(counted: Sequence[int], runs: Sequence[tuple[int, int]]) -> float:
    """The share of the runs' tokens that were counted."""
    return sum(counted[b] - counted[a] for a, b in runs) / sum(b - a for a, b in runs)


def _softmax(logits: Floats) -> Floats:
    """[M, roles] logits as [roles, M] shares: each role's numbers side by side, which is how they are used."""
    by_role = np.ascontiguousarray(logits.T)
    shares = np.exp(by_role - by_role.max(axis=0))
    total: Floats = shares / shares.sum(axis=0)
    return total


def _runs(labels: Places, windows: Windows) -> Iterator[tuple[int, list[Run]]]:
    """The runs of one role, in order, of each window that has a content, with the window's number.

    All windows at once: most of them have no content, and an array for each would take longer than to read them.
    """
    breaks = labels[1:] != labels[:-1]
    breaks[[first - 1 for first, _ in windows.bounds[1:]]] = True
    starts = np.concatenate(([0], np.flatnonzero(breaks) + 1))
    lengths = np.diff(starts, append=len(labels))
    roles, owners = labels[starts], windows.owner[starts]
    has_content = np.zeros(len(windows.bounds), dtype=np.bool_)
    has_content[owners[roles == CONTENT]] = True
    kept = np.flatnonzero(has_content[owners] & (roles != NONE))
    first = windows.words[starts[kept]]
    rows = zip(
        owners[kept].tolist(), roles[kept].tolist(), first.tolist(), (first + lengths[kept]).tolist(), strict=True
    )
    for number, own in groupby(rows, key=itemgetter(0)):
        yield number, [(role, a, b) for _, role, a, b in own]


@dataclass(frozen=True, slots=True)
class _Near:
    """The shares of one window: [first, last) of its rows, and the token of the first one."""

    shares: Floats
    rows: tuple[int, int]
    base: int

    def of(self, role: int, run: tuple[int, int]) -> Floats:
        """A role's shares of the words of a run that lie in the window."""
        first, last = self.rows
        by = first - self.base
        part: Floats = self.shares[role, max(run[0] + by, first) : max(min(run[1] + by, last), first)]
        return part

    def mean(self, role: int, runs: Sequence[tuple[int, int]]) -> float:
        """One half where none of the words lie in the window."""
        parts = [self.of(role, run) for run in runs]
        inside = parts[0] if len(parts) == 1 else np.concatenate(parts)
        return float(np.add.reduce(inside) / inside.size) if inside.size else 0.5


def _content(runs: Sequence[Run], quotations: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs of content: small holes filled, quotations whole or not at all, crumbs dropped."""
    joined: list[tuple[int, int]] = []
    before = NONE
    for role, first, last in runs:
        if role == CONTENT and before == CONTENT and first - joined[-1][1] <= _GAP:
            joined[-1] = (joined[-1][0], last)
        elif role == CONTENT:
            joined.append((first, last))
        before = role
    whole = [piece for run in joined for piece in _to_marks(run, quotations)]
    merged: list[tuple[int, int]] = []
    for first, last in sorted(whole):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    most = max((b - a for a, b in merged), default=0)
    return [(a, b) for a, b in merged if b - a >= 2 or most < 4]


def _to_marks(run: tuple[int, int], quotations: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The run with a quotation at its edge taken whole when half of it is inside, left out otherwise."""
    first, last = run
    begin = bisect_left(quotations, first, key=itemgetter(1))
    for a, b in islice(quotations, begin, None):
        if a >= last:
            break
        if b <= first:
            continue
        covered = min(b, last) - max(a, first)
        if 2 * covered >= b - a:
            first, last = min(first, a), max(last, b)
        elif a < first:
            first = b
        elif b > last:
            last = a
    return [(first, last)] if first < last else []


def _source(runs: Sequence[tuple[int, int]], near: _Near, head: int) -> list[tuple[int, int]]:
    """The surest run of source words; of equals the nearest to the cue."""
    if len(runs) < 2:
        return list(runs)
    return [max(runs, key=lambda run: (float(np.add.reduce(near.of(SOURCE, run))), -abs(run[0] - head)))]


def _spans(tokens: Tokens, runs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(tokens.span(a, b) for a, b in runs)


def _source_spans(tokens: Tokens, runs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Without the comma that closes an apposition."""
    found = []
    for first, last in runs:
        b = last
        while b > first and tokens.texts[b - 1] in _NO_NAME:
            b -= 1
        if first < b:
            found.append(tokens.span(first, b))
    return tuple(found)


def _content_spans(tokens: Tokens, runs: Sequence[tuple[int, int]], spoken: Sequence[int]) -> tuple[Span, ...]:
    """Without "that" in front and punctuation at the ends, unless it was spoken: stands inside quotation marks."""
    found = []
    for first, last in runs:
        a, b = first, last
        while a < b and (tokens.texts[a] in _LEFT_OUT or (a == runs[0][0] and tokens.texts[a] == "that" and b - a > 2)):
            a += 1
        while b > a and tokens.texts[b - 1] in _LEFT_OUT and spoken[b] == spoken[b - 1]:
            b -= 1
        if a < b:
            found.append(tokens.span(a, b))
    return tuple(found)
