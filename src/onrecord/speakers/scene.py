"""The report as naming sees it: words, mentions, persons, and who is referred to where."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from onrecord.speakers.coreference import People, find_people
from onrecord.speakers.gazetteer import Gazetteer, is_acronym
from onrecord.speakers.lexicon import FEMALE, MALE
from onrecord.speakers.mentions import Mention, find_mentions
from onrecord.speakers.things import Thing, find_things
from onrecord.speakers.words import Line, Word, read_words
from onrecord.values.entity import SpeakerType
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Kind


class Reference(NamedTuple):
    """A person named at a place. `subject`: first of its sentence, no possessive, behind no preposition."""

    person: int
    start: int
    sentence: int
    subject: bool
    possessive: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """references: outside quotations and captions, in order. genders: person -> "m" or "f", where the text tells.

    long_forms: acronym -> name, as the report explains it: "… Council (HRC)".
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

    def mentions_in(self, spans: Sequence[Span]) -> tuple[Mention, ...]:
        """The names inside these places, in order."""
        return tuple(m for m in self.mentions if any(s.start <= m.start and m.end <= s.end for s in spans))

    def body_name(self, mention: Mention) -> str:
        """A body's name: as the gazetteer has it, else the long form the report explains, else as printed."""
        return _thing_name(mention, self.long_forms, self.gazetteer)

    def place_of(self, word: Word) -> int:
        """Where a word stands in `words`."""
        return bisect_left(self.starts, word.start)


def set_scene(report: Report, attributions: Sequence[Attribution], gazetteer: Gazetteer) -> Scene:
    """Read the report once for all its attributions."""
    quoted = sorted(span for a in attributions if a.kind is Kind.DIRECT for span in a.content)
    lines = read_words(report.reading, report.paragraphs, quoted)
    words = tuple(word for line in lines for word in line.words)
    mentions = find_mentions(lines, gazetteer)
    people = find_people(mentions, [span for a in attributions for span in a.source])
    references = tuple(_references(mentions, people))
    long_forms = _long_forms(mentions)
    return Scene(
        report=report,
        gazetteer=gazetteer,
        lines=lines,
        words=words,
        starts=tuple(word.start for word in words),
        mentions=mentions,
        people=people,
        references=references,
        genders=_genders(words, people, references),
        long_forms=long_forms,
        things=find_things(lines, mentions, [_thing_name(m, long_forms, gazetteer) for m in mentions], gazetteer),
    )


def _references(mentions: Sequence[Mention], people: People) -> Iterator[Reference]:
    seen: set[int] = set()
    for m in mentions:
        if m.quoted or m.caption or m.start not in people.at:
            continue
        subject = m.sentence not in seen and not m.possessive and not m.governed
        if not m.possessive:
            seen.add(m.sentence)
        yield Reference(people.at[m.start], m.start, m.sentence, subject, m.possessive)


def _genders(words: Sequence[Word], people: People, references: Sequence[Reference]) -> dict[int, str]:
    """Gender where the text gives it: a title or kinship word, else he and she beside the only person around."""
    votes: dict[int, dict[str, float]] = defaultdict(lambda: {"m": 0.0, "f": 0.0})
    for number, one in enumerate(people.persons):
        for mention in one.mentions:
            if mention.about.gender:
                votes[number][mention.about.gender] += 5
    by_sentence: dict[int, set[int]] = defaultdict(set)
    first_start: dict[int, int] = {}
    for reference in references:
        by_sentence[reference.sentence].add(reference.person)
        first_start.setdefault(reference.sentence, reference.start)
    for word in words:
        gender = "m" if word.low in MALE else "f" if word.low in FEMALE else None
        if gender and not word.quoted:
            for person in _alone_before(word, by_sentence, first_start):
                votes[person][gender] += 1
    return {person: best for person, vote in votes.items() if (best := _decided(vote))}


def _alone_before(word: Word, by_sentence: Mapping[int, set[int]], first_start: Mapping[int, int]) -> set[int]:
    """The person of this sentence, or of the one before, when there is exactly one before the pronoun."""
    here = by_sentence.get(word.sentence, set())
    if here and first_start[word.sentence] < word.start:
        return here if len(here) == 1 else set()
    before = by_sentence.get(word.sentence - 1, set())
    return before if not here and word.first and len(before) == 1 else set()


def _decided(vote: Mapping[str, float]) -> str | None:
    for gender, other in (("m", "f"), ("f", "m")):
        if vote[gender] >= 1 and vote[gender] >= 3 * vote[other]:
            return gender
    return None


def _thing_name(mention: Mention, long_forms: Mapping[str, str], gazetteer: Gazetteer) -> str:
    known = gazetteer.body(mention.words)
    if mention.kind is SpeakerType.STATE:
        return gazetteer.nation(" ".join(mention.key)) or mention.words
    return known.name if known else long_forms.get(mention.words, mention.words)


def _long_forms(mentions: Sequence[Mention]) -> dict[str, str]:
    """Acronyms in brackets right behind the name they shorten."""
    found: dict[str, str] = {}
    for long, short in pairwise(mentions):
        letters = [word[0] for word in long.name if word[0].isupper()]
        beside = short.start - long.end == 2 and is_acronym(short.words)
        if beside and len(letters) > 1 and short.words[0] == letters[0]:
            found.setdefault(short.words, long.words)
    return found
