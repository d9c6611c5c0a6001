"""The words in a row that two statements have in common."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.comparing.tokens import Token
from onrecord.grouping.ties import LEAST, Shared

_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]{1,4000})[”\"»]?")
_MOST_PLACES = 64  # of one stretch: words that are said over and over are not followed everywhere
_LONGEST_SHOWN = 60  # characters of the words that a reason quotes


def spoken(words: str, *, is_mixed: bool) -> str:
    """What of a statement's words the speaker said: of a mixed one what stands in quotation marks."""
    return " … ".join(match[1] for match in _QUOTED.finditer(words)) if is_mixed else words


class Common(NamedTuple):
    """What two texts have in common. size: words of the longest stretch; at_one, at_other: its first word in each.

    share: of the shorter one's words that stand in the other, in stretches of LEAST words or more; 0 to 1.
    """

    size: int
    share: float
    at_one: int
    at_other: int

    @property
    def turned(self) -> Common:
        """As the other text sees it."""
        return Common(self.size, self.share, self.at_other, self.at_one)


def shared_words(one: str, one_tokens: Sequence[Token], other_tokens: Sequence[Token]) -> Shared | None:
    """The longest stretch that both have, whatever stands around it; None below LEAST words.

    one: the text of one_tokens. Linear in the length of both.
    """
    found = common_words([token.key for token in one_tokens], [token.key for token in other_tokens])
    return Shared(found.size, found.share, shown(one, one_tokens, found.at_one, found.size)) if found else None


def common_words(one: Sequence[str], other: Sequence[str]) -> Common | None:
    """What two texts, as keys of their words, have in common; None below LEAST words in a row. Which is the one and
    which the other changes nothing else.
    """
    if (len(other), other) < (len(one), one):
        found = common_words(other, one)
        return found.turned if found else None
    start, there, length = _longest(one, other)
    return Common(length, round(_covered(one, other) / len(one), 4), start, there) if length >= LEAST else None


def shown(text: str, tokens: Sequence[Token], at: int, count: int) -> str:
    """So many words of a text, as a reason quotes them: of many the beginning. tokens: of the text. at: the first."""
    words = text[tokens[at].start : tokens[at + count - 1].end]
    brief = words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 1].rstrip()}…"
    return " ".join(brief.split())


def _covered(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words of `one` stand in stretches of LEAST words or more that `other` has, too."""
    there = {tuple(other[at : at + LEAST]) for at in range(len(other) - LEAST + 1)}
    total = last = 0
    for at in range(len(one) - LEAST + 1):
        if tuple(one[at : at + LEAST]) in there:
            total += at + LEAST - max(at, last)
            last = at + LEAST
    return total


def _longest(one: Sequence[str], other: Sequence[str]) -> tuple[int, int, int]:
    """Where the longest run that is in both begins, in `one` and in `other`, and how long it is; the first of several
    in `one`.
    """
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(one) - LEAST + 1):
        found = places[tuple(one[at : at + LEAST])]
        if len(found) < _MOST_PLACES:
            found.append(at)
    best, open_runs = (0, 0, 0), dict[int, int]()
    for at in range(len(other) - LEAST + 1) if places else ():
        there = places.get(tuple(other[at : at + LEAST]), ())
        open_runs = {place: open_runs.get(place - 1, LEAST - 1) + 1 for place in there}
        for place, length in open_runs.items():
            start = place + LEAST - length
            if length > best[2] or (length == best[2] and start < best[0]):
                best = start, at + LEAST - length, length
    return best
