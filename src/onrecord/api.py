"""What a script or a notebook calls.

import onrecord

record = onrecord.read(text, published="2021-12-03")
for statement in record.statements:
    print(record.words(statement), statement.speaker)

with onrecord.open_record("onrecord.db") as on_record:
    for report in on_record.reports(): ...
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, overload

from onrecord.checking.verdict import Check
from onrecord.errors import BadRequest
from onrecord.export.contract import record_to_json
from onrecord.export.html import report_html
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.checking import check_words, look_in_texts
from onrecord.run.judging import Judge
from onrecord.run.load_tools import load_tools
from onrecord.run.load_words import load_words
from onrecord.run.text_page import text_page
from onrecord.store import copies_read, primary_read
from onrecord.store import record as store
from onrecord.store.accounts import Asked, InputRow, RunAccount, input_rows, run_account, run_accounts
from onrecord.store.compare_reports import ReportsCompared, compare_reports
from onrecord.store.copies_read import CopyGroup, GroupRow
from onrecord.store.judgements import Listed
from onrecord.store.primary_read import TracedReport, TranscriptRow
from onrecord.store.reader import Shown
from onrecord.store.search import Filters, Hit, SearchResult
from onrecord.store.search import search as find
from onrecord.store.speaker_rows import SpeakerRow
from onrecord.store.version_steps import Step, step_between, versions_asked
from onrecord.store.versions import VersionRow
from onrecord.text.report_name import name_of
from onrecord.values.model import Model
from onrecord.values.page import Given
from onrecord.values.report import Report
from onrecord.values.span import words_at
from onrecord.values.statement import Kind, Mode, ReportRecord, Statement

CALLED = "onrecord.read()"  # the origin of a text that came from no file


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with its statements. A notebook shows the text with the statements marked."""

    record: ReportRecord

    @property
    def report(self) -> Report:
        return self.record.report

    @property
    def statements(self) -> tuple[Statement, ...]:
        return self.record.statements

    def words(self, statement: Statement) -> str:
        """The statement's words as they stand in the text; " … " where the report interrupts them."""
        return words_at(statement.attribution.content, self.report.text)

    def to_json(self) -> dict[str, object]:
        """The record as the contract spells it ("onrecord/1"), ready for `json.dumps`."""
        return record_to_json(self.record)

    def _repr_html_(self) -> str:
        return report_html(self.record)

    def __repr__(self) -> str:
        known = name_of(self.report) or self.report.origin
        return f"<ReportView {known!r}: {len(self.statements)} statements>"


def read(  # noqa: PLR0913 -- keywords, each with its default
    text: str | bytes,
    *,
    published: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    html: bool = False,
    model: str = Model.BEST,
) -> ReportView:
    """Read one report and find who said what, and when. Nothing is kept: use `onrecord read` for a record.

    text: plain text, or a page's HTML with `html=True`; bytes are decoded by what they declare, then by detection.
    published: EDTF, e.g. "2021-12-03". What is given here outweighs what the text says.
    model: "best", "fast" (some four times as fast, finds a little less) or "rules".
    Raises UnreadableInput when there is no text in it, and BadRequest for another model.
    """
    if model not in set(Model):
        raise BadRequest(f"no model is called {model!r}", f"use one of {', '.join(Model)}")
    given = Given(title=title, published=published, outlet=outlet, url=url)
    page = text_page(text, given, origin=given.url or CALLED, html=html)
    return ReportView(page_to_record(page, load_tools(Model(model))))


