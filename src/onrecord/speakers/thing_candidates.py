"""What an "it" or "they" may mean, and what the text tells of each: the evidence that such antecedents are ranked by.

A candidate is something the last sentences tell of (`speakers.told`), or that spoke lately, all its mentions together.
Number 0 stands for none of them. Evidence is language, never names; weights come with `speakers.ranking`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from onrecord.speakers.findings import Spoken
from onrecord.speakers.lexicon import lexicon
from onrecord.speakers.scene import Scene
from onrecord.speakers.told import REACH, Told, told_before
from onrecord.speakers.words import Word
from onrecord.values.entity import SpeakerType
from onrecord.values.statement import Attribution, Kind

NOBODY = 0
VOICES = 4
LONGEST_ROW = 120  # words
IDLE = frozenset({"is", "was", "would", "may", "might", "seems", "takes", "took", "could", "will", "'s"})
SINGLE = (SpeakerType.BODY, SpeakerType.STATE, SpeakerType.DOCUMENT, SpeakerType.UNKNOWN)
SORTS = ("people", "doers", "bodies", "other", "pair", "body", "state", "document", "name")
POSSESSIVES = frozenset({"its", "their"})
# What is said of documents; bodies and people do all else.
OF_DOCUMENTS = lexicon("""
    read reads include includes included contain contains contained show shows showed suggest suggests suggested find
    finds found conclude concludes concluded cite cites cited note notes noted state states stated describe describes
    described mention mentions mentioned outline outlines outlined lay lays list lists listed feature features quote
    quotes goes require requires required mandate mandates seek sought signal signals reveal reveals underscore""")
OF_MINDS = lexicon("""
    want wants wanted hope hopes hoped expect expects expected plan plans believe believes believed think thinks thought
    fear feared deny denied denies vow vowed promise promised agree agreed refuse refused decline declined announce
    announced know knew feel felt worry worried told urge urged ask asked see try tried decide decided admitted""")
COLUMNS = (
    "none of them",
    "none of them, plural",
    "none of them, no candidate near",
    "same sentence",
    "one sentence back",
    "two sentences back",
    "three or more back",
    "words back",
    "rank",
    "last told of",
    "opens its clause",
    "opens this clause before",
    "opens the sentence before",
    "opens the sentence before, and so does the pronoun",
    "behind a preposition",
    "possessive",
    "same paragraph",
    "how often",
    "most often",
    "last speaker",
    "last speaker, same paragraph",
    "spoke lately",
    "speaks around this",
    "spoken of by the last speaker",
    "named",
    "definite",
    "new",
    "quoted",
    "inside these words",
    "a list",
    "singular for they",
    *(f"it: {sort}" for sort in SORTS if sort not in ("people", "doers", "other", "pair", "bodies")),
    *(f"they: {sort}" for sort in SORTS),
    "document, verb of documents",
    "document, verb of minds",
    "body, verb of documents",
    "no document, verb of minds",
    "subject, parallel sort as last speaker",
    "possessive pronoun, same sentence",
    "possessive pronoun, opens this clause",
    "clause behind a comma, same sentence",
    "before a row of pronouns",
    "inside a row of pronouns",
    "told of with a name beside it",
)


@dataclass(slots=True)
class Candidate:
    """One thing with all places where the sentences before tell of it, the last first, and how lately it spoke.

    voices: for each of the last speakers whether it was this.
    """

    told: list[Told]
    spoken: list[Spoken] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AskedThing:
    """A pronoun and where it stands: the attribution whose source it is, and who has spoken so far."""

    word: Word
    attribution: Attribution | None
    scene: Scene
    spoken: Sequence[Spoken]

    @property
    def first(self) -> Word:
        """Where the row of the same pronouns begins that this one stands in: the pronoun itself if it is alone."""
        return _first_of_row(self)

    @property
    def plural(self) -> bool:
        return self.word.low.startswith("the")


def thing_candidates(asked: AskedThing) -> list[Candidate]:
    """What the pronoun may mean, the last told of first."""
    scene, word = asked.scene, asked.word
    found: list[Candidate] = []
    last: Told | None = None
    inside = asked.attribution is not None and asked.attribution.nested_in
    for told in told_before(word, scene, _first_of_row(asked)):
        if told.quoted and not (word.quoted or inside):
            continue
        if not _agrees(told, asked.plural):
            continue
        same = next((one for one in reversed(found) if _is_same(one, told, scene)), None)
        if told.beside and found and found[-1].told[0].stop < told.at and last is found[-1].told[0]:
            same = found[-1]
        last = told
        if same:
            same.told.insert(0, told)
        else:
            found.append(Candidate([told]))
    _hear(found, asked)
    found.sort(key=lambda one: -one.told[0].at)
    return found


def _first_of_row(asked: AskedThing) -> Word:
    """The first of the same pronouns in a row: "They met. They ate. They | said": what it means is told before it."""
    words, first = asked.scene.words, asked.word
    forms = ("they", "their", "them") if asked.plural else ("it", "its")
    at = asked.scene.place_of(first)
    for back in range(at - 1, max(-1, at - LONGEST_ROW), -1):
        word = words[back]
        if first.sentence - word.sentence > 1:
            break
        idle = word.low == "it" and words[back + 1].low in IDLE
        if word.low in forms and word.quoted == first.quoted and not idle:
            first = word
    return first


def _agrees(told: Told, plural: bool) -> bool:
    if plural:
        return told.plural or told.sort in ("body", "name")
    return not told.plural and told.type in SINGLE


def _is_same(one: Candidate, told: Told, scene: Scene) -> bool:
    """Is this the thing told of before: the same name, or "the report" behind "a report on fishing"?"""
    for before in one.told:
        if told.persons or before.persons:
            same = bool(told.persons) and told.persons == before.persons
        elif told.name.casefold() == before.name.casefold():
            same = not (told.new and before.new)
        else:
            noun = told.noun(scene) == before.noun(scene) and told.plural == before.plural
            words = set(told.name.casefold().split()[:-1])
            same = noun and told.definite and not told.named and words <= set(before.name.casefold().split())
        if same:
            return True
    return False


def _hear(found: list[Candidate], asked: AskedThing) -> None:
    """Puts the last speakers with the candidates that they are, or among them where they are none yet."""
    words = asked.scene.words
    for one in reversed(asked.spoken[-VOICES - 2 :]):
        if one.start >= asked.word.start or not _can_be(one, asked.plural):
            continue
        span = one.attribution.source[0] if one.attribution.source else None
        named = one.finding.name.casefold()
        same = next((c for c in found if any(t.name.casefold() == named for t in c.told)), None)
        same = same or next(
            (
                c
                for c in found
                if span and any(words[t.at].start < span.end and span.start < words[t.stop - 1].end for t in c.told)
            ),
            None,
        )
        if same:
            same.spoken.append(one)
        elif asked.word.sentence - one.sentence <= REACH:
            found.append(Candidate([_heard(one, asked.scene)], [one]))


def _can_be(one: Spoken, plural: bool) -> bool:
    finding = one.finding
    if plural:
        return finding.type in (SpeakerType.GROUP, SpeakerType.BODY) or ";" in finding.name
    return finding.type in SINGLE[:3] and ";" not in finding.name


def _heard(one: Spoken, scene: Scene) -> Told:
    """A speaker whom the last sentences do not tell of: where it spoke."""
    at = scene.place_of_start(one.start)
    finding = one.finding
    plural = finding.type is SpeakerType.GROUP or ";" in finding.name
    pair = finding.type is SpeakerType.PERSON
    sort = "pair" if pair else "people" if plural else str(finding.type)
    return Told(
        name=finding.name,
        type=finding.type,
        at=at,
        head=at,
        stop=at + 1,
        sentence=one.sentence,
        plural=plural,
        named=finding.name[:1].isupper(),
        governed=False,
        first=True,
        possessive=False,
        definite=True,
        new=False,
        quoted=False,
        sort=sort,
        persons=finding.persons if len(finding.persons) > 1 else (),
    )


def evidence_of(asked: AskedThing, found: Sequence[Candidate]) -> dict[int, tuple[float, ...]]:
    """A row for each candidate, by its place in `found` counted from 1; 0 is none of them."""
    near = any(asked.word.sentence - one.told[0].sentence <= 1 for one in found)
    rows = {NOBODY: (1.0, float(asked.plural), float(not near), *([0.0] * (len(COLUMNS) - 3)))}
    most = max((len(one.told) for one in found), default=0)
    for rank, one in enumerate(found):
        row = (
            0.0,
            0.0,
            0.0,
            *_place(asked, one, rank),
            *_part(asked, one),
            *_weight(asked, one, most),
            *_voice(asked, one),
            *_nature(asked, one),
            *_verb(asked, one),
        )
        rows[rank + 1] = row
    return rows


def _place(asked: AskedThing, one: Candidate, rank: int) -> tuple[float, ...]:
    last = one.told[0]
    first = asked.first
    word = first if asked.scene.words[last.at].start < first.start else asked.word
    back = word.sentence - last.sentence
    words = asked.scene.place_of(word) - last.stop
    places = (back <= 0, back == 1, back == 2, back > 2)
    return (*map(float, places), log(1 + max(words, 0)), log(1 + rank), float(rank == 0))


def _part(asked: AskedThing, one: Candidate) -> tuple[float, ...]:
    word, last = asked.word, one.told[0]
    this = any(t.first and t.sentence == word.sentence for t in one.told)
    before = any(t.first and t.sentence == word.sentence - 1 for t in one.told)
    parts = (last.first, this, before, before and word.first, last.governed, last.possessive)
    return tuple(map(float, parts))


def _weight(asked: AskedThing, one: Candidate, most: int) -> tuple[float, ...]:
    words = asked.scene.words
    here = any(words[t.at].paragraph == asked.word.paragraph for t in one.told)
    return float(here), log(1 + len(one.told)), float(most > 1 and len(one.told) == most)


def _voice(asked: AskedThing, one: Candidate) -> tuple[float, ...]:
    heard = [v for v in asked.spoken[-VOICES:] if v.start < asked.word.start]
    last = bool(heard) and any(v is heard[-1] for v in one.spoken)
    here = last and asked.scene.paragraph_of(heard[-1].start) == asked.word.paragraph
    nested = asked.attribution.nested_in if asked.attribution else None
    around = nested is not None and any(v.attribution.id == nested for v in one.spoken)
    start = asked.scene.words[one.told[0].at].start
    content = heard[-1].attribution.content if heard and not around else ()
    of_last = any(span.start <= start < span.end for span in content)
    direct = any(v.attribution.id == nested and v.attribution.kind is Kind.DIRECT for v in one.spoken)
    return float(last), float(here), float(bool(one.spoken)), float(around and not direct), float(of_last)


def _nature(asked: AskedThing, one: Candidate) -> tuple[float, ...]:
    last, plural = one.told[0], asked.plural
    start = asked.scene.words[last.at].start
    inside = asked.attribution is not None and any(s.start <= start < s.end for s in asked.attribution.content)
    sorts = [t.sort for t in one.told]
    sort = next((s for s in sorts if s in ("body", "state", "document")), sorts[0])
    return (
        float(any(t.named for t in one.told)),
        float(last.definite),
        float(last.new),
        float(last.quoted),
        float(inside),
        float(last.listed),
        float(plural and not last.plural),
        *(float(not plural and sort == s) for s in SORTS if s not in ("people", "doers", "other", "pair", "bodies")),
        *(float(plural and sort == s) for s in SORTS),
    )


def _verb(asked: AskedThing, one: Candidate) -> tuple[float, ...]:
    scene, word = asked.scene, asked.word
    cue = {w.low for w in scene.words_in(asked.attribution.cue)} if asked.attribution else set()
    documents, minds = bool(cue & OF_DOCUMENTS), bool(cue & OF_MINDS)
    sorts = {t.sort for t in one.told}
    document = "document" in sorts
    heard = [v for v in asked.spoken[-1:] if v.finding.type is one.told[0].type]
    this = any(t.first and t.sentence == word.sentence for t in one.told)
    same = one.told[0].sentence == word.sentence
    own = word.low in POSSESSIVES
    at = scene.place_of(word)
    first, start = asked.first, scene.words[one.told[0].at].start
    row = first is not word
    comma = at > 0 and scene.words[at - 1].text in ',”"'
    return (
        float(document and documents),
        float(document and minds),
        float("body" in sorts and documents),
        float(not document and minds),
        float(bool(heard) and one.told[0].first),
        float(own and same),
        float(own and this),
        float(comma and same),
        float(row and start < first.start),
        float(row and start > first.start),
        float(any(t.beside for t in one.told)),
    )
