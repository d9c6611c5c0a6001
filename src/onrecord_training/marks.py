"""Quotation marks in a text, told by shape and neighbours, and newsrooms' styles of writing them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord_training.article import Article, edited
from onrecord_training.edits import Edit, apply

_DOUBLE = re.compile(r"``|''|’’|‘‘|[\"“”„‟«»]")
_OPENS = frozenset(("``", "“", "„", "‟", "«", "‘‘"))
_CLOSES = frozenset(("”", "»", "’’"))
_BEFORE_OPEN = frozenset(" \n\t\u00a0([{—–-/‘'")
_APOSTROPHE = re.compile(r"['’‘]")
# words in single marks: no other mark in between but apostrophes inside words
_SINGLE = re.compile(r"(?<![\w'’‘`])['‘](?=\w)(?:[^'‘’`\"“”«»\n]|(?<=\w)['’](?=\w)){1,400}(?<=[\w.,!?…])['’](?![\w'’])")


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark at [start, end). inner: a single mark, as a quotation in a quotation has."""

    start: int
    end: int
    opens: bool
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """How a newsroom writes marks. None leaves what stands there."""

    opening: str
    closing: str
    inner_opening: str | None = None
    inner_closing: str | None = None
    apostrophe: str | None = None


STRAIGHT = Style('"', '"', "'", "'", "'")
CURLY = Style("“", "”", "‘", "’", "’")
ANGLED = Style("«", "»")
BRITISH = Style("‘", "’", "“", "”", "’")
DOUBLED = (Style("``", "''", "`", "'", "'"), Style("''", "''", "'", "'", "'"))


def restyled(article: Article, style: Style) -> Article:
    """The article with every quotation mark and apostrophe in the style."""
    title = article.title
    if title and not article.headline:
        title, _ = apply(title, _changes(title, style))
    return edited(article, _changes(article.text, style), title)


def double_singled(article: Article, rng: random.Random) -> Article:
    """``words'' or ''words'', one of them throughout."""
    return restyled(article, rng.choice(DOUBLED))


def find_double(text: str) -> Iterator[Mark]:
    """The double marks in order. A straight mark that neither opens nor closes, as in inches, is left out."""
    is_open = False
    at = 0
    for found in _DOUBLE.finditer(text):
        if is_open and "\n" in text[at : found.start()]:
            is_open = False  # a quotation left open ends with its paragraph
        at = found.end()
        opens = _opens(text, found, is_open)
        if not opens and not is_open and found[0] not in _CLOSES:
            continue
        yield Mark(found.start(), found.end(), opens)
        is_open = opens


def _opens(text: str, mark: re.Match[str], is_open: bool) -> bool:
    if mark[0] in _OPENS or mark[0] in _CLOSES:
        return mark[0] in _OPENS
    before, after = text[mark.start() - 1 : mark.start()] or " ", text[mark.end() : mark.end() + 1] or " "
    if before in _BEFORE_OPEN and not after.isspace():
        return not is_open or before.isspace()
    return False


def find_single(text: str) -> Iterator[Mark]:
    """The single marks that stand in pairs around words."""
    for found in _SINGLE.finditer(text):
        yield Mark(found.start(), found.start() + 1, opens=True, inner=True)
        yield Mark(found.end() - 1, found.end(), opens=False, inner=True)


def _changes(text: str, style: Style) -> list[Edit]:
    marks = [*find_double(text), *find_single(text)]
    taken = {at for mark in marks for at in range(mark.start, mark.end)}
    new = [Edit(mark.start, mark.end, wanted) for mark in marks if (wanted := _in(style, mark)) is not None]
    if style.apostrophe:
        new += [
            Edit(m.start(), m.end(), style.apostrophe)
            for m in _APOSTROPHE.finditer(text)
            if m.start() not in taken and not _in_double(text, m.start())
        ]
    return [edit for edit in new if text[edit.start : edit.end] != edit.new]


def _in(style: Style, mark: Mark) -> str | None:
    if mark.inner:
        return style.inner_opening if mark.opens else style.inner_closing
    return style.opening if mark.opens else style.closing


def _in_double(text: str, at: int) -> bool:
    """Part of '' that stands for one mark, though none that pairs."""
    return text[at] in (text[at - 1 : at], text[at + 1 : at + 2])
