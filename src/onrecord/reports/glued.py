"""Lines in which a page's pieces were glued together, cut where one ends and the next begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.reports.line_forms import furniture_form
from onrecord.text.timenames import MONTH_BEGUN
from onrecord.values.span import Span

_SHORT = 20  # characters; in a line so short nothing is looked for
_LONG_LINE = 1200  # characters; a paragraph of a report is hardly longer
_ONLY_LINE = 500  # the same for a text of one line or two: its line breaks were lost
_LONGEST_QUOTATION = 1500  # characters; a mark that has been open for longer was never closed
_FEWEST_PARTS = 3  # so many separators make a line a list
# The full stop of a paragraph with no space before the next one; not that of "example.Com" or "U.S.Senate".
_AFTER_STOP = re.compile(
    r"(?<=[a-zà-ÿ)’\d][.!?])(?=[A-Z“][a-zà-ÿ ’])|(?<=[.!?]”)(?=[A-Z“])|(?<=[.!?][\"])(?=[A-Z][a-z])"
)
# One word's end and the next one's beginning: "SportWeather", "review21/06/2014".
_AFTER_WORD = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-Z][a-zà-ÿ]{2}|\d{1,2}[ /:.]|[A-Z]{3})|(?<=\d{4})(?=[A-Z][a-z])")
_MAY_BE_GLUED = re.compile(r"[a-zà-ÿ.!?”\"\d][A-Z“]|[a-zà-ÿ]\d")
_CAPITAL_INSIDE = re.compile(r"[a-zà-ÿ][A-Z][a-zà-ÿ]")
_MIXED = re.compile(r"(?:[A-Z][a-zà-ÿ]{1,30}|[a-zà-ÿ]{2,30})[A-Z][a-zà-ÿ]\w{0,40}")
_A_WORD = re.compile(r"[^\W_][\w'’&.-]*")
_SOME, _FAR = 150, 4000  # characters: a shorter stretch is no list, a longer list is not followed
_MENU_WORDS = 10
_NAME_PARTS = re.compile(r"(?:^|[\W_])(?:Mac|Van|Fitz|Del|Della|Dela|Las|Les|Los|San|Saint|Von|Mak|Bin|Ibn)$")
_BEGINNING, _END = re.compile(r"\w*"), re.compile(r"(?<!\w)\w++\Z")  # of a text: the word there
_NAMES = frozenset(
    (
        "YouTube WhatsApp LinkedIn PayPal BuzzFeed TikTok FaceTime MasterCard HuffPost GitHub JavaScript PlayStation "
        "DreamWorks AccuWeather ProPublica MoneyGram AstraZeneca WikiLeaks BlackRock JetBlue DoorDash PowerPoint "
        "SoundCloud SnapChat FedEx CrossFit HarperCollins WordPress InfoWars NewsGuard"
    ).split()
)
# In a sentence a capital in the middle is part of a name: "said the OpenBooks survey", "with FairCount showing her",
# unless what it begins is a word of pages ("in OsloPublished").
_GOES_ON_BEFORE = re.compile(
    r"(?:(?:^|[\s(“\"])[a-zà-ÿ][a-zà-ÿ’'-]{0,20}[,;]?"
    r"|(?:^|\s)(?:The|An?|In|On|At|By|For|From|To|And|But|With|As)) [(“\"‘]?$"
)
_GOES_ON_BEHIND = re.compile(r"[’'](?:s\b| )|,? (?:\d[\d.,]{0,9}%? )?[a-zà-ÿ]|[.?!](?:\s|$)")
_SMALL_BEHIND = re.compile(r" [a-zà-ÿ]")
_OF_PAGES = re.compile(
    r"(?:Advert\w{0,9}|Comment\w{0,5}|Email|Follow|Image|More|Photo\w{0,9}|Post(?:ed)?|Print|Publish\w{0,5}|Read|Related|Report"
    r"|Save"
    r"|Share\w{0,5}|Sign|Source|Story|Subscribe|Tags?|Topics?|Updated?|Video|View|Watch|Written)\b"
)
_HANDLE = re.compile(r"[@#]\w{0,40}$")
_ADDRESS = re.compile(r"\w{0,40}\.(?:com|org|net|gov|edu)\b")
_SEPARATOR = re.compile(r"(?:(?<=\s)|^)[|•·»›▪■●►▶](?=\s)")
_GAP = re.compile(r"(?<=\S)[ \t\u00a0]{4,}(?=\S)")
_SENTENCE_END = re.compile(r"(?<![A-Z.][.])(?<=[.!?…\"”’)])\s+(?=[A-Z0-9“\"‘(•|])")
# What stands on a line of its own wherever lines are kept: the time of publication, credits, calls, the dateline.
_STAMP = re.compile(
    rf"(?:(?:[Pp]ublished|PUBLISHED|[Uu]pdated|UPDATED|[Pp]osted|[Ll]ast [Mm]odified)(?: on| at)?:? ?)?"
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}},? )?"
    rf"(?:{MONTH_BEGUN} \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH_BEGUN},? \d{{4}}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})"
    rf"(?:,? (?:at |[|-] ?)?\d{{1,2}}[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)?(?: (?:[A-Z]{{2,4}})\b)?)"
)
_ASIDE = re.compile(
    r"\((?:Photo|Image|Picture|File|Credit)\b[^()]{0,100}\)|\([A-Z][\w .'’&-]{1,40}(?:/[A-Z][\w .'’&-]{1,40}){1,3}\)"
    r"|\bAdvertisement\b|\bADVERTISEMENT\b|\bRead [Mm]ore\b(?! (?:about|books|than|of))"
    r"|\bShare (?:this (?:article|story)|on [A-Z]\w+)|\bSkip to (?:main )?content\b|\bSign up\b"
    r"|\bAll [Rr]ights [Rr]eserved\b\.?|\b(?:Sign|Log) [Ii]n\b|\bGetty Images\b"
)
_HEAD = re.compile(
    r"(?<=\s)[A-Z]{3,20}(?:[ ,.]{1,2}[A-Z][A-Za-z.]{1,12}){0,3}(?: \([A-Z][A-Za-z]{1,12}\))?"
    r" ?(?:--|[—–]|-(?= )) ?(?=[A-Z“\"])"
)
_STOP_BEFORE = re.compile(r"[.!?…][\"”’)]{0,3}$")
_SHORTENED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|No|vs|Inc|Jr|Sr|Prof|[A-Z])\.$"
)
_MARKS = re.compile('[“”"]')


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph. goes_on: it may be one with the piece before it, where both are the report."""

    span: Span
    goes_on: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """A text; how often each word with a capital inside stands in it; more characters than `long` make a line long."""

    text: str
    reading: str
    words: Counter[str]
    long: int


