"""Is what a sentence tells enough to say which instrument a phrase describes?"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.instruments.catalogue import Entry
from onrecord.instruments.evidence import FULL_DAY, MONTH, MONTHS, YEAR, Evidence, Score
from onrecord.instruments.kinds import VAGUE
from onrecord.instruments.mention import Passage
from onrecord.instruments.phrases import Phrase

BEFORE = 6  # words: "sailed into Ruritania in violation of a resolution"
AROUND = 10  # words of a phrase's complement, within which what is not dated must be described
DATED_WITHIN = 14  # words behind the noun, within which a date is its own
_RELATIONS = frozenset(
    "violation breach defiance contravention compliance accordance pursuant line under violating".split()
)
_ANSWERS = frozenset("letter reply response answer reaction".split())
_ORGAN_WORDS = frozenset("un security council general assembly united nations".split())


class Case(NamedTuple):
    """A phrase in its passage, with the evidence of its sentence."""

    passage: Passage
    phrase: Phrase
    evidence: Evidence

    @property
    def is_draft(self) -> bool:
        """Is it a text that was proposed and not agreed?"""
        inside = (self.passage.tokens[at].low for at in range(self.phrase.begin, self.phrase.at))
        return self.phrase.head in ("draft", "proposal") or any(low in ("draft", "proposed") for low in inside)

    @property
    def is_leaned_on(self) -> bool:
        """ "in violation of a resolution" speaks of one that is there; so does "In a letter handed over on Monday"."""
        before = self.passage.tokens[max(0, self.phrase.begin - 4) : max(0, self.phrase.begin - 1)]
        return any(token.low in _RELATIONS for token in before) or self.opens_sentence

    @property
    def opens_sentence(self) -> bool:
        """ "In an eight-page letter …, …": the document in which something is said."""
        first = self.passage.sentence_at(self.phrase.at)[0]
        return self.passage.tokens[first].low == "in" and self.phrase.begin - first <= 2

    @property
    def year(self) -> str | None:
        """The year inside the phrase."""
        inside = (self.passage.tokens[at].raw for at in self.phrase.inner)
        return next((raw for raw in inside if raw in self.evidence.years), None)

    def names_maker(self, entry: Entry) -> bool:
        return any(who in self.evidence.actors for who in entry.by)


def is_enough(case: Case, entry: Entry, one: Score) -> bool:
    """May the phrase describe this instrument? one: what speaks for it in the sentence."""
    if _is_against(case, entry):
        return False
    phrase, own = case.phrase, int(case.phrase.head in entry.heads)
    if phrase.is_indefinite and not (case.is_leaned_on or case.is_draft):
        # one that is dated to the day, and whose maker is named, was there before
        return one.day == FULL_DAY and case.names_maker(entry)
    if one.day == 1 and phrase.is_definite:  # "the December letter", of a sender whom the sentence names
        return case.names_maker(entry)
    if phrase.head == "resolution":
        return near(case, entry) >= 1 or one.day >= MONTH
    if one.day >= YEAR and _is_dated_near(case, one):
        return _is_enough_dated(case, one, own)
    return _is_enough_undated(case, entry, one, own)


def _is_against(case: Case, entry: Entry) -> bool:
    """Does anything in the phrase speak against it: another year or month, a name that is none of its own?"""
    year = case.year
    if year and year not in entry.years and year != (entry.instrument.in_force or "")[:4]:
        return True
    if case.phrase.head in ("regulation", "directive") and "European Union" not in case.evidence.actors:
        return True
    return not (_month_allows(case, entry) and _capitals_allow(case, entry))


def _is_enough_dated(case: Case, one: Score, own: int) -> bool:
    phrase = case.phrase
    if case.year and phrase.head not in VAGUE and own:
        return True
    if one.day >= MONTH and one.place and not phrase.is_indefinite:
        return True
    return one.sorts >= 2 and one.total + own >= (6 if phrase.is_indefinite or phrase.head in VAGUE else 4)


def _is_enough_undated(case: Case, entry: Entry, one: Score, own: int) -> bool:
    """Without a date the phrase itself must tell something, and an answer must be its sender's."""
    phrase, evidence = case.phrase, case.evidence
    if phrase.is_indefinite or (phrase.head in _ANSWERS and not _is_by(case, entry)):
        return False
    inside = range(phrase.inner.start, phrase.at)
    if not any(at in inside for places in (*evidence.actors.values(), *evidence.stems.values()) for at in places):
        return False
    needed = 6 if phrase.head in VAGUE else 4
    return near(case, entry) >= 3 and one.sorts >= 2 and one.total + own >= needed


def near(case: Case, entry: Entry) -> int:
    """How many words of the phrase and its complement speak for it."""
    phrase, evidence = case.phrase, case.evidence
    before = BEFORE if phrase.head == "resolution" else 0
    window = range(phrase.inner.start - before, phrase.at + 1 + (BEFORE // 2 if phrase.is_indefinite else AROUND))
    actors = [places for who, places in evidence.actors.items() if who in entry.actors and who not in entry.organ]
    topics = [places for key, places in evidence.stems.items() if key in entry.topics]
    return sum(1 for places in (*actors, *topics) if any(at in window for at in places))


def _capitals_allow(case: Case, entry: Entry) -> bool:
    """A name inside the phrase says which one: it must be one of this instrument's."""
    phrase, evidence = case.phrase, case.evidence
    known = {at for who, places in evidence.actors.items() if who in entry.actors | entry.organ for at in places}
    known |= {at for key, places in evidence.stems.items() if key in entry.topics for at in places}
    first = case.passage.sentence_at(phrase.at)[0]
    for at in range(phrase.begin, phrase.at):
        token = case.passage.tokens[at]
        speaks = at in known or token.low in entry.place | _ORGAN_WORDS or token.low in MONTHS
        if token.raw[0].isupper() and at != first and not speaks:
            return False
    return True


def _is_dated_near(case: Case, one: Score) -> bool:
    """A date behind the noun or in its phrase is its own; one before it may be of anything."""
    window = range(case.phrase.inner.start, case.phrase.at + 1 + DATED_WITHIN)
    return any(told.place in window for told in case.evidence.told) or one.total >= 6


def _month_allows(case: Case, entry: Entry) -> bool:
    """A month inside the phrase is that of the document."""
    months = {one.month for one in case.evidence.told if one.month and one.place in case.phrase.inner}
    known = {int(day[5:7]) for day in entry.days if len(day) > 4}
    return not months or not known or bool(months & known)


def _is_by(case: Case, entry: Entry) -> bool:
    return any(at in case.phrase.inner for who in entry.by for at in case.evidence.actors.get(who, ()))
