"""Reports in, a record out: what is printed where, and with what exit code."""

from __future__ import annotations

import csv
import json
import shlex
import signal
import subprocess
from io import StringIO
from pathlib import Path
from subprocess import PIPE
from threading import Timer

import pytest

from onrecord.cli.read import passed, summary
from onrecord.run.account import Account
from onrecord.store.record import open_record
from tests.cli.conftest import Onrecord, command, environment, process
from tests.pages.archives import http, name, page, record

REPORT = "KORDAVA, May 3, 2023. “The lamp will burn all winter,” harbour master Ysolde Marrin said on Wednesday.\n"


@pytest.fixture(autouse=True)
def _folder() -> None:
    Path("news").mkdir()
    for at in range(3):
        Path(f"news/{at}.txt").write_text(f"Report {at}\n\n{REPORT}", encoding="utf-8")


def test_a_folder_is_put_on_record(onrecord: Onrecord) -> None:
    ended = onrecord("read", "news")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "3 reports read, 3 statements; record: onrecord.db; next: onrecord search WORDS\n"
    with open_record("onrecord.db", read_only=True) as record:
        assert record.counts().reports == 3
        (run,) = record.runs()
    assert run.arguments == ("news",)
    assert run.finished


def test_reading_twice_changes_nothing(onrecord: Onrecord) -> None:
    onrecord("read", "news")
    before = onrecord("export", "--format", "jsonl").out
    assert onrecord("read", "news").err.startswith("3 reports read (3 unchanged), 3 statements; ")
    assert onrecord("export", "--format", "jsonl").out == before


def test_an_unreadable_input_is_named_and_the_others_go_on(onrecord: Onrecord) -> None:
    Path("news/1.txt").write_bytes(b"")
    ended = onrecord("read", "news", "missing.txt")
    first, second, last = ended.err.splitlines()
    assert ended.code == 1
    assert first.startswith("onrecord: news/1.txt: ")
    assert second.startswith("onrecord: missing.txt: ")
    assert last.startswith("2 reports read, 2 statements, 2 inputs at fault; record: onrecord.db")
    with open_record("onrecord.db", read_only=True) as record:
        assert [one.origin for one in record.skipped()] == ["news/1.txt", "missing.txt"]


def test_strict_stops_at_the_first_and_keeps_what_was_read(onrecord: Onrecord) -> None:
    Path("news/1.txt").write_bytes(b"")
    ended = onrecord("read", "news", "--strict")
    assert ended.code == 1
    assert "1 report read, 1 statement, 1 input at fault" in ended.err


def test_json_lines_stand_alone_on_standard_output(onrecord: Onrecord) -> None:
    Path("news/1.txt").write_bytes(b"")
    ended = onrecord("read", "news", "--format", "jsonl")
    records = [json.loads(line) for line in ended.out.splitlines()]
    assert [record["report"]["source"] for record in records] == ["news/0.txt", "news/2.txt"]
    assert ended.code == 1


def test_csv_has_one_head_for_all_reports(onrecord: Onrecord) -> None:
    rows = list(csv.DictReader(StringIO(onrecord("read", "news", "--format", "csv", "--no-record").out)))
    assert [row["speaker"] for row in rows] == ["Ysolde Marrin"] * 3


def test_without_a_record_nothing_is_written_and_a_table_is_printed(onrecord: Onrecord) -> None:
    ended = onrecord("read", "news/0.txt", "--no-record")
    assert not Path("onrecord.db").exists()
    assert "Ysolde Marrin" in ended.out
    assert "“The lamp will burn all winter,”" in ended.out
    assert ended.err == "1 report read, 1 statement\n"


def test_quiet_names_only_what_was_skipped(onrecord: Onrecord) -> None:
    ended = onrecord("read", "news", "missing.txt", "--quiet")
    assert (ended.code, ended.out) == (1, "")
    assert [line.split(": ")[1] for line in ended.err.splitlines()] == ["missing.txt"]


def test_standard_input_is_read(onrecord: Onrecord) -> None:
    ended = onrecord("read", "-", "--no-record", "--format", "jsonl", stdin=REPORT.encode())
    assert json.loads(ended.out)["report"]["source"] == "-"


