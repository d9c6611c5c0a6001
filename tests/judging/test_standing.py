"""Which judgements count."""

from __future__ import annotations

from onrecord.judging.standing import standing, undone_by
from tests.judging.making import merge, undo

FIRST, SECOND = merge("A", "B"), merge("C", "D")


def test_all_count_in_their_order() -> None:
    assert standing((FIRST, SECOND)) == (FIRST, SECOND)


def test_what_is_undone_counts_no_longer_and_neither_does_the_undo() -> None:
    assert standing((FIRST, SECOND, undo(FIRST))) == (SECOND,)


def test_an_undo_that_is_undone_undoes_nothing() -> None:
    back = undo(FIRST)
    assert standing((FIRST, back, undo(back))) == (FIRST,)


def test_and_so_on() -> None:
    back = undo(FIRST)
    forth = undo(back)
    log = (FIRST, back, forth, undo(forth))
    assert standing(log) == ()
    assert undone_by(log)[FIRST.id] == back.id
    assert back.id not in undone_by(log)


def test_of_nothing_nothing_counts() -> None:
    assert standing(()) == ()
