"""Many pages: each ends in one outcome, what was read is kept, the counts add up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import RecordNotWritable, UnreadableInput
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.account import Account, Outcome, ReadPage
from onrecord.run.load_tools import load_tools
from onrecord.run.local import BATCH_BYTES, BATCH_REPORTS, BATCH_SECONDS, InRecord, NoRecord, keep_all, read_each
from onrecord.store.record import Record, open_record
from onrecord.values.page import Page, PageKind, Skipped
from onrecord.values.statement import ReportRecord
from tests.cli.records import page, page_of, record_of

SKIPPED = Skipped("b.txt", "pages", "it is empty", "leave it out")


def text_of(number: int) -> str:
    return f"Report {number}. {{content “We are ready,”}} {{source Ysolde Marrin}} {{cue said}}."


def read_one(given: Page) -> ReportRecord:
    """A stand-in for the pipeline: the page says by its first word what is to become of it."""
    text = given.content.decode()
    if text.startswith("unreadable"):
        raise UnreadableInput(f"{given.origin}: there is no text in it", remedy="leave it out")
    if text.startswith("poison"):
        raise IndexError("list index out of range")
    return record_of(given.content.decode(), {}, origin=given.origin, published=None)


def outcomes_of(*texts: str) -> list[Outcome]:
    return list(read_each([page(text, f"{at}.txt") for at, text in enumerate(texts)], read_one))


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "r.db", create=True) as opened:
        yield opened


@pytest.fixture
def run(record: Record) -> int:
    return record.begin_run("2023-05-04T10:00:00+00:00", "onrecord test", ["news"])


def keeper(record: Record, run: int, clock: Clock | None = None) -> InRecord:
    """A keeper whose first batch has just been written."""
    keeper = InRecord(record, run, clock or Clock())
    keeper.finish()
    return keeper


def test_an_unreadable_page_is_skipped_with_its_bytes_and_the_others_go_on() -> None:
    first, second, third = outcomes_of("one", "unreadable", "three")
    assert isinstance(first, ReadPage)
    assert isinstance(third, ReadPage)
    assert isinstance(second, Skipped)
    assert (second.origin, second.room, second.reason) == ("1.txt", "reports", "there is no text in it")
    assert second.remedy == "leave it out"
    assert second.content == b"unreadable"
    assert second.sha256


def test_a_fault_of_ours_costs_one_page_and_names_its_place() -> None:
    _, skipped, third = outcomes_of("one", "poison", "three")
    assert isinstance(third, ReadPage)
    assert isinstance(skipped, Skipped)
    assert skipped.room == "pipeline"
    assert "IndexError at test_local.py:" in skipped.reason
    assert skipped.content == b"poison"


def test_what_was_skipped_before_passes_through() -> None:
    assert list(read_each([SKIPPED], read_one)) == [SKIPPED]


@given(st.lists(st.sampled_from(["one", "two", "unreadable", "poison", "three"]), max_size=30), st.booleans())
def test_every_input_has_exactly_one_outcome_and_the_counts_add_up(texts: list[str], strict: bool) -> None:
    told: list[Outcome] = []
    account = keep_all(outcomes_of(*texts), NoRecord(), told.append, strict=strict)
    bad = [at for at, text in enumerate(texts) if text in {"unreadable", "poison"}]
    expected = texts[: bad[0] + 1] if strict and bad else texts
    assert account.inputs == len(told) == len(expected)
    assert account.only_read == account.reports == len([t for t in expected if t not in {"unreadable", "poison"}])
    assert account.skipped == sum(isinstance(one, Skipped) for one in told)


@pytest.mark.parametrize(
    ("added", "field"), [("new", "new"), ("unchanged", "unchanged"), ("replaced", "replaced"), (None, "only_read")]
)
def test_reports_are_counted_by_what_they_changed(added: str | None, field: str) -> None:
    record = record_of()
    account = Account().after(ReadPage(page_of(record), record, added))
    assert getattr(account, field) == account.reports == 1
    assert account.statements == len(record.statements) == 4


def test_a_second_run_changes_nothing(record: Record, run: int) -> None:
    sample = record_of()
    outcomes = [ReadPage(page_of(sample), sample)]
    told: list[Outcome] = []
    assert keep_all(outcomes, keeper(record, run), told.append).new == 1
    assert keep_all(outcomes, keeper(record, run), told.append).unchanged == 1
    assert [one.added for one in told if isinstance(one, ReadPage)] == ["new", "unchanged"]


def test_another_version_of_the_reader_replaces(record: Record, run: int) -> None:
    for version, field in (("v1", "new"), ("v2", "replaced")):
        sample = record_of(reader=version)
        account = keep_all([ReadPage(page_of(sample), sample)], keeper(record, run), lambda outcome: None)
        assert getattr(account, field) == 1


def real_page(origin: str) -> Page:
    content = "“We are ready,” Ysolde Marrin said.".encode()
    return Page(origin, content, hashlib.sha256(content).hexdigest(), PageKind.TEXT)


def test_what_this_reader_has_read_is_taken_from_the_record(record: Record, run: int) -> None:
    tools = load_tools()
    read = partial(page_to_record, tools=tools)
    keep_all([ReadPage(real_page("a.txt"), read(real_page("a.txt")))], keeper(record, run), lambda outcome: None)
    pages_read: list[str] = []

    def counting(given: Page) -> ReportRecord:
        pages_read.append(given.origin)
        return read(given)

    again = keeper(record, run).sparing(counting, tools.reader)(real_page("b.txt"))
    assert (again, pages_read) == (read(real_page("b.txt")), [])
    keeper(record, run).sparing(counting, "another reader")(real_page("c.txt"))
    assert pages_read == ["c.txt"]


def test_a_skipped_input_is_on_record_too(record: Record, run: int) -> None:
    keep_all([SKIPPED], keeper(record, run), lambda outcome: None)
    assert [(one.origin, one.reason) for one in record.skipped()] == [("b.txt", "it is empty")]


def test_a_record_that_contradicts_itself_is_skipped_and_the_batch_goes_on(record: Record, run: int) -> None:
    wrong = record_of("One text.", {}, origin="wrong.txt")
    right = record_of("Another text.", {}, origin="right.txt")
    outcomes = [ReadPage(page("other bytes", "wrong.txt"), wrong), ReadPage(page_of(right), right)]
    account = keep_all(outcomes, keeper(record, run), lambda outcome: None)
    assert (account.new, account.skipped) == (1, 1)
    assert [one.origin for one in record.reports()] == ["right.txt"]
    assert [one.room for one in record.skipped()] == ["pipeline"]


def test_nothing_is_told_before_it_is_on_record(record: Record, run: int) -> None:
    seen: list[int] = []
    keep_all(outcomes_of("one", "two"), keeper(record, run), lambda outcome: seen.append(record.counts().reports))
    assert seen == [2, 2]


def big(size: int) -> Skipped:
    return Skipped("big.txt", "reports", "no", "none", content=b"x" * size)


@pytest.mark.parametrize(
    ("outcomes", "seconds"),
    [
        ([SKIPPED] * BATCH_REPORTS, 0.0),
        ([SKIPPED], BATCH_SECONDS),
        ([big(BATCH_BYTES)], 0.0),
    ],
    ids=["by count", "by time", "by size"],
)
def test_a_batch_is_closed(record: Record, run: int, outcomes: Sequence[Outcome], seconds: float) -> None:
    clock = Clock()
    batches = keeper(record, run, clock)
    clock.now = seconds
    assert [batches.take(outcome) for outcome in outcomes][-1] == tuple(outcomes)
    assert batches.take(SKIPPED) == ()
    assert batches.finish() == (SKIPPED,)


def interrupted_after(outcomes: Sequence[Outcome]) -> Iterator[Outcome]:
    yield from outcomes
    raise KeyboardInterrupt


def test_an_interruption_keeps_what_was_read(record: Record, run: int) -> None:
    told: list[Outcome] = []
    account = keep_all(interrupted_after(outcomes_of("one", "two")), keeper(record, run), told.append)
    assert isinstance(account.stopped, KeyboardInterrupt)
    assert account.new == len(told) == record.counts().reports == 2


def test_a_closed_output_keeps_what_was_read_and_tells_no_more(record: Record, run: int) -> None:
    told: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        told.append(outcome)
        raise BrokenPipeError

    clock = Clock()
    batches = keeper(record, run, clock)
    clock.now = BATCH_SECONDS
    account = keep_all(outcomes_of("one", "two", "three"), batches, tell)
    assert isinstance(account.stopped, BrokenPipeError)
    assert len(told) == 1
    assert account.new == record.counts().reports == 1


def test_the_first_is_on_record_at_once(record: Record, run: int) -> None:
    batches = InRecord(record, run, Clock())
    assert batches.take(SKIPPED) == (SKIPPED,)
    assert batches.take(SKIPPED) == ()


class FullDisk:
    """A record whose disk is full."""

    @contextmanager
    def batch(self) -> Iterator[None]:
        yield
        raise RecordNotWritable("the disk is full", remedy="free some space")

    def skip(self, run: int, skipped: Skipped) -> None:
        pass


def test_a_record_that_cannot_be_written_ends_the_run_with_its_error() -> None:
    batches = InRecord(FullDisk(), 1, Clock())  # type: ignore[arg-type]
    with pytest.raises(RecordNotWritable):
        keep_all([SKIPPED], batches, lambda outcome: None)


def test_reports_in_another_language_are_counted() -> None:
    german = "Die Ministerin sagte am Montag, dass die Verhandlungen im Herbst weitergehen und niemand abreisen werde. "
    content = (german * 3).encode()
    given = Page("de.txt", content, hashlib.sha256(content).hexdigest(), PageKind.TEXT)
    outcomes = [ReadPage(one, page_to_record(one, load_tools())) for one in (given, real_page("a.txt"))]
    assert Account().after_all(outcomes).foreign == 1
