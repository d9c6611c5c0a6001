"""Titles without the outlet's name, bylines that name persons, agencies, outlets: the strings of a page's head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from onrecord.text.timenames import MONTH, WEEKDAY, WEEKDAY_SHORT

LONGEST_TITLE, LONGEST_NAME, LONGEST_BYLINE, LONGEST_LINE = 500, 100, 300, 120
_LONGEST_VALUE = 1000  # characters; what stands further on in an author field is no name

# A run of spaces, tried from its beginning alone and never given back: with `\s+` a search takes the run's square.
_SPACES = r"(?<!\s)\s++"
_PARTING = re.compile(rf"{_SPACES}(?:(?:[|–—»«•·›‹⋆~*⁄]+|-{{1,2}})\s+|\|\s*|::?\s+)|\|\s*")
_TRUNCATED = re.compile(r"(?:\.\.\.|…)$")
_AGENCY_NAMES = (
    "Reuters | Thomson Reuters | Associated Press | The Associated Press | AP | AP News | AFP | Agence France- "
    "Presse | dpa | Deutsche Presse-Agentur | TASS | ITAR-TASS | ТАСС | Interfax | Интерфакс | RIA Novosti | РИА "
    "Новости | Sputnik | Xinhua | Xinhua News Agency | ANSA | EFE | Agencia EFE | Europa Press | Kyodo | Kyodo "
    "News | Jiji Press | PTI | Press Trust of India | IANS | ANI | UPI | United Press International | UNI | "
    "Bloomberg | Bloomberg News | Anadolu | Anadolu Agency | Yonhap | Yonhap News Agency | CNA | IRNA | SANA | "
    "WAM | KUNA | PAP | MTI | Ukrinform | Укринформ | UNIAN | BelTA | БЕЛТА | BTA | БТА | Tanjug | Танјуг | Hina "
    "| Agerpres | Belga | ANP | APA | Austria Presse Agentur | ATS | Keystone-ATS | Keystone-SDA | SDA | SID | "
    "epd | KNA | Lusa | Agência Lusa | Agência Brasil | Bernama | Antara | ČTK | TASR | SITA | NTB | TT | Ritzau "
    "| STT | LETA | BNS | ELTA | Notimex | Télam | PA Media | Press Association | PA | AAP | Australian "
    "Associated Press | The Canadian Press | Canadian Press | NAN | News Agency of Nigeria | Adnkronos | AGI | "
    "Askanews | Colprensa | Xinhuanet | Tribune News Service | States News Service | Inter "
    "Press Service | IPS "
).split(" | ")
_AFTER_NAME = re.compile(r" (?:(?:news )?(?:agency|staff|wire|newswire)|newsroom)$", re.IGNORECASE)
_BARE = frozenset("pa tt uni nan ap ani ats apa sid sda ips agi sita elta leta bta cna wam sana".split())
"""Short names that are words or initials of others too: only as they are written by themselves, in capitals."""

_LEAD = re.compile(
    r"^\W*(?:(?:(?:story|text|article|words|written|reported|reporting|posted|published|compiled|edited|photos?)"
    r"(?: and (?:photos?|pictures))? )?by|von|par|por|di|da|door|av|af|od|przez|автор[ыа]?|текст|"
    r"autor(?:en|in|a|es)?|author|auteur|autore|verfasst von|ein (?:artikel|beitrag|gastbeitrag|kommentar) von|"
    r"geschrieben von|"
    r"escrito por|scritto da|écrit par|geplaatst door|skrevet af)\b[\s:.]*",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    rf"(?:{_SPACES})?(?:[;|/•·]|,(?! (?:Jr|Sr|II|III|MD|PhD)\b))\s*"
    rf"|{_SPACES}(?:&|and|und|et|y|e|i|en|og|och|и|та|with|mit)\s+"
)
_REST = f".{{0,{_LONGEST_VALUE}}}"
_AFTER = re.compile(
    rf"\s(?:am|on|for|at|in|to|from|of|via|with|für|aus|vom|—|–|-|\|)\s{_REST}$|(?:{_SPACES})?(?:[(\[{{]{_REST}$|"
    rf"[\"“„]{_REST}[\"”“]|\b(?:updated|published|posted|aktualisiert|veröffentlicht)\b{_REST}$)",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"(?<![\s,|–-])[\s,|–-]++(?:(?:{WEEKDAY}|{WEEKDAY_SHORT}),? ?)?(?:{MONTH} ?)?\d.*$|\s(?:{WEEKDAY})\b.*$", re.DOTALL
)
_ADDRESS = re.compile(r"\s*(?:https?:|www\.|/)")
_HANDLE = re.compile(rf"(?:{_SPACES})?\(?@\w{{2,30}}\)?")
_NO_NAME = re.compile(r"^\d|\s\S*\d|[@<>{}=_]|https?:|www\.|\.(?:com|org|net|de|at|ch|co|ru)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:(?:the |die |la |el |le |our )?(?:staff|editor(?:s|ial)?|admin(?:istrator)?|redaktion|redacci[oó]n|"
    r"r[eé]daction|redazione|redac[cç][aã]o|redactie|redakcja|редакция|newsroom|news desk|desk|web ?desk|online desk|"
    r"webmaster|web ?team|team|news|author|autor|writer|guest|gast(?:autor)?|correspondent|reporter|contributors?|"
    r"unknown|anonymous|anonym|n/a|none|null|user|root|test|"
    r"no author|home|profile|more|follow|author bio|about the author|view all posts?)"
    r"(?:[ -](?:staff|writers?|reporters?|team|desk|report|editor(?:s)?|board|online|correspondents?|digital|admin))*)",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:gmbh|inc|ltd|llc|s\.?a|ag|e\.v|team|redaktion|redacci[oó]n|r[eé]daction|redazione|redac[cç][aã]o|redactie|"
    r"redakcja|редакция|newsroom|press release|pressemitteilung)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:,\s*+|(?<![\s,])\s++)?"
    r"(?:(?:senior|chief|staff|special|foreign|political|diplomatic|associate|managing|deputy|white house|"
    r"business|national|health|science|tech|technology|sports?|legal|news|european?|us|world) ){0,6}"
    r"(?:correspondent|reporter|editor|writer|columnist|contributor|producer|fellow|redakteur(?:in)?|korrespondent(?:in)?)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def fold_name(words: str) -> str:
    """A name by its letters and figures alone."""
    return "".join(c for c in words.casefold() if c.isalnum())


_AGENCIES = frozenset(fold_name(name) for name in _AGENCY_NAMES)


def as_agency(words: str) -> str | None:
    """The agency's name where the words are one, also in brackets, strokes or before "staff"."""
    bare = words.strip(" /()[].,;:|-–—")
    if fold_name(_AFTER_NAME.sub("", bare)) not in _AGENCIES and fold_name(bare) not in _AGENCIES:
        return None
    return None if bare.lower() in _BARE and not bare.isupper() else bare


