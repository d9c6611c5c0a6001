"""The whole path from page to record: pure, the same every time, and linear in the length of the text."""

from __future__ import annotations

import dataclasses
import hashlib
import io
from functools import cache, partial
from itertools import islice, product
from pathlib import Path

import pytest
from bench.doubling import ALL, UNITS, page_of

from onrecord.pages.files import ReadOptions, read_pages
from onrecord.pipeline.read_one import page_to_record
from onrecord.pipeline.tools import Tools
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord.values.page import Page, PageKind
from onrecord.values.statement import ReportRecord
from tests.growth import grows_linearly
from tests.sealed import UnsealedError, sealed

ROOT = Path(__file__).parent.parent


@cache
def tools() -> Tools:
    return load_tools()


def test_the_seal_holds() -> None:
    with sealed(), pytest.raises(UnsealedError):
        Path(__file__).read_text(encoding="utf-8")
    assert Path(__file__).read_text(encoding="utf-8")


def test_the_same_page_gives_the_same_record_and_nothing_is_opened() -> None:
    found = list(read_pages([str(ROOT / "examples")], ReadOptions(), io.BytesIO()))
    pages = [page for page in found if isinstance(page, Page)]
    assert len(pages) >= 8
    first = [page_to_record(page, tools()) for page in pages]  # lazy imports of libraries happen here
    with sealed():
        second = [page_to_record(page, tools()) for page in reversed(pages)]
    assert [dataclasses.asdict(r) for r in first] == [dataclasses.asdict(r) for r in reversed(second)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister said: “No.”\r\nShe left.\r\n",
        "\ufeffKept as given, the keeper said.\n\n\n",
        "French mojibake FranÃ\x83Â§ois, she said.",
        "🌊⚓ the harbour\x85 master said\u2028so.",
        "fi‐ligature ﬁ and ‘odd” marks, he said",
    ],
)
def test_a_text_that_was_given_decoded_is_never_changed(text: str) -> None:
    """Offsets that others have into their own text must hold in ours: only bytes are decoded and repaired."""
    page = Page("given.jsonl:1", text.encode(), hashlib.sha256(text.encode()).hexdigest(), PageKind.TEXT, body=text)
    record = page_to_record(page, tools())
    assert record.report.text == text
    assert len(record.report.reading) == len(text)


@pytest.mark.parametrize("unit", ALL.values(), ids=ALL.keys())
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    """By rules alone: the network's time, which grows with the text, is ten times theirs and would cover a square."""
    assert grows_linearly(partial(read_one_made_of, unit, Model.RULES), 5_000, enough=0.04)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_with_the_network_too(unit: str) -> None:
    assert grows_linearly(partial(read_one_made_of, unit, Model.BEST), 5_000, enough=0.04)


SHARED = ("Ana {} spoke at noon. Ana said that it was good. ", "{} Lind met the press. Lind said that it was good. ")


@pytest.mark.parametrize("unit", SHARED)
def test_names_that_thousands_share_cost_no_square(unit: str) -> None:
    assert grows_linearly(lambda size: read_one(crowd(unit, size), Model.RULES), 20_000, enough=0.04)


@pytest.mark.parametrize("unit", SHARED)
def test_of_names_that_many_share_a_reason_tells_a_few(unit: str) -> None:
    for size in (1_000, 20_000):
        record = read_one(crowd(unit, size), Model.RULES)
        open_ones = [one.speaker.because for one in record.statements if one.speaker and one.speaker.entity is None]
        assert len(open_ones) > size / 100
        assert max(map(len, open_ones)) < 200
        assert " may be " in open_ones[-1]
        assert open_ones[-1].endswith(" or others")


def crowd(unit: str, size: int) -> str:
    """Sentences of so many characters, each with a name of its own in it."""
    syllables = [one + other for one in "bdfgklmnprstvz" for other in "aeiou"]
    named = (unit.format("".join(some).capitalize()) for some in product(syllables, repeat=4))
    return "".join(islice(named, size // len(unit)))


def read_one_made_of(unit: str, model: Model, size: int) -> None:
    """One report of `size` characters made of `unit`."""
    page_to_record(page_of(unit, size), load_tools(model))


def read_one(text: str, model: Model) -> ReportRecord:
    body = f"SENNPORT, May 3 (VELNA) – The minister spoke on Thursday.\n\n{text}"
    digest = hashlib.sha256(body.encode()).hexdigest()
    page = Page(origin="hostile.txt", content=body.encode(), sha256=digest, kind=PageKind.TEXT)
    return page_to_record(page, load_tools(model))
