"""Several processes read pages. What they find is what one finds, in the same order, whatever happens to them."""

from __future__ import annotations

import hashlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import NoProcess
from onrecord.pipeline.read_one import page_to_record
from onrecord.run import pool as pool_module
from onrecord.run import pool_desk
from onrecord.run.account import Outcome, ReadPage
from onrecord.run.load_tools import load_tools
from onrecord.run.local import read_each
from onrecord.run.pool import PoolSetup, ReadingPool
from onrecord.run.pool_desk import Desk
from onrecord.run.pool_values import READY
from onrecord.store.record import open_record
from onrecord.values.model import Model
from onrecord.values.page import Page, PageKind, Skipped

ROOT = Path(__file__).parent.parent.parent
BAD = pool_desk._START.replace("onrecord.run.pool_child", "tests.run.misbehaving_pool")
RULES = PoolSetup(Model.RULES)
REFUSED = Skipped("photo.gif", "pages", "image/gif: no report", "nothing is to be done", is_fault=False)


def report(origin: str, words: str = "The lamp is lit") -> Page:
    content = f"KORDAVA, May 3, 2023. “{words},” harbour master Ysolde Marrin said on Wednesday.\n".encode()
    return Page(origin, content, hashlib.sha256(content).hexdigest(), PageKind.TEXT)


def web_page(origin: str) -> Page:
    words = "<p>“The lamp is lit,” the keeper said on Monday in Sennport. It will be lit again in winter.</p>" * 6
    content = f"<html><body><article><h1>Lamp</h1>{words}</article></body></html>".encode()
    return Page(origin, content, hashlib.sha256(content).hexdigest(), PageKind.HTML)


def line_of(page: Page) -> Page:
    """The same as a line of a .jsonl file, whose body came decoded."""
    return replace(page, body=page.content.decode(), content=b'{"id": "7"}', sha256="ab" * 32)


@pytest.fixture(scope="module", autouse=True)
def _bad() -> Iterator[None]:
    """All processes do what the page's origin says."""
    start, pool_desk._START = pool_desk._START, BAD
    yield
    pool_desk._START = start


@pytest.fixture(scope="module")
def two() -> Iterator[ReadingPool]:
    with ReadingPool(RULES, 2) as pool:
        yield pool


def alone(*pages: Page | Skipped) -> list[Outcome]:
    """What this process finds."""
    return [*read_each(pages, partial(page_to_record, tools=load_tools(Model.RULES)))]


def origins(outcomes: list[Outcome]) -> list[str]:
    return [one.origin if isinstance(one, Skipped) else one.page.origin for one in outcomes]


def processes(pool: ReadingPool) -> set[int]:
    return {desk._process._popen.pid for desk in pool._desks if desk._process is not None}