def without_outlet(title: str, known: AbstractSet[str]) -> str:
    """A title without the outlet's name at its end or beginning; known: its names, folded."""
    for _ in range(3):
        parts = list(_PARTING.finditer(title))
        if not parts:
            return title
        last, first = parts[-1], parts[0]
        if _is_name(title[last.end() :], known) and title[: last.start()].strip():
            title = title[: last.start()]
        elif _is_name(title[: first.start()], known):
            title = title[first.end() :]
        else:
            return title
    return title


def _is_name(words: str, known: AbstractSet[str]) -> bool:
    """Is this part of a title the outlet: its name, with its ending or its city added, or a part of it?"""
    folded = fold_name(words)
    if not folded:
        return True
    return any(
        folded == name or (len(name) > 3 and folded.startswith(name) and len(words.split()) < 7) for name in known
    ) or (len(folded) > 3 and any(name.startswith(folded) or name.endswith(folded) for name in known))


def name_at_end(title: str, headline: str) -> str | None:
    """What stands in a <title> after the headline: the outlet, if it is as short as a name."""
    parts = list(_PARTING.finditer(title))
    if not parts or not same_title(title[: parts[-1].start()], headline):
        return None
    name = title[parts[-1].end() :].strip()
    return name if name and len(name.split()) <= 5 else None


