"""`onrecord check`: did somebody say this?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import onrecord as package
from tests.cli.conftest import Onrecord

TURN = (
    "Good evening. We have counted the lamps of the outer harbour. We will not close the ferry yard this winter, but "
    "we may close it in spring. Thank you very much."
)
TRANSCRIPT = {
    "id": "opening", "kind": "transcript", "date": "2031-05-03", "occasion": "Opening of the yard", "place": "Kordava",
    "turns": [{"speaker": "Ysolde Marrin", "text": TURN}, {"speaker": "Bram Ossery", "text": "The lamp is lit again."}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _record(tmp_path: Path, onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "110")
    (tmp_path / "t.jsonl").write_text(json.dumps(TRANSCRIPT), encoding="utf-8")
    assert onrecord("read", "t.jsonl", "--model", "rules", "--quiet").code == 0


def test_the_answer_for_eyes(onrecord: Onrecord) -> None:
    ended = onrecord("check", "We will close the ferry yard this winter", "--speaker", "Bram Ossery", "--date", "2030")
    assert ended.code == 0
    lines = [line.rstrip() for line in ended.out.splitlines()]
    assert lines[:3] == [
        "altered: on record with other words",
        "speaker: other speaker, Ysolde Marrin, not Bram Ossery",
        "date: other date, 2031-05-03",
    ]
    assert "  We will [-not-] close the ferry yard this winter, but we may close it in spring." in lines
    assert "  • negation: left out: “not” — can change the meaning" in lines
    assert lines[-1] == "searched 2 statements in 1 report, published 2031-05-03 to 2031-05-03"


def test_the_part_that_is_on_record_is_shown_for_eyes(onrecord: Onrecord) -> None:
    ended = onrecord("check", "We have counted the lamps of the outer harbour, and I swear each of them will be sold.")
    lines = [line.rstrip() for line in ended.out.splitlines()]
    assert ended.code == 0
    assert lines[0].startswith("not on record: nothing on record has these words")
    assert "note: 9 of its 18 words are on record, but not with the rest" in lines
    assert "on record of it: “We have counted the lamps of the outer harbour”" in lines
    assert "  We have counted the lamps of the outer harbour." in lines


def test_the_answer_for_programs(onrecord: Onrecord) -> None:
    ended = onrecord("check", "We will close the ferry yard this winter", "--in", "onrecord.db", "--format", "json")
    found = json.loads(ended.out)
    assert (found["verdict"], found["speaker_verdict"], found["date_verdict"]) == ("altered", "not asked", "not asked")
    (one,) = found["evidence"]
    assert one["diff"] == [["=", "We will "], ["-", "not "], ["=", "close the ferry yard this winter"]]
    assert one["differences"] == [
        {"effect": "left out", "kinds": ["negation"], "record": "not", "asked": "", "can_change_meaning": True}
    ]
    assert (one["occasion"], one["place"], one["said_on"], one["primary"]) == (
        *("Opening of the yard", "Kordava", "2031-05-03", True),
    )
    assert one["passages"][0]["goes_on"] == ", but we may close it in spring."
    assert one["passages"][0]["words"] == TURN[slice(*one["passages"][0]["content"])]
    assert found["searched"] == {
        "statements": 2, "reports": 1, "outlets": 0, "earliest": "2031-05-03", "latest": "2031-05-03",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("We h\u0430ve counted the lamps of the outer harbour", "1 Cyrillic letter read as Latin"),
        ("The moon is made of copper and of cheese", "not on record: nothing on record has these words"),
        ("thank you very much", "a common phrase: many may have said it"),
        ("“The lamp is lit again,” he said", "words outside the quotation marks left out: 'he said'"),
    ],
)
def test_what_is_told_besides(onrecord: Onrecord, words: str, line: str) -> None:
    assert line in onrecord("check", words).out


def test_of_words_of_two_speakers_the_other_one_is_named(onrecord: Onrecord) -> None:
    joined = "We have counted the lamps of the outer harbour. The lamp is lit again."
    out = onrecord("check", joined, "--speaker", "Marrin").out
    assert out.startswith("spliced: ")
    assert "speaker: other speaker, Bram Ossery, not Marrin" in out


def test_nobody_of_the_name(onrecord: Onrecord) -> None:
    out = " ".join(onrecord("check", "The lamp is lit again", "--speaker", "Bram Osery").out.split())
    assert "note: nobody called 'Bram Osery' is on record; the nearest: Bram Ossery" in out


@pytest.mark.parametrize(
    ("asked", "code"), [(("",), 2), (("…",), 1), (("a" * 30_000,), 1), (("the lamp", "--date", "soon"), 2), ((), 2)]
)
def test_what_cannot_be_checked_is_refused_by_name(onrecord: Onrecord, asked: tuple[str, ...], code: int) -> None:
    ended = onrecord("check", *asked)
    assert (ended.code, ended.out) == (code, "")
    assert ended.err


def test_from_python() -> None:
    found = package.check("The lamp is lit again", record="onrecord.db", speaker="Ossery")
    assert (found.verdict, found.speaker_verdict) == ("verbatim", "match")


@pytest.mark.usefixtures("sample")
def test_a_review_is_signed_by_whom_the_command_names(onrecord: Onrecord) -> None:
    ended = onrecord("check", "We will not sign anything in the dark", "--claim-review", "Ann Editor")
    review = json.loads(ended.out)
    assert (ended.code, review["@type"], review["author"]["name"]) == (0, "ClaimReview", "Ann Editor")
    assert onrecord("check", "We will not sign", "--claim-review", " ").code == 2


PROSE = "In Kordava they know the old saying that a lamp burns longest when nobody looks at it. The ferry was late.\n"


def test_words_that_a_text_prints_outside_of_statements_are_shown_and_are_no_verdict(
    onrecord: Onrecord, tmp_path: Path
) -> None:
    (tmp_path / "prose.txt").write_text(PROSE, encoding="utf-8")
    assert onrecord("read", "prose.txt", "--model", "rules", "--quiet").code == 0
    words = "A lamp burns longest, when nobody looks at it"
    shown = " ".join(onrecord("check", words).out.split())
    assert shown.startswith("not on record: ")
    assert "printed, but read as nobody's statement" in shown
    assert "know the old saying that a lamp burns longest when nobody looks at it. The ferry was late." in shown
    (one,) = json.loads(onrecord("check", words, "--format", "json").out)["printed"]
    assert PROSE[one["start"] : one["end"]] == one["words"] == "a lamp burns longest when nobody looks at it"
    assert one["statement"] is None
    assert json.loads(onrecord("check", "Nobody ever printed these words", "--format", "json").out)["printed"] == []
    assert json.loads(onrecord("check", "close the ferry yard this winter", "--format", "json").out)["printed"] is None


TOLD = "SENNPORT, 3 May 2023. Harbour master Ruben Quillet said six vessels had changed course since Monday.\n"


def test_words_inside_of_a_statement_are_not_called_nobodys(onrecord: Onrecord, tmp_path: Path) -> None:
    (tmp_path / "told.txt").write_text(TOLD, encoding="utf-8")
    assert onrecord("read", "told.txt", "--model", "rules", "--quiet").code == 0
    ended = onrecord("check", "six vessels had changed course since Monday", "--speaker", "Quillet")
    assert ended.out.startswith("paraphrased")
    assert "nobody's" not in ended.out


def test_very_many_texts_are_looked_through_when_it_is_wanted(
    onrecord: Onrecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.run.checking.MOST_TEXTS", 0)
    (tmp_path / "prose.txt").write_text(PROSE, encoding="utf-8")
    assert onrecord("read", "prose.txt", "--model", "rules", "--quiet").code == 0
    words = "a lamp burns longest when nobody looks at it"
    assert "--in-text looks around them, too" in " ".join(onrecord("check", words).out.split())
    assert "printed, but" in onrecord("check", words, "--in-text").out
