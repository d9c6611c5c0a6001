"""What the acronyms of a report stand for, as the report tells: "the Harbour Commission (HC)", or by initials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.speakers.gazetteer import is_acronym
from onrecord.speakers.mentions import Mention
from onrecord.values.entity import SpeakerType

# "The VA" is the Department of Veterans Affairs: what all ministries are called is left out of their initials.
OFTEN_LEFT_OUT = frozenset({"department", "ministry", "office", "bureau", "agency", "institute", "university"})
SHORTEST_BY_CHANCE = 3  # two letters are the initials of too many things


def long_forms(mentions: Sequence[Mention]) -> dict[str, str]:
    """Acronym as printed -> the name it shortens: in brackets behind it, else the only name with these initials."""
    found: dict[str, str] = {}
    for long, short in pairwise(mentions):
        letters = [word[0] for word in long.name if word[0].isupper()]
        beside = short.start - long.end == len(" (") and is_acronym(plain(short.words))
        remaining = iter(letters)
        if beside and len(letters) > 1 and all(letter in remaining for letter in plain(short.words)):
            found.setdefault(short.words, long.words)
    return _by_initials(mentions) | found


def plain(acronym: str) -> str:
    """ "S.E.C." as "SEC"."""
    return acronym.replace(".", "")


def _by_initials(mentions: Sequence[Mention]) -> dict[str, str]:
    printed = {m.words for m in mentions if len(m.key) == 1 and is_acronym(plain(m.words))}
    asked = {plain(words) for words in printed}
    named: dict[str, set[str]] = {}
    for m in mentions if asked else ():
        if len(m.key) > 2 and m.kind is not SpeakerType.PERSON:
            for initials in asked.intersection(_initials(m)):
                named.setdefault(initials, set()).add(m.words)
    return {short: next(iter(named[plain(short)])) for short in printed if len(named.get(plain(short), ())) == 1}


def _initials(mention: Mention) -> Iterator[str]:
    """The initials of a name: of its large words, of all its words, and without the "Department of" before it."""
    large = [word for word in mention.name if word[0].isupper()]
    several = ["".join(word[0] for word in large), "".join(word[0] for word in mention.name).upper()]
    yield from (initials for initials in several if len(initials) >= SHORTEST_BY_CHANCE)
    of = mention.key[1] in ("of", "for") and mention.kind is SpeakerType.BODY
    if of and mention.key[0] in OFTEN_LEFT_OUT and len(large) > 2:
        yield "".join(word[0] for word in large[1:])
