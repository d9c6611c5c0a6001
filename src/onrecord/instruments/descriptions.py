"""Instruments that are described, not named: "the 1987 treaty under which two powers scrapped their missiles"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from onrecord.instruments.catalogue import Catalogue, Entry, stem
from onrecord.instruments.evidence import Score, score
from onrecord.instruments.kinds import KINDS_OF, LOOSE, WEAK
from onrecord.instruments.mention import Mention
from onrecord.instruments.weighing import Case, is_enough, near
from onrecord.values.span import Span

MOST = 5  # readings worth listing; where more fit nothing is said
# Parties meet at conventions, too.
_PARTY_WORDS = ("democratic", "republican", "delegat", "nomine", "nominat", "libertarian")
_ORGANS = {"security": "UN Security Council", "assembly": "UN General Assembly"}

Reach = Callable[[Entry], bool]


def described(case: Case, catalogue: Catalogue, reach: Reach) -> Mention | None:
    """What a phrase describes. reach: could the report speak of this instrument?

    One instrument when it fits clearly better than all others; several as candidates; None when nothing or too much
    fits, and for what is not there yet ("a new treaty", "no resolution").
    """
    if not _may_describe(case):
        return None
    fits = [entry for entry in _possible(case, catalogue) if reach(entry) and _compatible(case, entry)]
    scored = [(entry, score(entry, case.evidence, case.phrase.inner)) for entry in fits]
    enough = [(entry, one) for entry, one in scored if is_enough(case, entry, one)]
    return _chosen(case, enough) if enough else None


def _may_describe(case: Case) -> bool:
    passage, phrase = case.passage, case.phrase
    following = passage.tokens[phrase.at + 1].low if phrase.at + 1 < len(passage.tokens) else ""
    if phrase.head == "decision" and following == "to":  # to do something: that is no paper
        return False
    if phrase.head == "convention" and _is_of_a_party(case):
        return False
    if phrase.is_indefinite:
        return phrase.determiner in ("a", "an")
    return phrase.is_definite or phrase.inner.start < phrase.at


def _is_of_a_party(case: Case) -> bool:
    begin, end = case.passage.sentence_at(case.phrase.at)
    return any(token.low.startswith(_PARTY_WORDS) for token in case.passage.tokens[begin:end])


# --- who comes into question -----------------------------------------------------------------------------------------


def _possible(case: Case, catalogue: Catalogue) -> Iterable[Entry]:
    """Those for which a year or the subject speaks, or the place in their name."""
    evidence = case.evidence
    keys: dict[str, None] = {}
    for year in sorted(evidence.years):
        keys.update(dict.fromkeys(catalogue.by_year.get(year, ())))
    for key in evidence.stems:
        keys.update(dict.fromkeys(catalogue.by_stem[key]))
    for word in sorted(evidence.capitals):
        keys.update(dict.fromkeys(catalogue.by_place.get(word, ())))
    if case.phrase.head == "resolution":
        for who in evidence.actors:
            keys.update(dict.fromkeys(catalogue.by_actor.get(who, ())))
    return [catalogue.entries[key] for key in keys]


def _compatible(case: Case, entry: Entry) -> bool:
    """Can this sort of document go by that noun?"""
    phrase, kind = case.phrase, entry.instrument.kind
    if (entry.instrument.members and not phrase.plural) or (kind == "draft") is not case.is_draft:
        return False
    if phrase.head in WEAK:
        return stem(phrase.head) in entry.topics
    if kind == "draft" and phrase.head not in ("draft", "proposal"):
        return phrase.head in _own_nouns(entry)
    if phrase.head == "resolution":
        return kind == "resolution" and _organ_fits(case, entry)
    if phrase.head in LOOSE - KINDS_OF.keys():
        return False
    return kind in KINDS_OF[phrase.head] or phrase.head in entry.heads


def _own_nouns(entry: Entry) -> frozenset[str]:
    """The noun its name begins with: a draft of a treaty is no draft of an agreement."""
    first = entry.instrument.name.lower().split(" ", 1)[0]
    return frozenset((first,)) if first in KINDS_OF else entry.heads


def _organ_fits(case: Case, entry: Entry) -> bool:
    """Resolutions are of the organ that is named; without one there are too many."""
    tokens = case.passage.tokens
    lows = [tokens[at].low for at in case.phrase.inner]
    after = [token.low for token in tokens[case.phrase.at + 1 : case.phrase.at + 6]]
    named = [organ for word, organ in _ORGANS.items() if word in lows or (word in after and after[0] == "of")]
    if named:
        return entry.instrument.by in named
    return "un" in lows or "nations" in lows


# --- which of them ---------------------------------------------------------------------------------------------------


def _chosen(case: Case, enough: list[tuple[Entry, Score]]) -> Mention | None:
    scores = {entry.instrument.id: one for entry, one in enough}
    points = {entry.instrument.id: _points(case, entry, one) for entry, one in enough}
    first = [key for key in points if points[key] == max(points.values())]
    if len(first) > MOST:
        return None
    span = described_span(case, linked=len(first) == 1)
    because = f"{span.of(case.passage.text)!r}: {', '.join(_reasons(scores[first[0]]))}"
    indefinite_resolution = case.phrase.is_indefinite and case.phrase.head == "resolution"
    choose = len(first) == 1 and case.phrase.head not in WEAK and not indefinite_resolution
    return Mention(span, because, first[0] if choose else None, tuple(first))


def _points(case: Case, entry: Entry, one: Score) -> int:
    """Resolutions on one country are many: only what tells them from each other counts."""
    if case.phrase.head == "resolution":
        return 2 * near(case, entry) + one.day
    return one.total + int(case.phrase.head in entry.heads)


def _reasons(one: Score) -> list[str]:
    told = ((one.day, "date"), (one.actors, "parties"), (one.place, "place"), (one.topics, "subject"))
    return [f"the {what} fit{'' if what == 'parties' else 's'}" for points, what in told if points]


def described_span(case: Case, *, linked: bool) -> Span:
    """The describing words, without determiner and possessor; a resolution's subject where it does not tell which."""
    passage, phrase = case.passage, case.phrase
    end, tokens = phrase.at + 1, passage.tokens
    if phrase.head == "resolution" and not linked and end + 1 < len(tokens) and tokens[end].low == "on":
        while end + 1 < len(tokens) and tokens[end + 1].raw[0].isupper() and not passage.gap(end + 1).strip():
            end += 1
        end = end + 1 if end > phrase.at + 1 else phrase.at + 1
    return Span(tokens[phrase.begin].start, tokens[end - 1].end)
