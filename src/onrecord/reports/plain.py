"""The parts of a plain text: headline, dateline, paragraphs, outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.text.timenames import MONTH_BEGUN, MONTH_WORDS
from onrecord.values.report import Dateline, Furniture, FurnitureKind
from onrecord.values.span import Span

_SOURCE_LINE = re.compile(r"\s*(?:[Ss]ource|SOURCE) ?: ?(?P<name>[A-Z][^\n|<>:/]{1,60}?)\.?\s*$")
_FEED_LINE = re.compile(r"\s*(?:from|via) (?P<name>[A-Z][\w.&]{1,20}(?: [A-Z][\w.&]{1,20}){0,3}) ?[–—|-] ?[\w ]{2,40}$")
_RIGHTS_LINE = re.compile(
    r"\s*(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT) ?(?:©|\([cC]\))? ?(?:\d{4}(?: ?[–-] ?\d{4})?,?)? ?(?:by )?"
    r"(?P<name>[A-Z][\w&'’-]{0,20}(?: (?:of|the|and|&|[A-Z][\w&'’-]{0,20})){0,5})(?=[.,|]|\s*$| All | – | - )"
)
_NAMES = (
    rf"(?!(?:{MONTH_BEGUN})(?: |,|$))"
    r"(?:(?:(?:de|la|le|del|della|di|da|dos|du|van|von|der|den|al|bin|ter) ){0,2}[A-Z][\w.'’-]{0,24}(?: |$|(?=,))){1,5}"
)
_BY = (
    r"(?:(?:(?:[Ww]ritten|[Rr]eported|[Pp]osted|[Pp]ublished|WRITTEN|REPORTED) )?(?:[Bb]y|BY):?|[Aa]uthors?:|AUTHORS?:)"
)
_BYLINE = re.compile(
    rf"\s*(?:[•·*|-] )?{_BY}(?: |(?<=:)|\n\s{{0,20}})(?P<name>{_NAMES}(?:and {_NAMES})?)[^\w]{{0,3}}"
    r"(?:[|,–—•·-].{0,80}|(?=(?<=[ |,])(?:\d|(?:[Oo]n|[Uu]pdated|[Pp]ublished|[Pp]osted)\b|"
    + MONTH_BEGUN
    + r" \d)).{0,80})?$"
)
_DATE_BYLINE = re.compile(
    rf"(?:[^a-z]{{6,24}}|(?:[A-Z][a-z]+,? )?{MONTH_BEGUN} \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH_BEGUN},? \d{{4}})"
    rf" by (?P<name>{_NAMES})$"
)
_STOPS = (".", "!", ";", ",", ":")
_INITIALS_LAST = re.compile(r"\b[A-Z]\.(?:[A-Z]\.)+$")  # "… in the U.S." ends no sentence
_SITE_NAME = re.compile(r"\s[|–—»·-]{1,2}\s")
_OF_DATES = MONTH_WORDS | frozenset(
    (
        "published updated posted modified last first on at ago hour hours minute minutes day days min mins am pm a p "
        "m gmt utc est edt cst pst pdt et cet cest bst msk ist st nd rd th monday tuesday "
        "wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
    ).split()
)


_HIGHEST = 10  # paragraphs; a headline stands no lower
_TOP, _FAR_DOWN = 4, 60  # paragraphs; where a page's own title stands, and how far down it may come again
_MENU = re.compile(r"(?<! ) {2,}+\S+ {2,}|[|»›•].*[|»›•]| / .* / ")


def find_title(reading: str, paragraphs: Sequence[Span], given: str | None) -> Span | None:
    """Where the headline stands.

    given: the title from the page's own metadata; looked up in the first ten paragraphs.
    Otherwise the first line above the report's text that has the form of a headline (three words or more, short, no
    full stop) and shares words with the text, which mastheads and slogans do not; else the first with the form alone.
    """
    if given:
        forms = {_fold(given), *(_fold(part) for part in _SITE_NAME.split(given) if len(part.split()) > 2)} - {""}
        return next((p for p in paragraphs[:10] if _fold(p.of(reading)) in forms), None)
    twin = _without_site(reading, paragraphs)
    if twin:
        return twin
    above = _above_text(reading, paragraphs)
    candidates = [p for p in above if not is_beside_headline(p.of(reading)) and is_headline(p.of(reading))]
    if not candidates or len(paragraphs) < 2:
        return None
    told = {word for p in paragraphs if p.start >= above[-1].end for word in _long_words(p.of(reading))}
    return next((p for p in candidates if _is_about(p.of(reading), told)), candidates[0])


def _without_site(reading: str, paragraphs: Sequence[Span]) -> Span | None:
    """The headline that stands twice: with the site's name, as in the page's own title, and by itself."""
    for line in paragraphs[:_TOP]:
        words = line.of(reading)
        cuts = [match.start() for match in _SITE_NAME.finditer(words[:300])]
        wanted = {_fold(words[:cut]) for cut in cuts if len(words[:cut].split()) > 3}
        twin = next(
            (p for p in paragraphs[:_FAR_DOWN] if wanted and p != line and _fold(p.of(reading)[:300]) in wanted), None
        )
        if twin:
            return twin
    return None


def find_masthead(reading: str, paragraphs: Sequence[Span], title: Span | None) -> tuple[Furniture, ...]:
    """The lines above the headline that are neither byline nor date: the outlet's name, its slogan, its menu."""
    if title is None or title not in paragraphs:
        return ()
    above = paragraphs[: paragraphs.index(title)]
    if any(p.of(reading).endswith((".", "!", "?")) and len(p) > 60 for p in above):
        return ()  # text stands above it, so it is no page's head
    return tuple(
        Furniture(p, "above the headline", FurnitureKind.MASTHEAD)
        for p in above
        if not is_beside_headline(p.of(reading)) and not _is_told(p.of(reading))
    )


def _is_told(words: str) -> bool:
    """Is it a sentence of some words, as the first line of a column may be?"""
    return len(words.split()) > 5 and words.endswith((".", "!", "?"))


def _above_text(reading: str, paragraphs: Sequence[Span]) -> Sequence[Span]:
    """The paragraphs before the text: before the first that reads like one, and is not left alone by those below."""
    are_text = [_is_text(paragraph.of(reading)) for paragraph in paragraphs[: _FAR_DOWN + 6]]
    for index, is_text in enumerate(are_text[:_FAR_DOWN]):
        below = are_text[index + 1 : index + 6]
        if is_text and (any(below) or not below):
            return paragraphs[max(0, index - _HIGHEST) : index]
    return paragraphs[: next((i for i, is_text in enumerate(are_text[:_HIGHEST]) if is_text), _HIGHEST)]


def _is_text(words: str) -> bool:
    """Is it long, or does a stop end it?"""
    return len(words) > 200 or (len(words) > 60 and not is_headline(words) and not is_beside_headline(words))


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


def find_byline(reading: str, paragraphs: Sequence[Span], title: Span | None = None) -> str | None:
    """ "By Ann Example" on a line of its own among the first eight, or among the first eight below the headline."""
    at = paragraphs.index(title) if title in paragraphs else 0
    for paragraph in (*paragraphs[at : at + 8], *paragraphs[: min(at, 8)]):
        words = paragraph.of(reading)
        match = (_BYLINE.fullmatch(words) or _DATE_BYLINE.fullmatch(words)) if len(paragraph) < 200 else None
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
