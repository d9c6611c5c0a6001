"""Web pages are read in other processes. One that hangs, crashes or eats memory costs its page and nothing else."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import UnreadableInput
from onrecord.pages.files import ReadOptions, read_pages
from onrecord.reports.read_report import body_of
from onrecord.run import workers
from onrecord.run.ahead import look_ahead
from onrecord.run.frames import ForeignValueError, pack, read_frame, unpack, write_frame
from onrecord.run.local import read_each
from onrecord.run.workers import Limits, PageReader
from onrecord.values.page import Page, PageKind, Skipped

ROOT = Path(__file__).parent.parent.parent
ARTICLE = "".join(
    f"<p>“The lamp is lit,” the keeper said on Monday, the {day}. of May, in Sennport.</p>" for day in range(9)
)
ONLY_UNIX = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no such limits")
ONLY_LINUX = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system tells no memory")


def web_page(origin: str = "page.html", words: str = "") -> Page:
    content = f"<html><body><article>{ARTICLE}<p>{words}</p></article></body></html>".encode()
    return Page(origin, content, hashlib.sha256(content).hexdigest(), PageKind.HTML)


@pytest.fixture(scope="module")
def reader() -> Iterator[PageReader]:
    with PageReader(most=1) as reader:
        yield reader


@pytest.fixture(scope="module")
def bad() -> Iterator[PageReader]:
    """Its processes do what the page's origin says."""
    start, workers._START = workers._START, workers._START.replace("onrecord.run.page_worker", "tests.run.misbehaving")
    with PageReader(Limits(seconds=0.3, memory=200 << 20), most=1) as reader:
        yield reader
    workers._START = start


def why_not(reader: PageReader, origin: str) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        reader.read_body(web_page(origin))
    return caught.value


def test_the_other_process_finds_what_this_one_would(reader: PageReader) -> None:
    found = read_pages([str(ROOT / "examples"), str(ROOT / "tests" / "golden")], ReadOptions(), io.BytesIO())
    pages = [page for page in found if isinstance(page, Page)]
    pages.append(replace(web_page(), body=web_page().content.decode()))
    assert sum(page.kind is PageKind.HTML for page in pages) > 1
    assert [reader.read_body(page) for page in pages] == [body_of(page) for page in pages]


def test_a_page_that_says_nothing_of_its_encoding_is_guessed_there_too(reader: PageReader) -> None:
    words = "<p>«La lampe sera gardée allumée jusqu’à l’été», a déclaré la gardienne, très étonnée, à Sennport.</p>" * 4
    content = f"<html><body><article>{words}</article></body></html>".encode("cp1252")
    page = Page("page.html", content, hashlib.sha256(content).hexdigest(), PageKind.HTML)
    assert "gardée allumée jusqu’à l’été" in reader.read_body(page).text
    assert reader.read_body(page) == body_of(page)


def test_no_process_is_started_for_plain_text() -> None:
    page = replace(web_page(), kind=PageKind.TEXT, content=b"The lamp is lit, she said.")
    with PageReader() as reader:
        reader.start(page)
        assert reader.read_body(page) == body_of(page)
        assert reader._desks == []


def test_an_error_comes_over_with_its_remedy(reader: PageReader) -> None:
    page = replace(web_page("empty.html"), content=b"<html></html>")
    with pytest.raises(UnreadableInput) as there:
        reader.read_body(page)
    with pytest.raises(UnreadableInput) as here:
        body_of(page)
    assert (there.value.what, there.value.remedy) == (here.value.what, here.value.remedy)


@pytest.mark.parametrize(
    ("origin", "reason", "remedy"),
    [
        ("refuse", "no good", "throw it away"),
        ("fail", "onrecord itself failed here: IndexError at misbehaving.py", "please report this fault"),
        ("crash", "the parser crashed on this page (SIGABRT)", "save the article's text"),
        ("leave", "the parser crashed on this page (exit code 3)", "save the article's text"),
        pytest.param("spin", "more than 0.3 s of processor time", "--page-seconds", marks=ONLY_UNIX),
        pytest.param("eat", "more than 200 MiB of memory", "--page-memory", marks=ONLY_LINUX),
        pytest.param("leap", "more than 200 MiB of memory", "--page-memory", marks=ONLY_LINUX),
        ("connect", "SealedError at", "please report this fault"),
        ("look up", "SealedError at", "please report this fault"),
        ("run", "SealedError at", "please report this fault"),
        ("write", "SealedError at", "please report this fault"),
        ("signal", "SealedError at", "please report this fault"),
    ],
)
def test_a_page_that_misbehaves_costs_itself(bad: PageReader, origin: str, reason: str, remedy: str) -> None:
    error = why_not(bad, origin)
    assert reason in error.what
    assert remedy in error.remedy