def test_the_form_and_the_encoding_can_be_named(onrecord: Onrecord) -> None:
    page = f"<html><body><p>{REPORT}</p></body></html>".encode("cp1252")
    ended = onrecord(
        "read", "-", "--no-record", "--format", "jsonl", "--as", "html", "--encoding", "cp1252", stdin=page
    )
    assert "<p>" not in json.loads(ended.out)["report"]["text"]
    assert "“The lamp" in json.loads(ended.out)["report"]["text"]


def test_read_again_in_another_encoding_that_is_named_the_text_is_another(onrecord: Onrecord) -> None:
    """Until then, what was read in the wrong one could not be mended: the bytes were known, so nothing was read."""
    Path("old.txt").write_bytes("Anna Çelik said: “Çeşme is safe.” It is, she said.".encode("cp1254"))
    told = []
    for named in (("iso8859-2",), ("cp1254",), ("cp1254",), ()):
        ended = onrecord("read", "old.txt", *(part for name in named for part in ("--encoding", name)))
        (report,) = map(json.loads, onrecord("export", "--format", "jsonl").out.splitlines())
        told.append((ended.err.count("anew"), ended.err.count("unchanged"), "Çeşme" in report["report"]["text"]))
    assert told == [(0, 0, False), (1, 0, True), (0, 1, True), (0, 1, True)]


def test_what_is_too_large_is_skipped(onrecord: Onrecord) -> None:
    Path("big.txt").write_text(REPORT * 100, encoding="utf-8")
    ended = onrecord("read", "big.txt", "--max-size", "0.005")
    assert ended.code == 1
    assert ended.err.startswith("onrecord: big.txt: ")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("news", "--format", "xml"),
        ("news", "--as", "pdf"),
        ("news", "--encoding", "klingon"),
        ("news", "--encoding", "hex"),  # a codec, but not of text
        ("news", "--max-size", "inf"),
        ("news", "--max-size", "nan"),
        ("news", "--max-size", "0"),
        ("news", "--jobs", "-1"),
        ("news", "--jobs", "many"),
        ("news", "--unheard-of"),
    ],
)
def test_a_wrong_command_line_ends_with_2_and_reads_nothing(onrecord: Onrecord, arguments: tuple[str, ...]) -> None:
    assert onrecord("read", *arguments).code == 2
    assert not Path("onrecord.db").exists()


def test_a_record_that_is_none_is_left_untouched(onrecord: Onrecord) -> None:
    Path("notes.db").write_text("my notes", encoding="utf-8")
    ended = onrecord("read", "news", "--record", "notes.db")
    assert ended.code == 1
    assert ended.err.startswith("onrecord: notes.db is not a record of onrecord. ")
    assert Path("notes.db").read_text(encoding="utf-8") == "my notes"


@pytest.mark.parametrize(
    ("account", "record", "told"),
    [
        (Account(new=1, statements=2), "onrecord.db", "1 report read, 2 statements; record: onrecord.db; next: "),
        (Account(only_read=5), None, "5 reports read, 0 statements"),
        (Account(new=1, unchanged=2, replaced=3), "r.db", "6 reports read (1 new, 2 unchanged, 3 read anew), "),
        (Account(skipped=1200), "r.db", "0 reports read, 0 statements, 1,200 inputs at fault; record: r.db"),
        (Account(new=1, ignored=2), "my r.db", "next: onrecord search WORDS --record 'my r.db'"),
        (Account(new=1, stopped=KeyboardInterrupt()), "r.db", "stopped early: 1 report read, "),
        (Account(new=1, stopped=KeyboardInterrupt()), "r.db", "run the same command again to complete it"),
    ],
)
def test_the_summary(account: Account, record: str | None, told: str) -> None:
    assert told in summary(account, record)


def test_an_interruption_keeps_what_was_read_and_ends_with_130() -> None:
    arguments = command("read", "-", "--as", "jsonl", "--format", "jsonl")
    with subprocess.Popen(arguments, env=environment(), stdin=PIPE, stdout=PIPE, stderr=PIPE) as reading:
        watchdog = Timer(60, reading.kill)
        watchdog.start()
        assert reading.stdin
        assert reading.stdout
        reading.stdin.write(f"{json.dumps({'id': 'first', 'text': REPORT})}\n".encode())
        reading.stdin.flush()
        line = reading.stdout.readline()  # what is told is on record; now the reader waits for more
        reading.send_signal(signal.SIGINT)
        _, told = reading.communicate()
        watchdog.cancel()
    assert json.loads(line)["report"]["given_id"] == "first"
    assert reading.returncode == 130
    assert told.startswith(
        b"stopped early: 1 report read, 1 statement; record: onrecord.db; run the same command again"
    )
    assert b"Traceback" not in told
    with open_record("onrecord.db", read_only=True) as record:
        assert [one.given_id for one in record.reports()] == ["first"]


