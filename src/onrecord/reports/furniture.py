"""What on a page is not the report: menus, share lines, weather, credits, comment forms. Marked, never deleted.

Only what is furniture by its form is marked: a line too many among the paragraphs costs a false statement at worst, a line
too few costs words that somebody said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.values.report import Furniture
from onrecord.values.span import Span

_FLAGS = re.IGNORECASE
# Whole lines. Bounded and disjoint classes: each pattern is linear.
_LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "menu",
        re.compile(
            r"(?:all|latest|top|breaking|more|related|recent|other|world|home|popular)(?: |$)"
            r"(?:news|stories|articles|posts|headlines|topics|coverage|reading|videos|page)?(?: (?:news|stories))?:?",
            _FLAGS,
        ),
    ),
    ("menu", re.compile(r"(?:skip to (?:main )?content|menu|search|home|toggle navigation|back to top|close|log ?in|sign ?in)", _FLAGS)),
    ("menu", re.compile(r"(?:[A-Z][\w&' ]{1,24}[|›»>/•·] ?){2,12}[A-Z][\w&' ]{1,24}")),
    ("related headlines", re.compile(r"(?:read|see|watch|listen|view)(?: \w{1,10})? ?(?:more|also|next|now|all)\b.{0,160}", _FLAGS)),
    ("related headlines", re.compile(r"(?:related|recommended|trending|most popular|most read|editors? ?['’]?s? picks?|you may also like|more on this(?: story)?|don['’]t miss)\b.{0,160}", _FLAGS)),
    ("share line", re.compile(r"(?:(?:share|tweet|e-?mail|print|whatsapp|facebook|twitter|telegram|linkedin|reddit|pinterest|copy link|pin it|x)(?: (?:this|on|via|the|with|article|story|page|link|to|facebook|twitter|x|your friends)){0,5}[ |,·•/]{0,3}){1,10}", _FLAGS)),
    ("share line", re.compile(r"\d{1,7} (?:shares?|comments?|views?|likes?|retweets?)(?:[ |·•,/]{1,3}\d{1,7} (?:shares?|comments?|views?|likes?)){0,3}", _FLAGS)),
    ("share line", re.compile(r"follow (?:us|him|her|them)\b.{0,120}", _FLAGS)),
    ("comment form", re.compile(r"(?:leave a (?:reply|comment)|post a comment|add (?:a )?comment|write a comment|comments?(?: ?\(\d{1,6}\))?:?|no comments?(?: yet)?|join the (?:conversation|discussion)|view comments|loading .{0,60}comments? ?\.{0,3}…?)", _FLAGS)),
    ("comment form", re.compile(r"(?:your e-?mail address will not be published\.?.{0,80}|required fields are marked.{0,20}|notify me of .{0,80}|save my name.{0,120}|(?:name|e-?mail|website) ?\*?)", _FLAGS)),
    ("captcha", re.compile(r"\d{1,3} ?[+\-−–×x*] ?(?:\d{1,3}|[a-z]{3,9}) ?= ?\??", _FLAGS)),
    ("captcha", re.compile(r"(?:i(?:['’]| a)m not a robot|prove (?:that )?you(?:['’]| a)re (?:human|not a robot)|please enter an answer in digits:?).{0,60}", _FLAGS)),
    ("weather", re.compile(r"(?:[\w .]{2,30}[,:]? )?[+\-−]?\d{1,3}(?:\.\d)? ?°? ?[CF]\b.{0,40}", 0)),
    ("cookie notice", re.compile(r".{0,60}\b(?:we|this (?:web)?site) uses? cookies\b.{0,200}|accept (?:all )?cookies.{0,40}|cookie (?:policy|settings)", _FLAGS)),
    ("newsletter", re.compile(r"(?:sign up|subscribe|get our|register)\b.{0,80}\b(?:newsletter|inbox|e-?mail|alerts?|today|now|updates)\b.{0,60}|subscribe(?: now)?!?", _FLAGS)),
    ("advertisement", re.compile(r"\W{0,3}(?:advertisements?|sponsored(?: content)?|promoted|paid post|story continues below.{0,30}|continue reading.{0,40}|scroll (?:down )?to continue.{0,40}|article continues .{0,40})\W{0,3}", _FLAGS)),
    ("rights line", re.compile(r"(?:©|\(c\)|copyright\b).{0,200}|.{0,80}\ball rights reserved\b.{0,80}", _FLAGS)),
    ("tags", re.compile(r"(?:tags?|topics?|keywords?|filed under|categories|category|labels?) ?: ?.{1,200}", _FLAGS)),
    ("tags", re.compile(r"(?:#\w{2,40}[ ,]{0,2}){1,20}")),
    ("address", re.compile(r"(?:https?://|www\.)\S{1,500}(?: .{0,60})?", _FLAGS)),
    ("source line", re.compile(r"source ?: ?.{2,100}|(?:from|via) [A-Z][\w.&]{1,20}(?: [A-Z][\w.&]{1,20}){0,3} ?[–—|-] ?[\w ]{2,40}", 0)),
    ("source line", re.compile(r"source ?: ?.{2,100}", _FLAGS)),
    ("photo credit", re.compile(r"\((?:(?:photo|image|picture|file|credit|ap|afp|reuters)\b.{0,100}|[\w .'’&-]{2,40}(?:/[\w .'’&-]{2,40}){1,4})\)", _FLAGS)),
    ("photo credit", re.compile(r"(?:photo(?:graph)?|image|picture|video)(?: (?:credit|by|courtesy(?: of)?|source))? ?[:©].{1,120}|(?:photo|image)(?:graph)? by .{1,80}|©.{1,100}|file photo\.?", _FLAGS)),
    ("photo credit", re.compile(r"[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){1,3} ?/ ?(?:AP|AFP|Reuters|Getty Images?|EPA|TASS|Sputnik|Xinhua|Bloomberg|Pool|Anadolu|dpa|Shutterstock)(?:[ /]\w{1,20}){0,3}\.?")),
)
_LINE = re.compile(r"[^\n]*<[^\n]*")
_TAGS = re.compile(r"</?[a-zA-Z!][^<>]{0,3000}>")
# From here on a page is furniture: what follows a comment form or a list of other articles is no report.
_TAIL = re.compile(
    r"(?:leave a (?:reply|comment)|most (?:popular|read|viewed)(?: \w{1,12})?|related (?:articles|stories|posts|news)|recommended(?: for you)?"
    r"|you may also like|more (?:from|stories)\b.{0,40}|comments? ?\(\d{1,6}\)|(?:add|post) a comment|trending(?: now)?):?",
    _FLAGS,
)
_WEEKDAY_DATE = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? .{0,30}\d{4}", _FLAGS)


def find_furniture(text: str, paragraphs: Sequence[Span]) -> tuple[Furniture, ...]:
    """What is furniture, in order, each piece with the reason: whole paragraphs, and left-over tags inside others.

    text: the report's text, markup and all. paragraphs: of the reading copy, in which tags are blank.
    """
    boxes = _boxes(text) if "<" in text else []
    found = {p: "left-over markup" for p in paragraphs if any(box.overlaps(p) for box in boxes)}
    found |= _between_boxes(text, paragraphs, boxes)
    tail = _tail_start(text, paragraphs)
    for index, paragraph in enumerate(paragraphs):
        words = paragraph.of(text)
        because = _form(words)
        if because is None and index >= tail and _is_short(words):
            because = "below the end of the report"
        if because is None and _dates_the_weather(text, paragraphs, index):
            because = "the date of the page beside the weather, not of the report"
        if because and paragraph not in found:
            found[paragraph] = because
    pieces = [Furniture(span, because) for span, because in found.items()]
    return tuple(sorted([*pieces, *_tags(text, found)], key=lambda piece: piece.span))


def _boxes(text: str) -> list[Span]:
    """Lines that are mostly tags: what is left of a box for a picture or another article."""
    boxes = []
    for line in _LINE.finditer(text):
        tags = sum(len(tag[0]) for tag in _TAGS.finditer(line[0]))
        if tags and tags >= 0.4 * len(line[0].strip()):
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            boxes.append(Span(start, start + len(line[0].strip())))
    return boxes


def _between_boxes(text: str, paragraphs: Sequence[Span], boxes: Sequence[Span]) -> dict[Span, str]:
    """Short lines between two neighbouring lines of markup belong to the same box."""
    found = {}
    for upper, lower in zip(boxes, boxes[1:], strict=False):
        inside = [p for p in paragraphs if upper.end <= p.start and p.end <= lower.start]
        if inside and len(inside) <= 3 and all(_is_short(p.of(text)) for p in inside):
            found |= {p: "inside a box of left-over markup" for p in inside}
    return found


def _tags(text: str, found: Mapping[Span, str]) -> list[Furniture]:
    """Tags that stand outside the furniture paragraphs, in the middle of a sentence or around the words of a box."""
    if "<" not in text:
        return []
    spans = [Span(tag.start(), tag.end()) for tag in _TAGS.finditer(text)]
    return [Furniture(span, "left-over markup") for span in spans if not any(p.overlaps(span) for p in found)]


def _form(words: str) -> str | None:
    if len(words) > 300:
        return None
    return next((because for because, pattern in _LINES if pattern.fullmatch(words)), None)


def _tail_start(text: str, paragraphs: Sequence[Span]) -> int:
    """Index of the first paragraph of the page's tail; the number of paragraphs when there is none.

    Only in the last half, and only when no long paragraph follows: a box in the middle does not end a report.
    """
    longest_from = 0
    for index in range(len(paragraphs) - 1, -1, -1):
        if index * 2 < len(paragraphs) - 1 or longest_from > 200:
            break
        if _TAIL.fullmatch(paragraphs[index].of(text)):
            return index
        longest_from = max(longest_from, len(paragraphs[index]))
    return len(paragraphs)


def _is_short(words: str) -> bool:
    return len(words) <= 200


def _dates_the_weather(text: str, paragraphs: Sequence[Span], index: int) -> bool:
    if index > 8 or not _WEEKDAY_DATE.fullmatch(paragraphs[index].of(text)):
        return False
    beside = [paragraphs[i].of(text) for i in (index - 1, index + 1) if 0 <= i < len(paragraphs)]
    return any(_form(words) == "weather" for words in beside)