def test_a_page_on_which_the_parser_hangs_is_given_up(bad: PageReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limits, "wall", property(lambda limits: 0.5))
    process = int(bad.read_body(web_page("who")).text)  # a fresh process would not be ready within half a second
    error = why_not(bad, "hang")
    assert "the parser hung on this page" in error.what
    assert is_gone(process)


def test_what_a_library_prints_disturbs_nobody(bad: PageReader) -> None:
    assert "lamp" in bad.read_body(web_page("print")).text


def test_pages_started_ahead_survive_the_death_of_the_process(bad: PageReader) -> None:
    pages = [web_page("a"), web_page("crash"), web_page("b", "Seen."), web_page("crash"), web_page("c")]
    for page in pages:
        bad.start(page)
    assert "lamp" in bad.read_body(pages[0]).text
    with pytest.raises(UnreadableInput, match="crashed"):
        bad.read_body(pages[1])
    assert "Seen." in bad.read_body(pages[2]).text
    assert "lamp" in bad.read_body(pages[4]).text  # one that was started need not be asked for


def test_a_quarantined_page_keeps_its_bytes_and_the_run_goes_on(bad: PageReader) -> None:
    pages = [web_page("crash"), web_page("a")]
    outcomes = list(read_each(pages, bad.read_body))  # type: ignore[arg-type, return-value]
    lost = outcomes[0]
    assert isinstance(lost, Skipped)
    assert (lost.outcome, lost.content, lost.sha256) == ("quarantined", pages[0].content, pages[0].sha256)
    assert not isinstance(outcomes[1], Skipped)


def test_a_process_is_replaced_after_so_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_START", workers._START.replace("onrecord.run.page_worker", "tests.run.misbehaving"))
    pages = [web_page("who") for _ in range(5)]
    with PageReader(Limits(pages=2), most=1) as reader:
        for page in pages:
            reader.start(page)
        processes = [reader.read_body(page).text for page in pages]
    assert [processes.index(one) for one in processes] == [0, 0, 2, 2, 4]
    assert all(is_gone(int(one)) for one in processes)


def test_several_processes_give_answers_in_the_order_of_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_START", workers._START.replace("onrecord.run.page_worker", "tests.run.misbehaving"))
    pages = [web_page("who" if number % 2 else "a", f"Number {number}.") for number in range(12)]
    with PageReader(most=2) as reader:
        for page in pages:
            reader.start(page)
        texts = [reader.read_body(page).text for page in pages]
    assert len(set(texts[1::2])) == 2
    assert all(f"Number {number}." in texts[number] for number in range(0, 12, 2))


def test_a_process_that_does_not_start_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_START", "raise SystemExit(5)")
    with PageReader() as reader, pytest.raises(OSError, match=r"does not start \(exit code 5\)"):
        reader.read_body(web_page())


def test_after_one_that_did_not_start_another_is_started_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limits, "wall", property(lambda limits: 60.0))
    start, began = workers._START, time.monotonic()
    with PageReader(most=1) as reader:
        monkeypatch.setattr(workers, "_START", "raise SystemExit(5)")
        with pytest.raises(ChildProcessError):
            reader.read_body(web_page("b"))
        monkeypatch.setattr(workers, "_START", start)
        assert reader.read_body(web_page("c")) == body_of(web_page("c"))
    assert time.monotonic() - began < 50


def test_a_system_that_refuses_a_process_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with PageReader() as reader, pytest.raises(ChildProcessError, match=r"does not start \(Cannot allocate memory\)"):
        reader.read_body(web_page())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only for a system with signals")
