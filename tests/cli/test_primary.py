"""`onrecord primary` and `onrecord compare`, and transcripts as plain text."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import onrecord as package
from tests.cli.conftest import Onrecord

BRIEFING = """Briefing in the harbour office

MINISTER MARRIN: We will not close the yard before the spring. The ferry to Tervel will sail again in March.
Audience Member: Shame!
But 40 ships came last year, and 12 this year.

Q. Will there be a new pier?

MINISTER MARRIN: There must be a new pier. (APPLAUSE) I have said so for 20 years, and I say it again today.
"""
REPORT = """Minister keeps yard open

TERVEL, March 4, 2021 - Minister Ysolde Marrin spoke on Tuesday. “We will close the yard before the spring,” Marrin \
said. “There must be a new pier. I have said so for 20 years,” she added.

“40 ships came last year, and 12 this year,” said Mayor Tobias Renn.
"""
OTHER = """Yard stays

TERVEL, March 4, 2021 - “We will not close the yard before the spring,” said Minister Ysolde Marrin.
"""


@pytest.fixture(autouse=True)
def _record(tmp_path: Path, onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    for name, text in (("briefing", BRIEFING), ("report", REPORT), ("other", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert onrecord("read", "report.txt", "other.txt", "--model", "rules", "--quiet").code == 0
    said = ("--speaker", "Ysolde Marrin", "--date", "2021-03-03", "--occasion", "Briefing", "--place", "Tervel")
    assert onrecord("read", "briefing.txt", "--kind", "transcript", *said, "--model", "rules", "--quiet").code == 0


def test_the_transcripts_and_how_they_were_carried(onrecord: Onrecord) -> None:
    ended = onrecord("primary")
    assert ended.out.splitlines()[0].split() == "transcript said on quotations verbatim altered other mouth".split()
    assert ended.out.splitlines()[1].split() == "Briefing 2021-03-03 4 3 1 1".split()
    assert "in 2 reports" in ended.out
    rows = list(csv.DictReader(io.StringIO(onrecord("primary", "--format", "csv").out)))
    assert [(row["quotations"], row["reports"], row["place"]) for row in rows] == [("4", "2", "Tervel")]


def test_a_report_beside_the_transcript(onrecord: Onrecord) -> None:
    lines = [line.strip() for line in onrecord("primary", "report.txt").out.splitlines()]
    assert "altered         We will [-not-] close the yard before the spring" in lines
    assert "differs: negation — can change the meaning" in lines
    assert "verbatim        There must be a new pier. I have said so for 20 years" in lines
    assert "other mouth     the report names Tobias Renn; by the transcript it was Ysolde Marrin" in lines


def test_the_passages_of_a_transcript_and_who_carried_them(onrecord: Onrecord) -> None:
    rows = [json.loads(line) for line in onrecord("primary", "briefing.txt", "--format", "jsonl").out.splitlines()]
    assert sorted(row["verdict"] for row in rows) == ["altered", "verbatim", "verbatim", "verbatim"]
    assert {row["passages"][0]["occasion"] for row in rows} == {"Briefing"}


def test_it_stands_with_the_statement(onrecord: Onrecord) -> None:
    exported = [json.loads(one) for one in onrecord("export", "--format", "jsonl").out.splitlines()]
    report = next(one for one in exported if one["report"]["title"] == "Minister keeps yard open")
    found = {one["primary"][0]["verdict"]: one["primary"][0] for one in report["statements"] if one["primary"]}
    assert found["altered"]["differences"] == ["negation"]
    assert found["altered"]["speaker_verdict"] == "match"
    assert "altered, Ysolde Marrin, Briefing, 2021-03-03" in onrecord("show", "report.txt").out
    assert "primary" in onrecord("show", "report.txt", "--why").out


def test_a_text_of_one_speaker_and_one_of_nobody(onrecord: Onrecord, tmp_path: Path) -> None:
    (tmp_path / "speech.txt").write_text("We have lit the lamps of the outer harbour.", encoding="utf-8")
    ended = onrecord("read", "speech.txt", "--kind", "transcript", "--no-record", "--format", "csv", "--model", "rules")
    assert (ended.code, "name the speaker with --speaker" in ended.err.lower()) == (1, True)
    said = ("--speaker", "Ana Lethe", "--no-record", "--format", "csv", "--model", "rules")
    (row,) = csv.DictReader(io.StringIO(onrecord("read", "speech.txt", "--kind", "transcript", *said).out))
    assert (row["speaker"], row["kind"]) == ("Ana Lethe", "direct")
    assert onrecord("read", "speech.txt", "--speaker", "Ana Lethe").code == 2


def test_nothing_to_show(onrecord: Onrecord) -> None:
    assert onrecord("primary", "nobody.txt").code == 1
    assert onrecord("read", "other.txt", "--record", "none.db", "--quiet", "--model", "rules").code == 0
    assert "no transcript is in none.db" in onrecord("primary", "--record", "none.db").err
    assert "no quotation in report" in onrecord("primary", "other.txt", "--record", "none.db").err


def test_two_reports_side_by_side(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = onrecord("compare", "report.txt", "other.txt").out
    assert "statements: 1 cut here, 2 only here" in wide
    assert "[-not-]" in wide
    monkeypatch.setenv("COLUMNS", "70")
    assert "“We will [-not-] close the yard before the spring,”" in onrecord("compare", "report.txt", "other.txt").out
    found = json.loads(onrecord("compare", "other.txt", "report.txt", "--format", "json").out)
    assert found["counts"] == {"cut there": 1, "only there": 2, "other date": 1, "other speaker": 0}
    assert [one["differences"] for one in found["statements"] if one["how"] == "cut there"] == [["negation"]]


def test_from_a_script() -> None:
    with package.open_record("onrecord.db") as record:
        compared = record.compare("report.txt", "other.txt")
        assert isinstance(compared, package.ReportsCompared)
        assert compared.here.title == "Minister keeps yard open"
        assert [row.quotations for row in record.primary()] == [4]
        assert len(record.primary_of("report.txt").rows) == 3
        with pytest.raises(package.BadRequest):
            record.compare("report.txt", "other.txt", old=1)  # type: ignore[call-overload]
