"""`onrecord copies`, and what --independent counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.store.record import open_record
from tests.cli.conftest import Onrecord
from tests.cli.records import page_of as sample_page
from tests.cli.records import record_of as sample
from tests.matching.texts import LENS
from tests.store.conftest import put
from tests.store.test_copies import ALL, read


@pytest.fixture
def copied(tmp_path: Path) -> str:
    with open_record(tmp_path / "onrecord.db", create=True) as record:
        put(record, *ALL)
    return "onrecord.db"


def test_the_groups(onrecord: Onrecord, copied: str) -> None:
    ended = onrecord("copies")
    assert ended.code == 0
    told = " ".join(ended.out.split())
    assert "The lamp stays lit 3 3 2023-05-03 2023-05-05" in told
    assert "original: Velna report original · published 2023-05-03, before" in told
    assert ended.err == "1 group of copies, 3 reports in them; onrecord copies REPORT shows one\n"


def test_the_groups_for_programs(onrecord: Onrecord, copied: str) -> None:
    (row,) = map(json.loads, onrecord("copies", "--format", "jsonl").out.splitlines())
    assert (row["group"], row["reports"], row["original"]) == ("cut", 3, "original")
    assert onrecord("copies", "--format", "csv").out.splitlines()[0].startswith("group,reports,outlets,original")


def test_a_copy_beside_its_original(onrecord: Onrecord, copied: str) -> None:
    ended = onrecord("copies", "cut")
    told = " ".join(ended.out.split())
    assert "3 reports with this text; published 2023-05-03, before every other" in told
    assert "cut 2023-05-04 cut, 100 % 54 85 0 Kordava Ledger" in told
    assert "report cut beside the original, report original: [-left out-] {+added+}" in told
    assert f"[-{LENS}-]" in told
    assert max(map(len, ended.out.splitlines())) <= 80


def test_a_copy_for_programs(onrecord: Onrecord, copied: str) -> None:
    rows = [json.loads(line) for line in onrecord("copies", "extended", "--format", "jsonl").out.splitlines()]
    assert [(row["report"], row["kind"], row["words_added"]) for row in rows][2] == ("extended", "extended", 81)
    table = onrecord("copies", "extended", "--format", "csv").out.splitlines()
    assert '"[[' in table[2]
    assert "((" not in "".join(table)


def test_a_report_without_copies(onrecord: Onrecord, copied: str) -> None:
    ended = onrecord("copies", "stranger")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "report stranger: no other report on record is a copy of it, nor is it one of another\n"
    assert onrecord("copies", "nobody").code == 1


def test_a_record_without_copies(onrecord: Onrecord, tmp_path: Path) -> None:
    with open_record(tmp_path / "onrecord.db", create=True) as record:
        put(record, ALL[0])
    assert onrecord("copies").err == "no two reports in onrecord.db are copies of each other\n"


def test_what_waits_is_told_and_read_completes_it(onrecord: Onrecord, copied: str, tmp_path: Path) -> None:
    with open_record(copied) as record:
        record.connection.execute("UPDATE report_signatures SET compared = 0")
    assert "4 reports not compared yet; the next onrecord read" in onrecord("copies").err
    (tmp_path / "new.txt").write_text("Nothing to see here.", encoding="utf-8")
    assert onrecord("read", "new.txt", "--model", "rules", "--quiet").code == 0
    assert "not compared" not in onrecord("copies").err


def test_words_of_strangers_do_not_steer_the_terminal(onrecord: Onrecord, tmp_path: Path) -> None:
    red = "It costs \x1b[31m forty [bold]thousand[/bold] \u202ecrowns, says the notice on the door of the town hall."
    with open_record(tmp_path / "onrecord.db", create=True) as record:
        put(
            record,
            ALL[0],
            read("red", *ALL[0].report.text.split("\n\n")[:3], red, published="2023-05-09", outlet="\x1b[2JRed"),
        )
    for ended in (onrecord("copies"), onrecord("copies", "red")):
        assert not set(ended.out) & {"\x1b", "\u202e"}
    assert "[bold]thousand[/bold]" in ended.out


def test_counted_once(onrecord: Onrecord, copied: str) -> None:
    assert "Ana Lindqvist     person           3        3" in onrecord("speakers").out
    assert "Ana Lindqvist     person           1        1" in onrecord("speakers", "--independent").out
    assert onrecord("speakers", "Lindqvist", "--independent").err == "1 statement\n"
    found = onrecord("search", "dark", "--independent")
    assert "also in 2 copies" in " ".join(found.out.split())
    assert found.err == "1 statement\n"
    listed = json.loads(onrecord("instruments", "--independent", "--format", "jsonl").out)
    assert (listed["statements"], listed["reports"]) == (1, 1)
    shown = onrecord("instruments", "show", "skerrin-lamp-1931", "--independent")
    assert "also in 2 copies" in " ".join(shown.out.split())
    assert "4 reports, 3 statements, 1 speaker (2 independent reports, copies counted once)" in (
        " ".join(onrecord("about").out.split())
    )


def test_the_export_says_of_what_a_report_is_a_copy(onrecord: Onrecord, copied: str) -> None:
    reports = [json.loads(line)["report"] for line in onrecord("export", "--format", "jsonl").out.splitlines()]
    assert [(one["copies"], one["copy_group"]) for one in reports] == [(2, "cut")] * 3 + [(None, None)]
    assert reports[1]["copy_of"] == {
        "report": "original",
        "kind": "cut",
        "share": 1.0,
        "because": "published 2023-05-03, before every other (the next: 2023-05-04)",
    }
    assert reports[0]["copy_of"] is None
    head, *rows = onrecord("export", "--format", "csv").out.splitlines()
    at = head.split(",").index("copy_of")
    assert head.split(",")[at : at + 6] == [
        "copy_of",
        "copy_kind",
        "copy_share",
        "copy_because",
        "copies",
        "copy_group",
    ]
    assert 'original,cut,1.0,"published 2023-05-03' in rows[1]


def test_what_is_only_printed_has_no_copies(onrecord: Onrecord, tmp_path: Path) -> None:
    one = sample()
    (tmp_path / "one.txt").write_bytes(sample_page(one).content)
    report = json.loads(onrecord("read", "--no-record", "--format", "jsonl", "--model", "rules", "one.txt").out)[
        "report"
    ]
    assert (report["copy_of"], report["copies"], report["copy_group"]) == (None, None, None)
