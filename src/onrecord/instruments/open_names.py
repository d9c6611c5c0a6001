"""Names that several instruments have, or that mean something else elsewhere: narrowed by what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import NamedTuple

from onrecord.instruments.catalogue import Catalogue, Entry, Form
from onrecord.instruments.evidence import Evidence, score
from onrecord.instruments.kinds import KINDS_OF, head_of
from onrecord.instruments.mention import Mention, Passage
from onrecord.instruments.phrases import phrase_at

_INTERCHANGED = frozenset("treaty agreement accord pact deal".split())
_LEGAL_NOUNS = frozenset("convention protocol charter statute".split())
_LEGAL = (
    "violat", "breach", "ratif", "signator", "signed", "signing", "repeal", "withdr", "acced", "treat", "convention",
    "complian", "comply", "parties", "article", "oblig", "invok", "renegotiat", "annex", "protocol", "inspector",
    "clause",
)  # fmt: skip
CLEARLY = 2  # points by which one reading must lead


class Known(NamedTuple):
    """Instruments that the report names beyond doubt. reach: was an instrument there when the report was written?

    before: with the words that name them up to the end of this sentence. What comes later, perhaps from somebody
    else, does not say which of several is meant; it does say that the report is about documents (`anywhere`).
    """

    before: Mapping[str, Mention]
    anywhere: Collection[str]
    reach: Callable[[Entry], bool]


def narrowed(
    found: tuple[Mention, Form, int],
    passage: Passage,
    evidence: Evidence,
    catalogue: Catalogue,
    known: Known,
) -> Mention | None:
    """The mention with one reading chosen where the surroundings do, else with all that are left.

    A name of one instrument that has other meanings is dropped where nothing speaks for it.
    """
    mention, form, begin = found
    said = " ".join(mention.span.of(passage.text).split())
    exact = [key for name, key in form.printed if name == said]
    if len(exact) == 1 and form.raw is None:
        return replace(mention, instrument=exact[0], candidates=(exact[0],), because=f"named {said!r}")
    if not _is_meant_as_name(passage, form, begin):
        return None
    keys = _readings(form, passage, begin, catalogue)
    entries = [entry for key in keys if known.reach(entry := catalogue.entries[key])]
    inner = range(begin, begin + len(form.words))
    entries = _of_the_year(entries, passage, begin, evidence) or entries
    chosen = _chosen(entries, evidence, inner, known, surname=bool(form.raw and form.raw.istitle()))
    if not chosen and len(entries) == 1 and not (form.raw or "A").istitle() and _is_cited_as_law(passage, form, begin):
        chosen = entries[0].instrument.id
    if chosen:
        outside = without(evidence, inner)
        because = f"{mention.because}, and {_settled_by(catalogue.entries[chosen], passage, outside, known)}"
        return replace(mention, instrument=chosen, candidates=(chosen,), because=because)
    if len(entries) < 2:
        return None
    return replace(mention, candidates=tuple(entry.instrument.id for entry in entries))


def _is_meant_as_name(passage: Passage, form: Form, begin: int) -> bool:
    """Written small it must be a definite phrase: "the climate accord", not "a climate accord"."""
    tokens = passage.tokens[begin : begin + len(form.words)]
    if any(token.raw[0].isupper() for token in tokens[1:]) or (tokens[0].raw[0].isupper() and not form.small):
        return not _is_indefinite(passage, begin + len(form.words) - 1)
    phrase = phrase_at(passage, begin + len(form.words) - 1)
    return phrase is not None and phrase.is_definite


def _is_indefinite(passage: Passage, last: int) -> bool:
    phrase = phrase_at(passage, last)
    return phrase is not None and phrase.determiner in ("no", "any", "another", "new", "future", "every")


def _readings(form: Form, passage: Passage, begin: int, catalogue: Catalogue) -> tuple[str, ...]:
    """The readings of the form; of "the Zenda agreement" also what else was agreed there and has Zenda in its name."""
    head = head_of(form.words[-1])
    if head not in _INTERCHANGED or len(form.words) != 2:
        return form.instruments
    placed = catalogue.by_place.get(form.words[0], ())
    more = [key for key in placed if catalogue.entries[key].instrument.kind in KINDS_OF[head]]
    return tuple(dict.fromkeys((*form.instruments, *more)))


def _is_cited_as_law(passage: Passage, form: Form, begin: int) -> bool:
    """Capitals that are signed, breached or repealed are those of a document."""
    if form.raw is None and head_of(form.words[-1]) not in _INTERCHANGED | _LEGAL_NOUNS:
        return False
    first, end = passage.sentence_at(begin)
    return any(token.low.startswith(_LEGAL) for token in passage.tokens[first:end])


def _of_the_year(entries: list[Entry], passage: Passage, begin: int, evidence: Evidence) -> list[Entry]:
    """Those of the year that stands right before the name."""
    year = passage.tokens[begin - 1].raw if begin else ""
    return [entry for entry in entries if year in evidence.years and year in entry.years]


def _chosen(entries: list[Entry], evidence: Evidence, inner: range, known: Known, surname: bool) -> str | None:
    outside = {entry.instrument.id: score(entry, without(evidence, inner), range(0)).total for entry in entries}
    if len(entries) == 1:
        key = entries[0].instrument.id
        speaks = outside[key] if not surname else score(entries[0], without(evidence, inner), range(0)).topics
        return key if speaks or key in known.anywhere else None
    named = [key for key in outside if key in known.before]
    if len(named) == 1:
        return named[0]
    ranked = sorted(outside, key=lambda key: -outside[key])
    if len(ranked) < 2:
        return None
    lead = outside[ranked[0]] - outside[ranked[1]]
    return ranked[0] if lead >= CLEARLY or (lead and _alone_by_subject(entries, evidence, inner, ranked[0])) else None


def _settled_by(entry: Entry, passage: Passage, evidence: Evidence, known: Known) -> str:
    """The words that settled it: what named it beyond doubt, else what in the sentence speaks for it."""
    key = entry.instrument.id
    if key in known.before:
        return f"{known.before[key].span.of(passage.text)!r} is named in the report up to here"
    places = {at for who, found in evidence.actors.items() if who in entry.actors for at in found}
    places |= {at for topic, found in evidence.stems.items() if topic in entry.topics for at in found}
    places |= {one.place for one in evidence.told if one.year in entry.years}
    words = dict.fromkeys(passage.tokens[at].raw for at in sorted(places))
    if words:
        return "its sentence has " + ", ".join(repr(word) for word in words)
    return "the report names it" if key in known.anywhere else "the surroundings fit"


def _alone_by_subject(entries: list[Entry], evidence: Evidence, inner: range, first: str) -> bool:
    """Does the sentence speak of the subject of this one, and of no other's?"""
    topics = {one.instrument.id: score(one, without(evidence, inner), range(0)).topics for one in entries}
    return [key for key, points in topics.items() if points] == [first]


def without(evidence: Evidence, inner: range) -> Evidence:
    """The evidence outside a stretch: a name does not speak for itself."""
    actors = {who: left for who, places in evidence.actors.items() if (left := set(places) - set(inner))}
    stems = {key: left for key, places in evidence.stems.items() if (left := set(places) - set(inner))}
    return Evidence(actors, stems, (), tuple(one for one in evidence.told if one.place not in inner))
