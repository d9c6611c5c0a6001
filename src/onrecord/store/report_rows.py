"""Reports as rows and rows as reports. What is written here comes back equal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from onrecord.store.cells import Fetched, Row, cleaned, digest, place, place_or_none, span_or_none, to_json
from onrecord.store.intake_rows import intake_of, intake_row
from onrecord.values.dates import PublicationDate
from onrecord.values.page import Turn
from onrecord.values.report import Dateline, Report, SpokenTurn
from onrecord.values.span import Span

DAMAGED = (ValueError, TypeError, KeyError)  # what `report_from` raises for a row that something else has changed
CHUNK = 512  # characters compared at once when looking for what a reading copy changed


def report_row(report: Report) -> Row:
    """One row of the table reports, without reader and run."""
    as_they_are = (
        "id", "title", "outlet", "wire", "kind", "language", "byline", "place", "occasion", "origin", "url",
        "given_id", "sha256", "republished_from", "extractor", "text",
    )  # fmt: skip
    lists = {
        "flags": to_json(report.flags),
        "paragraphs": to_json([place(span) for span in report.paragraphs]),
        "turns": to_json([_turn_row(turn) for turn in report.turns]),
        "reading": reading_patch(report.text, report.reading),
        "text_sha256": digest(report.text),
    }
    plain: Row = {name: getattr(report, name) for name in as_they_are}
    starts, ends = place_or_none(report.title_span)
    title: Row = {"title_starts": starts, "title_ends": ends}
    return cleaned(
        plain | title | lists | intake_row(report) | _published_row(report.published) | _dateline_row(report.dateline)
    )


def _turn_row(turn: SpokenTurn) -> list[Any]:
    """The label only where it is not to be found by itself: "Speaker: " before the words."""
    label = [place(turn.label)] if turn.label else []
    return [*place(turn.words), turn.turn.speaker, turn.turn.text, *label]


def _turn_from(start: int, end: int, who: str, said: str, label: Sequence[int] | None = None) -> SpokenTurn:
    return SpokenTurn(Turn(who, said), Span(start, end), Span(*label) if label else None)


def _published_row(published: PublicationDate | None) -> Row:
    if published is None:
        return {"published": None, "published_candidates": None, "published_because": None}
    return {
        "published": published.edtf,
        "published_candidates": to_json(published.candidates),
        "published_because": published.because,
    }


def _dateline_row(dateline: Dateline | None) -> Row:
    starts, ends = place_or_none(dateline.span if dateline else None)
    return {
        "dateline_starts": starts,
        "dateline_ends": ends,
        "dateline_place": dateline.place if dateline else None,
        "dateline_wire": dateline.wire if dateline else None,
        "dateline_date_words": dateline.date_words if dateline else None,
    }


def report_from(row: sqlite3.Row) -> Report:
    """The report as it was written. Raises ValueError when the text is not the one that was read."""
    text: str = row["text"]
    if digest(text) != row["text_sha256"]:
        raise ValueError("the text of a report has changed")
    same = ("id", "origin", "sha256", "kind", "given_id", "url", "outlet", "wire", "title", "byline", "language")
    more = ("republished_from", "occasion", "place", "extractor")
    return Report(
        text=text,
        reading=patched(text, row["reading"]),
        title_span=span_or_none(row["title_starts"], row["title_ends"]),
        dateline=_dateline_from(row),
        published=published_from(row),
        paragraphs=tuple(Span(start, end) for start, end in json.loads(row["paragraphs"])),
        turns=tuple(_turn_from(*turn) for turn in json.loads(row["turns"])),
        flags=tuple(json.loads(row["flags"])),
        **{name: row[name] for name in same + more},
        **intake_of(row),
    )


def published_from(row: Fetched) -> PublicationDate | None:
    if row["published_candidates"] is None:
        return None
    return PublicationDate(row["published"], tuple(json.loads(row["published_candidates"])), row["published_because"])


def _dateline_from(row: sqlite3.Row) -> Dateline | None:
    span = span_or_none(row["dateline_starts"], row["dateline_ends"])
    if span is None:
        return None
    return Dateline(span, row["dateline_place"], row["dateline_wire"], row["dateline_date_words"])


def reading_patch(text: str, reading: str) -> str | None:
    """What the reading copy changed, as JSON [[start, characters], …]; None when it is the text itself."""
    if reading == text:
        return None
    chunks = (at for at in range(0, len(text), CHUNK) if text[at : at + CHUNK] != reading[at : at + CHUNK])
    changed = [at for chunk in chunks for at in range(chunk, min(chunk + CHUNK, len(text))) if text[at] != reading[at]]
    runs = [[at for _, at in run] for _, run in groupby(enumerate(changed), key=lambda pair: pair[1] - pair[0])]
    return to_json([[run[0], reading[run[0] : run[-1] + 1]] for run in runs])


def patched(text: str, patch: str | None) -> str:
    """The reading copy again."""
    if patch is None:
        return text
    pieces, done = [], 0
    for start, characters in json.loads(patch):
        pieces += [text[done:start], characters]
        done = start + len(characters)
    return "".join((*pieces, text[done:]))
