"""Instruments that are described, not named: "the 1987 treaty under which two powers scrapped their missiles"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from onrecord.instruments.catalogue import Catalogue, Entry, stem
from onrecord.instruments.evidence import MONTHS, Evidence, Score, score
from onrecord.instruments.kinds import KINDS_OF, LOOSE, VAGUE, WEAK
from onrecord.instruments.mention import Mention, Passage
from onrecord.instruments.phrases import Phrase
from onrecord.values.span import Span

MOST = 5  # readings worth listing; where more fit nothing is said
BEFORE = 6  # "invaded Ruritania in violation of a resolution"
DATED_WITHIN = 14
AROUND = 10  # words of a phrase's complement, within which what is not dated must be described
_RELATIONS = frozenset(
    "violation breach defiance contravention compliance accordance pursuant line under violating".split()
)
_PARTY_WORDS = ("democratic", "republican", "delegat", "nomine", "nominat", "libertarian")
_ORGANS = {"security": "UN Security Council", "assembly": "UN General Assembly"}

Reach = Callable[[Entry], bool]


def described(
    passage: Passage, phrase: Phrase, evidence: Evidence, catalogue: Catalogue, reach: Reach
) -> Mention | None:
    """What a phrase describes. evidence: of its sentence. reach: could the report speak of this instrument?

    One instrument when it fits clearly better than all others; several as candidates; None when nothing or too much
    fits, and for what is not there yet ("a new treaty", "no resolution").
    """
    if not _may_describe(passage, phrase):
        return None
    fits = [
        entry
        for entry in _possible(phrase, evidence, catalogue)
        if reach(entry) and _compatible(phrase, entry, passage)
    ]
    scored = [(entry, score(entry, evidence, phrase.inner)) for entry in fits]
    enough = [(entry, one) for entry, one in scored if _is_enough(phrase, entry, one, evidence, passage)]
    return _chosen(passage, phrase, enough, evidence) if enough else None


def _may_describe(passage: Passage, phrase: Phrase) -> bool:
    if (
        phrase.head == "decision"
        and passage.tokens[phrase.at + 1 : phrase.at + 2]
        and passage.tokens[phrase.at + 1].low == "to"
    ):
        return False
    if phrase.head == "convention" and _is_of_a_party(passage, phrase):
        return False
    if phrase.is_indefinite:
        return phrase.determiner in ("a", "an") and (_is_leaned_on(passage, phrase) or _is_draft(passage, phrase))
    return phrase.is_definite or phrase.inner.start < phrase.at


def _is_of_a_party(passage: Passage, phrase: Phrase) -> bool:
    """Parties meet at conventions, too."""
    begin, end = passage.sentence_at(phrase.at)
    return any(token.low.startswith(_PARTY_WORDS) for token in passage.tokens[begin:end])


def _is_leaned_on(passage: Passage, phrase: Phrase) -> bool:
    """ "in violation of a resolution" speaks of one that is there; so does "In a letter handed over on Monday, ..."."""
    before = [token.low for token in passage.tokens[max(0, phrase.begin - 4) : phrase.begin - 1]]
    return bool(_RELATIONS & set(before)) or opens_sentence(passage, phrase)


def opens_sentence(passage: Passage, phrase: Phrase) -> bool:
    """ "In an eight-page letter …, …": the document in which something is said."""
    first = passage.sentence_at(phrase.at)[0]
    return passage.tokens[first].low == "in" and phrase.begin - first <= 2


def _is_draft(passage: Passage, phrase: Phrase) -> bool:
    return phrase.head in ("draft", "proposal") or any(
        passage.tokens[at].low in ("draft", "proposed") for at in range(phrase.begin, phrase.at)
    )


# --- who comes into question -----------------------------------------------------------------------------------------


def _possible(phrase: Phrase, evidence: Evidence, catalogue: Catalogue) -> Iterable[Entry]:
    """Those for which a year or the subject speaks, or the place in their name."""
    keys: dict[str, None] = {}
    for year in sorted(evidence.years):
        keys.update(dict.fromkeys(catalogue.by_year.get(year, ())))
    for key in evidence.stems:
        keys.update(dict.fromkeys(catalogue.by_stem[key]))
    for word in sorted(evidence.capitals):
        keys.update(dict.fromkeys(catalogue.by_place.get(word, ())))
    if phrase.head == "resolution":
        for who in evidence.actors:
            keys.update(dict.fromkeys(catalogue.by_actor.get(who, ())))
    return [catalogue.entries[key] for key in keys]


def _compatible(phrase: Phrase, entry: Entry, passage: Passage) -> bool:
    kind = entry.instrument.kind
    if entry.instrument.members and not phrase.plural:
        return False
    if (kind == "draft") is not _is_draft(passage, phrase):
        return False
    if phrase.head in WEAK:
        return stem(phrase.head) in entry.topics
    if kind == "draft" and phrase.head not in ("draft", "proposal"):
        return phrase.head in _own_nouns(entry)
    if phrase.head == "resolution":
        return kind == "resolution" and _organ_fits(passage, phrase, entry)
    if phrase.head in LOOSE - KINDS_OF.keys():
        return False
    return kind in KINDS_OF[phrase.head] or phrase.head in entry.heads


def _own_nouns(entry: Entry) -> frozenset[str]:
    """The noun its name begins with: a draft of a treaty is no draft of an agreement."""
    first = entry.instrument.name.lower().split(" ", 1)[0]
    return frozenset((first,)) if first in KINDS_OF else entry.heads


def _organ_fits(passage: Passage, phrase: Phrase, entry: Entry) -> bool:
    """Resolutions are of the organ that is named; without one there are too many."""
    lows = [passage.tokens[at].low for at in phrase.inner]
    after = [token.low for token in passage.tokens[phrase.at + 1 : phrase.at + 6]]
    named = [organ for word, organ in _ORGANS.items() if word in lows or (word in after and after[0] == "of")]
    if named:
        return entry.instrument.by in named
    return "un" in lows or "nations" in lows


# --- what is enough --------------------------------------------------------------------------------------------------


def _is_enough(phrase: Phrase, entry: Entry, one: Score, evidence: Evidence, passage: Passage) -> bool:
    year = next((passage.tokens[at].raw for at in phrase.inner if passage.tokens[at].raw in evidence.years), None)
    if year and year not in entry.years and year != (entry.instrument.in_force or "")[:4]:
        return False
    if not _month_allows(phrase, entry, evidence) or not _capitals_speak(phrase, entry, evidence, passage):
        return False
    own = int(phrase.head in entry.heads)
    if one.day == 1 and phrase.is_definite:  # "the December letter", of a sender whom the sentence names
        return any(who in evidence.actors for who in entry.by)
    if phrase.head == "resolution":
        return _near(phrase, entry, evidence) >= 1 or one.day >= 3
    if one.day >= 2 and _is_dated_near(phrase, evidence, one, passage):
        if year and phrase.head not in VAGUE and own:
            return True
        if one.day >= 3 and one.place and not phrase.is_indefinite:
            return True
        return one.sorts >= 2 and one.total + own >= (6 if phrase.is_indefinite or phrase.head in VAGUE else 4)
    if phrase.head in ("letter", "reply", "response", "answer", "reaction") and not _is_by(phrase, entry, evidence):
        return False
    return _is_enough_undated(phrase, entry, one, evidence, own)


def _is_enough_undated(phrase: Phrase, entry: Entry, one: Score, evidence: Evidence, own: int) -> bool:
    near = _near(phrase, entry, evidence)
    needed = 6 if phrase.head in VAGUE else 4
    inside = range(phrase.inner.start, phrase.at)
    spoken = (*evidence.actors.values(), *evidence.stems.values())
    if not any(at in inside for places in spoken for at in places):
        return False
    return near >= 3 and one.sorts >= 2 and one.total + own >= needed and not phrase.is_indefinite


def _capitals_speak(phrase: Phrase, entry: Entry, evidence: Evidence, passage: Passage) -> bool:
    """A name inside the phrase says which one: it must be one of this instrument's."""
    known = {at for who, places in evidence.actors.items() if who in entry.actors for at in places}
    known |= {at for key, places in evidence.stems.items() if key in entry.topics for at in places}
    organ = {at for who, places in evidence.actors.items() if who in entry.organ for at in places}
    first = passage.sentence_at(phrase.at)[0]
    for at in range(phrase.begin, phrase.at):
        token = passage.tokens[at]
        speaks = at in known | organ or token.low in entry.place | _NEUTRAL or token.low in MONTHS
        if token.raw[0].isupper() and at != first and not speaks:
            return False
    return True


