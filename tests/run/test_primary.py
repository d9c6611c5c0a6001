"""Quotations find the turn they go back to, whichever was read first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.run.primary import not_traced_yet, trace_quotations
from onrecord.store.primary_read import traced_report, transcripts
from onrecord.store.record import Record, open_record
from tests.store.conftest import put
from tests.store.making import record_of

TURN = (
    "Good evening. We have counted the forty lamps of the outer harbour. We will not close the ferry yard this winter, "
    "but we may close it in spring. [applause] Whoever says otherwise has never seen the sea. The keepers of the gates "
    "were promised bread, and they were given stones. Thank you very much."
)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "r.db", create=True) as opened:
        yield opened


def transcript(record: Record, words: str = TURN, **more: str) -> str:
    return put_one(record, words, **({"published": "2031-05-03", "said_on": "2031-05-03"} | more), report="transcript")


def put_one(record: Record, words: str, *, report: str = "report", origin: str = "a.txt", **more: str) -> str:
    made = record_of(words, origin=f"{report}-{origin}", **more)
    made = replace(made, report=replace(made.report, kind=report))
    put(record, made)
    return made.report.id


def quote(record: Record, words: str, **more: str) -> str:
    return put_one(record, words, **({"published": "2031-05-04"} | more))


def settle(record: Record) -> None:
    for _ in trace_quotations(record, at_once=1):
        pass
    assert not_traced_yet(record) == 0


def found(record: Record, report: str) -> list[tuple[str, str, tuple[str, ...]]]:
    rows = traced_report(record, report).rows
    return [(one.quotation.verdict, one.quotation.speaker_verdict, one.quotation.differences) for one in rows]


@pytest.mark.parametrize(
    ("words", "speaker", "expected"),
    [
        ("“We have counted the forty lamps of the outer harbour.”", "Ana Lindqvist", [("verbatim", "match", ())]),
        ("“We will close the ferry yard this winter,”", "Ana Lindqvist", [("altered", "match", ("negation",))]),
        (
            "“but we may close it in spring. Whoever says otherwise has never seen the sea.”",
            "Ana Lindqvist",
            [("verbatim", "match", ())],  # applause is no word of hers
        ),
        (
            "“We have counted the forty lamps. Whoever says otherwise has never seen the sea.”",
            "Ana Lindqvist",
            [("cut", "match", ("negation", "modality", "words"))],
        ),
        ("“The keepers of the gates were promised bread,”", "Bram Ossery", [("verbatim", "other speaker", ())]),
        ("“Thank you very much.”", "Bram Ossery", []),  # anybody says so
        ("“We have painted all the boats of the inner harbour.”", "Ana Lindqvist", []),
    ],
)
@pytest.mark.parametrize("transcript_first", [True, False])
def test_what_became_of_the_words(
    record: Record, words: str, speaker: str, expected: list[object], transcript_first: bool
) -> None:
    if transcript_first:
        transcript(record)
        settle(record)
    report = quote(record, words, speaker=speaker)
    settle(record)
    if not transcript_first:
        transcript(record)
        settle(record)
    assert found(record, report) == expected


def test_joined_from_distant_passages(record: Record) -> None:
    far = " ".join(f"Lamp number {number} burns over pier {number + 1}." for number in range(90))
    transcript(record, f"{TURN} {far} The bridge over the narrow sound was built by our grandfathers.")
    report = quote(
        record, "“We will not close the ferry yard this winter, the bridge over the narrow sound was built by us.”"
    )
    settle(record)
    (row,) = traced_report(record, report).rows
    assert row.quotation.verdict == "spliced"
    assert row.quotation.passages[0].words == "We will not close the ferry yard this winter"
    assert len(row.quotation.passages) == 2


def test_a_transcript_of_a_later_day_is_no_source(record: Record) -> None:
    transcript(record, published="2031-05-09", said_on="2031-05-09")
    report = quote(record, "“We have counted the forty lamps of the outer harbour.”")
    settle(record)
    assert found(record, report) == []


def test_the_year_of_a_report_is_that_of_its_statement(record: Record) -> None:
    transcript(record, published="2031-05-09", said_on="2031-05-09")
    words = "“We have counted the forty lamps of the outer harbour.”"
    report = quote(record, words, published="XXXX-05-04", said_on="2031-05-03")
    settle(record)
    assert found(record, report) == []


def test_a_few_words_count_where_the_occasion_fits(record: Record) -> None:
    transcript(record)
    near = quote(record, "“never seen the sea,”")
    settle(record)
    assert found(record, near) == [("verbatim", "match", ())]


def test_of_two_occasions_the_last_before_the_report(record: Record) -> None:
    for day in ("2031-01-02", "2031-05-03"):
        transcript(record, f"It is {day}. {TURN}", origin=f"{day}.txt", published=day, said_on=day)
    report = quote(record, "“We have counted the forty lamps of the outer harbour.”")
    settle(record)
    (row,) = traced_report(record, report).rows
    assert (row.quotation.passages[0].said_on, row.quotation.others) == ("2031-05-03", 1)


def test_a_transcript_that_is_removed_leaves_nothing_behind(record: Record) -> None:
    transcript(record)
    report = quote(record, "“We have counted the forty lamps of the outer harbour.”")
    settle(record)
    with record.batch():
        record.connection.execute("DELETE FROM reports WHERE kind = 'transcript'")
    settle(record)
    assert found(record, report) == []
    assert transcripts(record) == ()


def test_the_passage_and_where_the_sentence_goes_on(record: Record) -> None:
    transcript(record)
    report = quote(record, "“We will not close the ferry yard this winter.”")
    settle(record)
    (row,) = traced_report(record, report).rows
    (passage,) = row.quotation.passages
    assert TURN[passage.start : passage.end] == passage.words == "We will not close the ferry yard this winter"
    assert row.quotation.goes_on == ", but we may close it in spring."
    assert record.report(report).primary == {row.statement: (row.quotation,)}


def test_whom_a_report_calls_by_the_last_name_is_the_one_whose_turn_it_is(record: Record) -> None:
    transcript(record)
    report = quote(record, "“We have counted the forty lamps of the outer harbour.”", speaker="Lindqvist")
    settle(record)
    assert found(record, report) == [("verbatim", "match", ())]


def test_words_that_the_turn_quotes_itself_are_in_nobody_elses_mouth(record: Record) -> None:
    transcript(record, "He told us: “The keepers of the gates were promised bread last winter.” So he said.")
    report = quote(record, "“The keepers of the gates were promised bread last winter.”", speaker="Bram Ossery")
    settle(record)
    assert found(record, report) == []


def test_without_a_transcript_nothing_waits(record: Record) -> None:
    quote(record, "“We have counted the forty lamps of the outer harbour.”")
    assert not_traced_yet(record) == 0


def test_how_a_transcript_was_carried(record: Record) -> None:
    asked = transcript(record)
    quote(record, "“We have counted the forty lamps of the outer harbour.”", origin="b.txt")
    quote(record, "“We will close the ferry yard this winter,”", origin="c.txt")
    settle(record)
    (row,) = transcripts(record)
    assert (row.quotations, row.reports, row.verbatim, row.altered, row.other_mouth) == (2, 2, 1, 1, 0)
    assert [one.quotation.verdict for one in traced_report(record, asked).rows] == ["verbatim", "altered"]
