"""The press's own dress of a report: headline, dateline, and titles written small or large."""

from __future__ import annotations

import random
import re

from onrecord.text.timenames import MONTHS
from onrecord.values.span import Span
from onrecord_training.article import Article, edited
from onrecord_training.edits import Edit

_PLACES = (
    "NAIROBI LAGOS HANOI QUITO SOFIA TBILISI MUSCAT LIMA OSLO DHAKA RABAT ALMATY WINDHOEK SUVA ASUNCION RIGA".split()
)
_DATELINES = (
    "{place}, {month} {day} (Example News Agency) - ",
    "{place}, {month} {day} (Example News Agency) -- ",
    "{place} (ENA) — ",
    "{place} — ",
    "{place}, {month} {day}. /ENA/. ",
    "{place}, {day} {month} (ENA) – ",
    "{small} (Example News Agency) - ",
    "({small}) ",
    "{place}: ",
)
_HAS_DATELINE = re.compile(
    r"\W{0,2}[A-Z][A-Z .,]{2,30}[^\n]{0,50}?(?: [-–—]{1,2} |: |— ?)|[^\n]{0,60}\((?:AP|Reuters|AFP)\)"
)
BODY_PARAGRAPH = 60  # characters; shorter lines before the first are headings and bylines

_OFFICE = (
    "President|Minister|Senator|Governor|Secretary|Chancellor|Ambassador|Representative|Congressman|Congresswoman|Mayor"
    "|Professor|Chairman|Chairwoman|Director|Commissioner|Premier|Speaker|Spokesman|Spokeswoman|Judge|Secretary-General"
    "|Attorney General|Leader|Manager|Strategist|Adviser|Nominee"
)
_BEFORE = (
    "Vice|Deputy|Prime|Foreign|Defense|Defence|Interior|Finance|Former|Majority|Minority|House|Senate|Campaign|Press"
    "|State|Treasury|Assistant|Acting|Executive"
)
_TITLE = re.compile(
    rf"(?<=[\w,;’'“”\"] )(?:(?:{_BEFORE})[ -])*(?:{_OFFICE})\b(?: of (?:State|Defense|Staff)\b)?(?! [A-Z]\.?[A-Z]\b)"
)


def with_capital_headline(article: Article, rng: random.Random) -> Article:
    """The headline in capitals, in the title and where the text begins with it."""
    headline = heading(article)
    edits = [Edit(at, at + 1, article.text[at].upper()) for at in _small(article.text, headline)] if headline else []
    title = article.title
    return edited(article, edits, title.upper() if title and title.strip() else title)


def _small(text: str, span: Span) -> list[int]:
    return [at for at in range(span.start, span.end) if text[at].upper() != text[at]]


def heading(article: Article) -> Span | None:
    """The headline in the text: the title it begins with, else a first paragraph with the words of the title."""
    if article.headline:
        return article.headline
    first = re.match(r"\s*(\S[^\n]*)", article.text)
    title = article.title or ""
    if not first or _letters(first[1]) != _letters(title):
        return None
    return Span(first.start(1), first.end(1))


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def body_start(article: Article) -> int | None:
    """Where the first paragraph of the body begins: the first long enough after the headline."""
    headline = heading(article)
    for paragraph in re.finditer(r"[^\s][^\n]*", article.text[headline.end :] if headline else article.text):
        if len(paragraph[0]) >= BODY_PARAGRAPH:
            return paragraph.start() + (headline.end if headline else 0)
    return None


def with_dateline(article: Article, rng: random.Random) -> Article:
    """An agency's dateline in front of the body, where the report has none."""
    start = body_start(article)
    if start is None or _HAS_DATELINE.match(article.text, start):
        return article
    place = rng.choice(_PLACES)
    form, month, day = rng.choice(_DATELINES), rng.choice(MONTHS), rng.randint(1, 28)
    return edited(article, [Edit(start, start, form.format(place=place, small=place.title(), month=month, day=day))])


def with_small_titles(article: Article, rng: random.Random) -> Article:
    """Titles of office in small letters, but not where a sentence begins: "President X" is "president X"."""
    start = body_start(article) or 0
    return edited(article, [Edit(m.start(), m.end(), m[0].lower()) for m in _TITLE.finditer(article.text, start)])
