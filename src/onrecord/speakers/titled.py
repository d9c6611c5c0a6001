"""The title of a document, where the text tells it: "a memoir of those years entitled The Harbour: My Life"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.speakers.lexicon import INNER, PREPOSITIONS
from onrecord.speakers.words import Word

TITLED = frozenset({"entitled", "titled"})  # "the report called Berg unfit" gives no title
FARTHEST = 9  # words from the document to "entitled"
LONGEST = 14
_OPENING, _CLOSING = frozenset('“"«'), frozenset('”"»')


def title_behind(words: Sequence[Word], at: int) -> list[Word]:
    """The words of the title that a phrase ending at this place is told to have; none where it is told to have none."""
    for k in range(at, min(at + FARTHEST, len(words) - 1)):
        if words[k].sentence != words[max(0, at - 1)].sentence or words[k].text in ";:":
            break
        if words[k].low in TITLED:
            return _title(words, k + 1)
    return []


def _title(words: Sequence[Word], start: int) -> list[Word]:
    start += words[start].text == ","
    quoted = start < len(words) and words[start].text in _OPENING
    if quoted:
        end = next((k for k in range(start + 1, min(start + LONGEST, len(words))) if words[k].text in _CLOSING), start)
        return [word for word in words[start + 1 : end] if word.is_word]
    found: list[Word] = []
    for word in words[start : start + LONGEST]:
        inner = word.low in (INNER | PREPOSITIONS | {"a", "an", "my"}) - {"by"} or word.text in ":'’"
        if not (word.capital or (found and inner)):
            break
        found.append(word)
    while found and not found[-1].capital:
        found.pop()
    return [word for word in found if word.is_word] if len(found) > 1 else []
