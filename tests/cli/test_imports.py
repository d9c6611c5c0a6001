"""What one record exports another takes in: the same rows, and every line that does not fit by name."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.store.record import open_record
from tests.cli.conftest import Ended, Onrecord
from tests.export.lines import line_of_two, with_value

ALL = ("--rejected", "--all-versions")
TWO = line_of_two()


def exported(onrecord: Onrecord, record: str, *options: str) -> str:
    ended = onrecord("export", "--format", "jsonl", "--record", record, *(options or ALL))
    assert ended.code == 0
    return ended.out


def write(name: str, *lines: Any) -> str:
    Path(name).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return name


@pytest.fixture
def examples(onrecord: Onrecord) -> str:
    """A record of the examples: web pages, plain texts, a transcript."""
    folder = str(Path(__file__).parents[2] / "examples")
    assert onrecord("read", folder, "--model", "rules", "--quiet", "--record", "examples.db").code == 0
    return "examples.db"


def test_a_record_comes_back_the_same_from_json_lines_and_from_parquet(onrecord: Onrecord, examples: str) -> None:
    before = exported(onrecord, examples)
    Path("out.jsonl").write_text(before, encoding="utf-8")
    assert onrecord("export", "--format", "parquet", "--output", "out", "--record", examples, *ALL).code == 0
    assert "9 unchanged" in onrecord("import", "out.jsonl", "--record", examples).err  # into the record itself
    assert exported(onrecord, examples) == before
    for source, record in (("out.jsonl", "lines.db"), ("out", "tables.db")):
        ended = onrecord("import", source, "--record", record)
        assert (ended.code, ended.out) == (0, "")
        assert ended.err.startswith("9 reports (9 new), 87 statements; record: ")
        assert exported(onrecord, record) == before
        again = onrecord("import", source, "--record", record)
        assert again.err.startswith("9 reports (9 unchanged), 87 statements; record: ")
        assert exported(onrecord, record) == before
    with open_record("lines.db") as record_:
        record_.verify()
        assert record_.runs()[0].reader.endswith(" import")
        assert record_.runs()[0].arguments == ("out.jsonl",)


def test_judgements_come_with_their_own_log_and_nothing_is_lost_in_silence(onrecord: Onrecord, sample: str) -> None:
    with open_record(sample, read_only=True) as record:
        ids = [statement.id for one in record.records() for statement in one.statements]
    who = ("--by", "ana")
    assert onrecord("statement", "reject", ids[0], *who).code == 0
    assert onrecord("statement", "correct", ids[1], "--place", "Kordava", *who).code == 0
    assert onrecord("people", "rename", "Ünal", "Orhan Ünal", *who).code == 0
    before = exported(onrecord, sample)
    Path("out.jsonl").write_text(before, encoding="utf-8")
    Path("log.jsonl").write_text(onrecord("judgements", "--format", "jsonl").out, encoding="utf-8")

    ended = onrecord("import", "out.jsonl", "--record", "new.db")
    assert ended.code == 0
    assert "2 judgements of people told of in it did not come along; bring the log with onrecord" in ended.err
    assert "Kordava" not in [
        one["place"] for one in json.loads(exported(onrecord, "new.db").splitlines()[0])["statements"]
    ]
    assert onrecord("judgements", "import", "log.jsonl", "--record", "new.db").code == 0
    assert exported(onrecord, "new.db") == before
    assert "did not come along" not in onrecord("import", "out.jsonl", "--record", "new.db").err
    assert exported(onrecord, "new.db") == before


def test_bytes_that_did_not_come_are_said_and_kept_when_the_page_is_read(onrecord: Onrecord) -> None:
    page = "<html><body><article><p>“The lamp is lit,” keeper Bram Ossery said on Wednesday in Kordava.</p></article>"
    Path("page.html").write_text(page, encoding="utf-8")
    assert onrecord("read", "page.html", "--model", "rules", "--record", "a.db").code == 0
    Path("out.jsonl").write_text(exported(onrecord, "a.db"), encoding="utf-8")
    onrecord("import", "out.jsonl", "--record", "b.db")
    with open_record("b.db") as record:
        record.verify()
    ended = onrecord("show", "page.html", "--page", "--record", "b.db")
    assert ended.code == 1
    assert "did not come with the import. Exports hold none; read the page again from its source" in ended.err
    assert "1 unchanged" in onrecord("read", "page.html", "--model", "rules", "--record", "b.db").err
    with open_record("b.db") as record:
        assert record.content(next(record.records()).report.sha256) == page.encode()
        record.verify()


def kept_out(onrecord: Onrecord, *lines: Any) -> Ended:
    return onrecord("import", write("in.jsonl", *lines), "--record", "new.db")


HOSTILE = (
    ([], "in.jsonl: one JSON document, not one report a line"),
    (with_value(TWO, "schema", "onrecord/9"), "in.jsonl:1: schema is 'onrecord/9', not 'onrecord/1'"),
    (with_value(TWO, "statements.0.content", [[0, 9999]]), "is no place in a text of 80 characters"),
    (with_value(TWO, "statements.1.id", "f" * 20), "is not that of its places"),
    (with_value(TWO, "statements.0.nested_in", TWO["statements"][1]["id"]), "is nested in itself"),
    (with_value(TWO, "report.url", 7), "report.url is 7, not a text"),
    (
        {"schema": "onrecord-judgement/1", "act": "reject"},
        "in.jsonl:1: a judgement. Take it in with onrecord judgements",
    ),
    ({"id": "1", "text": "A report to be read."}, "schema is None"),
)


@pytest.mark.parametrize(("line", "reason"), HOSTILE)
def test_a_line_that_does_not_fit_is_named_and_kept_out(onrecord: Onrecord, line: Any, reason: str) -> None:
    ended = kept_out(onrecord, line)
    assert ended.code == 1
    assert reason in " ".join(ended.err.split())
    assert "0 reports, 0 statements, 1 input kept out" in ended.err
    with open_record("new.db") as record:
        assert record.counts().reports == 0
        record.verify()


def test_good_lines_go_on_beside_bad_ones_and_these_are_kept_to_be_looked_at(onrecord: Onrecord) -> None:
    Path("in.jsonl").write_bytes(b"{]\n" + json.dumps(TWO).encode() + b"\n\xff\n" + b"[" * 100_000 + b"\n")
    ended = onrecord("import", "in.jsonl", "--record", "new.db")
    assert (ended.code, ended.out) == (1, "")
    assert "in.jsonl:1: not JSON" in ended.err
    assert "in.jsonl:3: byte 0 is not UTF-8" in ended.err
    assert "1 report (1 new), 2 statements, 3 inputs kept out; record: new.db" in ended.err
    assert "quarantined" in onrecord("log", "--outcome", "quarantined", "--record", "new.db", "--format", "csv").out


def test_a_report_that_is_otherwise_on_record_is_not_written_over(onrecord: Onrecord) -> None:
    assert kept_out(onrecord, TWO).code == 0
    before = exported(onrecord, "new.db")
    other_bytes = with_value(TWO, "report.sha256", "0" * 64)
    ended = kept_out(onrecord, with_value(other_bytes, "reader", "onrecord 9"))
    assert "is on record here, read from other bytes" in " ".join(ended.err.split())
    ended = kept_out(onrecord, with_value(TWO, "statements.0.speaker.name", "Bo Ek"))
    assert "as the same reader read it, with other statements" in " ".join(ended.err.split())
    assert exported(onrecord, "new.db") == before


def test_a_later_reading_replaces_what_was_imported_but_not_what_was_read_here(onrecord: Onrecord, sample: str) -> None:
    newer = with_value(TWO, "reader", "onrecord 9")
    assert kept_out(onrecord, TWO).code == 0
    assert "(1 replaced)" in kept_out(onrecord, newer).err
    line = json.loads(exported(onrecord, sample).splitlines()[0])
    ended = onrecord("import", write("in.jsonl", line | {"reader": "onrecord 9"}), "--record", sample)
    assert (ended.code, "1 report left as read here by another version" in ended.err) == (0, True)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing.jsonl", "no such file"),
        ("empty.jsonl", "the input is empty"),
        ("folder", "no reports.parquet and no .jsonl file in it"),
        ("cut.jsonl.gz", "the gzip data ends too early"),
        ("cut.parquet", "no Parquet file, or a damaged one"),
    ],
)
def test_what_cannot_be_opened_is_a_message(onrecord: Onrecord, path: str, reason: str) -> None:
    Path("empty.jsonl").touch()
    Path("folder").mkdir()
    Path("cut.jsonl.gz").write_bytes(gzip.compress(json.dumps(TWO).encode() * 50)[:-20])
    Path("cut.parquet").write_bytes(b"PAR1")
    ended = onrecord("import", path, "--record", "new.db")
    assert ended.code == 1
    assert reason in " ".join(ended.err.split())


def test_gzip_folders_and_standard_input_are_taken(onrecord: Onrecord) -> None:
    line = json.dumps(TWO).encode()
    Path("in").mkdir()
    Path("in/a.jsonl.gz").write_bytes(gzip.compress(line))
    assert "(1 new)" in onrecord("import", "in", "--record", "a.db").err
    assert "(1 new)" in onrecord("import", "-", "--record", "b.db", stdin=line).err
    assert exported(onrecord, "a.db") == exported(onrecord, "b.db")


def test_a_shared_record_without_text_is_refused_with_the_reason(onrecord: Onrecord, sample: str) -> None:
    write("in.jsonl", *map(json.loads, exported(onrecord, sample, "--without-text").splitlines()))
    ended = onrecord("import", "in.jsonl", "--record", "new.db")
    assert ended.code == 1
    err = " ".join(ended.err.split())
    assert "it was exported without its text" in err
    assert "without `--without-text`" in err
    assert err.endswith("record: new.db")  # nothing came in, and so there is nothing to be searched


def test_many_lines_that_are_none_are_told_in_one_with_their_number(onrecord: Onrecord, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("no line\n" * 60, encoding="utf-8")
    ended = onrecord("import", "bad.jsonl", "--record", "r.db")
    assert ended.code == 1
    assert "40 more lines in a row" in ended.err


@pytest.mark.parametrize("indent", [None, 1])
def test_what_people_changed_elsewhere_is_sent_to_the_judgements(
    onrecord: Onrecord, sample: str, indent: int | None
) -> None:
    for form, name in (("labelstudio", "tasks.json"), ("webannotation", "pages.json")):
        onrecord("export", "--format", form, "--record", sample, "--output", name)
        told = Path(name).read_text(encoding="utf-8")
        one = json.loads(told) if form == "labelstudio" else json.loads(told.splitlines()[0])
        Path(name).write_text(json.dumps(one, indent=indent), encoding="utf-8")
        ended = onrecord("import", name, "--record", "new.db")
        if form == "webannotation" and indent is None:
            assert ended.code == 0  # nobody changed it: it is an export as any other
        else:
            assert (ended.code, "onrecord judgements import FILE" in " ".join(ended.err.split())) == (1, True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (json.dumps(TWO).encode(), "Put what was exported on record with onrecord import FILE"),
        (b"PAR1\xff\xfe", "is not UTF-8"),
        (b"[\xff", "is not UTF-8"),
        (b'{"a":' * 100_000, "line 1 is not JSON"),
    ],
)
def test_what_is_no_log_of_judgements_is_told(onrecord: Onrecord, sample: str, content: bytes, told: str) -> None:
    Path("in.file").write_bytes(content)
    ended = onrecord("judgements", "import", "in.file", "--record", sample)
    assert (ended.code, told in " ".join(ended.err.split())) == (1, True)
