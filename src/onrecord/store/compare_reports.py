"""Two reports on record beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.comparing.side_by_side import Beside, side_by_side
from onrecord.comparing.statements import Said
from onrecord.matching.compare import Match, align
from onrecord.matching.compare import compare as is_copy
from onrecord.matching.wording import wording_of
from onrecord.store.record import Record
from onrecord.store.version_steps import said_in
from onrecord.text.report_name import name_of
from onrecord.values.statement import ReportRecord


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """One of the two. words: of its main text; shared: those that stand in the other in longer runs."""

    report: str
    kind: str
    origin: str
    outlet: str | None
    title: str | None
    published: str | None
    words: int
    shared: int
    statements: int

    @property
    def share(self) -> float:
        """Of its words that stand in the other, from 0 to 1."""
        return round(self.shared / max(1, self.words), 3)


@dataclass(frozen=True, slots=True)
class ReportsCompared:
    """Two reports, what they share, and their statements beside each other in the order of the first.

    are_copies: their texts are one text, or one holds most of the other.
    """

    here: ComparedReport
    there: ComparedReport
    are_copies: bool
    statements: tuple[Beside, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many statements fared how; "other speaker" and "other date" count beside."""
        found = Counter(one.how.value for one in self.statements)
        found["other speaker"] = sum(one.other_speaker for one in self.statements)
        found["other date"] = sum(one.other_date for one in self.statements)
        return found


def compare_reports(record: Record, here: str, there: str, known: Collection[str]) -> ReportsCompared:
    """Any two reports, asked for as in `Record.report`. known: as for `comparing.align.compare`.

    Raises UnknownReference.
    """
    with record.reading():
        one, other = record.report(here), record.report(there)
    wordings = wording_of(one.report), wording_of(other.report)
    match = align(*wordings)
    said = said_in(one), said_in(other)
    return ReportsCompared(
        here=_compared(one, match.one_words, match, said[0]),
        there=_compared(other, match.other_words, match, said[1]),
        are_copies=is_copy(*wordings) is not None,
        statements=side_by_side(*said, known),
    )


def _compared(record: ReportRecord, words: int, match: Match, said: Sequence[Said]) -> ComparedReport:
    report = record.report
    published = report.published.edtf if report.published else None
    return ComparedReport(
        *(report.id, report.kind, report.origin, report.outlet or report.wire, name_of(report), published),
        *(words, match.shared, len(said)),
    )