def cut_glued(text: str, reading: str, paragraphs: Sequence[Span]) -> list[Piece]:
    """Paragraphs in pieces, in order; most paragraphs are one piece. No cut lies inside a quotation.

    text: as read, where runs of spaces are still told from left-over tags. Linear in its length.
    """
    words = Counter(_MIXED.findall(reading)) if _CAPITAL_INSIDE.search(reading) else Counter[str]()
    page = _Page(text, reading, words, _LONG_LINE if len(paragraphs) > 2 else _ONLY_LINE)
    return [piece for paragraph in paragraphs for piece in _pieces(page, paragraph)]


def _pieces(page: _Page, paragraph: Span) -> Iterator[Piece]:
    whole = len(paragraph) <= _SHORT or furniture_form(paragraph.of(page.reading)) is not None
    cuts = {} if whole else _outside_quotations(page.reading, paragraph, _cuts(page, paragraph))
    start, goes_on = paragraph.start, False
    for place in [*sorted(cuts), paragraph.end]:
        piece = page.reading[start:place]
        bare = piece.strip()
        if bare:
            first = start + len(piece) - len(piece.lstrip())
            yield Piece(Span(first, first + len(bare)), goes_on)
        start, goes_on = place, cuts.get(place, False)


def _cuts(page: _Page, paragraph: Span) -> dict[int, bool]:
    """Where to cut, and whether the report may go on over the cut."""
    reading, start, end = page.reading, paragraph.start, paragraph.end
    cuts = _cuts_of_long_line(reading, start, end) if len(paragraph) > page.long else {}
    separators = [m.start() for m in _SEPARATOR.finditer(reading, start, end)]
    if len(separators) >= _FEWEST_PARTS:
        cuts |= dict.fromkeys(separators, True)
    cuts |= {m.end(): True for m in _GAP.finditer(page.text, start, end)}
    if _MAY_BE_GLUED.search(reading, start, end):
        cuts |= dict.fromkeys((m.start() for m in _AFTER_STOP.finditer(reading, start, end)), False)
        words = (m.start() for m in _AFTER_WORD.finditer(reading, start, end))
        cuts |= {place: False for place in words if _is_glue(reading, place, page.words)}
    cuts.pop(start, None)
    return cuts