def test_a_closed_pipe_is_no_fault() -> None:
    shell = f"{shlex.join(command('read', 'news', '--format', 'jsonl'))} | true; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, env=environment(), check=True)
    assert ended.stdout == "141\n"
    assert "Traceback" not in ended.stderr


def test_a_process_keeps_data_and_messages_apart() -> None:
    Path("news/1.txt").write_bytes(b"")
    ended = process(["read", "news", "--format", "jsonl"], LANG="C", LC_ALL="C", PYTHONUTF8="0")
    assert ended.code == 1
    assert len([json.loads(line) for line in ended.out.splitlines()]) == 2
    assert "“The lamp will burn" in ended.out
    assert ended.err.splitlines()[0].startswith("onrecord: news/1.txt: ")


def crawl() -> bytes:
    moved = record(http("", "Location: https://news.example/b", status="301 Moved"), number=2)
    return page(1) + moved + record(http(b"GIF", "Content-Type: image/gif"), number=3) + page(4)


def test_a_crawl_is_counted_by_kind_and_its_faults_are_named(onrecord: Onrecord) -> None:
    Path("crawl.warc").write_bytes(crawl() + crawl()[:-20])
    ended = onrecord("read", "crawl.warc")
    fault, last = ended.err.splitlines()
    assert ended.code == 1
    assert fault.startswith(f"onrecord: {name(4)} (crawl.warc, byte ")
    assert "the file ends inside the record" in fault
    assert "1 input at fault, 4 inputs that are no reports (2 images, 2 redirects); record: " in last
    with open_record("onrecord.db", read_only=True) as opened:
        assert [one.origin for one in opened.skipped()] == [name(4)]


def test_redirects_alone_are_no_failure(onrecord: Onrecord) -> None:
    Path("crawl.warc").write_bytes(crawl())
    assert onrecord("read", "crawl.warc").code == 0


def test_of_many_faults_in_a_row_the_first_are_named_and_the_others_counted(onrecord: Onrecord) -> None:
    bad = record(b"no HTTP", number=5)
    Path("crawl.warc").write_bytes(bad * 30 + page(1) + bad)
    named = onrecord("read", "crawl.warc").err.splitlines()
    assert [line.partition("(")[0] for line in named[:20]] == [f"onrecord: {name(5)} "] * 20
    assert named[20].startswith("onrecord: 10 more inputs in a row could not be read. ")
    assert len(named) == 23
    with open_record("onrecord.db", read_only=True) as opened:
        assert len(opened.skipped()) == 31


@pytest.mark.parametrize(
    ("kinds", "told"),
    [
        ({}, "0 inputs that are no reports"),
        ({"redirect": 1}, "1 input that is no report (1 redirect)"),
        ({"image": 80, "redirect": 2000}, "2,080 inputs that are no reports (2,000 redirects, 80 images)"),
        (dict.fromkeys("abcdefgh", 1), "8 inputs that are no reports (1 a, 1 b, 1 c, 1 d, 1 e, 1 f, 2 others)"),
    ],
)
def test_what_is_no_report_is_told_by_kind(kinds: dict[str, int], told: str) -> None:
    assert passed(Account(passed=sum(kinds.values()), kinds=kinds)) == told


def test_a_report_shows_where_in_an_archive_it_came_from_and_its_page(onrecord: Onrecord) -> None:
    Path("crawl.warc").write_bytes(crawl())
    onrecord("read", "crawl.warc")
    assert f"crawl.warc, byte 0, record {name(1)}\n" in onrecord("show", name(1)).out
    assert "came by" in onrecord("show", name(1), "--why").out
    assert onrecord("show", name(1), "--source").out.encode() == page(1).split(b"\r\n\r\n", 2)[2].removesuffix(
        b"\r\n\r\n"
    )
    assert onrecord("show", name(1), "--source", "--why").code == 2
