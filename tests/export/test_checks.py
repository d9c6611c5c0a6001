"""The answer of `onrecord check` for programs: every field is documented."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from onrecord.export.checks import check_to_json
from onrecord.values.printed import Printed
from tests.checking.test_verdict import check
from tests.test_docs import fields_of

PRINTED = Printed("r1", None, None, None, None, 4, 9, "say ", "words", ".", None)
FORMAT = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")


def test_every_field_is_documented_and_no_other() -> None:
    answered = check("We will close the ferry yard, whatever the council of Tarsholt may say about it.")
    answer = check_to_json(replace(answered, printed=(PRINTED,)))
    (section,) = re.findall(r"## A quotation checked\n(.*?)\n## ", FORMAT, re.DOTALL)
    documented = {
        name for row in re.findall(r"^\| (`.*?`) \|", section, re.MULTILINE) for name in row.strip("`").split("`, `")
    }
    rows = ("evidence", "printed")
    found = {f"{row}[].{name}" for row in rows for name in fields_of(answer[row][0])} | set(rows)
    found |= set(fields_of({name: value for name, value in answer.items() if name not in rows}))
    found |= {f"{row}[].report" for row in rows}  # which `fields_of` takes for the contract's own
    found |= {"proposals", "partly[].asked"}  # with --meaning; where the words are not on record
    parents = {"asked", "carriers", "searched", "evidence[].differences", "evidence[].passages"}
    assert found - parents == documented


def test_a_part_on_record_is_evidence_with_the_words_it_has() -> None:
    words = (
        "We have counted the lamps of the outer harbour twice this winter, and I swear that each of them will be sold."
    )
    answer = check_to_json(check(words))
    (part,) = answer["partly"]
    assert part["asked"] == "We have counted the lamps of the outer harbour twice this winter"
    assert part["passages"][0]["words"] == part["asked"]
    whole = check_to_json(check("We will not close the ferry yard, whatever the council of Tarsholt may say about it."))
    assert set(part) - {"asked"} == set(whole["evidence"][0])
    assert "| `partly[].asked` |" in FORMAT


def test_the_diff_gives_both_sides_back() -> None:
    asked = "We will close the ferry yard, whatever the council of Ilvany may say about it"
    (one,) = check_to_json(check(asked))["evidence"]
    assert "".join(words for sign, words in one["diff"] if sign != "-") == asked
    assert "".join(words for sign, words in one["diff"] if sign != "+") == one["passages"][0]["words"]
