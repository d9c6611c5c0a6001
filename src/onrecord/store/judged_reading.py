"""A report as it stands while the log is gone through: where its statements are, for judgements to find them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.judging.adding import Places
from onrecord.judging.placing import place
from onrecord.store.report_rows import report_from
from onrecord.values.judgement import Act, StatementAnchor
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Statement

PLACES_OF = """
SELECT s.id, s.number, p.part, p.starts, p.ends FROM statements AS s JOIN spans AS p ON p.statement = s.number
WHERE s.report = ? AND p.part IN ('content', 'cue') ORDER BY s.number, p.part, p.ordinal"""


@dataclass(slots=True)
class Reading:
    """A report as one reader read it, and what people added to it so far. Keys are statements' ids.

    row: of the report. corrected: the content that judgements gave some statements so far, in the order of the
    log. added: the numbers of those that people added.
    """

    row: sqlite3.Row
    numbers: dict[str, int] = field(default_factory=dict)
    content: dict[str, Sequence[Span]] = field(default_factory=dict)
    cues: dict[str, Sequence[Span]] = field(default_factory=dict)
    corrected: dict[str, Sequence[Span]] = field(default_factory=dict)
    added: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        return str(self.row["text"])

    @property
    def sha256(self) -> str:
        return str(self.row["sha256"])

    def report(self) -> Report:
        """The whole report. Raises ValueError when it is damaged."""
        return report_from(self.row)

    def statement(self, anchor: StatementAnchor, act: Act) -> int | None:
        """The number of the statement meant; None when it is of another report, or cannot be told."""
        if anchor.sha256 != self.sha256:
            return None
        found = place(anchor, act, self.text, self.content, self.corrected)
        return None if found is None else self.numbers[found]

    def correct(self, number: int, content: Sequence[Span]) -> None:
        """From now on the statement with this number has this content."""
        self.corrected[next(one for one, at in self.numbers.items() if at == number)] = content

    def add(self, statement: Statement, number: int) -> None:
        """From now on there is this statement, too."""
        self.numbers[statement.id] = number
        self.content[statement.id] = statement.attribution.content
        self.cues[statement.id] = statement.attribution.cue
        self.added.add(number)

    def places(self) -> dict[str, Places]:
        """Content and cue of each statement, as they are by now."""
        return {id_: (self.corrected.get(id_, spans), self.cues.get(id_, ())) for id_, spans in self.content.items()}


def reading_of(connection: sqlite3.Connection, report: int) -> Reading:
    """The report with this number, as its rows stand now."""
    row = connection.execute("SELECT * FROM reports WHERE number = ?", (report,)).fetchone()
    found = Reading(row)
    for piece in connection.execute(PLACES_OF, (report,)):
        found.numbers[piece["id"]] = piece["number"]
        of_part = found.content if piece["part"] == "content" else found.cues
        of_part[piece["id"]] = (*of_part.get(piece["id"], ()), Span(piece["starts"], piece["ends"]))
    return found
