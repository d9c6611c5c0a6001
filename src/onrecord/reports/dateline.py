"""The press's own head of a report: place, day and agency before the first word of the lead."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.text.timenames import DAY, MONTH, WEEKDAY, WEEKDAY_SHORT, YEAR
from onrecord.values.report import Dateline
from onrecord.values.span import Span

_FIRST_PARAGRAPHS = 8  # headline, standfirst, byline, credit and share lines may stand before it

# Agencies whose name may stand bare. In brackets or strokes after a place in capitals any short name is an agency's.
_AGENCY = (
    r"(?:TASS|ITAR-TASS|Reuters|REUTERS|AP|AFP|Xinhua|XINHUA|DPA|dpa|ANSA|EFE|Kyodo(?: News)?|Jiji Press"
    r"|Interfax(?:-\w{1,12})?|RIA Novosti|Sputnik|PTI|IANS|ANI|UPI|UNI|Bloomberg|Anadolu(?: Agency)?|AA"
    r"|Yonhap|CNA|IRNA|SANA|WAM|KUNA|MENA|PAP"
    r"|MTI|Ukrinform|UNIAN|BelTA|BTA|Tanjug|TANJUG|Beta|Hina|HINA|AGERPRES|Belga|ANP|APA|ATS|Lusa|Bernama|Antara)(?!\w)"
)
_ANY_BRACKETS = r"(?:/[A-Za-z][\w.& -]{1,30}/|\([A-Za-z][\w.&/ -]{1,30}\)|\[[A-Za-z][\w.& -]{1,30}\])"
_AGENCY_BRACKETS = rf"(?:/{_AGENCY}/|\({_AGENCY}(?:/\w{{1,20}})?\)|\[{_AGENCY}\])"
_DAY_NAME = rf"(?:(?:{WEEKDAY}|{WEEKDAY_SHORT}),? )?"
_DATE = (
    rf"(?P<date>{_DAY_NAME}(?:{MONTH} {DAY}(?:,? {YEAR})?|{DAY} {MONTH}(?:,? {YEAR})?"
    rf"|[0-3]?\d[./][01]?\d[./]{YEAR}|{YEAR}-[01]\d-[0-3]\d))"
)
_DASH = r"(?P<dash>--?|[–—―])"
_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĪİŁĻŃŅŇŌŐŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_CAPITALS = rf"(?!{MONTH})[{_UP}][{_UP}'’.]{{1,24}}(?:[ -][{_UP}][{_UP}'’.]{{0,24}}){{0,4}}"
_TITLE_WORD = rf"[{_UP}][\w'’.-]{{1,24}}"
_TITLED = rf"(?!{MONTH}|{WEEKDAY}){_TITLE_WORD}(?: (?:(?:de|la|le|el|al|of|upon|am) )?{_TITLE_WORD}){{0,3}}"
_REGION = rf"(?:, {_TITLED}|, [{_UP}]\.(?:[{_UP}]\.)+)?"
_END = rf"[.,:]?(?: ?\.?{_DASH})?(?:\s|$|(?<=[–—―]))"

_AGENCY_HEAD = re.compile(
    rf"(?P<place>{_CAPITALS}(?:/{_CAPITALS})?{_REGION})(?:[.,]? {_DATE})?"
    rf"(?:[.,]{{0,2}} ?(?P<wire>{_ANY_BRACKETS}|{_AGENCY}))?{_END}"
)
_TITLED_HEAD = re.compile(
    rf"(?P<place>{_TITLED}{_REGION})(?:[.,]? {_DATE})?"
    rf"(?:[.,]{{0,2}} ?(?P<wire>{_AGENCY_BRACKETS}|(?<=, ){_AGENCY}))?{_END}"
)
_DATE_FIRST = re.compile(rf"{_DATE}(?:[,.]| ?[|–—-])? (?P<place>{_CAPITALS}|{_TITLED})\.?(?P<wire>(?!))?$")
_WIRE_FIRST = re.compile(rf"(?P<wire>{_AGENCY_BRACKETS}) ?[–—-]? ?(?P<place>{_CAPITALS}{_REGION}),? {_DATE}{_END}")
_HEADS = (_AGENCY_HEAD, _TITLED_HEAD, _DATE_FIRST, _WIRE_FIRST)

# Words in capitals before a dash that are no place.
_LABEL = re.compile(
    r"\b(?:ADVERTISEMENT|ANALYSIS|BREAKING|CORRECTED|CORRECTION|COMMENT|EDITORIAL|EXCLUSIVE|EXPLAINED|EXPLAINER"
    r"|FACTBOX|FEATURE|FLASH|GALLERY|INSIGHT|INTERVIEW|LATEST|LIVE|NOTE|OPINION|PHOTO|PHOTOS|POLL|PREVIEW"
    r"|PROFILE|QUESTION|ANSWER|REVIEW|SPECIAL|TIMELINE|TOPLINE|UPDATE|UPDATED|URGENT|VIDEO|VIEWPOINT|WATCH"
    r"|WRAPUP|READ|MORE|NEWS|PRESS|RELEASE|STATEMENT|TRANSCRIPT|NATO|OSCE|OPEC|UNESCO|UNICEF|ASEAN|BRICS)\b"
)
_SMALL_WORD = re.compile(r"au|aux|de|del|der|des|di|do|du|el|en|la|las|le|les|of|on|sur|the|und|upon|y")
_FULL_STOP = re.compile(r"^[^,]*[^\W\d_]{3}\.$")  # ends the head; the stops of "D.C." and of ", Md." do not
_LOWER_AFTER = re.compile(r"[a-zß-öø-ÿ]{2}")


def find_dateline(reading: str, paragraphs: Sequence[Span]) -> Dateline | None:
    """The dateline among the first paragraphs, or None.

    Its span reaches to the first word of the lead, or covers the whole paragraph where the head stands alone.
    The place is given in ordinary letters ("NEW YORK" is "New York"); wire is the agency's name without its brackets.
    """
    for paragraph in paragraphs[:_FIRST_PARAGRAPHS]:
        words = paragraph.of(reading)[:400]
        match = next((match for head in _HEADS if (match := head.match(words)) and _is_head(head, match, words)), None)
        if match:
            rest = words[match.end() :]
            end = paragraph.start + match.end() + len(rest) - len(rest.lstrip())
            return Dateline(
                span=Span(paragraph.start, end),
                place=_in_ordinary_letters(match["place"]),
                wire=match["wire"].strip("/()[] ") if match["wire"] else None,
                date_words=match["date"],
            )
    return None


def is_dateline(words: str) -> bool:
    """Does a line begin with a dateline?"""
    return any((match := head.match(words[:400])) is not None and _is_head(head, match, words[:400]) for head in _HEADS)


def _is_head(head: re.Pattern[str], match: re.Match[str], words: str) -> bool:
    alone = match.end() >= len(words)
    if head in (_DATE_FIRST, _WIRE_FIRST):
        return True
    if match["wire"]:
        return not alone or bool(match["date"])
    if head is _TITLED_HEAD:
        return bool(match["date"] and (match["dash"] or alone))
    if match["date"]:
        return alone or bool(match["dash"]) or match[0].rstrip().endswith((".", ":"))
    return _is_place_and_dash(match, words)


def _is_place_and_dash(match: re.Match[str], words: str) -> bool:
    """ "LONDON — The": a place alone. Only before a lead in small letters, never a label ("WATCH —") or a headline."""
    names = set(re.findall(r"[^\W\d_]+", match["place"].split(",")[0]))
    lead = words[match.end() :]
    before_dash = match[0].rstrip()[: -len(match["dash"])] if match["dash"] else ""
    spaced = before_dash.endswith(" ") or match["dash"] in ("--", "–", "—", "―")
    return (
        bool(match["dash"])
        and spaced
        and not _LABEL.search(match["place"])
        and len(names) < 4
        and max(map(len, names)) > 3
        and len(lead) > 60
        and bool(_LOWER_AFTER.search(lead[:40]))
    )


def _in_ordinary_letters(place: str) -> str:
    if _FULL_STOP.search(place):
        place = place[:-1]
    return re.sub(r"[^\W\d_]+(?:[.’'][^\W\d_]+)*\.?", _ordinary_word, place)


def _ordinary_word(match: re.Match[str]) -> str:
    word = match[0]
    if not word.isupper() or "." in word[:-1] or len(word) == 1 or (word.endswith(".") and len(word) == 2):
        return word
    if match.start() and _SMALL_WORD.fullmatch(word.lower()):
        return word.lower()
    return (
        re.sub(r"(?<![’'])[^\W\d_]+|[^\W\d_]{2,}", lambda part: part[0].capitalize(), word)
        .replace("’S", "’s")
        .replace("'S", "'s")
    )
