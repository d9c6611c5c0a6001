"""What the text tells of each thing that an "it" or "they" may mean: the evidence that they are ranked by."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from onrecord.speakers.lexicon import lexicon
from onrecord.speakers.thing_candidates import VOICES, AskedThing, Candidate
from onrecord.values.statement import Kind

NOBODY = 0
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
