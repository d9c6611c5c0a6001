"""Who is on record, and all that one of them said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.store.record import open_record
from tests.cli.conftest import Onrecord
from tests.store.conftest import put
from tests.store.making import record_of as made

LISTED = """\
speaker                                type    statements  reports  first       last
Ysolde Marrin                          person           2        1  2023-05-03  2023-05-03
two senior officials of the Harbour    person           1        1  –           –
and Lights Directorate
Ünal                                   person           1        1  2023-05-03  2023-05-03
"""


@pytest.mark.usefixtures("sample")
def test_speakers_are_listed_with_counts_and_days(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    ended = onrecord("speakers")
    assert ended.out == LISTED
    assert (ended.code, ended.err) == (0, "3 speakers\n")


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_list_fits_the_terminal(onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(len(line) for line in onrecord("speakers").out.splitlines()) <= width


@pytest.mark.usefixtures("sample")
def test_speakers_for_programs(onrecord: Onrecord) -> None:
    rows = [json.loads(line) for line in onrecord("speakers", "--format", "jsonl").out.splitlines()]
    assert (rows[0]["name"], rows[0]["statements"]) == ("Ysolde Marrin", 2)
    assert rows[1]["first_said_on"] is None
    assert onrecord("speakers", "--format", "csv").out.splitlines()[0].startswith("name,type,")


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(("name", "found"), [("Ysolde Marrin", 2), ("marrin", 2), ("unal", 1)])
def test_a_name_lists_all_that_this_speaker_said(onrecord: Onrecord, name: str, found: int) -> None:
    assert len(onrecord("speakers", name, "--format", "jsonl").out.splitlines()) == found


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("asked", "shown", "told"),
    [
        (("marrin", "--limit", "1"), 1, "1 of 2 statements; --limit 2 shows all\n"),
        (("marrin", "--limit", "2"), 2, ""),
        (("--limit", "2"), 2, "2 of 3 speakers; --limit 3 shows all\n"),
    ],
)
def test_what_a_limit_leaves_out_is_counted(onrecord: Onrecord, asked: tuple[str, ...], shown: int, told: str) -> None:
    ended = onrecord("speakers", *asked, "--format", "jsonl")
    assert (len(ended.out.splitlines()), ended.err) == (shown, told)


def test_of_one_speaker_a_table_has_20_statements_and_a_program_all(onrecord: Onrecord, tmp_path: Path) -> None:
    with open_record(tmp_path / "onrecord.db", create=True) as record:
        put(record, *(made(f"Lamp {n} is lit.", origin=f"{n}.txt", published=f"2031-05-{n + 1:02}") for n in range(22)))
    ended = onrecord("speakers", "Lindqvist")
    assert ended.err == "20 of 22 statements; --limit 22 shows all\n"
    assert ("Lamp 19 is" in ended.out, "Lamp 20 is" in ended.out) == (True, False)
    assert len(onrecord("speakers", "Lindqvist", "--format", "jsonl").out.splitlines()) == 22


@pytest.mark.usefixtures("sample")
def test_an_unknown_name_is_named_with_the_nearest(onrecord: Onrecord) -> None:
    ended = onrecord("speakers", "Isolde Marin")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("onrecord: nobody called 'Isolde Marin' is on record. ")
    assert "Ysolde Marrin" in ended.err


def test_an_empty_record_says_so(onrecord: Onrecord, tmp_path: Path) -> None:
    open_record(tmp_path / "onrecord.db", create=True).close()
    ended = onrecord("speakers")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "nobody is on record in onrecord.db yet; onrecord read PATH puts reports on record\n"
