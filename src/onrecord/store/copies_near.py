"""Reports that may be copies of one: looked up by keys, never compared with the whole record."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.matching.signatures import resemblance

MOST_HOLDERS = 64  # reports looked at for one key: more hold it only where a text is everywhere, or a boilerplate is
MOST_CANDIDATES = 24  # reports compared word by word
LEAST_SHARED = 0.15  # of the passages of the shorter text
UNLIKE = 0.6  # resemblance of two reports that have a good part of their words for themselves
# So many reports of one outlet, each unlike the others, make a passage that all of them have boilerplate: an outlet
# does not copy itself again and again. Where the outlet is unknown they may be of several, and more are asked for.
FEWEST_PAGES, FEWEST_OF_UNKNOWN = 3, 8

SIGNATURES_OF = "SELECT report, passages, outlet, address, signature FROM report_signatures WHERE report IN ({})"
HOLDERS = "SELECT report, is_band FROM report_bands WHERE key = ? AND report <> ? ORDER BY report LIMIT ?"


@dataclass(frozen=True, slots=True)
class Near:
    """What of a report's keys is on record elsewhere.

    candidates: numbers of reports to compare it with, the likeliest first. common: keys of passages that stand on the
    pages of an outlet whatever they report. newly: of these, those that are so only since this report is there, with
    the others that hold them.
    """

    candidates: tuple[int, ...]
    common: frozenset[int]
    newly: frozenset[int]


@dataclass(frozen=True, slots=True)
class Signed:
    """A report as its keys tell of it. address: None where it has none."""

    report: int
    passages: int
    outlet: str
    address: str | None
    signature: Sequence[int]


def near(connection: sqlite3.Connection, report: int) -> Near:
    """Look a report up by its own keys. The cost depends on MOST_HOLDERS, not on the size of the record."""
    keys = connection.execute("SELECT key, is_band FROM report_bands WHERE report = ?", (report,)).fetchall()
    holders = {row["key"]: _holders(connection, row["key"], report) for row in keys}
    passages = [row["key"] for row in keys if not row["is_band"]]
    signed = signed_of(connection, {report, *(one for found in holders.values() for one in found)})
    own = signed[report]
    common, newly = set(), set()
    for key in passages:
        others = [signed[one] for one in holders[key]]
        if is_common([own, *others]):
            common.add(key)
            newly |= set() if is_common(others) else set(holders[key])
    shared = Counter(one for key in passages if key not in common for one in holders[key])
    banded = {one for row in keys if row["is_band"] for one in holders[row["key"]]}
    ranked = _ranked(own, shared, banded, signed)
    return Near(tuple(ranked[:MOST_CANDIDATES]), frozenset(common), frozenset(newly))


def _holders(connection: sqlite3.Connection, key: int, report: int) -> list[int]:
    return [row["report"] for row in connection.execute(HOLDERS, (key, report, MOST_HOLDERS))]


def signed_of(connection: sqlite3.Connection, reports: Iterable[int]) -> Mapping[int, Signed]:
    """The signatures of these reports, by their numbers."""
    found: dict[int, Signed] = {}
    wanted = sorted(reports)
    for at in range(0, len(wanted), 500):
        some = wanted[at : at + 500]
        rows = connection.execute(SIGNATURES_OF.format(",".join("?" * len(some))), some)
        found |= {
            row["report"]: Signed(
                row["report"], row["passages"], row["outlet"], row["address"], array("Q", row["signature"])
            )
            for row in rows
        }
    return found


def is_common(holders: Sequence[Signed]) -> bool:
    """Is a passage boilerplate: does it stand in several reports of one outlet that are otherwise unlike each other?"""
    by_outlet: dict[str, list[Signed]] = {}
    for one in holders:
        by_outlet.setdefault(one.outlet, []).append(one)
    return any(
        _has_unlike(some, FEWEST_PAGES if outlet else FEWEST_OF_UNKNOWN)
        for outlet, some in by_outlet.items()  # nearly always there are too few
    )


def _has_unlike(holders: Sequence[Signed], fewest: int) -> bool:
    if len(holders) < fewest:
        return False
    unlike: list[Signed] = []
    for one in sorted(holders, key=lambda holder: bytes(holder.signature)):  # in an order that no reading makes
        if all(resemblance(one.signature, other.signature) < UNLIKE for other in unlike):
            unlike.append(one)
            if len(unlike) >= fewest:
                return True
    return False


def _ranked(own: Signed, shared: Counter[int], banded: set[int], signed: Mapping[int, Signed]) -> list[int]:
    """Versions of the report's own page are left out: they are no copies."""
    enough = {
        one: shared[one] / max(1, min(own.passages, signed[one].passages))
        for one in {*shared, *banded}
        if own.address is None or signed[one].address != own.address
    }
    likely = [one for one, part in enough.items() if one in banded or part >= LEAST_SHARED]
    return sorted(likely, key=lambda one: (-enough[one], one not in banded, one))
