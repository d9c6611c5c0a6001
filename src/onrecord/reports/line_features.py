"""What tells a line of a report from a line of the page around it: its own form, its place, its neighbours.

After jusText (Pomikálek 2011: length and share of function words), boilerpipe (Kohlschütter et al. 2010: the
neighbours' text) and maximum subsequence segmentation (Pasternack and Roth 2009: the stretch with most running text).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from onrecord.reports.line_forms import furniture_form, is_said
from onrecord.text.timenames import MONTH_BEGUN

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FUNCTION = frozenset(
    (
        "a about after against all also an and any are as at be because been before being between both but by can "
        "could did do does during each even for from had has have he her him his how if in into is it its just "
        "like many may me more most much my no not of on only or other our out over said says she should since so "
        "some such than that the their them then there these they this those through to under until up was we were "
        "what when where which while who will with would"
    ).split()
)
_CALLS = frozenset(
    (
        "account accept ad ads advert advertise advertisement advertising alerts android app apps archive archives "
        "bookmark browse browser careers cart categories category choose click close comment comments contact "
        "cookie cookies copyright download edition email enter facebook faq feedback follow forgot gallery help "
        "home ios inbox instagram javascript latest linkedin linked login logout loading menu more navigation "
        "newsletter newsletters next notifications opinion password photos pinterest please podcast podcasts "
        "policy popular preferences previous print privacy profile promo reddit register related replies reply "
        "reserved rights rss scroll search section sections send settings share shop shopping sign signin signup "
        "site sitemap skip sponsored story stories submit subscribe subscriber subscribers subscription telegram "
        "terms toggle top topics trending tweet twitter unsubscribe upload username video videos view views watch "
        "website whatsapp widget wishlist youtube"
    ).split()
)
_YOU = frozenset("you your yours we our us".split())
_ENDS = re.compile(r"[.!?…][\"”’')\]»]{0,3}$")
_DATE = re.compile(
    rf"\b{MONTH_BEGUN},? \d|\b\d{{1,2}}:\d\d\b"
    r"|\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b"
    r"|\b\d{1,2} (?:hours?|mins?|minutes?|days?) ago\b",
    re.IGNORECASE,
)
_FOUR = re.compile(r"[^\W\d_]{4,}")
_DIGIT = re.compile(r"\d")
_QUOTE = re.compile('["“”„«»]')
_PARTS = re.compile(r"[|•·»›/→{}\[\]*_=]")
_GLUED = re.compile(r"[a-zà-ÿ][A-Z][a-z]")
_ADDRESS = re.compile(r"https?://|www\.|@\w|\w\.(?:com|org|net)\b|#\w")
_BULLET = re.compile(r"[•·*–-]\s")
_LONG = 200  # characters of a line looked at: enough to tell


@dataclass(frozen=True, slots=True)
class Line:
    """One line as counted once."""

    length: int
    prose: float
    plain: tuple[float, ...]


OWN = (
    *(
        "length",
        "length 2",
        "words",
        "function",
        "function none",
        "capital",
        "capital most",
        "digits",
        "ends",
        "begins low",
    ),
    *("begins capital", "quote", "said", "all capitals", "date", "address", "parts", "glued", "calls", "calls share"),
    *("you", "commas", "form", "bullet", "short", "middle", "long", "sentence", "long sentence", "colon", "unfinished"),
)
PLACE = (
    "again",
    "first lines",
    "inside",
    "before",
    "after",
    "far before",
    "far after",
    "share inside",
    "about",
    "about little",
)
AROUND = tuple(
    f"{what} {where}" for where in ("-2", "-1", "+1", "+2") for what in ("prose", "sentence", "short", "form", "none")
)
WINDOW = ("prose within 3", "prose within 8", "next sentence near", "last sentence near")
FEATURES = ("one", *OWN, *PLACE, *AROUND, *WINDOW)
"""The columns of `line_features`, in order."""
_AT_FUNCTION, _AT_SENTENCE, _AT_LONG_SENTENCE = map(FEATURES.index, ("function", "sentence", "long sentence"))


def line_features(lines: Sequence[str]) -> list[tuple[float, ...]]:
    """A row of FEATURES for each line. Linear in the length of the lines, of each line's first 200 characters."""
    counted = [_count(words) for words in lines]
    first, last = _core([line.prose for line in counted])
    times = Counter(words[:_LONG] for words in lines)
    longer = [_long_words(words) for words in lines]
    told = _told(longer, counted, first, last)
    sums = _running([max(0.0, line.prose) for line in counted])
    before, after = _nearest(counted)
    size = sum(line.length for line in counted) or 1
    inside = sum(line.length for line in counted[first:last]) / size
    rows = []
    for index, line in enumerate(counted):
        place = (
            float(times[lines[index][:_LONG]] > 1),
            float(index < 3),
            float(first <= index < last),
            float(index < first),
            float(index >= last),
            min(1.0, (first - index) / 20) if index < first else 0.0,
            min(1.0, (index - last + 1) / 20) if index >= last else 0.0,
            inside,
            *_about(longer[index], told, first <= index < last),
        )
        around = (*_around(counted, index), *_window(sums, index), before[index], after[index])
        rows.append((1.0, *line.plain, *place, *around))
    return rows


