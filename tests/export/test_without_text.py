"""What is left of a report's text when the record is shared without it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.export.columns import columns_of
from onrecord.export.csv import write_csv
from onrecord.export.jsonl import line_of
from onrecord.export.whole import whole_to_json
from onrecord.export.without_text import CONTEXT, LEFT_OUT, context_of, is_without_text, shown_places, without_text
from onrecord.values.page import Turn
from onrecord.values.report import Report, SpokenTurn
from onrecord.values.span import Span
from onrecord.values.statement import ReportRecord
from tests.store.making import READER, attribution_at, report_records, statement_at

FAR = "secret " * 100
WORDS = "“The lamp is lit,”"


def made(text: str, words: str = WORDS, **parts: tuple[Span, ...]) -> ReportRecord:
    """A report with one statement: these words."""
    start = text.index(words)
    report = Report("a" * 20, "r.txt", "b" * 64, text, text, title="A lamp")
    attribution = attribution_at(start, start + len(words), **parts)
    return ReportRecord(report, (statement_at(report.id, 0, 1, attribution=attribution),), READER)


def test_a_statement_keeps_its_words_and_200_characters_on_either_side() -> None:
    record = made(f"{FAR}{'a' * CONTEXT}{WORDS}{'z' * CONTEXT}{FAR}")
    shared = without_text(record).report
    assert shared.text.strip() == f"{'a' * CONTEXT}{WORDS}{'z' * CONTEXT}"
    assert len(shared.text) == len(record.report.text)
    assert shared.text.index(WORDS) == record.report.text.index(WORDS)
    assert "secret" not in shared.text + shared.reading


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [("", "", (0, 18)), ("ab ", " cd", (0, 24)), ("a" * 201, "z" * 199, (1, 418)), ("a" * 200, "z" * 201, (0, 418))],
)
def test_the_context_ends_with_the_report(before: str, after: str, expected: tuple[int, int]) -> None:
    record = made(before + WORDS + after)
    place = context_of(record.statements[0], record.report)
    assert (place.start, place.end) == expected


def test_the_words_for_who_speaks_stay_wherever_they_stand() -> None:
    record = made(f"{FAR}The keeper spoke. {FAR}{WORDS}", source=(Span(700, 710),), cue=(Span(711, 716),))
    shared = without_text(record).report
    assert (shared.text[700:710], shared.text[711:716]) == ("The keeper", "spoke")
    assert "secret secret secret secret " * 20 not in shared.text


def test_turns_and_the_reading_copy_go_with_the_text() -> None:
    record = made(f"{FAR}{'.' * CONTEXT}{WORDS}")
    turn = SpokenTurn(Turn("Ana", FAR), Span(0, 700))
    report = replace(record.report, turns=(turn,), reading="X" + record.report.text[1:])
    shared = without_text(replace(record, report=report, as_read=record.statements))
    assert (shared.report.turns, shared.as_read) == ((), None)
    assert shared.report.reading[0] == " "
    assert "secret" not in repr(shared)
    assert shared.report.title == "A lamp"


def test_it_is_said_once() -> None:
    shared = without_text(without_text(made(WORDS)))
    assert shared.report.flags == (LEFT_OUT,)
    assert is_without_text(shared.report)
    assert not is_without_text(made(WORDS).report)


def test_json_lines_have_contexts_instead_of_the_text() -> None:
    line = whole_to_json(without_text(made(f"{FAR}{'a' * CONTEXT}{WORDS}")))
    report, (statement,) = line["report"], line["statements"]  # type: ignore[misc]
    assert report["text"] is None  # type: ignore[index]
    assert statement["context"] == {"span": [700, 918], "text": "a" * CONTEXT + WORDS}
    assert "rest" not in statement
    assert "rest" not in report  # type: ignore[operator]
    assert "secret" not in line_of(line)


def test_a_table_has_contexts_too() -> None:
    out = io.StringIO(newline="")
    write_csv([without_text(made(f"{FAR}{'a' * CONTEXT}{WORDS}"))], out, columns_of(with_text=False))
    (row,) = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert (row["context"], row["context_start"], row["text"]) == ("a" * CONTEXT + WORDS, "700", WORDS)
    assert "secret" not in out.getvalue()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(report_records())
def test_every_place_of_a_statement_still_gives_its_words(record: ReportRecord) -> None:
    shared = without_text(record)
    for before, after in zip(record.statements, shared.statements, strict=True):
        for one in (*before.attribution.content, *before.attribution.cue, *before.attribution.source):
            assert one.of(shared.report.text) == one.of(record.report.text)
        place = context_of(after, shared.report)
        assert place == context_of(before, record.report)
        assert place.of(shared.report.text) == place.of(record.report.text)
    seen = {at for one in shown_places(record) for at in range(one.start, one.end)}
    hidden = set(range(len(record.report.text))) - seen
    assert all(shared.report.text[at] == " " for at in hidden)
