"""The desk where somebody waits for what is read: its queue by a made-up process, the reading itself in this one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import BadRequest, UnknownReference
from onrecord.run import reading_desk
from onrecord.run.load_tools import load_tools
from onrecord.run.reading import (
    BEGAN,
    ENDED,
    MOST_BYTES,
    MOST_FILES,
    SKIPPED,
    TOLD,
    ReadingSetup,
    ReadRequest,
    Stage,
    Upload,
)
from onrecord.run.reading_child import Reading, pages_of
from onrecord.run.reading_desk import MOST_WAITING, DeskFull, ReadingDesk
from onrecord.run.workers import PageReader
from onrecord.store.record import open_record
from onrecord.values.model import Model
from onrecord.values.page import Given, Page, PageKind, Skipped

FERRY = "“We sail at dawn,” Captain Ana Lindqvist said on Monday."
DONE = (ENDED, None, None)
FOUND = (TOLD, "ferry.txt", "Ferry sails", "f1", 2, "new", None)
Told = tuple[Any, ...] | None


class MadeUp:
    """A process that tells what the test wants told: None when it dies. Waits for `go` before each."""

    def __init__(self, tells: Callable[[ReadRequest], list[Told]]) -> None:
        self.tells, self.go, self.ended = tells, threading.Event(), 0
        self.left: list[Told] = []
        self.go.set()

    is_alive = True

    def send(self, request: ReadRequest) -> None:
        self.left = self.tells(request)

    def told(self) -> Told:
        assert self.go.wait(10)
        return self.left.pop(0)

    def kill(self) -> None:
        self.ended += 1

    def end(self) -> None:
        self.ended += 1
        self.go.set()


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., tuple[ReadingDesk, MadeUp]]]:
    desks: list[ReadingDesk] = []

    def made(*tells: Told, **options: Any) -> tuple[ReadingDesk, MadeUp]:
        process = MadeUp(lambda request: list(tells))
        monkeypatch.setattr(reading_desk, "_Process", lambda setup: process)
        desks.append(ReadingDesk(ReadingSetup("onrecord.db"), **options))
        return desks[-1], process

    yield made
    for one in desks:
        one.close()


def test_what_was_found_is_told(desk: Callable[..., tuple[ReadingDesk, MadeUp]]) -> None:
    refused = Skipped("b.bin", "pages", "no text", "leave it out")
    made, _ = desk((BEGAN, "ferry.txt"), FOUND, (SKIPPED, refused), DONE)
    job = made.wait(made.submit(ReadRequest(text=FERRY, store=True)).id, 10)
    assert job.stage is Stage.DONE
    assert [(one.title, one.statements, one.skipped) for one in job.outcomes] == [
        ("Ferry sails", 2, None), (None, 0, refused),
    ]  # fmt: skip
    assert job.request == ReadRequest(store=True), "what is on record need not be kept a second time"


def test_while_it_works_it_says_at_what(desk: Callable[..., tuple[ReadingDesk, MadeUp]]) -> None:
    made, process = desk((BEGAN, "ferry.txt"), FOUND, DONE)
    process.go.clear()
    first, second = (made.submit(ReadRequest(text=FERRY)) for _ in range(2))
    assert made.job(second.id).stage is Stage.WAITING
    assert not made.wait(first.id, 0.01).is_over
    process.go.set()
    assert made.wait(second.id, 10).is_over


def test_who_comes_when_too_many_wait_is_asked_to_come_again(desk: Callable[..., tuple[ReadingDesk, MadeUp]]) -> None:
    made, process = desk(DONE)
    process.go.clear()
    made.submit(ReadRequest(text=FERRY))
    with pytest.raises(DeskFull, match="minute"):
        for _ in range(MOST_WAITING + 2):
            made.submit(ReadRequest(text=FERRY))
    process.go.set()


def test_a_process_that_dies_costs_its_request_and_not_the_next(
    desk: Callable[..., tuple[ReadingDesk, MadeUp]],
) -> None:
    made, process = desk((BEGAN, "ferry.txt"), None)
    job = made.wait(made.submit(ReadRequest(text=FERRY)).id, 10)
    assert (job.stage, job.what) == (Stage.FAILED, "it could not be read to its end")
    assert "onrecord read" in str(job.remedy)
    assert process.ended == 1
    process.tells = lambda request: [FOUND, DONE]
    assert made.wait(made.submit(ReadRequest(text=FERRY)).id, 10).stage is Stage.DONE


def test_a_reading_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_desk, "GRACE", 0.0)
    process = MadeUp(lambda request: [None])
    process.go.clear()
    process.kill = process.end  # type: ignore[method-assign]
    monkeypatch.setattr(reading_desk, "_Process", lambda setup: process)
    desk = ReadingDesk(ReadingSetup("onrecord.db", seconds=0.05))
    assert desk.wait(desk.submit(ReadRequest(text=FERRY)).id, 10).stage is Stage.FAILED
    desk.close()


def test_what_was_over_an_hour_ago_is_forgotten(desk: Callable[..., tuple[ReadingDesk, MadeUp]]) -> None:
    now = 0.0
    made, _ = desk(DONE, clock=lambda: now)
    old = made.submit(ReadRequest(text=FERRY)).id
    while not made.job(old).is_over:
        pass
    now = 3601.0
    made.submit(ReadRequest(text=FERRY))
    with pytest.raises(UnknownReference, match="not known any more"):
        made.job(old)


def test_nobody_can_guess_the_name_of_anothers_reading(desk: Callable[..., tuple[ReadingDesk, MadeUp]]) -> None:
    made, _ = desk(DONE)
    names = {made.submit(ReadRequest(text=FERRY)).id for _ in range(3)}
    assert len(names) == 3
    assert all(len(name) >= 16 for name in names)


@pytest.mark.parametrize(
    ("request_", "what"),
    [
        (ReadRequest(), "nothing to read"),
        (ReadRequest(text=" \n"), "nothing to read"),
        (ReadRequest(text=FERRY, address="https://news.example/"), "more than one thing"),
        (ReadRequest(address="/etc/passwd"), "no address"),
        (ReadRequest(address="file:///etc/passwd"), "no address"),
        (ReadRequest(address="-"), "no address"),
        (ReadRequest(text="x" * (MOST_BYTES + 1)), "20 MB at once"),
        (ReadRequest(uploads=(Upload("a.txt", b"a"),) * (MOST_FILES + 1)), "50 files"),
        (ReadRequest(uploads=(Upload("a.txt", b"a"),) * 2, given=Given(title="One")), "one title"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(
    desk: Callable[..., tuple[ReadingDesk, MadeUp]], request_: ReadRequest, what: str
) -> None:
    made, _ = desk(DONE)
    with pytest.raises(BadRequest, match=what):
        made.submit(request_)


def test_a_pasted_text_has_its_own_line_ends_and_its_own_words() -> None:
    (page,) = pages_of(ReadRequest(text="One.\r\n\r\nTwo \N{GRINNING FACE}.", given=Given(outlet="The Islander")))
    assert isinstance(page, Page)
    assert page.content == "One.\n\nTwo \N{GRINNING FACE}.".encode()
    assert (page.kind, page.given.outlet) == (PageKind.TEXT, "The Islander")


def test_pasted_markup_of_a_page_is_read_as_a_page() -> None:
    (page,) = pages_of(ReadRequest(text="<!DOCTYPE html><html><body><p>One.</p></body></html>"))
    assert isinstance(page, Page)
    assert page.kind is PageKind.HTML


def test_files_are_known_by_their_endings_and_their_names_are_not_opened() -> None:
    lines = b'{"id": "a", "text": "One.", "outlet": "A"}\n{"id": "b", "text": "Two."}\n'
    uploads = (Upload("../../etc/passwd", b"Plain."), Upload("wires.jsonl", lines), Upload("p.html", b"<p>One.</p>"))
    found = list(pages_of(ReadRequest(uploads=uploads, given=Given(published="2021-12-02"))))
    assert [(one.origin, getattr(one, "kind", None)) for one in found] == [
        ("../../etc/passwd", PageKind.TEXT),
        ("wires.jsonl:1", PageKind.TEXT),
        ("wires.jsonl:2", PageKind.TEXT),
        ("p.html", PageKind.HTML),
    ]
    assert [one.given.published for one in found if isinstance(one, Page)] == ["2021-12-02"] * 4
    assert [one.given.outlet for one in found if isinstance(one, Page)] == [None, "A", None, None]


@pytest.mark.parametrize("address", ["http://127.0.0.1/x", "http://localhost/x", "http://[::1]/", "http://10.0.0.1/"])
def test_an_address_of_ones_own_network_is_not_fetched(address: str) -> None:
    (found,) = pages_of(ReadRequest(address=address))
    assert isinstance(found, Skipped)
    assert found.is_fault
    assert "web" in found.reason + found.remedy or "private" in found.reason + found.remedy


def read(
    path: Path, request: ReadRequest, **options: Any
) -> tuple[list[tuple[Any, ...]], tuple[str | None, str | None]]:
    told: list[tuple[Any, ...]] = []
    with PageReader() as pages:
        setup = ReadingSetup(str(path), Model.RULES, **options)
        why = Reading(setup, load_tools(Model.RULES), pages, told.append).read(request)
    return told, why


def test_looking_leaves_no_trace_and_storing_is_a_run(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    with open_record(path, create=True):
        pass
    told, why = read(path, ReadRequest(text=FERRY))
    assert why == (None, None)
    assert [one[0] for one in told] == [BEGAN, TOLD]
    assert told[1][-1].statements
    with open_record(path) as record:
        assert (record.counts().reports, record.counts().runs) == (0, 0)
    told, _ = read(path, ReadRequest(text=FERRY, store=True))
    assert told[1][-2:] == ("new", None)
    with open_record(path, read_only=True) as record:
        assert (record.counts().reports, record.counts().runs) == (1, 1)
        assert [run.finished is not None for run in record.runs()] == [True]
        assert record.report(told[1][3]).report.text == FERRY


def test_what_is_left_when_the_time_is_over_is_said(tmp_path: Path) -> None:
    with open_record(tmp_path / "onrecord.db", create=True):
        pass
    lines = b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n'
    told, (what, remedy) = read(
        tmp_path / "onrecord.db", ReadRequest(uploads=(Upload("w.jsonl", lines),)), seconds=-1.0
    )
    assert told == []
    assert "there are more" in str(what)
    assert "onrecord read" in str(remedy)


def test_a_process_that_cannot_be_started_costs_its_request_and_not_the_next(
    desk: Callable[..., tuple[ReadingDesk, MadeUp]], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, process = desk(FOUND, DONE)

    def refuse(setup: ReadingSetup) -> MadeUp:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(reading_desk, "_Process", refuse)
    made.warm()
    job = made.wait(made.submit(ReadRequest(text=FERRY)).id, 10)
    assert (job.stage, job.what) == (Stage.FAILED, "the process that reads does not start (Cannot allocate memory)")
    monkeypatch.setattr(reading_desk, "_Process", lambda setup: process)
    assert made.wait(made.submit(ReadRequest(text=FERRY)).id, 10).stage is Stage.DONE
