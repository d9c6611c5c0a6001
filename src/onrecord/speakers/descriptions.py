"""What a phrase says of somebody: office, nation, gender, and the words themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.speakers.gazetteer import Gazetteer, Office
from onrecord.speakers.lexicon import EMPTY
from onrecord.speakers.words import Word

LONGEST_OFFICE, LONGEST_STATE = 6, 4


@dataclass(frozen=True, slots=True)
class Description:
    """families: offices meant. broader: families that may be used for them. words: the content words, folded."""

    families: frozenset[str] = frozenset()
    broader: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    gender: str | None = None

    def __or__(self, other: Description) -> Description:
        if other is NOTHING or self is NOTHING:  # most names stand alone
            return self if other is NOTHING else other
        return Description(
            self.families | other.families,
            self.broader | other.broader,
            self.nations | other.nations,
            self.words | other.words,
            self.gender or other.gender,
        )


NOTHING = Description()


def describe(words: Sequence[Word], gazetteer: Gazetteer) -> Description:
    """What these words say, taken as a title, an apposition or a descriptor."""
    plain = [word for word in words if word.text != "."]
    if not plain:
        return NOTHING
    offices = [office for office, _, _ in offices_in(plain, gazetteer)]
    nouns = [gazetteer.nouns[word.low] for word in plain if word.low in gazetteer.nouns]
    genders = [found.gender for found in offices if found.gender] + [noun.gender for noun in nouns if noun.gender]
    return Description(
        families=frozenset(office.family for office in offices),
        broader=frozenset(family for office in offices for family in office.broader),
        nations=frozenset(nations_in(plain, gazetteer)),
        words=frozenset(word.low for word in plain if word.is_word and word.low not in EMPTY),
        gender=genders[0] if genders else None,
    )


def offices_in(words: Sequence[Word], gazetteer: Gazetteer) -> Iterator[tuple[Office, int, int]]:
    """Each office named, longest phrase first, with its first and last-but-one place in `words`."""
    at = 0
    while at < len(words):
        step = 1
        longest = LONGEST_OFFICE if words[at].low in gazetteer.office_starts else 1
        for length in range(min(longest, len(words) - at), 0, -1):
            phrase = words[at].low if length == 1 else " ".join([word.low for word in words[at : at + length]])
            office = gazetteer.offices.get(phrase) or gazetteer.offices.get(singular(phrase))
            if office is None and length == 1 and "-" in phrase:
                office = gazetteer.offices.get(phrase.rpartition("-")[2])  # "Secretary-Treasurer"
            # "3 pm" and "da Silva" are no offices: the shortest ones must be written large.
            if office and (length > 1 or len(words[at].low) > 2 or words[at].capital):
                yield office, at, at + length
                step = length
                break
        at += step


def nations_in(words: Sequence[Word], gazetteer: Gazetteer) -> Iterator[str]:
    """Each state named by its name, capital or demonym, longest phrase first."""
    at = 0
    while at < len(words):
        found, length = nation_at(words, at, gazetteer)
        if found:
            yield found
        at += length


def nation_at(words: Sequence[Word], at: int, gazetteer: Gazetteer) -> tuple[str | None, int]:
    """The state named at this place, and over how many words. (None, 1) where there is none."""
    if not words[at].capital or (len(words[at].text) == 2 and not words[at].text.isupper()):
        return None, 1  # "us" and "polish" in small letters are no nations
    longest = LONGEST_STATE if words[at].low in gazetteer.long_starts else 1
    for length in range(min(longest, len(words) - at), 0, -1):
        found = gazetteer.nation(" ".join([word.low for word in words[at : at + length]]))
        if found:
            return found, length
    return None, 1


@lru_cache(maxsize=1 << 14)
def singular(noun: str) -> str:
    """A plural noun's singular by English spelling; any other word unchanged."""
    if noun.endswith("men") and len(noun) > 4:
        return noun[:-3] + "man"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3:
        return noun[:-1]
    return noun
