"""The parts of a plain text: headline, dateline, paragraphs, outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.values.report import Dateline, Furniture, FurnitureKind
from onrecord.values.span import Span

_SOURCE_LINE = re.compile(r"\s*(?:[Ss]ource|SOURCE) ?: ?(?P<name>[A-Z][^\n|<>:/]{1,60}?)\.?\s*$")
_FEED_LINE = re.compile(r"\s*(?:from|via) (?P<name>[A-Z][\w.&]{1,20}(?: [A-Z][\w.&]{1,20}){0,3}) ?[–—|-] ?[\w ]{2,40}$")
_RIGHTS_LINE = re.compile(
    r"\s*(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT) ?(?:©|\([cC]\))? ?(?:\d{4}(?: ?[–-] ?\d{4})?,?)? ?(?:by )?"
    r"(?P<name>[A-Z][\w&'’-]{0,20}(?: (?:of|the|and|&|[A-Z][\w&'’-]{0,20})){0,5})(?=[.,|]|\s*$| All | – | - )"
)
_NAMES = r"(?:[A-Z][\w.'’-]{0,24}(?: |$|(?=,))){1,5}"
_BYLINE = re.compile(rf"\s*(?:[Bb]y|BY) (?P<name>{_NAMES}(?:and {_NAMES})?)[^\w]{{0,3}}(?:[|,–—-].{{0,80}})?$")
_STOPS = (".", "!", ";", ",", ":")
_INITIALS_LAST = re.compile(r"\b[A-Z]\.(?:[A-Z]\.)+$")  # "… in the U.S." ends no sentence
_SITE_NAME = re.compile(r"\s[|–—»·-]{1,2}\s")
_OF_DATES = frozenset(
    (
        "published updated posted modified last first on at ago hour hours minute minutes day days min mins am pm a p "
        "m gmt utc est edt cst pst pdt et cet cest bst msk ist st nd rd th january february march april may june july "
        "august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday "
        "wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
    ).split()
)


_HIGHEST = 10  # paragraphs; a headline stands no lower
_MENU = re.compile(r" {2,}\S+ {2,}|[|»›•].*[|»›•]| / .* / ")


def find_title(reading: str, paragraphs: Sequence[Span], given: str | None) -> Span | None:
    """Where the headline stands.

    given: the title from the page's own metadata; looked up in the first ten paragraphs.
    Otherwise the first line above the report's text that has the form of a headline (three words or more, short, no
    full stop) and shares words with the text, which mastheads and slogans do not; else the first with the form alone.
    """
    if given:
        forms = {_fold(given), *(_fold(part) for part in _SITE_NAME.split(given) if len(part.split()) > 2)} - {""}
        return next((p for p in paragraphs[:10] if _fold(p.of(reading)) in forms), None)
    above = _above_text(reading, paragraphs)
    candidates = [p for p in above if not is_beside_headline(p.of(reading)) and is_headline(p.of(reading))]
    if not candidates or len(paragraphs) < 2:
        return None
    told = set(_long_words(reading[above[-1].end : paragraphs[-1].end]))
    return next((p for p in candidates if _is_about(p.of(reading), told)), candidates[0])


def find_masthead(reading: str, paragraphs: Sequence[Span], title: Span | None) -> tuple[Furniture, ...]:
    """The lines above the headline that are neither byline nor date: the outlet's name, its slogan, its menu."""
    if title is None or title not in paragraphs:
        return ()
    above = paragraphs[: paragraphs.index(title)]
    if any(p.of(reading).endswith((".", "!", "?")) and len(p) > 60 for p in above):
        return ()  # text stands above it, so it is no page's head
    return tuple(Furniture(p, "above the headline", FurnitureKind.MASTHEAD) for p in above if not is_beside_headline(p.of(reading)))


def _above_text(reading: str, paragraphs: Sequence[Span]) -> Sequence[Span]:
    """The paragraphs before the first one that reads like text: long, or ended by a stop."""
    for index, paragraph in enumerate(paragraphs[:_HIGHEST]):
        words = paragraph.of(reading)
        if len(words) > 200 or (len(words) > 60 and not is_headline(words) and not is_beside_headline(words)):
            return paragraphs[:index]
    return paragraphs[:_HIGHEST]


def _is_about(words: str, told: set[str]) -> bool:
    """Are half of a line's longer words, and two at least, words of the text?"""
    mine = set(_long_words(words))
    shared = len(mine & told)
    return shared >= 2 and 2 * shared >= len(mine) and not _MENU.search(words)


def _long_words(words: str) -> list[str]:
    """Words of four letters or more, cut to their first six so that endings do not part them."""
    return [word[:6] for word in re.findall(r"[^\W\d_]{4,}", words.casefold())]


def is_headline(words: str) -> bool:
    """Has a line the form of a headline: three words to 200 characters, letters in it, no stop at the end?"""
    if len(words) > 200 or len(words.split()) < 3 or not any(c.islower() or c.isupper() for c in words):
        return False
    bare = words.rstrip("\"”’'»")
    return not (words.endswith(_STOPS) or bare.endswith((".", "!"))) or bool(_INITIALS_LAST.search(words))


def is_beside_headline(words: str) -> bool:
    """A byline or a line that holds only a date, which pages put above the headline."""
    return len(words) < 200 and (_BYLINE.fullmatch(words) is not None or _is_date_line(words))


def _is_date_line(words: str) -> bool:
    named = re.findall(r"[^\W\d_]+", words.lower())
    return any(c.isdigit() for c in words) and all(word in _OF_DATES for word in named)


def find_byline(reading: str, paragraphs: Sequence[Span]) -> str | None:
    """ "By Ann Example" on a line of its own among the first eight."""
    for paragraph in paragraphs[:8]:
        match = _BYLINE.fullmatch(paragraph.of(reading)) if len(paragraph) < 200 else None
        if match:
            return match["name"].strip()
    return None


def find_named_source(reading: str, furniture: Sequence[Furniture]) -> str | None:
    """The outlet a "Source: …" line or the feed's "from … – …" line names. The last such line counts."""
    found = None
    for piece in furniture:
        words = piece.span.of(reading)
        match = _SOURCE_LINE.fullmatch(words) or _FEED_LINE.fullmatch(words)
        if match:
            found = match["name"].strip()
    return found


def find_rights_holder(reading: str, furniture: Sequence[Furniture]) -> str | None:
    """The outlet a rights line names: "© 2023 The Example Courier. All rights reserved."."""
    for piece in furniture:
        match = _RIGHTS_LINE.match(piece.span.of(reading))
        if match:
            return match["name"].strip()
    return None


def without(
    paragraphs: Sequence[Span], furniture: Sequence[Furniture], dateline: Dateline | None, reading: str
) -> tuple[Span, ...]:
    """The paragraphs that are read: furniture left out, the dateline cut off its paragraph."""
    marked = {piece.span for piece in furniture}
    kept = []
    for paragraph in paragraphs:
        if paragraph in marked:
            continue
        if dateline and paragraph.contains(dateline.span):
            rest = reading[dateline.span.end : paragraph.end]
            start = dateline.span.end + len(rest) - len(rest.lstrip())
            if start < paragraph.end:
                kept.append(Span(start, paragraph.end))
            continue
        kept.append(paragraph)
    return tuple(kept)


def _fold(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
