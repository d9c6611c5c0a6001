"""What on a page is not the report: menus, share lines, weather, credits, comment forms. Marked, never deleted.

Only what is furniture by its form is marked: a line too many among the paragraphs costs a false statement at worst, a
line too few costs words that somebody said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.reports.left_over_markup import BETWEEN_MARKUP, MARKUP, boxes_in, tags_outside
from onrecord.reports.line_forms import furniture_form, reads_like_a_sentence
from onrecord.values.report import Furniture, FurnitureKind
from onrecord.values.span import Span

# From here on a page is furniture. Below a comment form readers write; below a list of other articles
# the report may go on.
_COMMENTS_BELOW = re.compile(
    r"(?:leave a (?:reply|comment)|comments? ?\(\d{1,6}\)|(?:add|post) a comment):?", re.IGNORECASE
)
_LIST_BELOW = re.compile(
    r"(?:most (?:popular|read|viewed)(?: \w{1,12})?|related (?:articles|stories|posts|news)|recommended(?: for you)?"
    r"|you may also like|more (?:from|stories)\b[^.!?]{0,40}|trending(?: now)?):?",
    re.IGNORECASE,
)
_BELOW = "below the end of the report"
_BESIDE_WEATHER = "the date of the page beside the weather, not of the report"
KINDS: Mapping[str, FurnitureKind] = {
    "menu": FurnitureKind.MENU,
    "reading time": FurnitureKind.COUNTER,
    "related headlines": FurnitureKind.RELATED,
    "share line": FurnitureKind.SHARE,
    "comment form": FurnitureKind.COMMENTS,
    "captcha": FurnitureKind.NOTICE,
    "weather": FurnitureKind.WEATHER,
    "cookie notice": FurnitureKind.NOTICE,
    "newsletter": FurnitureKind.NEWSLETTER,
    "advertisement": FurnitureKind.ADVERT,
    "rights line": FurnitureKind.CREDIT,
    "tags": FurnitureKind.TAGS,
    "address": FurnitureKind.OTHER,
    "source line": FurnitureKind.CREDIT,
    "credit line": FurnitureKind.CREDIT,
    "photo credit": FurnitureKind.CREDIT,
    "counter": FurnitureKind.COUNTER,
    "notice": FurnitureKind.NOTICE,
    MARKUP: FurnitureKind.MARKUP,
    BETWEEN_MARKUP: FurnitureKind.MARKUP,
    _BELOW: FurnitureKind.OTHER,
    _BESIDE_WEATHER: FurnitureKind.CLOCK,
}
"""What a line is, by the reason it was marked for."""
_WEEKDAY_DATE = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? .{0,30}\d{4}", re.IGNORECASE)


def find_furniture(text: str, paragraphs: Sequence[Span]) -> tuple[Furniture, ...]:
    """What is furniture, in order, each piece with the reason: whole paragraphs, and left-over tags inside others.

    text: the report's text, markup and all. paragraphs: of the reading copy, in which tags are blank.
    """
    found = boxes_in(text, paragraphs)
    tail = _tail_start(text, paragraphs)
    for index, paragraph in enumerate(paragraphs):
        words = paragraph.of(text)
        because = furniture_form(words)
        if because is None and index >= tail and _is_short(words):
            because = _BELOW
        if because is None and _dates_the_weather(text, paragraphs, index):
            because = _BESIDE_WEATHER
        if because and paragraph not in found:
            found[paragraph] = because
    pieces = [Furniture(span, because, KINDS[because]) for span, because in found.items()]
    return tuple(sorted([*pieces, *tags_outside(text, found)], key=lambda piece: piece.span))


def _tail_start(text: str, paragraphs: Sequence[Span]) -> int:
    """Index of the first paragraph of the page's tail; the number of paragraphs when there is none.

    Only in the last half, and only when no long paragraph follows: a box in the middle does not end a report.
    """
    start = len(paragraphs)
    sentences = 0
    for index in range(len(paragraphs) - 1, -1, -1):
        words = paragraphs[index].of(text)
        if index * 2 < len(paragraphs) - 1 or not _is_short(words):
            break
        many_sentences = 2 * sentences > len(paragraphs) - index - 1
        if _COMMENTS_BELOW.fullmatch(words) or (_LIST_BELOW.fullmatch(words) and not many_sentences):
            start = index
        sentences += reads_like_a_sentence(words)
    return start


def _is_short(words: str) -> bool:
    return len(words) <= 200


def _dates_the_weather(text: str, paragraphs: Sequence[Span], index: int) -> bool:
    if index > 8 or not _WEEKDAY_DATE.fullmatch(paragraphs[index].of(text)):
        return False
    beside = [paragraphs[i].of(text) for i in (index - 1, index + 1) if 0 <= i < len(paragraphs)]
    return any(furniture_form(words) == "weather" for words in beside)
