"""Where statements stand in the page that was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Onrecord

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Quay vote put off</title></head><body>
<article><h1>Quay vote put off</h1>
<p>The harbour board met on Thursday and put off the vote on the new quay by two weeks.</p>
<figure><figcaption>Ships wait at the old quay</figcaption></figure>
<p>“We need <b>more</b> time&rdquo;, the chair, Ann Leth, said on Thursday after the board had met.</p>
<p>The vote had been planned for the spring, and shipping firms had asked for it to be soon.</p>
</article></body></html>
"""


@pytest.mark.parametrize("form", ["page.html", "pages.jsonl"])
def test_the_markup_of_a_statement_is_shown_with_its_place(onrecord: Onrecord, form: str) -> None:
    Path(form).write_text(PAGE if form == "page.html" else json.dumps({"id": "quay", "html": PAGE}), encoding="utf-8")
    onrecord("read", form, "--model", "rules")
    shown = onrecord("show", "page.html" if form == "page.html" else "quay", "--page")
    start = PAGE.index("“We need")
    end = PAGE.index("&rdquo;") + len("&rdquo;")
    assert shown.code == 0
    assert f"1 Ann Leth · direct · line 5 · characters {start:,} to {end:,}" in shown.out
    assert "<p>“We need <b>more</b> time&rdquo;, the chair" in shown.out


def test_furniture_says_what_it_is(onrecord: Onrecord) -> None:
    Path("page.html").write_text(PAGE, encoding="utf-8")
    onrecord("read", "page.html", "--model", "rules")
    (line,) = [line for line in onrecord("show", "page.html").out.splitlines() if "Ships wait" in line]
    assert line.startswith("┊ Ships wait at the old quay")
    assert line.endswith("│ caption")


def test_plain_text_has_no_map(onrecord: Onrecord) -> None:
    Path("a.txt").write_text("“We wait,” Ann Leth said on Thursday.\n", encoding="utf-8")
    onrecord("read", "a.txt", "--model", "rules")
    shown = onrecord("show", "a.txt", "--page")
    assert shown.code == 1
    assert "has no map to its page" in shown.err


def test_two_questions_at_once_are_refused(onrecord: Onrecord) -> None:
    assert onrecord("show", "a.txt", "--page", "--why", "1").code == 2
    assert onrecord("show", "--page").code == 2