def _cuts_of_long_line(reading: str, start: int, end: int) -> dict[int, bool]:
    cuts = {m.end(): True for m in _SENTENCE_END.finditer(reading, start, end) if _ends_sentence(reading, m.start())}
    for aside in _ASIDE.finditer(reading, start, end):
        cuts |= {aside.start(): True, aside.end(): True}
    for stamp in _STAMP.finditer(reading, start, end):
        cuts |= {stamp.start(): False, stamp.end(): False}
    return (
        cuts
        | {head.start(): False for head in _HEAD.finditer(reading, start, end)}
        | _ends_of_lists(reading, start, sorted(cuts), end)
    )


def _ends_of_lists(reading: str, start: int, cuts: Sequence[int], end: int) -> dict[int, bool]:
    """Where a run of names and menu words passes into running text."""
    found = {}
    for low, high in pairwise([start, *cuts, end]):
        place = _end_of_list(reading, low, high) if high - low > _SOME else None
        if place is not None:
            found[place] = True
    return found


def _end_of_list(reading: str, low: int, high: int) -> int | None:
    """Before the last capitalised words ahead of the first small ones, where ten words or more go before them."""
    words = [(m.start(), m[0]) for m in _A_WORD.finditer(reading, low, min(high, low + _FAR))]
    small = [not word[0].isupper() and word[0].isalpha() for _, word in words]
    for index in range(_MENU_WORDS, len(words) - 4):
        if sum(small[index : index + 5]) >= 3 and small[index]:
            if sum(small[:index]) * 5 > index:
                return None
            first = index
            while (
                first > index - 2
                and not small[first - 1]
                and words[first - 1][1] not in {w for _, w in words[: first - 1]}
            ):
                first -= 1
            return words[first][0] if first >= _MENU_WORDS - 2 and first < index else None
    return None


def _ends_sentence(reading: str, place: int) -> bool:
    before = reading[max(0, place - 8) : place]
    return _STOP_BEFORE.search(before) is not None and not _SHORTENED.search(before)


def _is_glue(reading: str, place: int, words: Counter[str]) -> bool:
    """Do two words meet here, or is it the capital inside a name? A name comes again."""
    head = _END.search(reading[max(0, place - 40) : place])
    tail = _BEGINNING.match(reading, place, place + 40)
    token = (head[0] if head else "") + (tail[0] if tail else "")
    if token in _NAMES or words[token] > 1 or _NAME_PARTS.search(reading[max(0, place - 6) : place]):
        return False
    start = place - len(head[0]) if head else place
    return not (_is_address(reading, start, place) or _is_name_in_sentence(reading, start, place, place + 40))


def _is_address(reading: str, start: int, place: int) -> bool:
    """Is the word an account, a topic or an address: "@FairCount", "#FairCount", "FairCount.org"?"""
    return bool(_HANDLE.search(reading, max(0, start - 1), place) or _ADDRESS.match(reading, place, place + 60))


def _is_name_in_sentence(reading: str, start: int, place: int, until: int) -> bool:
    """Does a word with a capital inside stand amid running text, as a name does?"""
    end = _BEGINNING.match(reading, place, until)
    if end is None or not reading[start].isupper() or _OF_PAGES.match(reading, place, end.end()):
        return False
    before = _GOES_ON_BEFORE.search(reading[max(0, start - 24) : start])
    behind = _SMALL_BEHIND if reading[place].isdigit() else _GOES_ON_BEHIND
    return before is not None and behind.match(reading, end.end(), end.end() + 24) is not None


def _outside_quotations(reading: str, paragraph: Span, cuts: dict[int, bool]) -> dict[int, bool]:
    if not cuts:
        return cuts
    kept: dict[int, bool] = {}
    marks = [(m.start(), m[0]) for m in _MARKS.finditer(reading, paragraph.start, paragraph.end)]
    opened, at = -1, 0
    for place in sorted(cuts):
        while at < len(marks) and marks[at][0] < place:
            opened = _opened(opened, *marks[at])
            at += 1
        if opened < 0 or place - opened > _LONGEST_QUOTATION:
            kept[place] = cuts[place]
            opened = opened if cuts[place] else -1
    return kept


def _opened(opened: int, place: int, mark: str) -> int:
    if mark == "“":
        return place
    if mark == "”":
        return -1
    return place if opened < 0 else -1
