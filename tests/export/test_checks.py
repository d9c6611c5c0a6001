"""The answer of `onrecord check` for programs: every field is documented."""

from __future__ import annotations

import re
from pathlib import Path

from onrecord.export.checks import check_to_json
from tests.checking.test_verdict import check
from tests.test_docs import fields_of

FORMAT = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")


def test_every_field_is_documented_and_no_other() -> None:
    answer = check_to_json(check("We will close the ferry yard, whatever the council of Tarsholt may say about it."))
    (section,) = re.findall(r"## A quotation checked\n(.*?)\n## ", FORMAT, re.DOTALL)
    documented = {
        name for row in re.findall(r"^\| (`.*?`) \|", section, re.MULTILINE) for name in row.strip("`").split("`, `")
    }
    found = {f"evidence[].{name}" for name in fields_of(answer["evidence"][0])}
    found |= set(fields_of({name: value for name, value in answer.items() if name != "evidence"})) | {"evidence"}
    found.add("evidence[].report")  # which `fields_of` takes for the contract's own
    found.add("proposals")  # with --meaning
    parents = {"asked", "carriers", "searched", "evidence[].differences", "evidence[].passages"}
    assert found - parents == documented


def test_the_diff_gives_both_sides_back() -> None:
    asked = "We will close the ferry yard, whatever the council of Ilvany may say about it"
    (one,) = check_to_json(check(asked))["evidence"]
    assert "".join(words for sign, words in one["diff"] if sign != "-") == asked
    assert "".join(words for sign, words in one["diff"] if sign != "+") == one["passages"][0]["words"]
