"""Whom "the Florida senator" or "the tycoon" may mean, and what the text tells of each, by which they are ranked.

A candidate is the place of a person in `People.persons`, or NOBODY: somebody whom the report names nowhere. Besides
what `candidates` gathers for pronouns (where somebody was named and spoke last), a row holds how well the description
agrees with what the report tells of the person. The weights come with `speakers.ranking`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.speakers.candidates import COLUMNS as OF_PRONOUNS
from onrecord.speakers.candidates import Asked, candidates
from onrecord.speakers.coreference import Person
from onrecord.speakers.descriptions import Description, describe, singular
from onrecord.speakers.lexicon import DETERMINERS, INDEFINITE, PARTISANS, PROPER_GROUPS, RELATIVES, lexicon
from onrecord.speakers.phrases import head_words, is_doer
from onrecord.speakers.scene import Scene
from onrecord.speakers.words import Word
from onrecord.values.span import Span

NOBODY = -1000  # below every unnamed speaker of `candidates`
MOST_FITTING, MOST_AHEAD = 60, 30
MOST_TOLD = 300  # persons asked whether a description fits them, so that cost grows with the length of the report
MAIN = 3  # persons whom a report is about
LEAD = 4  # paragraphs in which a person may appear before being named
BESIDE = 10  # words around a name in which a word of the description is looked for
MOST_ASKED = 40  # mentions of a person around which it is looked for
# Roles that whoever holds an office may have besides it, and callings of those who only ask questions.
ROLES = lexicon("candidate rival leader politician billionaire member official surrogate incumbent winner Mr Mrs") | {
    "running mate",
    "party leader",
}
UNNAMED = lexicon(
    "authorized authorised anonymous anonymously anonymity unauthorized unauthorised unidentified unnamed"
)
DEPUTIES = lexicon("""
    spokesman spokeswoman spokesperson aide adviser advisor manager official lawyer attorney supporter ally backer donor
    strategist operative surrogate staffer assistant wife husband son daughter father mother brother sister friend""")
SAME_PARTY = {"gop": "republican", "democratic": "democrat"}
ASKING = frozenset({"host", "journalist", "pollster"})
_OF_NOBODY = (
    "nobody",
    "nobody: in a headline",
    "nobody: brought in as new",
    "nobody: without an article",
    "nobody: one of several",
    "nobody: with a clause behind it",
    "nobody: who does something",
    "nobody: told of before",
    "nobody: by age",
    "nobody: an office",
    "nobody: asks not to be named",
    "nobody: somebody fits",
    "nobody: somebody named further on fits",
)
_OF_FIT = (
    "not named near",
    "named only further on",
    "named only further on, both early",
    "named only further on, behind something new",
    "named only further on, behind a headline",
    "the same office",
    "a wider office",
    "the noun is told",
    "other words are told",
    "the same nation",
    "an office, of one of whom none is told",
    "a role",
    "the same gender",
    "fits best",
    "fits best alone",
    "a name of the description stands beside",
    "an unknown noun",
    "an unknown noun, subject of the sentence before",
    "an unknown noun, last speaker",
    "the report is about them",
    "in a headline, the report is about them",
    "one who speaks for others, the report is about them",
    "by age, subject of the sentence before",
    "a party's, told with the party",
    "a party's, told with another",
)
COLUMNS = (*OF_PRONOUNS, *_OF_FIT, *_OF_NOBODY)


def description_evidence(asked: Asked, words: Sequence[Word]) -> dict[int, tuple[float, ...]]:
    """A row for each person whom a description may mean, and one for nobody.

    words: the description. Whom it calls by the other gender is left out.
    """
    scene = asked.scene
    head = head_words(words)
    about = describe(head, scene.gazetteer)
    near = {k: row for k, row in candidates(asked).items() if k >= 0}
    fits = fits_of(head, scene)
    persons = [k for k in dict.fromkeys((*near, *fits, *_present(words, asked))) if _agrees(k, about, words, asked)]
    nothing = (0.0,) * len(OF_PRONOUNS)
    best = max(fits.values(), default=0.0)
    behind = [k for k in persons if _is_ahead(scene.people.persons[k], words[0])]
    rows = {
        k: (
            *near.get(k, nothing),
            float(k not in near),
            *_ahead(k, asked, words, k in behind),
            *_fit(k, about, head, asked, fits, best),
            *_unknown(k, near, about, head, asked),
            *((0.0,) * len(_OF_NOBODY)),
        )
        for k in persons
    }
    early = [k for k in behind if fits.get(k, 0.0) > 0]
    return rows | {NOBODY: (*nothing, *((0.0,) * len(_OF_FIT)), *_nobody(words, head, about, asked, best, early))}


def _present(words: Sequence[Word], asked: Asked) -> Iterator[int]:
    """Whom the report is about, and, where it opens with a description, whom it names soon after it."""
    scene = asked.scene
    yield from scene.main[:MAIN]
    if words[0].paragraph <= LEAD:
        at = bisect_right(scene.firsts, words[0].start, key=lambda reference: reference.start)
        for reference in scene.firsts[at : at + MOST_AHEAD]:
            if scene.people.persons[reference.person].mentions[0].paragraph <= 2 * LEAD:
                yield reference.person


def _agrees(person: int, about: Description, words: Sequence[Word], asked: Asked) -> bool:
    """Does nothing that the report tells of a person contradict the description, and is the name no part of it?"""
    one = asked.scene.people.persons[person]
    if words[0].low in INDEFINITE and not _is_ahead(one, words[0]):
        return False  # "a senator" is nobody named before
    gender = asked.scene.genders.get(person) or one.about.gender
    if about.gender and gender and about.gender != gender:
        return False
    if about.nations and one.about.nations and not about.nations & one.about.nations:
        return False
    told = about.families & (one.about.families | one.about.broader)
    if not told and not about.families <= ROLES and (one.about.families - ROLES or about.families & ASKING):
        return False  # a sheriff is no senator, and whoever only comes by is no host
    inside = asked.scene.mentions_in([Span(words[0].start, words[-1].end)])
    return all(asked.scene.people.at.get(mention.start) != person for mention in inside)


def fits_of(head: Sequence[Word], scene: Scene) -> dict[int, float]:
    """How well a description agrees with what is told of each person; only of those with whom it does.

    head: the description up to its noun.
    """
    about, noun = describe(head, scene.gazetteer), singular(head[-1].low)
    lists = [scene.told_of.get(one, ()) for one in {*about.families, noun}]
    if sum(map(len, lists)) > MOST_TOLD:
        return {}
    told = {k for one in lists for k in one}
    scores = {k: _agreement(about, noun, scene.people.persons[k].about, scene.genders.get(k)) for k in sorted(told)}
    found = {k: score for k, score in scores.items() if score > 0}
    return found if len(found) <= MOST_FITTING else {}  # a list of office-holders: none of hundreds is meant by it


def _agreement(asked: Description, noun: str, about: Description, gender: str | None) -> float:
    """0 where it does not agree, or where something contradicts it. gender: as the report calls the person."""
    if asked.nations and about.nations and not asked.nations & about.nations:
        return 0.0
    if asked.gender and (about.gender or gender) and asked.gender != (about.gender or gender):
        return 0.0
    same, wider = asked.families & about.families, asked.families & about.broader
    if not same and not wider and noun not in about.words:
        return 0.0
    extra = len((asked.words - {noun}) & about.words) + len(asked.nations & about.nations)
    return (3.0 if same else 2.0 if wider else 1.5) + 0.5 * extra


def _is_ahead(person: Person, word: Word) -> bool:
    return person.mentions[0].start > word.start


def _ahead(person: int, asked: Asked, words: Sequence[Word], ahead: bool) -> tuple[float, ...]:
    line = asked.scene.lines[words[0].paragraph]
    first = asked.scene.people.persons[person].mentions[0].paragraph
    early = ahead and words[0].paragraph <= LEAD and first <= 2 * LEAD
    new = words[0].low in INDEFINITE
    return tuple(map(float, (ahead, early, early and new, early and line.headline)))


def _fit(
    person: int,
    about: Description,
    head: Sequence[Word],
    asked: Asked,
    fits: Mapping[int, float],
    best: float,
) -> tuple[float, ...]:
    theirs, noun = asked.scene.people.persons[person].about, singular(head[-1].low)
    offices, held = about.families - ROLES, theirs.families - ROLES
    same = bool(about.families & theirs.families)
    wider = not same and bool(about.families & theirs.broader)
    gender = asked.scene.genders.get(person) or theirs.gender
    others = (about.words - {noun}) & theirs.words
    fit = fits.get(person, 0.0)
    return (
        float(same),
        float(wider),
        float(noun in theirs.words),
        min(len(others), 2) / 2,
        float(bool(about.nations & theirs.nations)),
        float(bool(offices) and not held),
        float(bool(about.families) and not offices),
        float(bool(about.gender) and about.gender == gender),
        float(fit > 0 and fit == best),
        float(fit > 0 and list(fits.values()).count(best) == 1 and fit == best),
        float(_stands_beside(person, head, asked)),
    )


def _stands_beside(person: int, head: Sequence[Word], asked: Asked) -> bool:
    """Does a name in the description, "Florida" in "the Florida senator", stand near a name of the person?"""
    names = {word.low for word in head if word.capital and not word.first and word.low not in PROPER_GROUPS}
    if not names:
        return False
    words = asked.scene.words
    for mention in asked.scene.people.persons[person].mentions[:MOST_ASKED]:
        start, end = asked.scene.place_of_start(mention.start), asked.scene.place_of_start(mention.end)
        around = (*words[max(0, start - BESIDE) : start], *words[end : end + BESIDE])
        if any(word.low in names and word.capital and word not in head for word in around):
            return True
    return False


def _unknown(
    person: int,
    near: Mapping[int, Sequence[float]],
    about: Description,
    head: Sequence[Word],
    asked: Asked,
) -> tuple[float, ...]:
    """What elegant variation lives on: a noun that nothing ties to anybody, for whom the report is about just now."""
    scene = asked.scene
    row = near.get(person)
    noun = singular(head[-1].low)
    theirs = scene.people.persons[person].about
    unknown = noun not in theirs.words and not about.families & (theirs.families | theirs.broader)
    before = row is not None and row[OF_PRONOUNS.index("subject of the sentence before")] > 0
    spoke = row is not None and row[OF_PRONOUNS.index("last speaker")] > 0
    main = len(scene.people.persons[person].mentions) == len(scene.people.persons[scene.main[0]].mentions)
    headline = scene.lines[head[0].paragraph].headline
    deputy = noun in DEPUTIES and not {noun} & theirs.words
    aged = head[-1].low.endswith("-year-old") or any(word.low.endswith("-year-old") for word in head)
    return tuple(
        map(
            float,
            (
                *(unknown, unknown and before, unknown and spoke, main, main and headline),
                *(main and deputy, aged and before),
                *_of_party(head, theirs),
            ),
        )
    )


def _of_party(head: Sequence[Word], theirs: Description) -> tuple[bool, bool]:
    asked, told = _parties(word.low for word in head), _parties(theirs.words)
    return bool(asked & told), bool(asked and told) and not asked & told


def _parties(words: Iterable[str]) -> frozenset[str]:
    found = (SAME_PARTY.get(word, singular(word)) for word in words)
    return frozenset(word for word in found if word in PARTISANS)


def _nobody(
    words: Sequence[Word],
    head: Sequence[Word],
    about: Description,
    asked: Asked,
    best: float,
    early: Iterable[int],
) -> tuple[float, ...]:
    scene, noun = asked.scene, head[-1]
    title = scene.report.title_span
    headline = scene.lines[words[0].paragraph].headline or (
        title is not None and title.start <= words[0].start and words[-1].end <= title.end
    )
    signs = (
        True,
        headline,
        words[0].low in INDEFINITE,
        words[0].low not in DETERMINERS and not words[0].possessive,
        words[0].low in ("one", "some", "another"),
        any(word.low in RELATIVES for word in words),
        is_doer(noun) and not about.families,
        scene.brought_in.get(noun.low, noun.start) < noun.start,
        noun.low.endswith("-year-old"),
        bool(about.families - ROLES),
        any(word.low in UNNAMED for word in words),
        best > 0,
        bool(list(early)),
    )
    return tuple(map(float, signs))
