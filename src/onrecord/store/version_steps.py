"""What became of a page from one version to the next: its words, its heading, its statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.comparing.align import compare, words_changed
from onrecord.comparing.difference import Edit
from onrecord.comparing.paragraphs import Fate as ParagraphFate
from onrecord.comparing.paragraphs import Paragraph, compare_paragraphs
from onrecord.comparing.statements import Said, StatementChange, compare_statements
from onrecord.comparing.tokens import tokens_of
from onrecord.errors import BadRequest, UnknownReference
from onrecord.store import finding, versions
from onrecord.store.record import Record
from onrecord.store.versions import VersionRow
from onrecord.values.statement import ReportRecord, Statement


@dataclass(frozen=True, slots=True)
class Heading:
    """The headline of both versions, "" where there is none. edits lead from one to the other."""

    old: str
    new: str
    edits: tuple[Edit, ...]

    @property
    def is_news(self) -> bool:
        return any(edit.is_news for edit in self.edits)


@dataclass(frozen=True, slots=True)
class Step:
    """From one version of a page to a later one."""

    old: VersionRow
    new: VersionRow
    heading: Heading
    paragraphs: tuple[Paragraph, ...]
    statements: tuple[StatementChange, ...]

    @property
    def is_news(self) -> bool:
        """Did a statement change, vanish or come, or does the heading say something else?"""
        return self.heading.is_news or any(one.is_news for one in self.statements)

    @property
    def is_spelling_only(self) -> bool:
        """Was nothing changed but letters and marks?"""
        same = (ParagraphFate.SAME, ParagraphFate.CHANGED)
        return all(one.fate in same and not any(edit.is_news for edit in one.edits) for one in self.paragraphs)

    @property
    def by_other_reader(self) -> bool:
        """Were the two read by different versions or models? Then some differences may be the reader's."""
        return self.old.reader != self.new.reader

    @property
    def words_changed(self) -> int:
        """Words that went and words that came; a paragraph that moved counts nothing."""
        return sum(_words_changed(one) for one in self.paragraphs)

    @property
    def fates(self) -> Counter[str]:
        """How many statements fared how; "other speaker" and "other date" count beside."""
        found = Counter(one.fate.value for one in self.statements)
        for one in self.statements:
            found.update(_FIELDS[name] for name in one.changed_fields if name in _FIELDS)
        return found


_FIELDS = {"speaker": "other speaker", "said_on": "other date"}


def _words_changed(one: Paragraph) -> int:
    if one.fate is ParagraphFate.CHANGED and one.old is not None and one.new is not None:
        return words_changed(one.edits, one.old, one.new)
    if one.fate in (ParagraphFate.GONE, ParagraphFate.NEW):
        return len(tokens_of(one.old or one.new or ""))
    return 0


def versions_asked(record: Record, asked: str) -> tuple[VersionRow, ...]:
    """All reports that are versions of one page. asked: its address, or a report as `Record.report` takes it.

    Raises UnknownReference when there is none, or when several reports came to the address.
    """
    with record.reading() as connection:
        found = versions.series_at(connection, asked)
        if len(found) > 1:
            last = [versions.rows_of(connection, one)[-1] for one in found[:5]]
            ids = "; ".join(f"{one.report} ({one.title or one.origin})" for one in last)
            raise UnknownReference(
                f"{asked} is the address of {len(found)} reports that share hardly a word",
                remedy=f"say which by its id: {ids}",
            )
        series = found[0] if found else versions.series_of(connection, finding.find_report(connection, asked))
        if series is None:
            raise UnknownReference(
                f"report {asked!r} came without an address, so it has no versions",
                remedy="read it from a file, or give it an `id` or `url` in a line of .jsonl",
            )
        return versions.rows_of(connection, series)


def changed_pages(record: Record, limit: int, offset: int = 0) -> Iterator[tuple[VersionRow, ...]]:
    """The versions of each page that has more than one, the last changed first."""
    with record.reading() as connection:
        series = versions.changed_series(connection, limit, offset)
    for one in series:
        with record.reading() as connection:
            yield versions.rows_of(connection, one)


def count_changed_pages(record: Record) -> int:
    """Pages with more than one version."""
    with record.reading() as connection:
        return versions.count_changed(connection)


def speaking(rows: Sequence[VersionRow]) -> tuple[VersionRow, ...]:
    """One report for each version: the first that was read. rows: as `versions_asked` gives them."""
    first: dict[int, VersionRow] = {}
    for row in rows:
        first.setdefault(row.version, row)
    return tuple(first.values())


def steps(record: Record, rows: Sequence[VersionRow], known: Collection[str]) -> Iterator[Step]:
    """What happened from each version to the next. known: as for `compare`."""
    yield from (compare_versions(record, old, new, known) for old, new in pairwise(speaking(rows)))


def step_between(
    record: Record, rows: Sequence[VersionRow], known: Collection[str], *, old: int | None, new: int | None
) -> Step:
    """What happened between two versions, by default the last two. Raises BadRequest for a number there is not."""
    by_number = {row.version: row for row in speaking(rows)}
    last = max(by_number)
    new = last if new is None else new
    old = new - 1 if old is None else old
    for number, option in ((old, "--from"), (new, "--to")):
        if number not in by_number:
            there = f"there are versions 1 to {last}" if last > 1 else "there is one version only"
            raise BadRequest(f"{option} {number}: {there}", remedy="see them with `onrecord versions` and the address")
    return compare_versions(record, by_number[old], by_number[new], known)


def compare_versions(record: Record, old: VersionRow, new: VersionRow, known: Collection[str]) -> Step:
    with record.reading():
        before, after = record.report(old.report), record.report(new.report)
    titles = before.report.title or "", after.report.title or ""
    return Step(
        old=old,
        new=new,
        heading=Heading(*titles, compare(*titles, known)),
        paragraphs=compare_paragraphs(_paragraphs(before), _paragraphs(after), known),
        statements=compare_statements(said_in(before), said_in(after), known),
    )


def _paragraphs(record: ReportRecord) -> tuple[str, ...]:
    report = record.report
    return tuple(" ".join(span.of(report.text).split()) for span in report.paragraphs)


def said_in(record: ReportRecord) -> tuple[Said, ...]:
    """The statements of a report as they are compared."""
    return tuple(_one_said(one, record.report.text) for one in record.statements)


def _one_said(statement: Statement, text: str) -> Said:
    speaker, said_on = statement.speaker, statement.circumstances.said_on
    return Said(
        id=statement.id,
        words=" ".join(" ".join(span.of(text).split()) for span in statement.attribution.content),
        kind=statement.attribution.kind.value,
        speaker=speaker.name if speaker else None,
        who=(speaker.entity or speaker.name) if speaker else None,
        said_on=said_on.edtf if said_on else None,
    )