_NEUTRAL = frozenset("un security council general assembly united nations".split())


def _is_dated_near(phrase: Phrase, evidence: Evidence, one: Score, passage: Passage) -> bool:
    """A date behind the noun or in its phrase is its own; one before it may be of anything."""
    window = range(phrase.inner.start, phrase.at + 1 + DATED_WITHIN)
    return any(told.place in window for told in evidence.told) or one.total >= 6


def _month_allows(phrase: Phrase, entry: Entry, evidence: Evidence) -> bool:
    """A month inside the phrase is that of the document."""
    months = {one.month for one in evidence.told if one.month and one.place in phrase.inner}
    known = {int(day[5:7]) for day in entry.days if len(day) > 4}
    return not months or not known or bool(months & known)


def _is_by(phrase: Phrase, entry: Entry, evidence: Evidence) -> bool:
    return any(at in phrase.inner for who in entry.by for at in evidence.actors.get(who, ()))


def _near(phrase: Phrase, entry: Entry, evidence: Evidence) -> int:
    """How many words of the phrase and its complement speak for it."""
    before = BEFORE if phrase.head == "resolution" else 0
    window = range(phrase.inner.start - before, phrase.at + 1 + (BEFORE // 2 if phrase.is_indefinite else AROUND))
    actors = [places for who, places in evidence.actors.items() if who in entry.actors and who not in entry.organ]
    topics = [places for key, places in evidence.stems.items() if key in entry.topics]
    return sum(1 for places in (*actors, *topics) if any(at in window for at in places))


def _chosen(passage: Passage, phrase: Phrase, enough: list[tuple[Entry, Score]], evidence: Evidence) -> Mention | None:
    own = {entry.instrument.id: one.total + int(phrase.head in entry.heads) for entry, one in enough}
    if phrase.head == "resolution":
        own = {entry.instrument.id: 2 * _near(phrase, entry, evidence) + one.day for entry, one in enough}
    best = max(own.values())
    first = [key for key, points in own.items() if points == best]
    if len(first) > MOST:
        return None
    span, said = _span(passage, phrase, linked=len(first) == 1)
    scores = {entry.instrument.id: one for entry, one in enough}
    because = f"{said!r}: {', '.join(_reasons(scores[first[0]]))}"
    choose = len(first) == 1 and phrase.head not in WEAK and not (phrase.is_indefinite and phrase.head == "resolution")
    return Mention(span, because, first[0] if choose else None, tuple(first))


def _reasons(one: Score) -> list[str]:
    told = ((one.day, "day or year"), (one.actors, "parties"), (one.place, "place"), (one.topics, "subject"))
    return [f"{words} fit" if words != "parties" else "parties fit" for points, words in told if points]


def _span(passage: Passage, phrase: Phrase, *, linked: bool) -> tuple[Span, str]:
    """The describing words, without determiner and possessor; a resolution's subject where it does not tell which."""
    end = phrase.at + 1
    tokens = passage.tokens
    if phrase.head == "resolution" and not linked and end + 1 < len(tokens) and tokens[end].low == "on":
        while end + 1 < len(tokens) and tokens[end + 1].raw[0].isupper() and not passage.gap(end + 1).strip():
            end += 1
        end = end + 1 if end > phrase.at + 1 else phrase.at + 1
    span = Span(tokens[phrase.begin].start, tokens[end - 1].end)
    return span, span.of(passage.text)


# --- a place and a noun ----------------------------------------------------------------------------------------------


def placed(passage: Passage, phrase: Phrase, evidence: Evidence, catalogue: Catalogue, reach: Reach) -> Mention | None:
    """ "the Zenda memorandum", "the Zenda formula": what was made at a place and has the place in its name."""
    if phrase.is_indefinite or phrase.at == phrase.begin:
        return None
    word = passage.tokens[phrase.begin]
    if not word.raw[0].isupper() or phrase.at - phrase.begin > 2:
        return None
    keys = catalogue.by_place.get(word.low, ())
    fits = [catalogue.entries[key] for key in keys if _placed_fits(phrase, catalogue.entries[key])]
    fits = [entry for entry in fits if reach(entry) and _year_allows(phrase, entry, evidence, passage)]
    if not fits or len(fits) > MOST:
        return None
    span, said = _span(passage, phrase, linked=True)
    ids = tuple(entry.instrument.id for entry in fits)
    sure = len(fits) == 1 and (phrase.head not in VAGUE | LOOSE | AGREED_NOUNS or _fits(fits[0], evidence, phrase))
    if not sure and len(fits) == 1:
        return None
    if not sure and phrase.head in LOOSE and not any(_fits(entry, evidence, phrase) for entry in fits):
        return None
    return Mention(span, f"{said!r}: made there, and called so", ids[0] if sure else None, ids)


AGREED_NOUNS = frozenset("agreement accord deal".split())


def _placed_fits(phrase: Phrase, entry: Entry) -> bool:
    kind = entry.instrument.kind
    if kind in ("draft", "letter", "judgment"):
        return False
    if phrase.head in LOOSE:
        return kind in ("declaration", "memorandum") and (phrase.head in entry.heads or kind == "declaration")
    return kind in KINDS_OF[phrase.head] or phrase.head in entry.heads


def _year_allows(phrase: Phrase, entry: Entry, evidence: Evidence, passage: Passage) -> bool:
    years = {passage.tokens[at].raw for at in phrase.inner} & evidence.years
    return not years or bool(years & entry.years)


def _fits(entry: Entry, evidence: Evidence, phrase: Phrase) -> bool:
    """Does anything but the phrase itself speak for it?"""
    actors = any(set(places) - set(phrase.inner) for who, places in evidence.actors.items() if who in entry.actors)
    topics = any(set(places) - set(phrase.inner) for key, places in evidence.stems.items() if key in entry.topics)
    return actors or topics or bool(entry.years & evidence.years)
