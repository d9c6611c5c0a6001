"""The words in a row that two statements have in common."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from onrecord.comparing.tokens import Token
from onrecord.grouping.ties import LEAST, Shared

_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]{1,4000})[”\"»]?")
_MOST_PLACES = 64  # of one stretch: words that are said over and over are not followed everywhere
_LONGEST_SHOWN = 60  # characters of the words that a reason quotes


def spoken(words: str, *, is_mixed: bool) -> str:
    """What of a statement's words the speaker said: of a mixed one what stands in quotation marks."""
    return " … ".join(match[1] for match in _QUOTED.finditer(words)) if is_mixed else words


def shared_words(one: str, one_tokens: Sequence[Token], other_tokens: Sequence[Token]) -> Shared | None:
    """The longest stretch that both have, whatever stands around it; None below LEAST words.

    one: the text of one_tokens. Linear in the length of both.
    """
    mine, theirs = [t.key for t in one_tokens], [t.key for t in other_tokens]
    start, length = _longest(mine, theirs)
    if length < LEAST:
        return None
    words = one[one_tokens[start].start : one_tokens[start + length - 1].end]
    shown = words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 1].rstrip()}…"
    shorter, longer = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    return Shared(length, round(_covered(shorter, longer) / len(shorter), 4), " ".join(shown.split()))


def _covered(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words of `one` stand in stretches of LEAST words or more that `other` has, too."""
    there = {tuple(other[at : at + LEAST]) for at in range(len(other) - LEAST + 1)}
    total = last = 0
    for at in range(len(one) - LEAST + 1):
        if tuple(one[at : at + LEAST]) in there:
            total += at + LEAST - max(at, last)
            last = at + LEAST
    return total


def _longest(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """Where in `one` the longest run begins that is in both, the first of several, and how long it is."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(one) - LEAST + 1):
        found = places[tuple(one[at : at + LEAST])]
        if len(found) < _MOST_PLACES:
            found.append(at)
    best, open_runs = (0, 0), dict[int, int]()
    for at in range(len(other) - LEAST + 1) if places else ():
        there = places.get(tuple(other[at : at + LEAST]), ())
        open_runs = {place: open_runs.get(place - 1, LEAST - 1) + 1 for place in there}
        for place, length in open_runs.items():
            start = place + LEAST - length
            if length > best[1] or (length == best[1] and start < best[0]):
                best = start, length
    return best
