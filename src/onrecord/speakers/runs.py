"""Stretches of capitalised words: where a name may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.speakers.descriptions import singular
from onrecord.speakers.gazetteer import Gazetteer, is_acronym
from onrecord.speakers.lexicon import ABBREVIATIONS, CALENDAR, INNER, MONTH_NAMES, NO_NAMES, PARTICLES, SUFFIXES
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType

LONGEST_KNOWN = 8
COMPOUNDS = ("-born", "-based", "-led", "-backed", "-run", "-owned", "-controlled", "-american", "-speaking", "-style")
BRANDED = re.compile(r"[a-z][A-Z][a-z]")
SURNAME_STARTS = re.compile(
    r"(?:Ma?c|D[aeiu]s?|L[aeiou]|Van(?:[dD]e[rn]?)?|V[ao]n|Fitz|Del|De[rnv]|St|[AE]l|Ben|Ab[du]?|O|San|Mon)[A-Z]"
)
NUMBERS = (
    "twenty-",
    "thirty-",
    "forty-",
    "fifty-",
    "sixty-",
    "seventy-",
    "eighty-",
    "ninety-",
    "one-",
    "two-",
    "three-",
)
PARTY_MARK = re.compile(r"[RDI]-[A-Z]")  # "R-Ky.": party and home of an American politician


def capital_runs(words: Sequence[Word], small: frozenset[str], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """First and last-but-one places of each stretch that may be a name."""
    behind = 0
    for at in [at for at, word in enumerate(words) if word.capital]:
        if at < behind or not _may_begin(words, at, small, gazetteer):
            continue
        end = max(at + 1, _known_end(words, at, gazetteer))
        while (further := _extend(words, at, end, gazetteer)) > end:
            end = further
        yield at, end
        behind = end


def _known_end(words: Sequence[Word], at: int, gazetteer: Gazetteer) -> int:
    """Where the longest name that the gazetteer knows ends, if one of several words begins here."""
    if words[at].low not in gazetteer.long_starts:
        return at
    for length in range(min(LONGEST_KNOWN, len(words) - at), 1, -1):
        together = " ".join([word.low for word in words[at : at + length]])
        if together in gazetteer.bodies or together in gazetteer.states:
            return at + length
    return at


def _may_begin(words: Sequence[Word], at: int, small: frozenset[str], gazetteer: Gazetteer) -> bool:
    word = words[at]
    if "-" in word.text and word.low.startswith(NUMBERS):
        return False  # "Twenty-four percent", "Two-thirds"
    if "-" in word.text and (PARTY_MARK.match(word.text) or word.low.endswith(COMPOUNDS)):
        return False
    if (word.low != "the" and _known_end(words, at, gazetteer) > at) or _is_new_place(words, at):
        return True
    if word.low in NO_NAMES and word.low in gazetteer.given_names and not word.first and word.text.istitle():
        return at + 1 < len(words) and _joins(words[at + 1])  # "said Will Berg"
    if word.low in CALENDAR or (word.low in NO_NAMES and not _is_title(word)):
        # "US" and "WHO" fold to words that are no names.
        return is_acronym(word.text) and bool(gazetteer.body(word.text) or word.text == "US")
    if word.first and at + 1 < len(words) and words[at + 1].text == "The":
        return False  # "Enter The Norvik Post"
    if not word.first or word.low in gazetteer.given_names or not word.text.isalpha():
        return True
    known = gazetteer.nation(word.low) or word.low in gazetteer.offices or is_acronym(word.text)
    common = word.low in small or word.low in gazetteer.nouns or singular(word.low) in gazetteer.nouns
    joined = at + 1 < len(words) and _joins(words[at + 1])
    if common and not known and not (joined and _is_thing_noun(word.low, gazetteer)):
        return False
    return bool(known) or not word.low.endswith(("ing", "ly"))


def _is_new_place(words: Sequence[Word], at: int) -> bool:
    """ "New Norvik" inside a sentence; "New" at its beginning may be an adjective."""
    return words[at].low == "new" and not words[at].first and at + 1 < len(words) and _joins(words[at + 1])


def _is_thing_noun(noun: str, gazetteer: Gazetteer) -> bool:
    found = gazetteer.nouns.get(noun)
    return found is not None and found.type in (SpeakerType.BODY, SpeakerType.DOCUMENT)


def _is_title(word: Word) -> bool:
    return word.low in ABBREVIATIONS


def _extend(words: Sequence[Word], start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where the stretch goes on to; `end` when it does not."""
    if end >= len(words) or words[end - 1].possessive:
        return end
    following = words[end]
    if _joins(following) or _is_called(words[end - 1], following, gazetteer):
        return end + 1
    if end + 1 == len(words):
        return end
    return _extend_over(words, start, end, gazetteer)


def _extend_over(words: Sequence[Word], start: int, end: int, gazetteer: Gazetteer) -> int:
    """The same over a small word or mark that may stand inside a name: "J.", ", Jr.", "van", "of the"."""
    following, after = words[end], words[end + 1]
    if following.text == "." and _is_short(words[end - 1]) and following.start == words[end - 1].end:
        joins = _joins(after) or _is_called(words[end - 1], after, gazetteer)
        return end + 2 if joins and not (after.first and len(words[end - 1].text) > 3) else end
    if following.text == "," and after.low in SUFFIXES and after.capital:
        return end + 2
    if following.low in PARTICLES:
        return end + _inner_length(words, end, PARTICLES)
    if following.low in INNER and _goes_on_inside(words[start:end], following, gazetteer):
        return end + _inner_length(words, end, INNER)
    return end


def _goes_on_inside(words: Sequence[Word], following: Word, gazetteer: Gazetteer) -> bool:
    """May "of" or "and" stand here inside a body's name? "and" only once an "of" or "for" has opened a list."""
    if following.low == "and" and not any(word.low in ("of", "for", "on") for word in words):
        return False
    known = gazetteer.body(" ".join(word.text for word in words if word.text != "."))
    return known is None and is_thing(words, gazetteer)


def _inner_length(words: Sequence[Word], at: int, small: frozenset[str]) -> int:
    """How many words "of the European" or "von der Leyen" takes; 0 when no capital follows."""
    for length in (1, 2):
        if at + length < len(words) and _joins(words[at + length]):
            return length + 1
        if at + length >= len(words) or words[at + length].low not in small:
            break
    return 0


def _is_called(before: Word, word: Word, gazetteer: Gazetteer) -> bool:
    """ "Anna May" and "Mrs. May": behind a first name or a title a month is a surname."""
    named = before.low in gazetteer.given_names or before.low in ABBREVIATIONS
    return word.low in MONTH_NAMES and word.capital and named


def _joins(word: Word) -> bool:
    return word.capital and not word.first and word.low not in CALENDAR and word.text != "I"


def _is_short(word: Word) -> bool:
    return word.low in ABBREVIATIONS or (len(word.text) == 1 and word.text.isupper())


def is_thing(words: Sequence[Word], gazetteer: Gazetteer) -> bool:
    """Does a part of this name say that it names a body or a document?"""
    collective = len(words) == 1 and not words[0].first and singular(words[0].low) in gazetteer.nouns
    return collective or any(_is_thing_noun(word.low, gazetteer) for word in words)


def is_branded(word: str) -> bool:
    """ "BookShelf": large letters inside, but no "McKay" or "LaRoche"."""
    return bool(BRANDED.search(word)) and not SURNAME_STARTS.match(word)
