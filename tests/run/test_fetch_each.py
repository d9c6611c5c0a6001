"""Hosts take turns, nothing is lost, and a fault in a thread is a fault."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.fetching.pace import Pace
from onrecord.run.fetch_each import FetchEach, Turns
from tests.run.test_watch import Clock

JOBS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 99)), max_size=12)


def turns(clock: Clock, **more: float) -> Turns:
    return Turns(Pace(1.0, clock, clock.sleep), clock, clock.sleep, **more)  # type: ignore[arg-type]


@given(JOBS)
def test_every_job_has_its_result(jobs: list[tuple[str, int]]) -> None:
    fetching: FetchEach[int, int] = FetchEach(lambda job: -job, turns(Clock()))
    assert sorted(fetching.results(jobs)) == sorted((job, -job) for _, job in jobs)
    assert fetching.left == []


def test_a_slow_host_does_not_hold_up_the_others() -> None:
    go_on = threading.Event()

    def fetch(job: str) -> str:
        if job == "slow":
            go_on.wait(10)
        return job

    jobs = [("slow", "slow"), ("slow", "after it"), *((host, host) for host in "abcdefgh")]
    seen: list[str] = []
    for job, _ in FetchEach(fetch, turns(Clock())).results(jobs):
        seen.append(job)
        if len(seen) == 8:
            go_on.set()
    assert seen[8:] == ["slow", "after it"]


def test_jobs_of_a_dropped_host_are_left() -> None:
    clock = Clock()
    pace = Pace(1.0, clock, clock.sleep)
    fetching: FetchEach[int, int] = FetchEach(lambda job: job, Turns(pace, clock, clock.sleep, workers=1))
    seen = []
    for job, _ in fetching.results([("a", 1), ("a", 2), ("a", 3), ("b", 4)]):
        seen.append(job)
        fetching.drop("a")
    assert (sorted(seen), fetching.left) == ([1, 4], [2, 3])


def test_after_the_time_no_job_is_begun() -> None:
    clock = Clock()
    fetching: FetchEach[int, None] = FetchEach(lambda job: clock.sleep(5), turns(clock, workers=1, max_seconds=9))
    seen = [job for job, _ in fetching.results([(str(at), at) for at in range(6)])]
    assert (seen, fetching.left) == ([0, 1], [2, 3, 4, 5])


def test_a_fault_in_a_thread_is_raised_where_it_is_waited_for() -> None:
    def fetch(job: int) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(FetchEach(fetch, turns(Clock())).results([("a", 1)]))
