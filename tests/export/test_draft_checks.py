"""The answer on a draft, field by field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import onrecord
from onrecord.export.draft_checks import draft_to_json
from onrecord.store.record import open_record
from onrecord.values.alike import DraftCopy
from tests.cli.records import Told, page_of, record_of
from tests.test_docs import fields_of

FORMAT = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")
SAID = "{content “We will not sign anything in the dark, whatever they say,”} {source Ysolde Marrin} {cue said}."


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "onrecord.db"
    with open_record(path, create=True) as opened, opened.batch():
        run = opened.begin_run("2023-05-04T10:00:00+00:00", "test", ["news"])
        one = record_of(SAID, {"1": Told()})
        opened.add(run, one, page_of(one))
        opened.end_run(run, "2023-05-04T10:00:01+00:00")
    return path


def test_every_field_is_documented_and_no_other(record: Path) -> None:
    draft = "Ysolde Marrin said that they would not sign anything in the dark."
    told = draft_to_json(onrecord.check_draft(draft, record=record, model="rules"))
    told["copies"] = [dict.fromkeys(DraftCopy.__slots__)]
    (section,) = re.findall(r"## A draft checked\n(.*?)\n## ", FORMAT, re.DOTALL)
    documented = {
        name for row in re.findall(r"^\| (`.*?`) \|", section, re.MULTILINE) for name in row.strip("`").split("`, `")
    }
    assert told["checked"][0]["alike"]
    outcomes = {f"counts.outcomes.{name}" for name in told["counts"]["outcomes"]}
    found = {name.replace("alike.", "alike[].") for name in fields_of(told)} | {"checked[].alike[].report"}
    found |= {"copies[].report"}
    assert found - outcomes - {"draft", "counts", "searched", "copies"} == documented