class OpenRecord:
    """A record opened for reading. Use it in a `with` block. Every method may raise RecordError."""

    def __init__(self, path: str | Path) -> None:
        self._record = store.open_record(path, read_only=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._record.close()

    def reports(self, *, rejected: bool = False, all_versions: bool = False) -> Iterator[ReportView]:
        """All reports, one at a time, in the order in which they were first read; of a page the latest version.

        rejected: also with the statements that a person judged to be none. all_versions: every version of each page.
        """
        return (ReportView(record) for record in self._record.records(_shown(rejected), latest=not all_versions))

    def report(self, asked: str, *, rejected: bool = False) -> ReportView:
        """One report by its id or the beginning of it, given id, path or file name. Raises UnknownReference."""
        return ReportView(self._record.report(asked, _shown(rejected)))

    def statements(  # noqa: PLR0913 -- what a statement may be asked for
        self,
        *,
        speaker: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        kind: Kind | str | None = None,
        mode: Mode | str | None = None,
        rejected: bool = False,
        independent: bool = False,
        all_versions: bool = False,
    ) -> tuple[Hit, ...]:
        """All statements that pass, none left out, in the order of the reports. See `search` for the filters."""
        filters = Filters(*(speaker, outlet, since, until, kind, None), *(rejected, independent, all_versions, mode))
        with self._record.reading():  # both questions of one moment, whoever writes meanwhile
            total = find(self._record, "", filters, limit=0).total
            return find(self._record, "", filters, limit=total).hits

    def search(  # noqa: PLR0913 -- what a statement may be asked for
        self,
        words: str,
        *,
        speaker: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        kind: Kind | str | None = None,
        mode: Mode | str | None = None,
        rejected: bool = False,
        independent: bool = False,
        all_versions: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> SearchResult:
        """Statements with all of `words`; a "quoted phrase" inside is a phrase. The best first.

        speaker, outlet: words of the name, whatever their case and accents. since, until: EDTF, both included.
        rejected: also what a person judged to be no statement. all_versions: also earlier versions of pages.
        independent: the same words in copies of one report are one hit.
        Raises BadRequest when a date or a kind makes no sense.
        """
        filters = Filters(*(speaker, outlet, since, until, kind, None), *(rejected, independent, all_versions, mode))
        return find(self._record, words, filters, limit=limit, offset=offset)

    def speakers(self, *, all_versions: bool = False, independent: bool = False) -> tuple[SpeakerRow, ...]:
        """All speakers, who said most first; by the latest version of each page, or by all.

        independent: copies of a report count once.
        """
        return self._record.speakers(all_versions=all_versions, independent=independent)

    def copies(self) -> tuple[GroupRow, ...]:
        """All groups of reports that are copies of each other, the newest first."""
        return copies_read.copy_groups(self._record)

    def copies_of(self, asked: str) -> CopyGroup:
        """The copies of one report, and what it cut and added. asked: as for `report`. Raises UnknownReference."""
        return copies_read.copies_of(self._record, asked)

    def versions(self, asked: str) -> tuple[VersionRow, ...]:
        """The versions of a page: by its address, or by a report as `report` takes it. Raises UnknownReference."""
        return versions_asked(self._record, asked)

    @overload
    def compare(self, asked: str, other: str) -> ReportsCompared: ...

    @overload
    def compare(self, asked: str, *, old: int | None = None, new: int | None = None) -> Step: ...

    def compare(
        self, asked: str, other: str | None = None, *, old: int | None = None, new: int | None = None
    ) -> ReportsCompared | Step:
        """Two reports side by side: what both have, what one cut or changed. asked, other: as for `report`.

        With one name: what happened to words, heading and statements between two versions of a page, by default the
        last two. Raises UnknownReference, and BadRequest for a number that there is not, or with another report.
        """
        if other is None:
            return step_between(self._record, self.versions(asked), load_words(), old=old, new=new)
        if old is not None or new is not None:
            raise BadRequest("versions of two reports", remedy="name one page with old and new, or two reports alone")
        return compare_reports(self._record, asked, other, load_words())

    def primary(self) -> tuple[TranscriptRow, ...]:
        """The transcripts on record and how their words were carried, those that were quoted most first."""
        return primary_read.transcripts(self._record)

    def primary_of(self, asked: str) -> TracedReport:
        """Of a transcript who carried its words; of a report which quotations go back to transcripts.

        As far as they were looked up: `onrecord primary` does it. asked: as for `report`. Raises UnknownReference.
        """
        return primary_read.traced_report(self._record, asked)

    def runs(self) -> tuple[RunAccount, ...]:
        """All runs, the newest first, each with what became of its inputs."""
        return run_accounts(self._record, self._record.counts().runs)

    def log(self, run: int) -> tuple[InputRow, ...]:
        """Every input of a run and what became of it. Raises UnknownReference."""
        run_account(self._record, run)
        return tuple(input_rows(self._record, Asked(run)))

    def judgements(self) -> tuple[Listed, ...]:
        """All judgements of people in their order, undone ones too, and what becomes of each."""
        return self._record.judgements()


def _shown(rejected: bool) -> Shown:
    return Shown.WITH_REJECTED if rejected else Shown.JUDGED


def open_record(path: str | Path = "onrecord.db") -> OpenRecord:
    """Open the record that `onrecord read` wrote. Nothing in it can be changed through it.

    Raises NotARecord, NewerRecord or RecordBusy, each with a remedy.
    """
    return OpenRecord(path)


def check(
    words: str,
    *,
    record: str | Path = "onrecord.db",
    speaker: str | None = None,
    date: str | None = None,
    in_text: bool = False,
) -> Check:
    """Are these words on record, whose are they, and what is different?

    speaker: a name as people write it. date: EDTF, when they are said to have been said. in_text: where no statement
    has them, look in all texts, however many there are; in a small record that is done unasked.
    Raises BadRequest for no words, for too many and for a date that is none; RecordError as `open_record`.
    """
    with store.open_record(record, read_only=True) as opened:
        return look_in_texts(opened, check_words(opened, words, speaker=speaker, date=date), wanted=in_text)


def judge(path: str | Path = "onrecord.db", *, by: str) -> Judge:
    """Open a record to judge what is in it: merge, rename and split people, reject, correct and add statements.

    by: who judges; it stands beside every judgement. Use the result in a `with` block:

    with onrecord.judge("onrecord.db", by="ana") as judge:
        judge.merge("Ysolde Marrin", "Y. Marrin", because="same minister")

    Raises NotARecord, NewerRecord, RecordBusy or RecordNotWritable.
    """
    return Judge(path, by=by)
