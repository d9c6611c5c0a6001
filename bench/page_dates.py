"""Is a page's day of publication found, and what else it says of itself? Beside htmldate and trafilatura alone.

usage: python -m bench.page_dates [--misses] [--half 0|1]

Reads the pages of ONRECORD_DATA/data/html_dates (gold: the day) and html_segments (gold: day, title, author). A date is
right when it is the very day; `wrong` counts other days, `none` pages for which no day is given (also when candidates
are). "report" is the whole way, from the bytes to the report, or the head alone of a page in which there is no article.
htmldate is asked in its fast and its extensive mode, and trafilatura for its metadata, on the same decoded pages, with
the same address, in the same run. A title is right when its letters and figures are the gold's; an author when the
names' words are. --half looks at every second page only: rules are to be made on one half and judged on the other.
Without the data the script says so and ends with 0.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import logging
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from bench.gold import named_folder, skipped
from onrecord.errors import UnreadableInput
from onrecord.reports.markup import tree_of
from onrecord.reports.page_head import PageHead, page_head
from onrecord.reports.published import find_dates
from onrecord.reports.published_by_text import TextSigns
from onrecord.reports.read_report import read_report
from onrecord.reports.register import Register
from onrecord.run.load_register import load_register
from onrecord.text.decode import clean, decode_html
from onrecord.values.page import Arrival, Given, Page, PageKind
from onrecord.values.report import Report

SETS = ("html_dates", "html_segments")
_LAST = "2100-01-01"
_SMALL = frozenset("and und by von y et e i".split())


@dataclass(frozen=True, slots=True)
class Told:
    """What one program says of a page; None where it says nothing."""

    date: str | None
    title: str | None = None
    author: str | None = None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="list the pages on which the report is wrong")
    parser.add_argument("--half", type=int, choices=(0, 1), help="every second page, from the first or the second on")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    for name in SETS:
        path = named_folder() / "data" / name / "data.jsonl.gz"
        if not path.is_file():
            print(skipped(f"page dates, {name}"))
            continue
        rows = list(_rows(path))
        _measure(name, rows[arguments.half or 0 :: 1 if arguments.half is None else 2], misses=arguments.misses)
    return 0


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            raw = row.get("html")
            yield row | {"bytes": raw.encode("utf-8", "replace") if raw else base64.b64decode(row["html_b64"])}


def _measure(name: str, rows: list[dict[str, Any]], *, misses: bool) -> None:
    register = load_register()
    programs: Mapping[str, Callable[[dict[str, Any], HtmlElement], Told]] = {
        "report": lambda row, _: _of_report(read_report(_page(row), register)),
        "htmldate, fast": lambda row, tree: Told(_searched(tree, _address(row), is_extensive=False)),
        "htmldate, extensive": lambda row, tree: Told(_searched(tree, _address(row), is_extensive=True)),
        "trafilatura, metadata": lambda row, tree: _of_trafilatura(tree, _address(row)),
    }
    counts: dict[str, Counter[str]] = {program: Counter() for program in programs}
    for row in rows:
        tree = tree_of(clean(decode_html(row["bytes"], origin=row["id"]).text)[0], row["id"])
        for program, ask in programs.items():
            try:
                told = ask(row, deepcopy(tree))
            except UnreadableInput:  # a page without an article is no report; its head is asked, as the others are
                told = _of_head(page_head(tree, address=_address(row)), register)
            marks = _marks(row, told)
            counts[program].update(marks)
            if misses and program == "report" and any(mark.endswith("wrong") for mark in marks):
                print(row["id"], row.get("date"), told)
    _print(name, len(rows), counts)


def _page(row: Mapping[str, Any]) -> Page:
    return Page(row["id"], row["bytes"], "0" * 64, PageKind.HTML, given=Given(url=_address(row)))


def _address(row: Mapping[str, Any]) -> str | None:
    url = row["url"]
    return url if url.startswith("http") else None


def _of_report(report: Report) -> Told:
    return Told(report.published.edtf if report.published else None, report.title, report.byline)


def _of_head(head: PageHead, register: Register) -> Told:
    dates = find_dates(
        TextSigns("", (), None, ()), given=None, claims=head.dates, arrival=Arrival(), today=register.today
    )
    return Told(dates.published.edtf if dates.published else None, head.title, head.byline)


def _searched(tree: HtmlElement, url: str | None, *, is_extensive: bool) -> str | None:
    return find_date(tree, url=url, original_date=True, extensive_search=is_extensive, max_date=_LAST)


def _of_trafilatura(tree: HtmlElement, url: str | None) -> Told:
    settings = {"original_date": True, "extensive_search": True, "max_date": _LAST}
    found = extract_metadata(tree, default_url=url, date_config=settings)
    return Told(found.date, found.title, found.author)


def _marks(row: Mapping[str, Any], told: Told) -> Iterator[str]:
    date, title, author = (row.get(field) for field in ("date", "title", "author"))
    if isinstance(date, str) and len(date) >= 10:
        yield "date " + (
            "right" if told.date == date[:10] else "wrong" if told.date and len(told.date) == 10 else "none"
        )
    if title:
        yield "title " + ("right" if _fold(told.title) == _fold(title) else "wrong" if told.title else "none")
    names = ", ".join(author) if isinstance(author, list) else author
    if names:
        mine, gold = _words(told.author), _words(names)
        yield "author " + ("right" if mine == gold else "partly" if mine & gold else "wrong" if mine else "none")
    elif names is not None:
        yield "author " + ("invented" if told.author else "rightly none")


def _fold(words: str | None) -> str:
    return "".join(sign for sign in (words or "").casefold() if sign.isalnum())


def _words(names: str | None) -> set[str]:
    return set(re.findall(r"\w+", (names or "").casefold())) - _SMALL


def _print(name: str, pages: int, counts: Mapping[str, Counter[str]]) -> None:
    print(f"{name}: {pages} pages")
    fields = {"date": ("right", "wrong", "none"), "title": ("right", "wrong", "none")}
    fields["author"] = ("right", "partly", "wrong", "none", "invented", "rightly none")
    for field, marks in fields.items():
        for program, found in counts.items():
            if any(found[f"{field} {mark}"] for mark in marks) and not (field != "date" and "htmldate" in program):
                told = ", ".join(f"{mark} {found[f'{field} {mark}']}" for mark in marks)
                print(f"  {field:7}{program:22} {told}")


if __name__ == "__main__":
    sys.exit(main())
