"""Where the paragraphs of a plain text are, whichever way its lines were broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.reports.line_forms import furniture_form
from onrecord.values.span import Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_STOPS = tuple(".!?:;\"”’'»)")
_ENDED = re.compile(r"[.!?:;…|][\"”’'»)\]]{0,3}$")
# What no line of its own begins with: a small letter, or a mark that belongs to the words before it.
_GOES_ON = re.compile(r"[a-zß-öø-ÿ]{1,30}(?:[\s,.;:?!)\]’'”\"]|$)|[,.;:?!)\]”’][\s\w”’\"]|[,.;:?!)\]”]$|[’']s\b")
# What no line of its own ends with.
_HANGS = re.compile(
    r"(?:[,(“–—]|\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|but|that|which|who|as|its|his|her|their|is|are"
    r"|was|were|has|have|had|be|said|says|told|will|would|than|between|according to|called))$"
)
_BEGINNING = 32  # characters of a line that are looked at
_BY = re.compile(r"(?:(?:written|reported|posted) )?by:?|author:", re.IGNORECASE)
_SOME_WORDS = 40  # characters: a menu's entries are shorter
_AN_INSERT = 60  # characters: the words of a link are no longer


def find_paragraphs(reading: str) -> tuple[Span, ...]:
    """Paragraphs in order, surrounding white space left out.

    A line is a paragraph, unless the lines are those of a hard-wrapped text: then blank lines part paragraphs. Lines
    that break a sentence off, as scrapers leave them around every link, are put together again.
    """
    lines = [_stripped(reading, match) for match in _LINE.finditer(reading)]
    blocks = _blocks(reading, lines)
    if not _is_wrapped(reading, blocks):
        return tuple(_rejoined(reading, blocks))
    return tuple(Span(block[0].start, block[-1].end) for block in blocks)


def _stripped(reading: str, match: re.Match[str]) -> Span:
    words = match[0].strip()
    start = match.start() + match[0].index(words)
    return Span(start, start + len(words))


def _blocks(reading: str, lines: Sequence[Span]) -> list[list[Span]]:
    blocks: list[list[Span]] = []
    for line in lines:
        if blocks and reading.count("\n", blocks[-1][-1].end, line.start) == 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _is_wrapped(reading: str, blocks: Sequence[Sequence[Span]]) -> bool:
    """Do lines end where the column ends instead of where the sentence ends?"""
    inner = [line for block in blocks for line in block[:-1]]
    if len(inner) < 4 or len(blocks) < 2:
        return False
    lengths = sorted(len(line) for line in inner)
    middle = lengths[len(lengths) // 2]
    unfinished = sum(1 for line in inner if not line.of(reading).endswith(_STOPS))
    begun = sum(1 for block in blocks for line in block[1:] if reading[line.start].isupper())  # as headlines begin
    in_column = 40 <= middle <= 110 and lengths[-1] <= 160
    return in_column and unfinished >= 0.6 * len(inner) and begun <= 0.6 * len(inner)


def _rejoined(reading: str, blocks: Sequence[Sequence[Span]]) -> Iterator[Span]:
    for block in blocks:
        start = 0
        for index in range(1, len(block) + 1):
            if index == len(block) or not (
                _is_broken_off(reading, block, index, start) and _are_text(reading, block, index)
            ):
                yield Span(block[start].start, block[index - 1].end)
                start = index


def _are_text(reading: str, block: Sequence[Span], index: int) -> bool:
    """Is neither of two lines furniture by its form?"""
    return all(furniture_form(line.of(reading)) is None for line in block[index - 1 : index + 1])


def _is_broken_off(reading: str, block: Sequence[Span], index: int, start: int) -> bool:
    """Does the sentence of the lines from `start` on go on in line `index`?"""
    upper, lower = block[index - 1], block[index]
    above = reading[max(upper.start, upper.end - 40) : upper.end]
    below = reading[lower.start : min(lower.end, lower.start + _BEGINNING)]
    long = upper.end - block[start].start >= _SOME_WORDS or len(lower) >= _SOME_WORDS
    if _GOES_ON.match(below):
        return long and not (below[0].isalpha() and _ENDED.search(above))
    if _BY.fullmatch(above):
        return len(lower) <= _AN_INSERT
    if _ENDED.search(above) or len(upper) < 8:
        return False
    if _HANGS.search(above) and long:
        return True
    # a link of a word or two, after which the sentence goes on
    after = block[index + 1] if index + 1 < len(block) else None
    return (
        after is not None
        and len(lower) <= _AN_INSERT
        and upper.end - block[start].start >= _SOME_WORDS
        and len(after) >= 2
        and not _ENDED.search(reading[max(lower.start, lower.end - 30) : lower.end])
        and _GOES_ON.match(reading[after.start : min(after.end, after.start + _BEGINNING)]) is not None
    )