def all_gone(pids: set[int]) -> bool:
    """Within a moment: who was told to end may still be at it."""
    until = time.monotonic() + 10
    while any(is_alive(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(is_alive(pid) for pid in pids)


def is_alive(pid: int) -> bool:
    """A process that has ended but was not asked for its exit code is dead."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_pool_finds_what_one_process_finds_in_the_same_order(two: ReadingPool) -> None:
    empty = replace(web_page("empty.html"), content=b"<html></html>")
    pages: list[Page | Skipped] = [
        *(report("slow a"), web_page("b.html"), REFUSED, line_of(web_page("c.html")), report("slow d", "No")),
        *(empty, report("print e"), line_of(report("f", "It is mended")), replace(report("g"), content=b"")),
        *(report(f"{'slow ' if number % 5 == 0 else ''}{number}", f"Lamp {number} is lit") for number in range(12)),
    ]
    found = [*two.read(pages)]
    assert found == alone(*pages)
    assert all(one.page is page for one, page in zip(found, pages, strict=True) if isinstance(one, ReadPage))


def test_the_reader_is_the_one_this_process_would_be(two: ReadingPool) -> None:
    assert (two.reader, two.why_rules_alone) == (load_tools(Model.RULES).reader, None)


def test_a_fault_of_a_stage_costs_its_page(two: ReadingPool) -> None:
    failed, read = two.read([report("fail"), report("b")])
    assert isinstance(failed, Skipped)
    assert "onrecord itself failed here: IndexError at misbehaving_pool.py" in failed.reason
    assert failed.content == report("fail").content
    assert isinstance(read, ReadPage)


def test_a_page_that_ends_two_processes_is_given_up_and_the_others_are_read(two: ReadingPool) -> None:
    pages = [report("slow a"), report("killed"), *(report(f"{number}") for number in range(8))]
    found = [*two.read(pages)]
    lost = found.pop(1)
    assert isinstance(lost, Skipped)
    assert (lost.room, lost.sha256, lost.content) == ("pipeline", pages[1].sha256, pages[1].content)
    assert lost.outcome == "quarantined"
    assert lost.reason == "reading this ended the process that read it, twice (SIGKILL)"
    assert "fewer --jobs" in lost.remedy
    assert found == alone(pages[0], *pages[2:])


def test_a_crash_is_a_fault_to_be_reported() -> None:
    lost = pool_desk._given_up(report("a"), -signal.SIGSEGV)
    assert "(SIGSEGV)" in lost.reason
    assert "please report this fault" in lost.remedy


def test_a_page_whose_process_was_killed_once_is_read_again_by_a_fresh_one(two: ReadingPool, tmp_path: Path) -> None:
    pages = [report("a"), report(f"hold {tmp_path / 'note'}"), *(report(f"{number}") for number in range(8))]
    killer = threading.Thread(target=kill_who_wrote, args=(tmp_path / "note",))
    killer.start()
    assert [*two.read(pages)] == alone(*pages)
    killer.join()
    assert int((tmp_path / "note").read_text(encoding="utf-8")) not in processes(two)


def kill_who_wrote(note: Path) -> None:
    while not note.exists():
        time.sleep(0.01)
    os.kill(int(note.read_text(encoding="utf-8")), signal.SIGKILL)


def test_a_process_that_died_between_readings_is_replaced(two: ReadingPool) -> None:
    assert origins([*two.read([report("a")])]) == ["a"]
    os.kill(min(processes(two)), signal.SIGKILL)
    assert origins([*two.read([report("b"), report("c"), report("d")])]) == ["b", "c", "d"]


def test_a_reading_that_was_broken_off_leaves_nothing_to_the_next(two: ReadingPool) -> None:
    first = two.read([report("a"), *(report(f"slow {number}") for number in range(9))])
    assert origins([next(first)]) == ["a"]
    assert [*two.read([report("b"), report("c", "No")])] == alone(report("b"), report("c", "No"))


def test_what_is_known_is_not_sent(two: ReadingPool) -> None:
    stands = alone(report("killed"))[0]
    assert isinstance(stands, ReadPage)
    known = {"killed": stands.record}
    pages = [report("a"), report("killed"), report("b")]
    assert [*two.read(pages, known=lambda page: known.get(page.origin))] == alone(*pages)


@pytest.mark.parametrize("bound", ["PAGES_AHEAD", "BYTES_AHEAD"])
def test_so_many_pages_are_taken_in_and_no_more(two: ReadingPool, bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, bound, 4 if bound == "PAGES_AHEAD" else 8 * len(report("x").content))
    taken = 0

    def pages() -> Iterator[Page]:
        nonlocal taken
        for number in range(40):
            taken += 1
            yield report(f"slow {number}" if number in (0, 20) else f"{number:6}")

    for told, _ in enumerate(two.read(pages())):
        assert taken - told <= 8 + 1  # and one that was told while the others waited
    assert taken == 40


def test_what_is_ready_is_told_while_no_page_comes(two: ReadingPool) -> None:
    told: list[str] = []

    def pages() -> Iterator[Page | None]:
        yield report("first")
        until = time.monotonic() + 60
        while not told and time.monotonic() < until:
            yield None
            time.sleep(0.01)
        yield report(f"second, after {told}")

    for one in two.read(pages()):
        told.extend(origins([one]))
    assert told == ["first", "second, after ['first']"]


def test_a_process_keeps_to_one_thread_and_its_collector_out_of_what_stays(two: ReadingPool) -> None:
    found = [*two.read([report("who"), report("slow"), report("who"), report("who"), report("who")])]
    told = [one.reason.split() for one in found if isinstance(one, Skipped)]
    assert {int(pid) for pid, _, _ in told} <= processes(two)
    assert all(int(frozen) > 10_000 and threads == "1" for _, frozen, threads in told)


def test_what_stops_one_process_stops_the_reading_with_what_to_do(two: ReadingPool) -> None:
    with pytest.raises(NoProcess, match=r"no process can be started. See whether the system lacks memory"):
        [*two.read([report("a"), report("starve"), report("b")])]
    assert origins([*two.read([report("c")])]) == ["c"]


def test_a_process_that_does_not_start_is_told_and_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = count()
    popen = subprocess.Popen
    monkeypatch.setattr(pool_desk, "_START", "import sys; sys.exit(5)")
    monkeypatch.setattr(subprocess, "Popen", lambda how, **more: (next(begun), popen(how, **more))[1])
    with ReadingPool(RULES, 2) as pool, pytest.raises(NoProcess, match=r"start \(exit code 5\).*fewer --jobs") as told:
        _ = pool.reader
    assert "--jobs 1" in told.value.remedy
    assert next(begun) <= 4


def test_where_one_process_does_not_start_the_others_read(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers, popen = count(), subprocess.Popen

    def first_alone(how: list[str], **more: Any) -> subprocess.Popen[bytes]:
        return popen([*how[:2], how[2] if next(numbers) == 0 else "raise SystemExit(5)", *how[3:]], **more)

    monkeypatch.setattr(subprocess, "Popen", first_alone)
    pages = [report(f"{number}") for number in range(12)]
    with ReadingPool(RULES, 2) as pool:
        assert [*pool.read(pages)] == alone(*pages)
        (why,) = pool.lacking
    assert next(numbers) == 3
    assert why.what == "a process that is to read pages does not start (exit code 5)"


def refuse_all_but_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a system without room for more processes."""
    numbers, popen = count(), subprocess.Popen

    def first_alone(how: list[str], **more: Any) -> subprocess.Popen[bytes]:
        if next(numbers):
            raise OSError(11, "Resource temporarily unavailable")
        return popen(how, **more)

    monkeypatch.setattr(subprocess, "Popen", first_alone)


def test_where_the_system_refuses_a_process_the_others_read(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_all_but_the_first(monkeypatch)
    pages = [report(f"{number}") for number in range(12)]
    with ReadingPool(RULES, 3) as pool:
        assert [*pool.read(pages)] == alone(*pages)
        assert [why.what for why in pool.lacking] == [
            "a process that is to read pages does not start (Resource temporarily unavailable)"
        ] * 2


def test_where_the_system_refuses_all_processes_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with ReadingPool(RULES, 2) as pool, pytest.raises(NoProcess, match="temporarily unavailable"):
        [*pool.read([report("a")])]


def test_where_all_processes_start_none_is_lacking(two: ReadingPool) -> None:
    assert origins([*two.read([report("killed")])]) == ["killed"]
    assert two.lacking == ()


def test_a_process_that_is_never_ready_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_desk, "_START", "import time; time.sleep(100)")
    monkeypatch.setattr(pool_desk, "_FAREWELL", 0.1)
    monkeypatch.setattr(pool_module, "START_SECONDS", 0.2)
    with ReadingPool(RULES) as pool, pytest.raises(NoProcess, match="was ready within 0 s"):
        [*pool.read([report("a")])]


def test_a_process_that_knows_other_people_than_the_first_is_not_mixed_in() -> None:
    desk = Desk(RULES, queue.SimpleQueue())
    desk._take_word((READY, "onrecord 1 rules", None))
    with pytest.raises(NoProcess, match="were imported while pages were read"):
        desk._take_word((READY, "onrecord 1 rules people 12345678", None))


def test_a_pool_has_a_process() -> None:
    with pytest.raises(ValueError, match="not 0"):
        ReadingPool(RULES, 0)


def test_the_processes_end_when_this_one_is_killed() -> None:
    """Those that read, and those that parse web pages for them."""
    program = (
        "import sys, time\n"
        "from tests.run.test_pool import *\n"
        "with ReadingPool(RULES) as pool:\n"
        "    print(*[*pool.read([web_page('a')])] and processes(pool), flush=True)\n"
        "    [*pool.read([report('slow')] * 1000)]\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        (reading,) = (int(pid) for pid in parent.stdout.readline().split())
        parsing = {int(pid) for pid in Path(f"/proc/{reading}/task/{reading}/children").read_text().split()}
        parent.kill()
    assert len(parsing) == 1
    assert all_gone({reading, *parsing})


def test_processes_do_not_look_into_a_record_that_is_being_made(tmp_path: Path) -> None:
    """Whether they start before it is there or after must not decide what they know."""
    setup = replace(RULES, record=str(tmp_path / "new.db"))
    assert pool_module._settled(setup).record is None
    with open_record(tmp_path / "new.db", create=True):
        pass
    assert pool_module._settled(setup) == setup
