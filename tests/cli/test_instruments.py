"""Documents appealed to, who appealed to one, and a register of one's own."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Onrecord

TEXT = """Grauwick wants a longer lamp

“The Skerrin Treaty binds us all,” keeper Bram Ossery said on Wednesday, 3 May 2023.

“Article 7 of the Skerrin Treaty is older than any of us,” Odra Tennick said on Thursday, 4 May 2023.

“Security Council resolution 9911 never mentioned the lamp,” Odra Tennick said.
"""
OWN = '{"id": "skerrin-treaty-1951", "title": "Skerrin Treaty (1951)", "adopted": "1951-04-09", "by": "Velmara"}\n'


@pytest.fixture
def read(onrecord: Onrecord) -> None:
    """A record with an imported document, and a report that leans on it."""
    Path("own.jsonl").write_text(OWN, encoding="utf-8")
    Path("lamp.txt").write_text(TEXT, encoding="utf-8")
    assert onrecord("instruments", "import", "own.jsonl").code == 0
    assert onrecord("read", "lamp.txt", "--model", "rules", "--quiet").code == 0


LISTED = """\
document                  statements  possible  reports  first       last
Skerrin Treaty (1951)              2                  1  2023-05-03  2023-05-04
skerrin-treaty-1951
S/RES/9911                         1                  1  2023-05-04  2023-05-04
S/RES/9911
"""


@pytest.mark.usefixtures("read")
def test_documents_are_listed_with_counts_and_days(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    ended = onrecord("instruments")
    assert ended.out == LISTED
    assert ended.err == "2 documents; onrecord instruments show ID tells who appealed to one\n"


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize("asked", ["skerrin-treaty-1951", "skerrin treaty", "Skerrin Treaty (1951)", "skerrin"])
def test_one_document_its_facts_and_who_appealed_to_it(onrecord: Onrecord, asked: str) -> None:
    ended = onrecord("instruments", "show", asked)
    for words in ("1951-04-09", "Velmara", "not checked", "Bram Ossery", "“Skerrin Treaty”, Article 7"):
        assert words in ended.out
    assert ended.out.index("Bram Ossery") < ended.out.index("Odra Tennick")
    assert ended.err == "2 appeals\n"


@pytest.mark.usefixtures("read")
def test_one_document_for_programs(onrecord: Onrecord) -> None:
    told = json.loads(onrecord("instruments", "show", "skerrin-treaty-1951", "--format", "jsonl").out)
    assert told["instrument"]["title"] == "Skerrin Treaty (1951)"
    assert [one["provision"] for one in told["appeals"]] == [None, "Article 7"]
    rows = list(csv.DictReader(io.StringIO(onrecord("instruments", "show", "S/RES/9911", "--format", "csv").out)))
    assert [row["called"] for row in rows] == ["Security Council resolution 9911"]


@pytest.mark.usefixtures("read")
def test_all_documents_that_are_known(onrecord: Onrecord) -> None:
    rows = [json.loads(line) for line in onrecord("instruments", "--all", "--format", "jsonl").out.splitlines()]
    assert len(rows) > 300
    assert rows[0]["statements"] == 2
    assert rows[-1]["statements"] == 0


@pytest.mark.usefixtures("read")
def test_statements_that_appeal_to_one_are_searched(onrecord: Onrecord) -> None:
    found = onrecord("search", "older", "--instrument", "skerrin-treaty-1951", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["speaker"] for line in found] == ["Odra Tennick"]
    named = onrecord("search", "older", "--instrument", "skerrin treaty", "--format", "jsonl").out.splitlines()
    assert named == found
    assert "instrument S/RES/9911" in onrecord("search", "rain", "--instrument", "S/RES/9911").err
    unknown = onrecord("search", "older", "--instrument", "skerin treaty")
    assert unknown.code == 1
    assert "no document 'skerin treaty'" in unknown.err
    assert "the nearest: skerrin-treaty-1951" in unknown.err


@pytest.mark.usefixtures("read")
def test_why_a_statement_refers_to_it(onrecord: Onrecord) -> None:
    ended = onrecord("show", "lamp.txt", "--why", "1")
    assert "refers to" in ended.out
    assert "named 'Skerrin Treaty'" in " ".join(ended.out.split())


@pytest.mark.usefixtures("read")
def test_a_document_nobody_knows(onrecord: Onrecord) -> None:
    ended = onrecord("instruments", "show", "skerin treaty")
    assert ended.code == 1
    assert "the nearest: skerrin-treaty-1951" in ended.err


@pytest.mark.usefixtures("read")
def test_what_is_forgotten_is_no_longer_found(onrecord: Onrecord) -> None:
    assert onrecord("instruments", "forget", "skerrin-treaty-1951").code == 0
    assert onrecord("instruments", "forget", "skerrin-treaty-1951").code == 1
    again = onrecord("read", "lamp.txt", "--model", "rules")
    assert "1 read anew" in again.err
    assert "S/RES/9911" in onrecord("instruments").out
    assert "Skerrin" not in onrecord("instruments").out


def test_lines_that_cannot_be_read_are_numbered_and_the_others_kept(onrecord: Onrecord) -> None:
    Path("own.jsonl").write_text(OWN + '{"id": "x"}\n', encoding="utf-8")
    ended = onrecord("instruments", "import", "own.jsonl")
    assert ended.code == 1
    assert "own.jsonl, line 2: x needs a title" in ended.err
    assert "1 instrument added, 1 line left out" in ended.err


def test_a_record_without_appeals(onrecord: Onrecord) -> None:
    Path("a.txt").write_text("“It rains,” keeper Bram Ossery said.", encoding="utf-8")
    onrecord("read", "a.txt", "--model", "rules", "--quiet")
    ended = onrecord("instruments")
    assert (ended.code, ended.out) == (0, "")
    assert "no statement in onrecord.db appeals to a document" in ended.err


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize("before", [("--record", "other.db"), ("--all",), ("--independent",), ("--format", "csv")])
def test_an_option_before_the_word_that_it_is_not_for_is_told(onrecord: Onrecord, before: tuple[str, ...]) -> None:
    """It was passed over, and the answer came from another record than the one that was named."""
    ended = onrecord("instruments", *before, "show", "skerrin-treaty-1951")
    assert (ended.code, "name options behind show, not before it" in " ".join(ended.err.split())) == (2, True)
