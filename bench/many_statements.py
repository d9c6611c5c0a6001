"""A record of as many statements as asked for, built from transcripts and from variants made of their sentences.

Without the transcripts the sentences are made by an invented grammar. What is said follows Zipf's law: most sentences
are said once, some are carried a thousand times, and one has ten thousand near-identical variants. Every SPARED-th
sentence of the source is kept out of the record: what is asked of them was never said.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, count, islice
from pathlib import Path

from bench.gold import data_folder
from onrecord.pipeline.join import statement_id
from onrecord.store import writer
from onrecord.store.record import open_record
from onrecord.values.dates import PublicationDate, StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.page import Page, PageKind
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Circumstances, Kind, Mode, ReportRecord, Statement

READER = "onrecord, made records"
IN_REPORT = 25  # statements
IN_BATCH = 200  # reports that are written at once
SPARED = 12
INVENTED = 1000  # turns
CARRIED = 30  # sentences that are carried a thousand times each, a hundredth of the record at most
ALIKE = 10_000  # variants of one sentence, a tenth of the record at most
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"[A-Za-z]{2,}")
_NUMBER = re.compile(r"\b\d{1,4}\b")
_SYLLABLES = "ba ko ri len mar to su vel dan ik or pe na shi gul ta mo es fi ra".split()
_FIRST = date(2010, 1, 1)


@dataclass(frozen=True, slots=True)
class Source:
    """What people say. sentences: go on record, with variants. spared: never do. turns: long ones, whole."""

    sentences: tuple[str, ...]
    spared: tuple[str, ...]
    turns: tuple[str, ...]

    @property
    def carried(self) -> tuple[str, ...]:
        """Those that are carried often."""
        return self.sentences[: CARRIED * 7 : 7]

    @property
    def alike(self) -> str:
        """The one that has near-identical variants."""
        return max(self.sentences[:400], key=lambda one: len(one.split()))


@dataclass(frozen=True, slots=True)
class Said:
    words: str
    kind: Kind


def source() -> Source:
    """The sentences of the transcripts, else of an invented grammar."""
    data = data_folder()
    turns = tuple(_turns(data / "data" / "transcripts" / "us2016.jsonl.gz") if data else _invented())
    found = [one.strip() for turn in turns for one in _SENTENCE.split(turn)]
    sentences = [one for one in dict.fromkeys(found) if 4 <= len(one.split()) <= 60]
    spared = frozenset(sentences[::SPARED])
    long = tuple(" ".join(one for one in _SENTENCE.split(turn) if one not in spared) for turn in turns)
    return Source(
        tuple(one for one in sentences if one not in spared), tuple(sorted(spared)), tuple(filter(None, long))
    )


def _turns(file: Path) -> Iterator[str]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from (turn["text"] for line in lines for turn in json.loads(line)["turns"])


def _invented() -> Iterator[str]:
    """Sentences of frequent small words and rarer invented ones."""
    chance = random.Random("grammar")
    names = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(8000)]
    small = "the of and to a in that is we it for not will have they this be on with you are was but all".split()
    weights = list(accumulate(1 / (at + 10) for at in range(len(names))))
    for _ in range(INVENTED):
        lines = []
        for _ in range(chance.randint(1, 60)):
            words = [
                chance.choice(small) if chance.random() < 0.55 else chance.choices(names, cum_weights=weights)[0]
                for _ in range(chance.randint(5, 30))
            ]
            lines.append(" ".join(words).capitalize() + ".")
        yield " ".join(lines)


class Maker:
    """Makes statements from the source by chance, always the same for the same size."""

    def __init__(self, given: Source, size: int) -> None:
        self.chance = random.Random("a record of many statements")
        self.given = given
        words = [word for one in given.sentences for word in _WORD.findall(one)]
        self.words = sorted(words, key=str.lower)  # a word drawn from all words comes as often as people say it
        self.carried, self.alike = given.carried, given.alike
        # Shares of: carried often; near-identical; said again as it was; a long turn; a variant.
        often = len(self.carried) * min(1000, size // 100) / size
        alike = min(ALIKE, size // 10) / size
        self.shares = list(accumulate((often, alike, 0.15, 0.005)))
        self.repeated = list(accumulate(1 / (at + 20) for at in range(len(given.sentences))))

    def statements(self) -> Iterator[Said]:
        """Without end."""
        while True:
            words = self._words()
            yield Said(words, Kind.INDIRECT if self.chance.random() < 0.2 else Kind.DIRECT)

    def _words(self) -> str:
        chance, drawn = self.chance, self.chance.random()
        if drawn < self.shares[0]:
            return chance.choice(self.carried)
        if drawn < self.shares[1]:
            return self._swapped(self.alike, 1)
        if drawn < self.shares[2]:
            return chance.choices(self.given.sentences, cum_weights=self.repeated)[0]
        if drawn < self.shares[3]:
            return " ".join(chance.choices(self.given.sentences, k=chance.randint(5, 40)))
        return self._variant()

    def _variant(self) -> str:
        chance = self.chance
        first = chance.choice(self.given.sentences)
        if chance.random() < 0.4:
            first = f"{first} {chance.choice(self.given.sentences)}"
        parts = first.split()
        if len(parts) > 8 and chance.random() < 0.4:
            start = chance.randrange(1, len(parts) - 5)
            first = " ".join((*parts[:start], *parts[start + chance.randint(1, 4) :]))
        first = _NUMBER.sub(lambda match: str(int(match[0]) + chance.randint(1, 90)), first)
        return self._swapped(first, max(1, len(parts) // 4))

    def _swapped(self, words: str, number: int) -> str:
        """As many words put for others; capitals stay where they are."""
        parts = words.split(" ")
        for _ in range(number):
            at, other = self.chance.randrange(len(parts)), self.chance.choice(self.words)
            parts[at] = other.capitalize() if parts[at][:1].isupper() else other.lower()
        return " ".join(parts)


def build(file: Path, size: int, given: Source) -> None:
    """Write a record of `size` statements. Copies of whole reports are left to be looked up later, as in an import."""
    with open_record(file, create=True) as record:
        with record.batch():
            run = record.begin_run("2031-01-02T03:04:05Z", READER, ())
        made = _records(Maker(given, size), size, given.turns)
        while some := list(islice(made, IN_BATCH)):
            with record.batch():
                for one in some:
                    writer.add(record.connection, run, one, _page(one.report))
        with record.batch():
            record.end_run(run, "2031-01-02T04:04:05Z")


def _records(maker: Maker, size: int, turns: Sequence[str]) -> Iterator[ReportRecord]:
    """First the source itself, a turn a statement, as far as it is a hundredth of the record; then what is made."""
    chance = random.Random("who and when")
    people = [_person(chance) for _ in range(3000)]
    shares = list(accumulate(1 / (at + 5) for at in range(len(people))))
    outlets = [f"The {_name(chance)} {chance.choice(('Post', 'Courier', 'Herald', 'Wire'))}" for _ in range(200)]
    whole = iter([Said(turn, Kind.DIRECT) for turn in turns[: size // 100]])
    statements, left = maker.statements(), size
    for number in count(1):
        said = list(islice(whole, IN_REPORT))
        kind = "transcript" if said else "report"
        said = said or list(islice(statements, min(left, IN_REPORT)))
        if not said:
            return
        left -= len(said)
        who = chance.choices(people, cum_weights=shares, k=len(said))
        day = (_FIRST + timedelta(days=chance.randrange(4400))).isoformat()
        yield _record(number, said, who, (chance.choice(outlets), day, kind))


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).capitalize()


def _person(chance: random.Random) -> Speaker:
    name = f"{_name(chance)} {_name(chance)}"
    return Speaker(name, SpeakerType.PERSON, f"Q{name}".lower().replace(" ", "-"), "named beside the cue")


def _record(number: int, said: Sequence[Said], people: Sequence[Speaker], known: tuple[str, str, str]) -> ReportRecord:
    outlet, day, kind = known
    text, places, paragraphs = [], [], []
    at = 0
    for one, who in zip(said, people, strict=True):
        words = f"“{one.words}”" if one.kind is Kind.DIRECT and kind == "report" else one.words
        line = f"{words} {who.name} said." if kind == "report" else words
        places.append(Span(at, at + len(words)))
        paragraphs.append(Span(at, at + len(line)))
        text.append(line)
        at += len(line) + 2
    whole = "\n\n".join(text)
    sha256 = hashlib.sha256(whole.encode()).hexdigest()
    report = Report(
        id=hashlib.sha256(f"{number} {sha256}".encode()).hexdigest(),
        origin=f"made/{number}.txt",
        sha256=sha256,
        text=whole,
        reading=whole,
        kind=kind,
        outlet=outlet,
        title=f"Report {number}",
        published=PublicationDate(day, (day,), "the input names it"),
        paragraphs=tuple(paragraphs),
    )
    statements = tuple(
        _statement(report.id, span, one.kind, who, day) for span, one, who in zip(places, said, people, strict=True)
    )
    return ReportRecord(report, statements, READER)


def _statement(report: str, span: Span, kind: Kind, who: Speaker, day: str) -> Statement:
    name = f"{span.start}-{span.end}"
    attribution = Attribution(name, (span,), (), (), kind, Mode.SAID, None, None, 0.9, "made")
    told = Circumstances(StatementDate(day, "the report's day"))
    return Statement(statement_id(report, attribution), attribution, who, told, (), None, 0.9)


def _page(report: Report) -> Page:
    return Page(report.origin, report.text.encode(), report.sha256, PageKind.TEXT)
