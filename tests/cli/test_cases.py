"""Cases from the command line: kept, listed, tried, printed and dropped; and statements that are accepted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from onrecord.store.record import open_record
from tests.cli.conftest import Onrecord
from tests.web.serving import ROOT

WHO = ("--by", "ana")
RULES = ("--model", "rules")
REPORT = "velna-skerrin-lamp.txt"


@pytest.fixture
def ids(onrecord: Onrecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements of one report, read by the rules."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "examples" / REPORT, REPORT)
    assert onrecord("read", REPORT, *RULES).code == 0
    with open_record("onrecord.db", read_only=True) as record:
        return [one.id for found in record.records() for one in found.statements]


def test_a_statement_as_it_stands_holds(onrecord: Onrecord, ids: list[str]) -> None:
    assert onrecord("cases", "add", *ids, *ids[:1], *WHO).err.startswith(f"{len(ids)} cases kept")
    told = onrecord("cases", "run", *RULES)
    assert (told.code, told.out) == (0, "")
    assert told.err == f"{len(ids)} cases: {len(ids)} hold, 0 do not\n"


def test_a_rejected_statement_fails_until_it_is_read_no_more(onrecord: Onrecord, ids: list[str]) -> None:
    onrecord("statement", "reject", ids[0], *WHO)
    judgement = json.loads(onrecord("judgements", "--format", "jsonl").out)["id"]
    assert onrecord("cases", "add", judgement, *WHO).err.startswith("1 case kept")
    told = onrecord("cases", "run", *RULES)
    assert told.code == 1
    assert "read as a statement, which it is not" in told.out
    assert "is no statement" in onrecord("cases").out
    line = json.loads(onrecord("cases", "export").out)
    assert (line["schema"], line["judgement"], line["is_statement"]) == ("onrecord-case/1", judgement, False)
    assert onrecord("cases", "drop", line["id"][:6]).code == 0
    assert onrecord("cases").err.startswith("no case is kept")


def test_what_is_no_id_is_told(onrecord: Onrecord, ids: list[str]) -> None:
    assert onrecord("cases", "add", "zzzzzz", *WHO).code == 1
    assert onrecord("cases", "drop", "zzzzzz").code == 1


def test_an_accepted_statement_is_called_so(onrecord: Onrecord, ids: list[str]) -> None:
    assert "judgement " in onrecord("statement", "accept", ids[0], *WHO).err
    assert "accepted" in onrecord("show", REPORT).out
    assert onrecord("statement", "accept", ids[0], *WHO).code == 1


@pytest.mark.parametrize("mode", ["said", "wrote", "thought", "did"])
def test_a_search_by_mode_finds_that_mode_only(onrecord: Onrecord, ids: list[str], mode: str) -> None:
    told = onrecord("search", "--mode", mode, "--format", "jsonl").out.splitlines()
    with open_record("onrecord.db", read_only=True) as record:
        wanted = {one.id for found in record.records() for one in found.statements if one.attribution.mode == mode}
    assert {json.loads(line)["statement"] for line in told} == wanted


def test_corrected_words_are_to_be_read_so(onrecord: Onrecord, ids: list[str]) -> None:
    """A case has the words: where they stand may change with the reading."""
    with open_record("onrecord.db", read_only=True) as record:
        (span, *_) = record.statement(ids[0])[1].attribution.content
    onrecord("statement", "correct", ids[0], "--content", f"{span.start}:{span.start + 9}", "--unknown", "cue", *WHO)
    judgement = json.loads(onrecord("judgements", "--format", "jsonl").out)["id"]
    assert onrecord("cases", "add", judgement, *WHO).code == 0
    line = json.loads(onrecord("cases", "export").out)
    assert line["fields"] == {"content": line["anchor"]["exact"], "cue": None}
    told = onrecord("cases", "run", *RULES)
    assert told.code == 1
    assert f"content: {line['anchor']['exact']} wanted" in told.out
    assert "cue: not known wanted" in told.out


def test_who_reads_by_rules_alone_is_told_so(
    onrecord: Onrecord, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.run.load_tools.why_rules_alone", lambda model: "the weights are not whole.")
    onrecord("cases", "add", ids[0], "--by", "ana")
    assert "Read by rules alone: the weights are not whole." in onrecord("cases", "run", "--model", "rules").err
