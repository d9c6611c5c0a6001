"""The report as naming sees it: words, mentions, persons, and who is referred to where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.speakers.acronyms import long_forms
from onrecord.speakers.coreference import People, find_people
from onrecord.speakers.descriptions import Description
from onrecord.speakers.gazetteer import Gazetteer
from onrecord.speakers.lexicon import INDEFINITE
from onrecord.speakers.mentions import Mention, find_mentions
from onrecord.speakers.narrative import Reference, follow_pronouns
from onrecord.speakers.newcomers import bare_subjects
from onrecord.speakers.ranking import Ranking, Rankings
from onrecord.speakers.things import Thing, find_things
from onrecord.speakers.words import Line, Word, read_words
from onrecord.values.entity import SpeakerType
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Kind

Key = TypeVar("Key", int, str)

AND = len(" and ")
POLLS = frozenset({"poll", "survey"})
MOST = 200  # references; more stand in a list, or in a text without sentences


@dataclass(frozen=True, slots=True)
class Scene:
    """references: outside quotations and captions, in order. genders: person -> "m" or "f", where the text tells.

    long_forms: acronym -> name, as the report explains it: "… Council (HRC)".
    endings: last word -> the bodies of the report, of more words than one, whose name ends in it.
    quoted: persons named inside quotations, in order.
    named_at: person -> where the references to that one begin, in order.
    told_of: family of offices or word, folded -> the persons of whom the report tells it, in order.
    main: the persons, those first whom the report names most. firsts: where each is named first, in order.
    bearers: surname, folded -> the persons of full name who bear it. polls: the documents that are polls.
    brought_in: noun, folded -> where "a keeper" first stands as somebody new.
    ranking, thing_ranking, description_ranking: the weights for "he", for "it" and "they", and for "the senator";
        without them, rules alone decide.
    """

    report: Report
    gazetteer: Gazetteer
    lines: tuple[Line, ...]
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    mentions: tuple[Mention, ...]
    people: People
    references: tuple[Reference, ...]
    genders: Mapping[int, str]
    long_forms: Mapping[str, str]
    things: tuple[Thing, ...]
    endings: Mapping[str, tuple[str, ...]]
    states: tuple[str, ...]
    named_at: Mapping[int, Sequence[int]]
    told_of: Mapping[str, Sequence[int]]
    main: Sequence[int]
    bearers: Mapping[str, Sequence[int]]
    polls: Sequence[Thing]
    firsts: Sequence[Reference]
    brought_in: Mapping[str, int]
    quoted: tuple[Reference, ...] = ()
    ranking: Ranking | None = None
    thing_ranking: Ranking | None = None
    description_ranking: Ranking | None = None

    def words_in(self, spans: Sequence[Span]) -> tuple[Word, ...]:
        """The words that begin inside these places."""
        return tuple(
            word
            for span in spans
            for word in self.words[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
        )

    def sentence_at(self, place: int) -> int:
        """The number of the sentence a place stands in; -1 before the first."""
        at = bisect_left(self.starts, place + 1) - 1
        return self.words[at].sentence if at >= 0 else -1

    def paragraph_of(self, place: int) -> int:
        """The number of the paragraph a place stands in; -1 before the first."""
        at = bisect_left(self.starts, place + 1) - 1
        return self.words[at].paragraph if at >= 0 else -1

    def references_between(self, start: int, end: int) -> Sequence[Reference]:
        """Who is referred to from this place of the text up to that one, in order."""
        return self.references[self._reference_at(start) : self._reference_at(end)]

    def references_in_paragraph(self, number: int) -> Sequence[Reference]:
        first = bisect_left(self.words, number, key=lambda word: word.paragraph)
        beyond = bisect_left(self.words, number + 1, key=lambda word: word.paragraph)
        if first == beyond:
            return ()
        return self.references_between(self.words[first].start, self.words[beyond - 1].end)

    def references_before(self, word: Word, sentences: int) -> Iterator[Reference]:
        """Who is referred to before a word, in its sentence and so many before it: the nearest first, at most MOST."""
        last = self._reference_at(word.start)
        for at in range(last - 1, max(-1, last - 1 - MOST), -1):
            if self.references[at].sentence < word.sentence - sentences:
                return
            yield self.references[at]

    def mentions_in(self, spans: Sequence[Span]) -> tuple[Mention, ...]:
        """The names inside these places, in order."""
        return tuple(
            m
            for span in spans
            for m in self.mentions[self._mention_at(span.start) : self._mention_at(span.end)]
            if m.end <= span.end
        )

    def mention_over(self, place: int) -> Mention | None:
        """The name this place is a part of."""
        at = self._mention_at(place + 1) - 1
        return self.mentions[at] if at >= 0 and place < self.mentions[at].end else None

    def _reference_at(self, place: int) -> int:
        return bisect_left(self.references, place, key=lambda reference: reference.start)

    def _mention_at(self, place: int) -> int:
        return bisect_left(self.mentions, place, key=lambda mention: mention.start)

    def body_name(self, mention: Mention) -> str:
        """A body's name: as the gazetteer has it, else the long form the report explains, else as printed."""
        return _thing_name(mention, self.long_forms, self.gazetteer)

    def place_of(self, word: Word) -> int:
        """Where a word stands in `words`."""
        return self.place_of_start(word.start)

    def place_of_start(self, start: int) -> int:
        """Where the word that begins at this place of the text stands in `words`."""
        return bisect_left(self.starts, start)


