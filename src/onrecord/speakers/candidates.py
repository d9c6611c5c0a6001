"""Whom a "he" or "she" may mean, and what the text tells of each: the evidence that antecedents are ranked by.

A candidate is a number: the place of somebody named in `People.persons`, or, below zero, somebody unnamed who spoke
lately ("a voter said"): -1 is the last of those who have spoken so far, -2 the one before.

Evidence is language, never names: where somebody was named last, as what part of the sentence, who spoke, who was
spoken of. The names of the columns are in COLUMNS; weights for them come with `speakers.ranking`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from onrecord.speakers.findings import Spoken
from onrecord.speakers.lexicon import FEMALE, MALE, lexicon
from onrecord.speakers.narrative import Reference
from onrecord.speakers.scene import Scene
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Kind

FAR = 25  # sentences; further back nobody is remembered
NEAR = 4  # sentences; somebody named only inside a quotation
MOST_REFERENCES = 80
LONGEST_CLAUSE = 400  # words; what goes on for longer without a mark is none
NEW = frozenset({"a", "an", "one", "another"})
POSSESSIVES = frozenset({"his", "her", "hers"})
OPENERS = lexicon("despite when after as while if although though in during even before since because for with until")
COLUMNS = (
    "same sentence",
    "one sentence back",
    "two sentences back",
    "three sentences back",
    "four to six back",
    "further back",
    "ahead",
    "ahead of an opening clause",
    "last named",
    "second last named",
    "named between",
    "subject",
    "subject of this sentence",
    "subject of the sentence before",
    "subject, and the pronoun opens the sentence",
    "possessive",
    "by pronoun",
    "same paragraph",
    "opens the paragraph",
    "how often",
    "most often",
    "in the title",
    "in the first paragraph",
    "last speaker",
    "last speaker, near",
    "speaker before that",
    "spoke lately",
    "spoken of here",
    "spoken of last",
    "speaks around this",
    "gender told",
    "possessive pronoun, same sentence",
    "a full name here",
    "behind a quotation, last speaker",
    "behind a quotation, last speaker of this paragraph",
    "behind a quotation, not the last speaker",
    "possessive pronoun, subject of this sentence",
    "nothing but a name",
    "only in a quotation",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A pronoun and where it stands: the attribution whose source it is, and who has spoken so far."""

    word: Word
    attribution: Attribution
    scene: Scene
    spoken: Sequence[Spoken]

    @property
    def gender(self) -> str | None:
        return "m" if self.word.low in MALE else "f" if self.word.low in FEMALE else None


def candidates(asked: Asked) -> dict[int, tuple[float, ...]]:
    """The evidence for each candidate that a pronoun may mean; empty where nobody fits.

    Whom the text calls by the other gender, and the speaker inside the own quotation, are left out.
    """
    near, ahead = _near(asked)
    barred = barred_persons(asked.word, asked.attribution, asked.spoken)
    genders = asked.scene.genders
    agrees = (asked.gender, None) if asked.gender else ("m", "f", "", None)
    fitting = {p: refs for p, refs in near.items() if p not in barred and genders.get(p) in agrees}
    ranks = {p: rank for rank, p in enumerate(sorted(fitting, key=lambda p: (p in ahead, -fitting[p][0].start)))}
    opening = asked.scene.words[_opens(asked)].low in OPENERS
    most = max((len(refs) for refs in fitting.values()), default=0)
    told = [*asked.attribution.content, *told_before(asked.attribution, asked.spoken)]
    voices = _voices(asked)
    return {
        p: (
            *_place(asked, refs[0]),
            float(p in ahead),
            float(p in ahead and opening),
            *_order(ranks[p]),
            *_part(asked, refs),
            *_weight(asked, p, refs, most),
            *_voice(asked, p, refs[0], voices, told),
        )
        for p, refs in fitting.items()
    }


def barred_persons(word: Word, attribution: Attribution, spoken: Sequence[Spoken]) -> frozenset[int]:
    """A speaker is not "he" inside their own quotation, nor in what somebody else is reported in it to have said."""
    barred: set[int] = set()
    nested = attribution.nested_in
    for one in reversed(spoken) if nested else ():
        if one.attribution.id == nested:
            quoted = one.attribution.kind is Kind.DIRECT or word.quoted
            barred.update(one.finding.persons if quoted else ())
            nested = one.attribution.nested_in
        if nested is None:
            break
    return frozenset(barred)


def told_before(attribution: Attribution, spoken: Sequence[Spoken]) -> Sequence[Span]:
    """What the last speakers said, as far as the pronoun stands outside of it."""
    if attribution.nested_in:
        return ()
    return [span for one in spoken[-3:] if one.finding.persons for span in one.attribution.content]


def _near(asked: Asked) -> tuple[dict[int, list[Reference]], frozenset[int]]:
    """The references to each person before the pronoun, last first, and who is named behind it in its sentence.

    For a person named nowhere before, the reference behind stands in.
    """
    references, word = asked.scene.references, asked.word
    at = bisect_left(references, word.start, key=lambda reference: reference.start)
    found: dict[int, list[Reference]] = {}
    for reference in reversed(references[max(0, at - MOST_REFERENCES) : at]):
        if word.sentence - reference.sentence > FAR:
            break
        found.setdefault(reference.person, []).append(reference)
    for back, one in enumerate(reversed(asked.spoken[-4:]), 1):
        for person in _heard(asked, one, -back) if 0 <= word.sentence - one.sentence <= FAR else ():
            found.setdefault(person, [Reference(person, one.start, one.sentence, True, False)])
    within = bisect_left(asked.scene.quoted, word.start, key=lambda reference: reference.start)
    for reference in reversed(asked.scene.quoted[max(0, within - 6) : within]):
        own = any(span.start <= reference.start < span.end for span in asked.attribution.content)
        if 0 < word.sentence - reference.sentence <= NEAR and not own:
            found.setdefault(reference.person, [reference])
    behind = [r for r in references[at : at + 4] if r.sentence == word.sentence and r.start > word.start]
    for reference in behind:
        found.setdefault(reference.person, [reference])
    return found, frozenset(reference.person for reference in behind)


