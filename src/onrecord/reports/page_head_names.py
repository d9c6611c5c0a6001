"""Titles without the outlet's name, bylines that name persons, agencies, outlets: the strings of a page's head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LONGEST_TITLE, LONGEST_NAME, LONGEST_BYLINE = 500, 100, 300

_PARTING = re.compile(r"\s+[|–—»«•·›‹⋆~*⁄]+\s+|\s+-{1,2}\s+|\s*\|\s*|\s+::?\s+")
_TRUNCATED = re.compile(r"(?:\.\.\.|…)$")
_AGENCIES = (
    r"Reuters|Thomson Reuters|Associated Press|The Associated Press|AP|AP News|AFP|Agence France[- ]Presse|dpa|DPA|"
    r"Deutsche Presse-Agentur|TASS|ITAR-TASS|ТАСС|Interfax|Интерфакс|RIA Novosti|РИА Новости|Sputnik|Xinhua|Xinhua News Agency|"
    r"ANSA|Ansa|EFE|Agencia EFE|Europa Press|Kyodo|Kyodo News|Jiji Press|PTI|Press Trust of India|IANS|ANI|UPI|"
    r"United Press International|UNI|Bloomberg|Bloomberg News|Anadolu|Anadolu Agency|Yonhap|Yonhap News Agency|CNA|IRNA|SANA|WAM|"
    r"KUNA|PAP|MTI|Ukrinform|Укринформ|UNIAN|BelTA|БЕЛТА|BTA|БТА|Tanjug|Танјуг|Hina|HINA|Agerpres|AGERPRES|Belga|ANP|APA|"
    r"Austria Presse Agentur|ATS|Keystone-ATS|Keystone-SDA|SDA|sda|SID|sid|epd|KNA|Lusa|Agência Lusa|Agência Brasil|Bernama|Antara|"
    r"ČTK|ČTK|TASR|SITA|NTB|TT|Ritzau|STT|LETA|BNS|ELTA|Notimex|Télam|PA Media|Press Association|PA|AAP|"
    r"Australian Associated Press|The Canadian Press|Canadian Press|NAN|News Agency of Nigeria|Adnkronos|AGI|Askanews|"
    r"Agencia Reforma|Colprensa|Xinhuanet|Tribune News Service|States News Service|Inter Press Service|IPS"
)
_AGENCY = re.compile(rf"(?:{_AGENCIES})(?: (?:news )?(?:agency|staff|wire|newswire))?", re.IGNORECASE)
_BARE = frozenset("pa tt uni nan ap ani ats apa sid sda ips agi sita elta leta bta cna wam sana".split())
"""Short names that are words or initials of others too: only as they are written by themselves, in capitals."""

_LEAD = re.compile(
    r"^\W*(?:(?:(?:story|text|article|words|written|reported|reporting|posted|published|compiled|edited|photos?)"
    r"(?: and (?:photos?|pictures))? )?by|von|par|por|di|da|door|av|af|od|przez|автор[ыа]?|текст|autor(?:en|in|a|es)?|author|"
    r"auteur|autore|verfasst von|ein (?:artikel|beitrag|gastbeitrag|kommentar|interview) von|geschrieben von|"
    r"escrito por|scritto da|écrit par|geplaatst door|skrevet af)\b[\s:.]*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[;|/•·]|,(?! (?:Jr|Sr|II|III|MD|PhD)\b)|\s&\s|\s(?:and|und|et|y|e|i|en|og|och|и|та|with|mit)\s)\s*")
_AFTER = re.compile(
    r"\s(?:am|on|for|at|in|to|from|of|via|with|für|aus|in|vom|—|–|-|\|)\s.*$|\s*[(\[{].*$|\s*[\"“„].*[\"”“]|"
    r"\s*\b(?:updated|published|posted|aktualisiert|veröffentlicht)\b.*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\s*(?:https?:|www\.|//|/)")
_HANDLE = re.compile(r"\s*\(?@\w{2,30}\)?")
_NO_NAME = re.compile(r"^\d|\s\S*\d|[@<>{}=_]|https?:|www\.|\.(?:com|org|net|de|at|ch|co|ru)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:(?:the |die |la |el |le |our )?(?:staff|editor(?:s|ial)?|admin(?:istrator)?|redaktion|redacci[oó]n|r[eé]daction|redazione|redac[cç][aã]o|"
    r"redactie|redakcja|редакция|newsroom|news desk|desk|web ?desk|online desk|webmaster|web ?team|team|news|author|autor|writer|"
    r"guest|gast(?:autor)?|correspondent|reporter|contributor|contributors|unknown|anonymous|anonym|n/a|none|null|user|root|test|"
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
    r",?\s*(?:(?:senior|chief|staff|special|foreign|political|diplomatic|associate|managing|deputy|white house|business|"
    r"national|health|science|tech|technology|sports?|legal|news|european?|us|world) )*"
    r"(?:correspondent|reporter|editor|writer|columnist|contributor|producer|fellow|redakteur(?:in)?|korrespondent(?:in)?)$",
    re.IGNORECASE,
)


def fold_name(words: str) -> str:
    """A name by its letters and figures alone."""
    return "".join(c for c in words.casefold() if c.isalnum())


def as_agency(words: str) -> str | None:
    """The agency's name where the words are one, also in brackets, strokes or before "staff"."""
    bare = words.strip(" /()[].,;:|-–—")
    match = _AGENCY.fullmatch(bare)
    if match is None or (bare.lower() in _BARE and not bare.isupper()):
        return None
    return bare


def without_outlet(title: str, names: Iterable[str]) -> str:
    """A title without the outlet's name at its end or beginning; names: those the page and its address give."""
    known = {fold_name(name) for name in names} - {""}
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


def _is_name(words: str, known: set[str]) -> bool:
    """Is this part of a title the outlet: its name, with its ending or its city added, or a part of it?"""
    folded = fold_name(words)
    if not folded:
        return True
    return any(folded == name or (len(name) > 3 and folded.startswith(name) and len(words.split()) < 7) for name in known) or (
        len(folded) > 3 and any(name.startswith(folded) or name.endswith(folded) for name in known)
    )


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

    "By Ana Berg and Jo Lund | 12 May" gives Ana Berg and Jo Lund. Left out: addresses, departments ("Staff", "Redaktion")
    and the outlet itself.
    """
    not_persons = {fold_name(name) for name in outlets}
    persons: dict[str, str] = {}
    agencies: dict[str, str] = {}
    for value in values[:20]:
        if _ADDRESS.match(value) or fold_name(value) in not_persons:
            continue
        for part in _SPLIT.split(_LEAD.sub("", value[:1000])):
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


def is_author_label(label: str) -> bool:
    """ "Written by", "Verfasst von"."""
    return bool(_LEAD.fullmatch(f"{label} "))


def _is_person(name: str) -> bool:
    if not 1 < len(name) <= LONGEST_NAME // 2 or len(name.split()) > 6 or not any(c.isalpha() for c in name):
        return False
    if len(name) <= 3 and name.islower():  # "mf": initials that the house alone can read
        return False
    return not _NO_NAME.search(name) and not _NOBODY.fullmatch(name) and not _FIRM.search(name)


def _in_small_letters(name: str) -> str:
    """ "ANA BERG" as it is written elsewhere."""
    if name.isupper() and len(name) > 4 and " " in name:
        return " ".join(re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word) for word in name.split())
    return name
