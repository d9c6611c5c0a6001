"""A place and a noun: "the Zenda memorandum", "the Zenda formula" was made there, and is called so."""

from __future__ import annotations

from onrecord.instruments.catalogue import Catalogue, Entry
from onrecord.instruments.descriptions import MOST, Reach, described_span
from onrecord.instruments.kinds import KINDS_OF, LOOSE, VAGUE
from onrecord.instruments.mention import Mention
from onrecord.instruments.weighing import Case

# There are many of them wherever diplomats meet: the place alone does not tell which.
_COMMON = VAGUE | LOOSE | frozenset("agreement accord deal".split())


def placed(case: Case, catalogue: Catalogue, reach: Reach) -> Mention | None:
    """What was made at the place, and has it in its name: the one that fits, or all when something speaks for one."""
    phrase, tokens = case.phrase, case.passage.tokens
    if phrase.is_indefinite or not 0 < phrase.at - phrase.begin <= 2 or not tokens[phrase.begin].raw[0].isupper():
        return None
    keys = catalogue.by_place.get(tokens[phrase.begin].low, ())
    entries = [entry for key in keys if _is_called(case, entry := catalogue.entries[key]) and reach(entry)]
    if not entries or len(entries) > MOST:
        return None
    ids = tuple(entry.instrument.id for entry in entries)
    fits = any(_fits(case, entry) for entry in entries)
    sure = len(entries) == 1 and (phrase.head not in _COMMON or fits)
    if not sure and (len(entries) == 1 or (phrase.head in LOOSE and not fits)):
        return None
    span = described_span(case, linked=True)
    return Mention(span, f"{span.of(case.passage.text)!r}: made there, and called so", ids[0] if sure else None, ids)


def _is_called(case: Case, entry: Entry) -> bool:
    """Can it go by that noun, and is a year inside the phrase its own?"""
    kind, head = entry.instrument.kind, case.phrase.head
    if kind in ("draft", "letter", "judgment") or (case.year and case.year not in entry.years):
        return False
    if head in LOOSE:
        return kind == "declaration" or (kind == "memorandum" and head in entry.heads)
    return kind in KINDS_OF[head] or head in entry.heads


def _fits(case: Case, entry: Entry) -> bool:
    """Does anything but the phrase itself speak for it?"""
    evidence, inner = case.evidence, set(case.phrase.inner)
    actors = any(set(places) - inner for who, places in evidence.actors.items() if who in entry.actors)
    topics = any(set(places) - inner for key, places in evidence.stems.items() if key in entry.topics)
    return actors or topics or bool(entry.years & evidence.years)