def _heard(asked: Asked, one: Spoken, number: int) -> Sequence[int]:
    """Whom a pronoun may take up of those who spoke: the persons, or one unnamed person, told of as somebody new."""
    unnamed = one.finding.type is SpeakerType.PERSON and not one.finding.persons and one.finding.name.islower()
    words = asked.scene.words_in(one.attribution.source) if unnamed else ()
    return (number,) if words and words[0].low in NEW else one.finding.persons


def _place(asked: Asked, last: Reference) -> tuple[float, ...]:
    back = asked.word.sentence - last.sentence if last.start < asked.word.start else -1
    return tuple(map(float, (back == 0, back == 1, back == 2, back == 3, 4 <= back <= 6, back > 6)))


def _opens(asked: Asked) -> int:
    """The place of the first word of the pronoun's sentence, or of the clause behind the comma before it."""
    own = at = asked.scene.place_of(asked.word)
    words = asked.scene.words
    while at > max(0, own - LONGEST_CLAUSE) and words[at - 1].sentence == asked.word.sentence:
        if words[at - 1].text in ",;":
            break
        at -= 1
    return at


def _order(rank: int) -> tuple[float, ...]:
    return float(rank == 0), float(rank == 1), log(1 + rank)


def _part(asked: Asked, refs: Sequence[Reference]) -> tuple[float, ...]:
    """As what part of their sentences the person was named."""
    word, last = asked.word, refs[0]
    this = any(r.subject and r.sentence == word.sentence and r.start < word.start for r in refs[:4])
    before = any(r.subject and r.sentence == word.sentence - 1 for r in refs[:4])
    pronoun = asked.scene.mention_over(last.start) is None
    parts = (last.subject, this, before, before and word.first, last.possessive, pronoun)
    return tuple(map(float, parts))


def _weight(asked: Asked, person: int, refs: Sequence[Reference], most: int) -> tuple[float, ...]:
    """How much the report is about the person."""
    scene, word = asked.scene, asked.word
    here = [r for r in refs if scene.paragraph_of(r.start) == word.paragraph]
    opens = bool(here) and here[-1].start <= scene.lines[word.paragraph].span.start + 40
    known = scene.people.persons[person] if person >= 0 else None
    title = known is not None and known.key[-1] in (scene.report.title or "").casefold()
    first = known is not None and known.mentions[0].paragraph <= 1
    often = (log(1 + len(refs)), float(len(refs) == most))
    return float(bool(here)), float(opens), *often, float(title), float(first)


def _voices(asked: Asked) -> list[Spoken]:
    """Who was heard last: who speaks only inside another's words is not taken up outside them."""
    attribution = asked.attribution
    heard = (attribution.nested_in, attribution.id, None)
    return [one for one in reversed(asked.spoken[-8:]) if one.attribution.nested_in in heard][:3]


def _voice(
    asked: Asked, person: int, last: Reference, voices: Sequence[Spoken], told: Sequence[Span]
) -> tuple[float, ...]:
    """Whether the person spoke, or was spoken of."""
    word, scene = asked.word, asked.scene
    own = asked.spoken[person] if person < 0 else None
    spoke = [one is own if own else person in one.finding.persons for one in voices]
    near = bool(spoke) and spoke[0] and word.sentence - voices[0].sentence <= 1
    here = any(span.start <= last.start < span.end for span in asked.attribution.content)
    of_last = not here and any(span.start <= last.start < span.end for span in told)
    around = any(p and v.attribution.id == asked.attribution.nested_in for p, v in zip(spoke, voices, strict=True))
    mention = scene.mention_over(last.start)
    first = bool(spoke) and spoke[0]
    beside = first and scene.paragraph_of(voices[0].start) == word.paragraph
    closes = _closes_quotation(asked)
    subject = last.subject and last.sentence == word.sentence and last.start < word.start
    return (
        float(first),
        float(near),
        float(len(spoke) > 1 and spoke[1]),
        float(any(spoke)),
        float(here),
        float(of_last),
        float(around),
        float(asked.gender is not None and scene.genders.get(person) == asked.gender),
        float(word.low in POSSESSIVES and last.sentence == word.sentence),
        float(mention is not None and len(mention.key) > 1),
        float(closes and first),
        float(closes and beside),
        float(closes and not first),
        float(word.low in POSSESSIVES and subject),
        float(own is None and all(m.kind is None for m in scene.people.persons[person].mentions)),
        float(mention is not None and mention.quoted),
    )


def _closes_quotation(asked: Asked) -> bool:
    """Does the pronoun tell who said the quotation right before it: "…," he said?"""
    content = [span for span in asked.attribution.content if span.end <= asked.word.start]
    quoted = bool(content) and asked.scene.report.reading[content[-1].end - 1] in "\"”»'’"
    return quoted and asked.word.start - content[-1].end <= 4
