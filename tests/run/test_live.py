"""Pages that come one by one are handed on when they come, and what goes wrong on the way is told."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

import pytest

from onrecord.run.live import _take_in, as_they_come
from onrecord.values.page import Page, Skipped

FIRST, SECOND = (Skipped(origin, "pages", "no report", "nothing is to be done") for origin in ("first", "second"))


def test_every_page_comes_in_its_order() -> None:
    assert [one for one in as_they_come([FIRST, SECOND]) if one] == [FIRST, SECOND]
    assert [one for one in as_they_come([]) if one] == []


def test_a_moment_without_a_page_is_none() -> None:
    goes_on = threading.Event()

    def pages() -> Iterator[Page | Skipped]:
        yield FIRST
        goes_on.wait(30)
        yield SECOND

    came = as_they_come(pages(), moment=0.01)
    assert next(one for one in came if one) is FIRST
    assert next(came) is None
    goes_on.set()
    assert [one for one in came if one] == [SECOND]


@pytest.mark.parametrize("error", [OSError("the disk is gone"), ValueError("a fault")])
def test_what_is_raised_there_is_raised_here(error: Exception) -> None:
    def pages() -> Iterator[Page | Skipped]:
        yield FIRST
        raise error

    came = as_they_come(pages())
    assert next(one for one in came if one) is FIRST
    with pytest.raises(type(error), match=str(error)):
        assert not [*came]


def test_an_end_that_nobody_foresaw_is_not_taken_for_the_end_of_the_input() -> None:
    def pages() -> Iterator[Page | Skipped]:
        yield FIRST
        raise SystemExit

    came: queue.Queue[Page | Skipped | Exception | None] = queue.Queue()
    with pytest.raises(SystemExit):
        _take_in(pages(), came, threading.Event())
    assert came.get() is FIRST
    assert "could not be taken in to its end" in str(came.get())


def test_who_goes_away_leaves_no_thread_behind() -> None:
    taken = 0

    def pages() -> Iterator[Page | Skipped]:
        nonlocal taken
        while True:
            taken += 1
            yield FIRST

    before = threading.active_count()
    came = as_they_come(pages())
    assert next(came) is FIRST
    came.close()  # type: ignore[attr-defined]
    for thread in threading.enumerate()[before:]:
        thread.join(5)
    assert threading.active_count() == before
    assert taken <= 3