def speaks_english(rows: Sequence[tuple[float, ...]]) -> bool:
    """Do most lines that end as sentences do hold English function words as English does?"""
    sentences = [row for row in rows if row[_AT_LONG_SENTENCE]] or [row for row in rows if row[_AT_SENTENCE]]
    return 2 * sum(row[_AT_FUNCTION] > 0.2 for row in sentences) > len(sentences)


def _count(whole: str) -> Line:
    words = whole[:_LONG]
    named = _WORD.findall(words)
    low = [word.lower() for word in named]
    count = len(named) or 1
    function = sum(map(_FUNCTION.__contains__, low)) / count
    calls = sum(map(_CALLS.__contains__, low))
    capital = sum(word[0].isupper() for word in named) / count
    ends = bool(_ENDS.search(whole[-6:]))
    form = furniture_form(whole) is not None
    sentence = ends and len(named) > 6
    digits = len(_DIGIT.findall(words))
    quote = bool(_QUOTE.search(words))
    prose = _prose(len(whole), function, ends, form or calls > 2 + count / 12)
    own = (
        log1p(len(whole)) / 5,
        (log1p(len(whole)) / 5) ** 2,
        min(1.0, len(named) / 40),
        function,
        float(not function),
        capital,
        float(capital > 0.6),
        digits / (len(words) or 1),
        float(ends),
        float(words[:1].islower()),
        float(words[:1].isupper()),
        float(quote),
        float(is_said(words)),
        float(words.isupper()),
        float(digits > 0 and _DATE.search(words) is not None),
        float(_ADDRESS.search(words) is not None),
        min(1.0, len(_PARTS.findall(words)) / 5),
        min(1.0, len(_GLUED.findall(words)) / 3),
        min(1.0, calls / 3),
        calls / count,
        min(1.0, sum(map(_YOU.__contains__, low)) / 3),
        min(1.0, words.count(",") / 4),
        float(form),
        float(_BULLET.match(words) is not None),
        float(len(whole) < 30),
        float(30 <= len(whole) < 80),
        float(len(whole) >= 160),
        float(sentence),
        float(sentence and len(whole) >= 120),
        float(words.endswith(":")),
        float(not ends and len(whole) >= 80),
    )
    return Line(len(whole), prose, own)


def _prose(length: int, function: float, ends: bool, doubtful: bool) -> float:
    """How much running text a line is, in characters; what is none counts against it."""
    if length < 25 or function < 0.1 or doubtful:
        return -25.0
    if ends and length > 50:
        return float(min(length, 300))
    return -10.0 if length < 80 else 20.0


def _core(prose: Sequence[float]) -> tuple[int, int]:
    """The stretch of lines with the greatest sum, half-open (Kadane)."""
    best, start, end, total, since = 0.0, 0, 0, 0.0, 0
    for index, value in enumerate(prose):
        if total <= 0:
            total, since = 0.0, index
        total += value
        if total > best:
            best, start, end = total, since, index + 1
    return start, end


def _told(longer: Sequence[set[str]], counted: Sequence[Line], first: int, last: int) -> Counter[str]:
    """In how many lines of running text inside the stretch each longer word stands."""
    told: Counter[str] = Counter()
    for words, line in zip(longer[first:last], counted[first:last], strict=True):
        if line.prose > 0:
            told.update(words)
    return told


def _long_words(words: str) -> set[str]:
    """Words of four letters or more, cut to six so that endings do not part them."""
    return {word[:6] for word in _FOUR.findall(words[:_LONG].lower())}


def _about(mine: set[str], told: Counter[str], inside: bool) -> tuple[float, float]:
    """The share of a line's longer words that the other lines of running text have, too."""
    need = 2 if inside else 1
    share = sum(told[word] >= need for word in mine) / len(mine) if mine else 0.0
    return share, float(bool(mine) and share < 0.15)


def _running(values: Sequence[float]) -> list[float]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def _window(sums: Sequence[float], index: int) -> tuple[float, float]:
    count = len(sums) - 1
    own = sums[index + 1] - sums[index]

    def mean(reach: int) -> float:
        low, high = max(0, index - reach), min(count, index + reach + 1)
        return (sums[high] - sums[low] - own) / (300.0 * max(1, high - low - 1))

    return mean(3), mean(8)


_OUTSIDE = (0.0, 0.0, 0.0, 0.0, 1.0)
_FORM, _SHORT, _SENTENCE = OWN.index("form"), OWN.index("short"), OWN.index("sentence")


def _around(counted: Sequence[Line], index: int) -> tuple[float, ...]:
    found: tuple[float, ...] = ()
    for other in (index - 2, index - 1, index + 1, index + 2):
        if 0 <= other < len(counted):
            line = counted[other]
            prose = max(0.0, line.prose) / 300
            found += (prose, line.plain[_SENTENCE], line.plain[_SHORT], line.plain[_FORM], 0.0)
        else:
            found += _OUTSIDE
    return found


def _nearest(counted: Sequence[Line]) -> tuple[list[float], list[float]]:
    """For each line how near the last and the next line of running text are: 1 beside it, 0 when twenty lines away."""

    def walk(lines: Sequence[Line]) -> list[float]:
        found, near = [], 0.0
        for line in lines:
            found.append(near)
            near = 1.0 if line.prose > 50 else max(0.0, near - 0.05)
        return found

    return walk(counted), walk(counted[::-1])[::-1]