def is_cut(title: str) -> bool:
    return bool(_TRUNCATED.search(title))


def same_title(one: str, other: str) -> bool:
    """Are two titles one, up to a kicker, a stop, or an outlet at one of their ends?"""
    mine, theirs = sorted((fold_name(one), fold_name(other)), key=len)
    return bool(mine) and (mine == theirs or (len(mine) > 12 and mine in theirs and 2 * len(mine) > len(theirs)))


def shares_words(one: str, other: str) -> bool:
    """Do two titles tell of the same: a third of the shorter one's longer words, and two at least?"""
    mine, theirs = ({word[:6] for word in re.findall(r"[^\W\d_]{4,}", words.casefold())} for words in (one, other))
    shared = len(mine & theirs)
    return shared >= 2 and 3 * shared >= min(len(mine), len(theirs))


def persons_and_agencies(values: Sequence[str], outlets: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The persons and the agencies that author fields or a byline name, in order and once each.

    "By Ana Berg and Jo Lund | 12 May" gives Ana Berg and Jo Lund. Left out: addresses, departments
    ("Staff", "Redaktion") and the outlet itself.
    """
    not_persons = {fold_name(name) for name in outlets}
    persons: dict[str, str] = {}
    agencies: dict[str, str] = {}
    for value in values[:20]:
        if _ADDRESS.match(value) or fold_name(value) in not_persons:
            continue
        for part in _SPLIT.split(_LEAD.sub("", _DATED.sub("", value[:_LONGEST_VALUE]))):
            name = _ROLE.sub("", _AFTER.sub("", _LEAD.sub("", _HANDLE.sub("", part)))).strip(" ,.;:|*-–—\"'“”")
            agency = as_agency(name)
            if agency:
                agencies.setdefault(fold_name(agency), agency)
            elif _is_person(name) and fold_name(name) not in not_persons:
                persons.setdefault(fold_name(name), _in_small_letters(name))
    kept = [name for key, name in persons.items() if not any(key != other and key in other for other in persons)]
    return tuple(kept[:20]), tuple(agencies.values())


def is_byline(line: str) -> bool:
    """ "By Ana Berg", "Von Jo Lund | 12. Mai": a short line that begins as a byline does, and goes on with a name."""
    match = _LEAD.match(line)
    return match is not None and len(line) <= LONGEST_NAME and bool(re.match(r"[^\W\d_a-z]", line[match.end() :]))


def is_name_line(line: str) -> bool:
    """Is a line that its markup calls an author's a name, or a byline: no list of topics, no heading in a sentence?"""
    if _LEAD.match(line):
        return True
    words = line.split()
    return (
        ":" not in line
        and len(_SPLIT.split(line)) <= 4
        and len(words) <= 10
        and all(w[0].isupper() or w in _PARTICLES or len(w) < 3 for w in words[:3])
    )


def is_author_label(label: str) -> bool:
    """ "Written by", "Verfasst von"."""
    return bool(_LEAD.fullmatch(f"{label} "))


_PARTICLES = frozenset(
    "de del della der den di da do dos du la le el al von van vom zu zur ten ter bin ibn abu af".split()
)


def _is_person(name: str) -> bool:
    if not 1 < len(name) <= LONGEST_NAME // 2 or len(name.split()) > 6 or not any(c.isalpha() for c in name):
        return False
    if len(name) <= 3 and name.islower():  # "mf": initials that the house alone can read
        return False
    first, *others = name.split()
    if others and first.islower() and first not in _PARTICLES:
        return False
    return not _NO_NAME.search(name) and not _NOBODY.fullmatch(name) and not _FIRM.search(name)


def _in_small_letters(name: str) -> str:
    """ "ANA BERG" as it is written elsewhere."""
    if name.isupper() and len(name) > 4 and " " in name:
        return " ".join(re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word) for word in name.split())
    return name
