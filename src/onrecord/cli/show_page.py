"""`onrecord show REPORT --page`: where the statements stand in the page that was read, with the markup around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.cli.terminal import one_line, shortened, visible
from onrecord.errors import UnknownReference
from onrecord.export.marks import manner, numbered, who
from onrecord.export.page_places import decoded_page, place_of
from onrecord.values.span import Span

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from onrecord.store.record import Record
    from onrecord.values.statement import ReportRecord, Statement

_WHITE = re.compile(r"\s+")
AROUND = 70  # characters of the page shown before and behind
LONGEST = 400  # characters of a statement's own stretch


def print_page(found: ReportRecord, record: Record, console: Console) -> None:
    """Print for every statement its line and offsets in the decoded page, and what stands there.

    Raises UnknownReference where the report has no map, or the page cannot be had again as it was.
    """
    from rich.text import Text  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    report = found.report
    if not report.page_map:
        raise UnknownReference(
            f"report {report.id} has no map to its page",
            remedy="plain text needs none, its offsets are those of what was read; read a web page again",
        )
    page = decoded_page(record.content(report.sha256), report)
    if page is None:
        raise UnknownReference(
            f"the page of report {report.id} cannot be decoded as it was when it was read",
            remedy="read it again in the encoding that is right, or look at the bytes themselves",
        )
    known = (one_line(report.origin), f"{len(page):,} characters", report.extractor)
    console.print(Text(" · ".join(part for part in known if part), "dim"), soft_wrap=True)
    for number, one in numbered(found):
        console.print()
        place = _place(one, found)
        console.print(_head(number, one, place, page))
        if place is not None:
            console.print(_stretch(place, page), soft_wrap=True)


def _place(one: Statement, found: ReportRecord) -> Span | None:
    content = one.attribution.content
    return place_of(Span(content[0].start, content[-1].end), found.report)


def _head(number: int, one: Statement, place: Span | None, page: str) -> Text:
    from rich.text import Text  # noqa: PLC0415 -- as above

    head = Text.assemble((f"{number} {one_line(who(one))}", "bold"), f" · {manner(one)} · ")
    if place is None:
        return head.append("does not stand in the page", "dim")
    line = page.count("\n", 0, place.start) + 1
    return head.append(f"line {line:,} · characters {place.start:,} to {place.end:,}", "dim")


def _stretch(place: Span, page: str) -> Text:
    """The markup of the statement with some of what stands before and behind it."""
    from rich.text import Text  # noqa: PLC0415 -- as above

    before = _on_one_line(page[max(0, place.start - AROUND) : place.start])
    behind = _on_one_line(page[place.end : place.end + AROUND])
    return Text.assemble((before, "dim"), shortened(_on_one_line(place.of(page)), LONGEST), (behind, "dim"))


def _on_one_line(markup: str) -> str:
    return visible(_WHITE.sub(" ", markup))
