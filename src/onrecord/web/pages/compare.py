"""Two reports side by side: what both have, what one cut or changed, what only one has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.comparing.side_by_side import Beside, How
from onrecord.errors import BadRequest, UnknownReference
from onrecord.run.load_words import load_words
from onrecord.store.compare_reports import ReportsCompared, compare_reports
from onrecord.store.finding_reports import FoundReport, reports_named
from onrecord.store.record import Record
from onrecord.store.version_steps import speaking, versions_asked
from onrecord.store.versions import VersionRow
from onrecord.web.pages.common import site_of
from onrecord.web.pieces import Piece, sides
from onrecord.web.rendering import page
from onrecord.web.site import TookTooLong

router = APIRouter(include_in_schema=False)
ORDER = (How.SAME, How.CUT_HERE, How.CUT_THERE, How.CHANGED, How.ONLY_HERE, How.ONLY_THERE)


@dataclass(frozen=True, slots=True)
class ShownBeside:
    """One statement as both reports have it. marked: here, there."""

    one: Beside
    marked: tuple[tuple[Piece, ...], tuple[Piece, ...]]

    @property
    def told(self) -> str:
        """ "changed: negation, number"."""
        kinds = ", ".join(kind.value for kind in self.one.differences) if self.one.how is How.CHANGED else ""
        return f"{self.one.how.value}: {kinds}" if kinds else self.one.how.value


@dataclass(frozen=True, slots=True)
class Chosen:
    """The two, compared. versions: of the page of the first, where it has several."""

    found: ReportsCompared
    beside: tuple[ShownBeside, ...]
    counts: Mapping[str, int]
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two to choose: what was typed, and the reports that it may mean."""

    name: str
    label: str
    asked: str
    found: tuple[FoundReport, ...] = ()
    chosen: str | None = None


@router.get("/compare")
def compare(request: Request, a: str = "", b: str = "") -> Response:
    """a, b: reports by id, path or file name; other words are looked for in titles and outlets."""
    chosen, wrong, status = None, None, 200
    choice = (Side("a", "One report", a.strip()), Side("b", "The other", b.strip()))
    try:
        with site_of(request).reading() as record:
            choice = tuple(_side(record, one) for one in choice)  # type: ignore[assignment]
            if choice[0].chosen and choice[1].chosen:
                chosen = _chosen(record, choice[0].chosen, choice[1].chosen)
    except TookTooLong:
        raise
    except BadRequest as error:
        wrong, status = error, 400
    order = tuple(one.value for one in ORDER)
    return page(request, "compare.html", status, choice=choice, chosen=chosen, wrong=wrong, order=order)


def _side(record: Record, side: Side) -> Side:
    if not side.asked:
        return side
    try:
        report = record.report(side.asked).report
    except UnknownReference:
        found = reports_named(record.connection, side.asked)
        return Side(side.name, side.label, side.asked, found, found[0].report if len(found) == 1 else None)
    return Side(side.name, side.label, side.asked, chosen=report.id)


def _chosen(record: Record, here: str, there: str) -> Chosen:
    found = compare_reports(record, here, there, load_words())
    beside = tuple(ShownBeside(one, sides(one)) for one in found.statements)
    return Chosen(found, beside, found.counts, _versions(record, here))


def _versions(record: Record, report: str) -> tuple[VersionRow, ...]:
    try:
        rows = speaking(versions_asked(record, report))
    except UnknownReference:  # it came without an address
        return ()
    return rows if len(rows) > 1 else ()
