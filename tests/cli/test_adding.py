"""Statements that a person adds, from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from onrecord.store.record import open_record
from tests.cli.conftest import Onrecord
from tests.web.serving import ROOT

WHO = ("--by", "ana")
REPORT = "velna-skerrin-lamp.txt"
RULES = ("--model", "rules")


@pytest.fixture
def text(onrecord: Onrecord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The text of one report, read by the rules, of which one statement is taken out by hand and added again."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "examples" / REPORT, REPORT)
    assert onrecord("read", REPORT, *RULES).code == 0
    return Path(REPORT).read_text(encoding="utf-8")


def free(text: str) -> tuple[str, str]:
    """The place of the headline, and its words."""
    words = text.splitlines()[0]
    return f"0:{len(words)}", words


def test_a_statement_is_added_shown_listed_and_taken_back(onrecord: Onrecord, text: str) -> None:
    places, words = free(text)
    told = ("--speaker", "Bo Ek", "--speaker-type", "person", "--said-on", "2023-05", "--because", "heard it")
    ended = onrecord("statement", "add", REPORT, "--content", places, *told, *WHO)
    err = " ".join(ended.err.split())
    assert (ended.code, f"content “{words[:60]}” ({places})" in err) == (0, True)
    id_ = err.split("; onrecord show --why ")[1].split()[0]
    why = " ".join(onrecord("show", "--why", id_).out.split())
    assert "added by ana: heard it" in why
    assert "nobody measured that: a person added it" in why
    assert "found by" not in why
    assert "added" in onrecord("search", "--speaker", "Bo Ek").out
    assert "stands" in onrecord("judgements").out
    assert "added" in onrecord("show", REPORT).out
    judgement = json.loads(onrecord("judgements", "--format", "jsonl").out)["id"]
    assert onrecord("cases", "add", judgement, *WHO).err.startswith("1 case kept")
    assert onrecord("cases", "add", id_, *WHO).err.startswith("1 case kept")
    assert "no statement is read there" in onrecord("cases", "run", *RULES).out
    assert onrecord("judgements", "undo", judgement, *WHO).code == 0
    assert onrecord("show", "--why", id_).code == 1


def test_a_place_that_parts_a_word_is_told_and_counts(onrecord: Onrecord, text: str) -> None:
    places, words = free(text)
    start, end = 1, len(words) - 1
    told = onrecord("statement", "add", REPORT, "--content", f"{start}:{end}", *WHO)
    err = " ".join(told.err.split())
    assert told.code == 0
    assert f"content begins inside of a word: “{words[0]}|{words[1:12]}" in err
    assert f"{words[-10:-1]}|{words[-1]}" in err.partition("content ends inside of a word: “")[2]
    id_ = err.split("; onrecord show --why ")[1].split()[0]
    assert "who added it told of none" in " ".join(onrecord("show", "--why", id_).out.split())
    assert "inside of a word" not in onrecord("statement", "correct", id_, "--content", places, *WHO).err


@pytest.mark.parametrize(
    ("options", "code", "what", "remedy"),
    [
        (("--content", "3:99999"), 1, "outside of the text", "Unicode code points"),
        (("--content", "9:9"), 1, "has no words", "Unicode code points"),
        (("--content", "nine"), 1, "is no content", "START:END"),
        (("--content", "0:9", "--speaker", "Nobody Known"), 1, "nobody called", "statement add"),
        (("--content", "0:9", "--said-on", "soon"), 1, "is no said_on", "2021-12"),
        ((), 2, "say where its words stand", "--content"),
    ],
)
def test_what_cannot_be_added_is_a_message(
    onrecord: Onrecord, text: str, options: tuple[str, ...], code: int, what: str, remedy: str
) -> None:
    ended = onrecord("statement", "add", REPORT, *options, *WHO)
    err = " ".join(ended.err.split())
    assert (ended.code, what in err, remedy in err) == (code, True, True)
    assert onrecord("judgements", "--format", "jsonl").out == ""


def test_what_is_on_record_is_not_added_again(onrecord: Onrecord, text: str) -> None:
    with open_record("onrecord.db", read_only=True) as record:
        (found,) = record.records()
    one = found.statements[0]
    span = one.attribution.content[0]
    whole = ",".join(f"{span.start}:{span.end}" for span in one.attribution.content)
    part = f"{span.start}:{span.start + 5}"
    for places, what in ((whole, f"this is statement {one.id}"), (part, f"part of statement {one.id}")):
        ended = onrecord("statement", "add", REPORT, "--content", places, *WHO)
        err = " ".join(ended.err.split())
        assert (ended.code, what in err, f"onrecord statement correct {one.id}" in err) == (1, True, True)
    onrecord("statement", "reject", one.id, *WHO)
    ended = onrecord("statement", "add", REPORT, "--content", whole, *WHO)
    assert (ended.code, "onrecord judgements undo" in " ".join(ended.err.split())) == (1, True)


def test_who_is_meant_by_a_mention_is_who_speaks(onrecord: Onrecord, text: str) -> None:
    with open_record("onrecord.db", read_only=True) as record:
        (found,) = record.records()
    named = next(one for one in found.statements if one.attribution.source and one.speaker and one.speaker.entity)
    (mention, *_) = named.attribution.source
    places, _ = free(text)
    source = f"{mention.start}:{mention.end}"
    assert onrecord("statement", "add", REPORT, "--content", places, "--source", source, *WHO).code == 0
    with open_record("onrecord.db", read_only=True) as record:
        (added,) = [one for found in record.records() for one in found.statements if one.is_added]
    assert added.speaker
    assert named.speaker
    assert (added.speaker.name, added.speaker.entity) == (named.speaker.name, named.speaker.entity)


def test_an_export_and_its_judgements_make_the_same_rows(onrecord: Onrecord, text: str) -> None:
    places, _ = free(text)
    onrecord("statement", "add", REPORT, "--content", places, *WHO)
    onrecord("export", "--format", "jsonl", "--output", "all.jsonl")
    Path("log.jsonl").write_text(onrecord("judgements", "--format", "jsonl").out, encoding="utf-8")
    there = ("--record", "there.db")
    ended = onrecord("import", "all.jsonl", *there)
    assert (ended.code, "1 judgement of people told of in it did not come along" in ended.err) == (0, True)
    onrecord("judgements", "import", "log.jsonl", *there)
    onrecord("export", "--format", "jsonl", "--output", "again.jsonl", *there)
    assert Path("again.jsonl").read_text(encoding="utf-8") == Path("all.jsonl").read_text(encoding="utf-8")


def test_web_annotations_that_people_changed_are_taken_in(onrecord: Onrecord, text: str) -> None:
    onrecord("export", "--format", "webannotation", "--output", "pages.jsonl")
    assert onrecord("judgements", "import", "pages.jsonl").err == (
        "1 report came back: 0 judgements taken in, 0 changes on record already\n"
    )
    page = json.loads(Path("pages.jsonl").read_text(encoding="utf-8"))
    places, words = free(text)
    page["items"].append({"id": "x:1", "target": {"selector": {"type": "TextQuoteSelector", "exact": words}}})
    Path("pages.jsonl").write_text(json.dumps(page), encoding="utf-8")
    told = onrecord("judgements", "import", "pages.jsonl", *WHO)
    assert (told.code, "1 judgement taken in" in told.err, places in told.err) == (0, True, True)


def test_words_that_are_partly_those_of_another_statement_are_told_and_count(onrecord: Onrecord, text: str) -> None:
    with open_record("onrecord.db", read_only=True) as record:
        (found,) = record.records()
    one = found.statements[0]
    last = one.attribution.content[-1]
    begins = text.rindex(" ", last.start, last.end - 1) + 1
    ended = onrecord("statement", "add", REPORT, "--content", f"{begins}:{last.end + 20}", *WHO)
    err = " ".join(ended.err.split())
    assert (ended.code, f"some of its words are those of statement {one.id}" in err) == (0, True)
    assert " is on record; onrecord show --why" in err
    places, _ = free(text)
    id_ = err.split("; onrecord show --why ")[1].split()[0]
    assert "some of its words" not in onrecord("statement", "correct", id_, "--content", places, *WHO).err