def set_scene(
    report: Report, attributions: Sequence[Attribution], gazetteer: Gazetteer, rankings: Rankings | None = None
) -> Scene:
    """Read the report once for all its attributions."""
    quoted = sorted(span for a in attributions if a.kind is Kind.DIRECT for span in a.content)
    lines = read_words(report.reading, report.paragraphs, quoted)
    words = tuple(word for line in lines for word in line.words)
    sources = sorted({span for a in attributions for span in a.source})
    mentions = find_mentions(lines, gazetteer, sources)
    people = find_people(mentions, [*sources, *bare_subjects(words, attributions)])
    references, genders = follow_pronouns(words, tuple(_references(mentions, people)), _told_genders(people, gazetteer))
    shortened = long_forms(mentions)
    things = find_things(lines, mentions, [_thing_name(m, shortened, gazetteer) for m in mentions], gazetteer)
    return Scene(
        report=report,
        gazetteer=gazetteer,
        lines=lines,
        words=words,
        starts=tuple(word.start for word in words),
        mentions=mentions,
        people=people,
        references=references,
        genders=genders,
        long_forms=shortened,
        things=things,
        states=tuple({_thing_name(m, {}, gazetteer): 0 for m in mentions if m.kind is SpeakerType.STATE}),
        endings=_endings(mentions, shortened, gazetteer),
        named_at=_gathered((reference.person, reference.start) for reference in references),
        told_of=_gathered((told, place) for place, person in enumerate(people.persons) for told in _told(person.about)),
        main=sorted(range(len(people.persons)), key=lambda place: -len(people.persons[place].mentions)),
        firsts=_firsts(people),
        bearers=_gathered(
            (person.key[-1], place) for place, person in enumerate(people.persons) if len(person.key) > 1
        ),
        polls=[t for t in things if t.type is SpeakerType.DOCUMENT and t.noun in POLLS and not t.plural],
        brought_in=_brought_in(words),
        quoted=tuple(
            Reference(people.at[m.start], m.start, m.sentence, False, m.possessive)
            for m in mentions
            if m.quoted and m.start in people.at
        ),
        ranking=rankings.persons if rankings else None,
        thing_ranking=rankings.things if rankings else None,
        description_ranking=rankings.descriptions if rankings else None,
    )


def _gathered(pairs: Iterable[tuple[Key, int]]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = {}
    for key, number in pairs:
        found.setdefault(key, []).append(number)
    return found


def _told(about: Description) -> frozenset[str]:
    return about.families | about.broader | about.words


def _brought_in(words: Sequence[Word]) -> dict[str, int]:
    """ "A keeper came" brings one in, "Berg is a keeper" does not."""
    found: dict[str, int] = {}
    for at in [at for at, word in enumerate(words) if word.low in INDEFINITE and 0 < at < len(words) - 1]:
        if words[at - 1].low not in ("is", "was", ","):
            found.setdefault(words[at + 1].low, words[at + 1].start)
    return found


def _references(mentions: Sequence[Mention], people: People) -> Iterator[Reference]:
    seen: set[int] = set()
    subject = False
    for at, m in enumerate(mentions):
        inside_title = at + 1 < len(mentions) and mentions[at + 1].outer <= m.start
        if m.quoted or m.caption or m.modifier or inside_title or m.start not in people.at:
            continue
        joint = at > 0 and m.outer - mentions[at - 1].end == AND and mentions[at - 1].sentence == m.sentence and subject
        subject = joint or (m.sentence not in seen and not m.possessive and not m.governed)
        if not m.possessive:
            seen.add(m.sentence)
        yield Reference(people.at[m.start], m.start, m.sentence, subject, m.possessive)


def _firsts(people: People) -> tuple[Reference, ...]:
    found = ((person.mentions[0], place) for place, person in enumerate(people.persons))
    return tuple(sorted((Reference(place, m.start, m.sentence, False, m.possessive) for m, place in found), key=_start))


def _start(reference: Reference) -> int:
    return reference.start


def _told_genders(people: People, gazetteer: Gazetteer) -> dict[int, str]:
    """Gender by title or kinship word, "Mrs.", "brother", or by a first name that is all there is."""
    told: dict[int, str] = {}
    for place, person in enumerate(people.persons):
        genders = {m.about.gender for m in person.mentions if m.about.gender}
        first = gazetteer.given_names.get(person.key[0]) if len(person.key) == 1 and not genders else None
        if len(genders) == 1 or first:
            told[place] = first or genders.pop() or ""
    return told


def _endings(
    mentions: Sequence[Mention], long_forms: Mapping[str, str], gazetteer: Gazetteer
) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for mention in mentions:
        if len(mention.key) > 1 and mention.kind is SpeakerType.BODY:
            found.setdefault(mention.key[-1], {})[_thing_name(mention, long_forms, gazetteer)] = None
    return {last: tuple(names) for last, names in found.items()}


def _thing_name(mention: Mention, long_forms: Mapping[str, str], gazetteer: Gazetteer) -> str:
    known = gazetteer.body(mention.words)
    if mention.kind is SpeakerType.STATE:
        return gazetteer.nation(" ".join(mention.key)) or mention.words
    return known.name if known else long_forms.get(mention.words, mention.words)
