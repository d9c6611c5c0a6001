"""From the network's numbers to attributions: whole quotations, whole runs of words, one reading of each place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from onrecord.inference.features import Marks
from onrecord.inference.tokens import Tokens
from onrecord.inference.windows import Windows
from onrecord.values.span import Span

SOURCE, CONTENT, CUE = 1, 2, 3
_LEFT_OUT = frozenset(".,;:–—-…")
SWITCH = 1.5  # nats; chosen on held-out articles
_GAP = 2  # words left out in the middle of a content that are still part of it

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution.

    head: the token it was read around. by_rule: the spans are a rule's, not the network's.
    evidence: what its probability is computed from; see onrecord.inference.judge.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    head: int
    evidence: tuple[float, ...]
    by_rule: bool = False


def decode(tokens: Tokens, quotations: Sequence[Marks], windows: Windows, cues: Floats, roles: Floats) -> list[Found]:
    """One Found for each window that has a content.

    cues: [N, 2] logits, that the word is a cue and that the relation holds. roles: [M, 4] logits.
    """
    found = []
    shares = _softmax(roles)
    labels = smoothest(np.log(np.maximum(shares, 1e-9)), windows.bounds)
    places = tokens.inside([marks.span for marks in quotations])
    inside = [(first, last) for (first, last), marks in zip(places, quotations, strict=True) if marks.closed]
    for number, (first, last) in enumerate(windows.bounds):
        base = int(windows.words[first])
        head = int(windows.cues[number])
        label, share = labels[first:last], shares[first:last]
        content = _content(label, share, base, tokens, inside)
        if not content:
            continue
        taken = {i for a, b in content for i in range(a, b)}
        cue = [run for run in _runs(label == CUE, base) if run[0] not in taken] or [(head, head + 1)]
        source = _source(label, share, base, head, taken)
        evidence = (
            float(cues[number, 0]),
            float(cues[number, 1]),
            _sureness(share[:, CONTENT], content, base),
            _sureness(share[:, SOURCE], source, base) if source else 0.5,
        )
        found.append(
            Found(_spans(tokens, source), _spans(tokens, cue), _content_spans(tokens, content), head, evidence)
        )
    return [one for one in found if one.content]


def _softmax(logits: Floats) -> Floats:
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    total: Floats = shares / shares.sum(axis=1, keepdims=True)
    return total


def smoothest(scores: Floats, bounds: Sequence[tuple[int, int]], switch: float = SWITCH) -> NDArray[np.int64]:
    """The best role for each row, where every change of role inside a window costs `switch`.

    Viterbi's algorithm over all windows at once. scores: [M, roles] log probabilities.
    """
    lengths = np.array([last - first for first, last in bounds])
    order = np.argsort(-lengths, kind="stable")
    starts = np.array([first for first, _ in bounds])[order]
    longest, roles = int(lengths.max(initial=0)), scores.shape[1]
    alive = np.searchsorted(-lengths[order], -np.arange(1, longest + 1), side="right")
    best = np.zeros((len(bounds), roles), dtype=np.float32)
    stays = np.ones((longest, len(bounds), roles), dtype=bool)
    source = np.zeros((longest, len(bounds)), dtype=np.int64)
    for step in range(longest):
        n = alive[step]
        now = best[:n]
        if step:
            source[step, :n] = now.argmax(axis=1)
            other = now.max(axis=1, keepdims=True) - switch
            stays[step, :n] = now >= other
            now = np.maximum(now, other)
        best[:n] = now + scores[starts[:n] + step]
    labels = np.empty(len(scores), dtype=np.int64)
    current = best.argmax(axis=1)
    for step in range(longest - 1, -1, -1):
        n = alive[step]
        labels[starts[:n] + step] = current[:n]
        if step:
            kept = stays[step, np.arange(n), current[:n]]
            current[:n] = np.where(kept, current[:n], source[step, :n])
    return labels


def _runs(chosen: NDArray[np.bool_], base: int) -> list[tuple[int, int]]:
    """[first, last) of each run of True, counted from `base`."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], chosen.astype(np.int8), [0]))))
    return [(base + int(a), base + int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _content(
    label: NDArray[np.int64], share: Floats, base: int, tokens: Tokens, quotations: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Runs of content: small holes filled, quotations whole or not at all, crumbs dropped."""
    runs = _runs(label == CONTENT, base)
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        if joined and first - joined[-1][1] <= _GAP and not label[joined[-1][1] - base : first - base].any():
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
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


def _source(label: NDArray[np.int64], share: Floats, base: int, head: int, taken: set[int]) -> list[tuple[int, int]]:
    """The surest run of source words; of equals the nearest to the cue."""
    runs = [run for run in _runs(label == SOURCE, base) if run[0] not in taken]
    if not runs:
        return []
    return [max(runs, key=lambda r: (float(share[r[0] - base : r[1] - base, SOURCE].sum()), -abs(r[0] - head)))]


def _sureness(share: Floats, runs: Sequence[tuple[int, int]], base: int) -> float:
    inside = np.concatenate([share[max(a - base, 0) : max(b - base, 0)] for a, b in runs])
    return float(inside.mean()) if inside.size else 0.5


def _spans(tokens: Tokens, runs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(tokens.span(a, b) for a, b in runs)


def _content_spans(tokens: Tokens, runs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Without "that" in front and punctuation at the ends."""
    found = []
    for first, last in runs:
        a, b = first, last
        while a < b and (tokens.texts[a] in _LEFT_OUT or (a == runs[0][0] and tokens.texts[a] == "that" and b - a > 2)):
            a += 1
        while b > a and tokens.texts[b - 1] in _LEFT_OUT:
            b -= 1
        if a < b:
            found.append(tokens.span(a, b))
    return tuple(found)
