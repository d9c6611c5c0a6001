"""Who comes when too many wait is sent away at once, and nobody waits for ever."""

from __future__ import annotations

import threading

import pytest

from onrecord.web.turns import Crowded, Turns


def test_who_comes_when_nobody_may_wait_is_sent_away() -> None:
    turns = Turns(1, waiting=0, seconds=60)
    with turns.one("others are at it"), pytest.raises(Crowded, match="others are at it"), turns.one("others are at it"):
        pass
    with turns.one(""):
        pass


def test_who_waits_does_not_wait_for_ever() -> None:
    turns = Turns(1, waiting=1, seconds=0.01)
    with turns.one(""), pytest.raises(Crowded), turns.one(""):
        pass


def test_who_waits_gets_the_next_turn() -> None:
    turns = Turns(1, waiting=1, seconds=60)
    done = threading.Event()

    def wait() -> None:
        with turns.one(""):
            done.set()

    waiting = threading.Thread(target=wait)
    with turns.one(""):
        waiting.start()
        assert not done.is_set()
    waiting.join(timeout=10)
    assert done.is_set()


def test_an_error_gives_the_turn_back() -> None:
    turns = Turns(1, waiting=0, seconds=60)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns.one(""):
            raise ZeroDivisionError
