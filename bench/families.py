"""Are statements with the same words found among very many, and at what cost?

usage: python -m bench.families [--statements N ...] [--keep FOLDER] [--write]

Puts N generated statements (default 10,000 and 100,000) on record and groups all of them at once, as the first
`onrecord families` of a record does. The statements are quotations of invented words, drawn by Zipf's law from 30,000,
between English function words, so that turns of phrase recur as they do; half of them are variants of others by recipe:
the same with other marks, cut at the end, cut at the beginning, a sentence left out, two words changed, a "not" added,
another sentence added. All but the last reports come at once, and each of these by itself: with how much is on record,
what does one more cost? Measured: the time; recall, of the pairs (source, variant); precision, of the pairs
(fullest, member) of all families: right where both were made from one source. Chance is seeded by N: two runs give the
same record.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import sys
import tempfile
import time
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from statistics import median

from bench.gold import ROOT
from bench.machine import machine
from bench.marked_part import write_part
from onrecord.pipeline.join import statement_id
from onrecord.store.families_waiting import complete_families
from onrecord.store.record import Record, open_record
from onrecord.store.writer import add
from onrecord.values.dates import PublicationDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.page import Page, PageKind
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Circumstances, Kind, Mode, ReportRecord, Statement

VOCABULARY, SPEAKERS, IN_REPORT, AT_ONCE = 30_000, 400, 10, 200
LATER = 30 * IN_REPORT  # statements of the reports that come one by one
FRAMES = (
    "we will not {v} the {n} of the {n} until the {n} has been {v}ed",
    "there is no {n} in this {n} that can {v} a {n} like ours",
    "I think that the {n} is a {a} {n}, and I want to {v} it before the {n}",
    "the {n} of {N} must {v} its {n} with the {a} {n} of the {n}",
    "at the end of the day it is about the {n}, the {n} and the {a} {n}",
    "they have {v}ed every {n} since the {a} {n} in {N}",
    "if you {v} the {n} you will get a {n} that nobody wanted to {v}",
    "one of the most {a} {n}s in the {n} is that we can {v} again",
)
SYLLABLES = [f"{first}{second}" for first in "bdfgklmnprstvz" for second in ("a", "e", "i", "o", "u", "ar", "en", "il")]


@dataclass(frozen=True, slots=True)
class Made:
    """A quotation. sources: the numbers of the statements that it has its words from, itself among them."""

    sentences: tuple[str, ...]
    speaker: int
    day: int
    sources: frozenset[int]
    recipe: str = ""


class Words:
    """Draws words by Zipf's law."""

    def __init__(self, chance: random.Random) -> None:
        found: dict[str, None] = {}
        while len(found) < VOCABULARY:
            found["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))] = None
        self._chance, self._words = chance, list(found)
        self._sums = list(accumulate(1 / rank for rank in range(10, VOCABULARY + 10)))

    def word(self) -> str:
        return self._words[bisect(self._sums, self._chance.random() * self._sums[-1])]

    def sentence(self) -> str:
        frame = self._chance.choice(FRAMES)
        while "{" in frame:
            kind = frame[frame.index("{") + 1]
            word = self.word()
            frame = frame.replace(f"{{{kind}}}", word.capitalize() if kind == "N" else word, 1)
        return f"{frame[0].upper()}{frame[1:]}."


FROM_NOTHING = """
DELETE FROM families;
DELETE FROM much_carried_heads;
DELETE FROM family_sayings;
DELETE FROM family_stale;
INSERT OR IGNORE INTO family_touched SELECT number FROM plain_wordings;"""
Recipe = Callable[[random.Random, Words, tuple[str, ...]], tuple[str, ...]]


def _cut_end(chance: random.Random, _: Words, said: tuple[str, ...]) -> tuple[str, ...]:
    words = said[-1].split()
    return (*said[:-1], " ".join(words[: max(8, len(words) * 2 // 3)]))


def _cut_beginning(chance: random.Random, _: Words, said: tuple[str, ...]) -> tuple[str, ...]:
    words = said[0].split()
    return (" ".join(words[len(words) // 3 :]), *said[1:])


def _drop(chance: random.Random, _: Words, said: tuple[str, ...]) -> tuple[str, ...]:
    gone = chance.randrange(len(said))
    return tuple(one for at, one in enumerate(said) if at != gone) or said


def _change(chance: random.Random, words: Words, said: tuple[str, ...]) -> tuple[str, ...]:
    parts = said[0].split()
    inside = range(1, len(parts) - 1)  # none in what was cut again and again
    for at in chance.sample(inside, min(2, len(inside))):
        parts[at] = words.word()
    return (" ".join(parts), *said[1:])


def _negate(chance: random.Random, _: Words, said: tuple[str, ...]) -> tuple[str, ...]:
    parts = said[0].split()
    parts.insert(chance.randrange(1, max(2, len(parts))), "not")
    return (" ".join(parts), *said[1:])


RECIPES: dict[str, Recipe] = {
    "other marks": lambda chance, words, said: tuple(one.replace(",", " –").replace("not", "not ") for one in said),
    "end cut": _cut_end,
    "beginning cut": _cut_beginning,
    "sentence left out": _drop,
    "two words changed": _change,
    "a “not” added": _negate,
    "sentence added": lambda chance, words, said: (*said, words.sentence()),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the records there; go on from those that are")
    parser.add_argument("--write", action="store_true", help="write the table into docs/quality.md")
    given = parser.parse_args()
    rows = []
    for number in given.statements:
        with tempfile.TemporaryDirectory() as out:
            rows.append(measure(Path(given.keep or out, f"{number}", "r.db"), number))
        print(*rows[-1], sep=" | ", flush=True)
    if given.write:
        write_part(ROOT / "docs" / "quality.md", "scale of families", table(rows))
    return 0


def measure(path: Path, number: int) -> tuple[str, ...]:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = list(statements(number))
    order = list(range(number))
    random.Random(1).shuffle(order)
    ids = [""] * number
    with open_record(path, create=True) as record:
        if record.counts().statements:  # kept by an earlier run, which looked the wordings up
            record.connection.executescript(FROM_NOTHING)
            name(made, order[:-LATER], ids)
        else:
            put(record, made, order[:-LATER], ids)
        looked_up, grouped, waited = group(record)
        one_more = []
        for first in range(number - LATER, number, IN_REPORT):
            put(record, made, order[first : first + IN_REPORT], ids)
            began = time.monotonic()
            group(record)
            one_more.append(time.monotonic() - began)
        size = sum(file.stat().st_size for file in path.parent.iterdir())
        return (
            f"{number:,}",
            f"{looked_up:.0f}" if looked_up else "–",
            f"{grouped:.0f}",
            f"{waited:.0f}",
            f"{1000 * (looked_up + grouped) / number:.2f}" if looked_up else "–",
            f"{median(one_more):.2f} / {max(one_more):.2f}",
            *judged(record, made, ids),
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f}",
            f"{size / 1024 / 1024:,.0f}",
        )


def group(record: Record) -> tuple[float, float, float]:
    """Processor seconds of looking wordings up and of grouping, and seconds of the clock."""
    began, clock, looked_up = time.process_time(), time.monotonic(), 0.0
    for _ in complete_families(record):
        if record.connection.execute("SELECT EXISTS (SELECT 1 FROM family_waiting)").fetchone()[0]:
            looked_up = time.process_time() - began
    return looked_up, time.process_time() - began - looked_up, time.monotonic() - clock


def statements(number: int) -> Iterator[Made]:
    chance = random.Random(number)
    words = Words(chance)
    made: list[Made] = []
    for at in range(number):
        if at % 2 or not made:
            said = tuple(words.sentence() for _ in range(chance.choice((1, 2, 2, 3))))
            one = Made(said, chance.randrange(SPEAKERS), chance.randrange(3000), frozenset((at,)))
        else:
            source = chance.choice(made[-2000:])
            recipe = chance.choice(list(RECIPES))
            said = RECIPES[recipe](chance, words, source.sentences)
            one = replace(source, sentences=said, day=source.day + chance.randrange(4), recipe=recipe)
            one = replace(one, sources=source.sources | {at})
        made.append(one)
        yield one


def put(record: Record, made: list[Made], order: list[int], ids: list[str]) -> None:
    """Reports of some statements each, put on record without a look for copies: none is one. Fills in the ids."""
    run = record.begin_run("2031-01-01T00:00:00Z", "bench", [])
    for start in range(0, len(order), IN_REPORT * AT_ONCE):
        with record.batch():
            for first in range(start, min(start + IN_REPORT * AT_ONCE, len(order)), IN_REPORT):
                some = order[first : first + IN_REPORT]
                whole, page = report_of([made[at] for at in some], some[0])
                add(record.connection, run, whole, page)
                for at, one in zip(some, whole.statements, strict=True):
                    ids[at] = one.id


def name(made: list[Made], order: list[int], ids: list[str]) -> None:
    """Fill in the ids of statements that are on record."""
    for first in range(0, len(order), IN_REPORT):
        some = order[first : first + IN_REPORT]
        whole, _ = report_of([made[at] for at in some], some[0])
        for at, one in zip(some, whole.statements, strict=True):
            ids[at] = one.id


def report_of(made: list[Made], number: int) -> tuple[ReportRecord, Page]:
    texts = [f"“{' '.join(one.sentences)}”" for one in made]
    content = "\n\n".join((f"Report {number}", *texts)).encode()
    page = Page(f"{number}.txt", content, hashlib.sha256(content).hexdigest(), PageKind.TEXT)
    text, day = content.decode(), made[0].day
    published = f"{2000 + day // 365:04}-{1 + day % 365 // 31:02}-{1 + day % 28:02}"
    date = PublicationDate(published, (published,), "made")
    report = Report(
        f"{number:020x}", page.origin, page.sha256, text, text, published=date, outlet=f"Outlet {number % 50}"
    )
    said, at = [], text.index("“") if texts else 0
    for one, words in zip(made, texts, strict=True):
        span = Span(at, at + len(words))
        attribution = Attribution(f"a{at}", (span,), (), (), Kind.DIRECT, Mode.SAID, None, None, 1.0, "made")
        name = f"Speaker {one.speaker}"
        speaker = Speaker(name, SpeakerType.PERSON, f"entity {one.speaker}", "made")
        said.append(
            Statement(statement_id(report.id, attribution), attribution, speaker, Circumstances(), (), None, 1.0)
        )
        at += len(words) + 2
    return ReportRecord(report, tuple(said), "bench"), page


def judged(record: Record, made: list[Made], ids: list[str]) -> tuple[str, ...]:
    """Recall of pairs (source, variant), and precision of pairs (fullest, member)."""
    by_id = dict(zip(ids, made, strict=True))
    rows = record.connection.execute(
        "SELECT s.id, m.family, m.how FROM family_members AS m JOIN statements AS s ON s.number = m.statement"
    ).fetchall()
    family = {row[0]: row[1] for row in rows}
    right = wrong = 0
    fullest = {row[1]: by_id[row[0]] for row in rows if row[2] == "fullest"}
    for one, number, how in rows:
        if how != "fullest":
            shares = bool(by_id[one].sources & fullest[number].sources)
            right, wrong = right + shares, wrong + (not shares)
    found: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for one, variant in zip(ids, made, strict=True):
        if variant.recipe:
            source = ids[min(variant.sources)] if len(variant.sources) == 2 else ids[sorted(variant.sources)[-2]]
            found[variant.recipe][one in family and family[one] == family.get(source)] += 1
    all_ = sum(found.values(), Counter[bool]())
    print({recipe: f"{counts[True] / counts.total():.3f}" for recipe, counts in found.items()})
    return f"{all_[True] / all_.total():.3f}", f"{right / max(1, right + wrong):.4f}", str(right + wrong)


def table(rows: list[tuple[str, ...]]) -> str:
    head = [
        "| statements | looked up, processor s | grouped, processor s | s | ms each "
        "| one more report: s, median / most | recall | precision | members "
        "| memory, MiB | record, MiB |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join((*head, *(f"| {' | '.join(row)} |" for row in rows), "", f"On {machine()}, shared with others."))


if __name__ == "__main__":
    sys.exit(main())
