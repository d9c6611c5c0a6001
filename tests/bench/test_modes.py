"""Mode and force, where content, cue and source are known."""

from __future__ import annotations

import sys

import pytest
from bench.modes import HELD_OUT, LOOKED_AT, PAGES, Case, cases, confusion, part_of, report

from bench import modes
from tests.marked import marked


def article(id_: str, row: str, **gold: str) -> dict[str, object]:
    text, numbered = marked(row)
    (one,) = numbered.values()
    spans = {"content": one.content, "cue": one.cue, "source": one.source}
    return {"id": id_, "text": text, "statements": [{**spans, **gold}]}


def test_a_plain_assertion_may_be_none_or_asserts() -> None:
    plain = article("a", "{source Ossery} {cue said} {content the lamp was lit}.", mode="said", force="asserts")
    assert list(cases([plain])) == [Case(part_of(plain), "said", "said", "asserts", "asserts")]


def test_a_gold_without_force_is_not_asked_for_it() -> None:
    page = article("a", "{source Ossery} {cue vowed} {content to stay}.", mode="wrote") | {"part": PAGES}
    assert list(cases([page])) == [Case(PAGES, "wrote", "said")]


@pytest.mark.parametrize(("id_", "part"), [("lamp", LOOKED_AT), ("lantern", HELD_OUT)])
def test_the_part_hangs_on_the_id(id_: str, part: str) -> None:
    assert part_of({"id": id_}) == part


def test_shares_of_each_part() -> None:
    found = [
        Case(LOOKED_AT, "said", "said", "asks", "asks"),
        Case(HELD_OUT, "said", "said", "asks", "asserts"),
        Case(HELD_OUT, "wrote", "said", "asks", "asks"),
        Case(PAGES, "did", "did"),
    ]
    told = report(found).splitlines()
    assert "| looked at | 1 | 100.0 % | 100.0 % |" in told
    assert "| held out | 2 | 50.0 % | 50.0 % |" in told
    assert "| news articles of 13 outlets | 1 | 100.0 % | – |" in told


def test_rows_are_the_annotated_columns_what_the_program_says() -> None:
    assert confusion("mode", ["said", "wrote"], [("wrote", "said"), ("said", "said")])[2:] == [
        "| said | 1 | 0 |",
        "| wrote | 1 | 0 |",
    ]


@pytest.mark.usefixtures("no_gold")
def test_without_gold_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["modes"])
    assert modes.main() == 0
    assert "modes: skipped" in capsys.readouterr().out
