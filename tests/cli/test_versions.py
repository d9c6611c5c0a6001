"""`onrecord versions`: what a page said before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Onrecord

PAGE = """<html><head><title>Ferry line will stay open</title>
<link rel="canonical" href="https://ledger.example/ferry"></head><body><article><h1>Ferry line will stay open</h1>
<p>KORDAVA, May 3. “We will not close the ferry line this winter,” harbour minister Ysolde Marrin said.</p>
<p>The line has run since 1911 and carries some forty thousand people a year between the mainland and the rock.</p>
<p>“The lamp is lit and the keepers are paid,” keeper Bram Ossery said.</p>
</article></body></html>"""
TYPO = PAGE.replace("forty thousand people", "forty thousand poeple")
NEWS = TYPO.replace("will not close", "will close").replace("will stay open", "will close")


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "110")


@pytest.fixture
def record(tmp_path: Path, onrecord: Onrecord) -> str:
    for name, text in (("1.html", PAGE), ("2.html", TYPO), ("3.html", NEWS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        onrecord("read", name, "--model", "rules", "--quiet")
    return "onrecord.db"


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("asked", ["https://www.ledger.example/ferry/?utm_source=x", "1.html", "3.html"])
def test_the_last_step_is_shown(onrecord: Onrecord, asked: str) -> None:
    out = onrecord("versions", asked).out
    assert out.startswith("ledger.example/ferry\n")
    assert "from version 2 to 3" in out
    assert "heading  Ferry line will [-stay open-]{+close+}" in out
    assert "changed: negation “We will [-not-] close the ferry line this winter,”" in " ".join(out.split())
    assert "~ “We will [-not-] close the ferry line" in " ".join(out.split())
    assert "… 2 paragraphs unchanged" in out


@pytest.mark.usefixtures("record")
def test_a_typo_is_no_news(onrecord: Onrecord) -> None:
    assert "spelling and punctuation only" in onrecord("versions", "1.html").out
    assert "[-people-]{+poeple+}" in onrecord("versions", "1.html", "--from", "1", "--to", "2").out
    news = onrecord("versions", "1.html", "--news").out
    assert "from version 2 to 3" in news
    assert "from version 1 to 2" not in news


@pytest.mark.usefixtures("record")
def test_each_step(onrecord: Onrecord) -> None:
    out = onrecord("versions", "1.html", "--each").out
    assert out.index("from version 1 to 2") < out.index("from version 2 to 3")


@pytest.mark.usefixtures("record")
def test_json(onrecord: Onrecord) -> None:
    told = json.loads(onrecord("versions", "1.html", "--format", "json", "--from", "1", "--to", "3").out)
    (step,) = told["steps"]
    assert [version["origin"] for version in told["versions"]] == ["1.html", "2.html", "3.html"]
    assert (step["from"], step["to"], step["news"], step["words_changed"]) == (1, 3, True, 6)
    changed = next(one for one in step["statements"] if one["fate"] == "changed")
    assert ["-", "not ", ["negation"]] in changed["diff"]
    assert "".join(piece[1] for piece in changed["diff"] if piece[0] != "-") == changed["new"]["words"]


@pytest.mark.usefixtures("record")
def test_without_an_address_the_pages_that_changed(onrecord: Onrecord) -> None:
    ended = onrecord("versions")
    assert "heading; statements: 1 changed" in " ".join(ended.out.split())
    assert ended.err == "1 page with more than one version; onrecord versions URL compares them\n"
    (page,) = json.loads(onrecord("versions", "--format", "json").out)
    assert [step["news"] for step in page["steps"]] == [False, True]


@pytest.mark.usefixtures("record")
def test_other_commands_take_the_latest_version(onrecord: Onrecord) -> None:
    assert onrecord("search", "ferry", "--format", "jsonl").out.count("\n") == 1
    assert onrecord("search", "ferry", "--format", "jsonl", "--all-versions").out.count("\n") == 3
    gone = onrecord("search", "not close")
    assert "in earlier versions of pages left out, --all-versions shows them" in gone.err
    assert "version 1 of 3" in " ".join(onrecord("search", "not close", "--all-versions").out.split())
    (line,) = onrecord("export", "--format", "jsonl").out.splitlines()
    report = json.loads(line)["report"]
    assert (report["version"], report["versions"], report["replaced_by"]) == (3, 3, None)
    assert onrecord("export", "--format", "jsonl", "--all-versions").out.count("\n") == 3
    assert "version 1 of 3 of ledger.example/ferry" in onrecord("show", "1.html").out
    assert "2 earlier versions of pages beside them" in " ".join(onrecord("about").out.split())


def test_a_printed_report_has_no_version(onrecord: Onrecord, record: str) -> None:
    for more in ((), ("--record", record)):
        printed = onrecord("read", "3.html", "--model", "rules", "--format", "jsonl", *(more or ("--no-record",))).out
        report = json.loads(printed)["report"]
        assert [report[name] for name in ("version", "versions", "replaces", "replaced_by")] == [None] * 4


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("versions", "nowhere.html"), 1, "no report 'nowhere.html' is on record"),
        (("versions", "1.html", "--from", "9"), 1, "--from 9: there are versions 1 to 3"),
        (("versions", "1.html", "--each", "--to", "2"), 2, "--each compares all versions"),
        (("versions", "--to", "2"), 2, "name the URL or REPORT"),
    ],
)
def test_what_cannot_be_compared(onrecord: Onrecord, arguments: tuple[str, ...], code: int, told: str) -> None:
    ended = onrecord(*arguments)
    assert ended.code == code
    assert told in " ".join(ended.err.split())


def test_a_page_with_one_version(onrecord: Onrecord, sample: str) -> None:
    assert "one version only" in onrecord("versions", "sample.txt", "--record", sample).err
    assert onrecord("versions", "--record", sample).err == "every page on record has one version\n"


def test_what_is_in_a_page_does_not_steer_the_terminal(onrecord: Onrecord, tmp_path: Path) -> None:
    for words in ("\x1b[31mred\u202e", "\x1b[32mgreen\u202e"):
        (tmp_path / "a.txt").write_text(f"“The lamp is {words} in the night,” Bram Ossery said.", encoding="utf-8")
        onrecord("read", "a.txt", "--model", "rules", "--quiet")
    out = onrecord("versions", "a.txt").out
    assert "[-" in out
    assert not set(out) & {"\x1b", "\u202e"}
