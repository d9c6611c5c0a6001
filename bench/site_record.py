"""A record for trying pages on: ten statements a report, with everything that a page can show.

    python -m bench.site_record FILE [--reports 100000] [--settle REPORTS]

As in bench/many_statements.py what is said follows Zipf's law, and so do speakers, outlets and instruments. Of a
hundred reports four have copies in other outlets, the end cut, and two have an earlier version; statements have all
kinds, modes and forces, places, occasions, addressees, and one in twelve leans on a document. --settle: of so many
reports, from the first on, occasions and families are found, too; the rest is left waiting, as after an import.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path

from bench.machine import machine
from bench.many_statements import Maker, Said, _name, _page, _person, source
from onrecord.pipeline.join import statement_id
from onrecord.run.load_instruments import load_instruments
from onrecord.store import copies, occasions, writer
from onrecord.store.families_waiting import complete_families
from onrecord.store.record import Record, open_record
from onrecord.values.dates import PublicationDate, StatementDate
from onrecord.values.entity import Speaker
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Basis, Circumstances, Force, Kind, Mode, Reference, ReportRecord
from onrecord.values.statement import Statement as Stated

READER = "onrecord, made records"
IN_REPORT = 10  # statements
IN_BATCH = 500  # reports that are written at once
COPIED, RENEWED = 25, 50  # of so many reports one has copies, one an earlier version
_FIRST = date(2010, 1, 1)
_MODES = (*[Mode.SAID] * 7, Mode.WROTE, Mode.THOUGHT, Mode.DID)
_KINDS = (*[Kind.DIRECT] * 6, *[Kind.INDIRECT] * 3, Kind.MIXED)
_VERBS = {Mode.SAID: "said", Mode.WROTE: "wrote", Mode.THOUGHT: "believes", Mode.DID: "backed"}
_FORCES = (*[Force.ASSERTS] * 6, Force.DENIES, Force.ASKS, Force.DEMANDS, Force.PROMISES, Force.WARNS, None)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--settle", type=int, default=0, metavar="REPORTS")
    given = parser.parse_args()
    began = time.perf_counter()
    with open_record(given.file, create=True) as record:
        record.connection.execute("PRAGMA synchronous = OFF")  # it can be made again
        record.connection.execute("PRAGMA cache_size = -400000")
        build(record, given.reports)
        print(f"{given.reports:,} reports written in {time.perf_counter() - began:,.0f} s", flush=True)
        if given.settle:
            settle(record, given.settle)
            print(f"{given.settle:,} of them settled after {time.perf_counter() - began:,.0f} s")
    print(f"{given.file.stat().st_size / 1e6:,.0f} MB; {machine()}")
    return 0


def build(record: Record, reports: int) -> None:
    """Put so many reports on record, copies and versions among them."""
    connection, texts = record.connection, copies.Wordings(record.connection)
    with record.batch():
        run = record.begin_run("2031-01-02T03:04:05Z", READER, ())
    made = islice(_Newsroom(reports).reports(), reports)
    while some := list(islice(made, IN_BATCH)):
        with record.batch():
            for one, has_copies in some:
                writer.add(connection, run, one, _page(one.report))
                if has_copies:
                    copies.put(texts, one.report)
    with record.batch():
        record.end_run(run, "2031-01-02T04:04:05Z")


def settle(record: Record, reports: int) -> None:
    """Find the occasions and families of the first reports. What waits of the others goes on waiting."""
    connection = record.connection
    numbers = [number for (number,) in connection.execute("SELECT number FROM reports LIMIT ?", (reports,))]
    for at in range(0, len(numbers), IN_BATCH):
        with record.batch():
            for number in numbers[at : at + IN_BATCH]:
                occasions.touch(connection, number)
            occasions.complete(connection, IN_BATCH)
    with record.batch():
        connection.execute(LATER, (reports,))
        connection.execute("DELETE FROM family_waiting WHERE wording IN (SELECT wording FROM later)")
    for _ in complete_families(record):
        pass
    with record.batch():
        connection.execute("INSERT INTO family_waiting SELECT wording FROM later")


LATER = """
CREATE TEMP TABLE later AS SELECT wording FROM family_waiting WHERE wording NOT IN (
  SELECT w.wording FROM worded AS w JOIN statements AS s ON s.number = w.statement
  WHERE s.report IN (SELECT number FROM reports LIMIT ?))"""


class _Newsroom:
    """Makes reports by chance, always the same for the same number of them."""

    def __init__(self, reports: int) -> None:
        self.chance = chance = random.Random("a record for pages")
        self.said = Maker(source(), reports * IN_REPORT).statements()
        self.people = [_person(chance) for _ in range(max(200, reports // 25))]
        self.shares = list(accumulate(1 / (at + 5) for at in range(len(self.people))))
        self.outlets = [f"The {_name(chance)} {chance.choice(('Post', 'Courier', 'Herald'))}" for _ in range(300)]
        self.outlet_shares = list(accumulate(1 / (at + 3) for at in range(len(self.outlets))))
        self.documents = load_instruments()
        self.document_shares = list(accumulate(1 / (at + 2) for at in range(len(self.documents))))
        self.places = [_name(chance) for _ in range(400)]
        self.gatherings = [
            f"the {_name(chance)} {chance.choice(('summit', 'conference', 'hearing'))}" for _ in range(500)
        ]

    def reports(self) -> Iterator[tuple[ReportRecord, bool]]:
        """Without end: a report, and whether it has copies or is one."""
        number = 0
        while True:
            number += 1
            is_copied = number % COPIED == 0
            one = self._report(number)
            yield one, is_copied
            for _ in range(self.chance.randint(1, 4) if is_copied else 0):
                number += 1
                yield self._copy(one, number), True
            if number % RENEWED == 1:
                number += 1
                yield self._renewed(one, number), False

    def _report(self, number: int) -> ReportRecord:
        chance = self.chance
        lines = list(islice(self.said, IN_REPORT))
        who = chance.choices(self.people, cum_weights=self.shares, k=max(1, len(lines) // 3))
        outlet = chance.choices(self.outlets, cum_weights=self.outlet_shares)[0]
        day = _FIRST + timedelta(days=int(4400 * chance.random() ** 0.6))
        address = f"https://{outlet.split()[1].lower()}.example/news/{number}"
        title = " ".join(lines[0].words.split()[:9])
        return self._record(number, [(one, chance.choice(who)) for one in lines], (outlet, day, address, title))

    def _record(
        self, number: int, said: list[tuple[Said, Speaker]], known: tuple[str, date, str, str], wire: str | None = None
    ) -> ReportRecord:
        outlet, day, address, title = known
        laid = _Laid(title)
        stated = [self._stated(laid, one, who, day) for one, who in said]
        text = laid.text()
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        report = Report(
            id=hashlib.sha256(f"{number} {sha256}".encode()).hexdigest(),
            origin=address,
            url=address,
            sha256=sha256,
            text=text,
            reading=text,
            outlet=outlet,
            wire=wire,
            title=title,
            title_span=Span(0, len(title)),
            byline=f"By {_name(self.chance)} {_name(self.chance)}" if number % 3 else None,
            language="en",
            published=PublicationDate(day.isoformat(), (day.isoformat(),), "the input names it"),
            paragraphs=tuple(laid.paragraphs),
        )
        statements = tuple(replace(one, id=statement_id(report.id, one.attribution)) for one in stated)
        return ReportRecord(report, statements, READER)

    def _stated(self, laid: _Laid, said: Said, who: Speaker, day: date) -> Stated:
        chance = self.chance
        kind, mode = chance.choice(_KINDS), chance.choice(_MODES)
        document = (
            chance.choices(self.documents, cum_weights=self.document_shares)[0] if chance.random() < 1 / 12 else None
        )
        content, cue, source_, named = laid.line(said.words, kind, _VERBS[mode], who.name, document and document.name)
        found = Attribution(
            f"{content.start}-{content.end}", (content,), (cue,), (source_,), kind, mode, chance.choice(_FORCES), None,
            chance.choice((0.55, 0.8, 0.9, 0.97)), "made",
        )  # fmt: skip
        place = chance.choice(self.places) if chance.random() < 0.4 else None
        gathering = chance.choice(self.gatherings) if chance.random() < 0.15 else None
        basis = tuple(
            Basis(field, (), "made")
            for field, value in (("place", place), ("occasion", gathering))
            if value is not None
        )
        on = (day - timedelta(days=chance.choice((0, 0, 0, 1, 2, 30)))).isoformat()
        told = Circumstances(
            StatementDate(on, "the report's day") if chance.random() < 0.9 else None, place, gathering, evidence=basis
        )
        leans = (Reference(named, document.id, document.title, because="it is named"),) if document and named else ()
        return Stated("", found, who, told, leans, None, found.confidence)

    def _copy(self, one: ReportRecord, number: int) -> ReportRecord:
        """The same in another outlet, a day later at most, the end cut."""
        day = date.fromisoformat(str(one.report.published and one.report.published.edtf))
        outlet = self.chance.choice(self.outlets)
        known = (
            outlet,
            day + timedelta(days=self.chance.randint(0, 1)),
            f"https://copies.example/{number}",
            one.report.title,
        )
        return self._again(one, number, known, self.chance.randint(7, IN_REPORT))  # type: ignore[arg-type]

    def _renewed(self, one: ReportRecord, number: int) -> ReportRecord:
        """A later version of the page with a statement less."""
        day = date.fromisoformat(str(one.report.published and one.report.published.edtf))
        known = (one.report.outlet, day, one.report.url, one.report.title)
        return self._again(one, number, known, IN_REPORT - 1)  # type: ignore[arg-type]

    def _again(self, one: ReportRecord, number: int, known: tuple[str, date, str, str], most: int) -> ReportRecord:
        text = one.report.text
        said = [
            (Said(each.attribution.content[0].of(text).strip("“”"), each.attribution.kind), each.speaker)
            for each in one.statements[:most]
        ]
        return self._record(number, said, known, wire="Made Wire")  # type: ignore[arg-type]


class _Laid:
    """The text of a report while it is made, line after line."""

    def __init__(self, title: str) -> None:
        self._lines = [title]
        self._length = len(title)
        self.paragraphs = [Span(0, len(title))]

    def text(self) -> str:
        return "\n\n".join(self._lines)

    def line(
        self, words: str, kind: Kind, verb: str, who: str, document: str | None
    ) -> tuple[Span, Span, Span, Span | None]:
        """Content, cue, source and the place of the document's name in it."""
        leaning = f" under the {document}" if document else ""
        said = words.rstrip(".") + leaning
        content = f"“{said}.”" if kind is Kind.DIRECT else f"it is “so” that {said}" if kind is Kind.MIXED else said
        start = self._length + 2
        line = f"{content} {who} {verb}."
        self._lines.append(line)
        self._length = start + len(line)
        self.paragraphs.append(Span(start, self._length))
        end = start + len(content)
        source_, cue = Span(end + 1, end + 1 + len(who)), Span(end + 2 + len(who), end + 2 + len(who) + len(verb))
        at = content.rfind(document) if document else -1
        named = Span(start + at, start + at + len(document)) if document and at >= 0 else None
        return Span(start, end), cue, source_, named


if __name__ == "__main__":
    sys.exit(main())