def test_the_process_ends_when_this_one_is_killed() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from tests.run.test_workers import *\n"
        "workers._START = workers._START.replace('onrecord.run.page_worker', 'tests.run.misbehaving')\n"
        "reader = PageReader(most=1); page = web_page('hang')\n"
        "print(reader.read_body(web_page('who')).text, flush=True)\n"
        "reader.start(page); reader.read_body(page)"
    )
    command = [sys.executable, "-c", code, str(ROOT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True) as parent:
        assert parent.stdout is not None
        process = int(parent.stdout.readline())
        assert not is_gone(process)
        parent.kill()
    assert is_gone(process)


def is_gone(process: int) -> bool:
    """Does a process end, at the latest some seconds from now?"""
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{process}/stat")
        if stat.exists() and stat.read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z":
            return True  # ended, and only its foster parent has not looked yet
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("value", [print, os.system, pickle.loads, io.BytesIO(), ValueError("x"), Path()])
def test_a_foreign_value_in_a_frame_is_refused(value: object) -> None:
    with pytest.raises(ForeignValueError):
        unpack(pack(value))


@pytest.mark.parametrize(
    "frame",
    [
        *(b"", b"\x80\x05", b"rubbish", b"\x80\x05cos\nsystem\n.", b"\x80\x05X\x02\x00\x00\x00\xff\xff."),
        *(b"I99999999999x\n.", b"\x80\x05\x8e\xff\xff\xff\xff\xff\xff\xff\xff.", b"\x80\x05K\x01K\x02\x93."),
        b"\x80\x02K\x01r\xff\xff\xff\x7f.",  # a place in the memo for which gigabytes would be set aside
    ],
)
def test_a_damaged_frame_is_refused(frame: bytes) -> None:
    with pytest.raises(ForeignValueError):
        unpack(frame)


def test_a_function_of_this_program_is_no_value_either() -> None:
    with pytest.raises(ForeignValueError):
        unpack(pack(body_of))


def test_a_frame_beyond_all_measure_is_the_end() -> None:
    assert read_frame(io.BytesIO(b"\x7f" + b"\xff" * 7 + b"x")) is None


def test_frames_come_out_as_they_went_in_and_a_broken_one_is_the_end() -> None:
    pipe = io.BytesIO()
    for frame in (b"", b"a" * 100_000, b"b"):
        write_frame(pipe, frame)
    whole = pipe.getvalue()
    stream = io.BytesIO(whole)
    assert [read_frame(stream) for _ in range(4)] == [b"", b"a" * 100_000, b"b", None]
    cut = io.BytesIO(whole[:-1])
    assert [read_frame(cut) for _ in range(3)] == [b"", b"a" * 100_000, None]


def test_looking_ahead_changes_neither_pages_nor_their_order() -> None:
    text = replace(web_page("t"), kind=PageKind.TEXT)
    skipped = Skipped("s", "pages", "gone", "look for it")
    pages = [text, web_page("a"), skipped, web_page("b"), text, web_page("c"), web_page("d"), text]
    started: list[Page] = []
    given = []
    for page in look_ahead(iter(pages), started.append, most=3):
        given.append(page)
        if isinstance(page, Page) and page.kind is PageKind.HTML:
            assert any(one is page for one in started)
        ahead = len(started) - sum(one in started for one in given if isinstance(one, Page))
        assert ahead <= 3
    assert given == pages
    assert [page.origin for page in started] == ["a", "b", "c", "d"]


def test_nobody_waits_for_what_comes_after_a_text() -> None:
    def pages() -> Iterator[Page]:
        yield replace(web_page("t"), kind=PageKind.TEXT)
        raise AssertionError("asked for more than was needed")

    first = next(look_ahead(pages(), lambda page: None, most=3))
    assert isinstance(first, Page)


def test_large_pages_are_not_gathered() -> None:
    large = replace(web_page(), content=b"x" * 5_000_000)
    fetched = 0

    def pages() -> Iterator[Page]:
        nonlocal fetched
        for _ in range(9):
            fetched += 1
            yield replace(large)

    next(look_ahead(pages(), lambda page: None, most=8))
    assert fetched == 2
