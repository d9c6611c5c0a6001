"""Corrections made in Label Studio come in by `onrecord judgements import`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Onrecord
from tests.cli.records import record_of
from tests.export.labelling import Labelled

pytestmark = pytest.mark.usefixtures("sample")
SAMPLE = record_of()
FIRST = f"{SAMPLE.statements[0].id}-content-0"


def export(*labelled: Labelled) -> str:
    Path("labelled.json").write_text(json.dumps([one.task for one in labelled]), encoding="utf-8")
    return "labelled.json"


def test_tasks_that_go_out_and_come_in_unchanged_judge_nothing(onrecord: Onrecord) -> None:
    tasks = json.loads(onrecord("export", "--format", "labelstudio").out)
    for task in tasks:
        task["annotations"] = [{"result": task["predictions"][0]["result"], "completed_by": 1}]
    Path("labelled.json").write_text(json.dumps(tasks), encoding="utf-8")
    ended = onrecord("judgements", "import", "labelled.json")
    assert (ended.code, ended.err) == (0, "2 reports came back: 0 judgements taken in, 0 changes on record already\n")


def test_a_correction_is_told_with_the_way_back(onrecord: Onrecord) -> None:
    ended = onrecord("judgements", "import", export(Labelled(SAMPLE).say(FIRST, "kind", "mixed")))
    assert ended.code == 0
    assert "kind" in ended.err
    assert "to take it back: onrecord judgements undo" in ended.err
    assert ended.err.endswith("1 judgement taken in, 0 changes on record already\n")
    again = onrecord("judgements", "import", "labelled.json")
    assert (again.code, again.err) == (0, "1 report came back: 0 judgements taken in, 1 change on record already\n")


def test_what_the_log_cannot_say_is_named_and_the_rest_is_taken(onrecord: Onrecord) -> None:
    labelled = Labelled(SAMPLE).say(FIRST, "kind", "mixed").add("new", "cue", 1, 5)
    ended = onrecord("judgements", "import", export(labelled))
    assert ended.code == 1
    assert f"not taken: {SAMPLE.report.id}: cue [1, 5]" in ended.err
    assert "1 judgement taken in" in ended.err
    assert "1 change not taken: mend them there and import again" in ended.err


def test_by_is_for_label_studio_alone(onrecord: Onrecord) -> None:
    export(Labelled(SAMPLE).say(FIRST, "kind", "mixed"))
    assert "ana:" not in onrecord("judgements", "import", "labelled.json", "--by", "eva").err
    Path("log.jsonl").write_text(onrecord("judgements", "--format", "jsonl").out, encoding="utf-8")
    assert json.loads(Path("log.jsonl").read_text(encoding="utf-8"))["by"] == "eva"
    assert onrecord("judgements", "import", "log.jsonl", "--by", "eva").code == 2
    assert onrecord("judgements", "import", "log.jsonl").code == 0


@pytest.mark.parametrize(("content", "told"), [("[", "not JSON"), ("[{}]", "task 1"), ("[3]", "task 1")])
def test_what_is_no_export_of_ours_is_a_message(onrecord: Onrecord, content: str, told: str) -> None:
    Path("x.json").write_text(content, encoding="utf-8")
    ended = onrecord("judgements", "import", "x.json")
    assert (ended.code, told in ended.err) == (1, True)


@pytest.mark.parametrize(
    "content", [b'[{"data": "\xff"}]', b'{"by": "\xff"}\n', b'{"type": "AnnotationPage", "x": "\xff"}\n']
)
def test_a_file_that_is_no_utf8_is_a_message(onrecord: Onrecord, content: bytes) -> None:
    Path("file").write_bytes(content)
    ended = onrecord("judgements", "import", "file")
    assert ended.code == 1
    assert ended.err.startswith("onrecord: file is not UTF-8. ")
