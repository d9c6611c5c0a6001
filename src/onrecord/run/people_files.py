"""Files of people, bodies and offices, read line by line: FollowTheMoney JSON lines and Wikidata-style CSV.

FollowTheMoney is the form of OpenSanctions and Aleph (https://followthemoney.tech). A line that cannot be read is told
as such and the next one is read: nothing is guessed from half a line.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TextIO

from onrecord.errors import UnreadableInput
from onrecord.pages.opening import READ_ERRORS
from onrecord.text.edtf import days_within
from onrecord.values.knowledge import BadLine, KnownKind, KnownName, KnownTerm, PassedOver, Told

LONGEST_LINE = 4_000_000  # characters; a FollowTheMoney entity has a few thousand
LONGEST_NAME = 200
KINDS = {
    "Person": KnownKind.PERSON,
    "Organization": KnownKind.BODY,
    "PublicBody": KnownKind.BODY,
    "Company": KnownKind.BODY,
    "Position": KnownKind.POST,
}
ALIASES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
# A day of Wikidata: "+2004-03-09T00:00:00Z". It writes "2004-01-01" also for "2004", so the first of January is a year.
WIKIDATA_DAY = re.compile(r"\+?(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T00:00:00Z)?")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "item": ("item", "person", "id", "qid"),
    "name": ("itemlabel", "personlabel", "label", "name"),
    "alias": ("alias", "aliases", "itemaltlabel", "altlabel", "also_known_as"),
    "position": ("positionlabel", "position", "officelabel", "office"),
    "of": ("oflabel", "of", "countrylabel", "country", "jurisdictionlabel", "jurisdiction"),
    "start": ("start", "starttime", "startdate", "start_date", "from"),
    "end": ("end", "endtime", "enddate", "end_date", "until"),
}
ENTITY = re.compile(r"(?:https?://www\.wikidata\.org/entity/)?Q\d+")


class PeopleFile:
    """A file of people. `form` is "ftm" or "csv", known once it is opened; `sha256` once all lines were read."""

    def __init__(self, path: Path, form: str, lines: Iterator[str]) -> None:
        self.path = path
        self.form = form
        self._lines = lines

    def told(self) -> Iterator[Told]:
        """What each line tells, in order. Lines are numbered from 1, the header of a CSV included."""
        return _from_json(self._lines) if self.form == "ftm" else _from_csv(self._lines, self.path)


@contextmanager
def open_people(path: Path) -> Iterator[PeopleFile]:
    """Open a file, gzip-compressed or not. Raises UnreadableInput when it is neither JSON lines nor a CSV of people."""
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
        with (
            gzip.open(path, "rt", encoding="utf-8-sig", errors="replace", newline="")
            if packed
            else path.open(encoding="utf-8-sig", errors="replace", newline="") as lines
        ):
            first = lines.readline(LONGEST_LINE)
            form = "ftm" if first.lstrip().startswith("{") else "csv"
            yield PeopleFile(path, form, chain([first], _lines_of(lines)))
    except READ_ERRORS as error:
        raise UnreadableInput(f"{path}: {error}", remedy="name a file that is whole and can be read") from error


def digest_of(path: Path) -> str:
    """SHA-256 of the file's bytes, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lines_of(lines: TextIO) -> Iterator[str]:
    """The lines, one that has no end cut where it becomes too long for memory."""
    return iter(partial(lines.readline, LONGEST_LINE), "")


# --- FollowTheMoney --------------------------------------------------------------------------------------------------


def _from_json(lines: Iterator[str]) -> Iterator[Told]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _entity(number, line)


def _entity(number: int, line: str) -> Told:
    try:
        entity = json.loads(line) if len(line) < LONGEST_LINE else None
    except (ValueError, RecursionError) as error:
        return BadLine(number, f"not JSON: {error}")
    if not isinstance(entity, dict):
        return BadLine(number, "not an entity: a JSON object with id, schema and properties is wanted")
    key, schema, properties = entity.get("id"), entity.get("schema"), entity.get("properties")
    if not isinstance(key, str) or not isinstance(schema, str) or not isinstance(properties, dict):
        return BadLine(number, "not an entity: id, schema or properties are missing")
    if schema == "Occupancy":
        return _occupancy(number, properties)
    if schema not in KINDS:
        return PassedOver(number)
    return _named(number, (key, KINDS[schema]), entity.get("caption"), properties)


def _named(number: int, what: tuple[str, KnownKind], caption: object, properties: Mapping[str, object]) -> Told:
    names = [name for column in ALIASES for name in _texts(properties, column)]
    shown = caption if isinstance(caption, str) and caption in names else next(iter(names), None)
    if shown is None:
        return BadLine(number, "without a name")
    countries = (*_texts(properties, "country"), *_texts(properties, "jurisdiction"))
    key, kind = what
    return KnownName(number, key, kind, shown, tuple(dict.fromkeys(names)), next(iter(countries), None))


def _occupancy(number: int, properties: Mapping[str, object]) -> Told:
    holder, post = (next(iter(_texts(properties, column)), None) for column in ("holder", "post"))
    if holder is None or post is None:
        return BadLine(number, "an Occupancy without holder or post")
    starts, ends = (next(iter(_texts(properties, column)), None) for column in ("startDate", "endDate"))
    wrong = next((day for day in (starts, ends) if day and not days_within(day)), None)
    if wrong:
        return BadLine(number, f"{wrong!r} is not a date")
    if _is_turned_round(starts, ends):
        return BadLine(number, f"it ends ({ends}) before it starts ({starts})")
    over = any(status.casefold() in ("ended", "unknown") for status in _texts(properties, "status"))
    return KnownTerm(number, holder, post, starts, ends, is_current=ends is None and not over)


def _texts(properties: Mapping[str, object], column: str) -> tuple[str, ...]:
    """The values of a property. An entity inside an entity stands for its id."""
    values = properties.get(column)
    listed: Sequence[object] = values if isinstance(values, list) else [values]
    texts = (value.get("id") if isinstance(value, dict) else value for value in listed)
    plain = (" ".join(text.split()) for text in texts if isinstance(text, str))
    return tuple(text for text in plain if 0 < len(text) <= LONGEST_NAME)


# --- CSV -------------------------------------------------------------------------------------------------------------


def _from_csv(lines: Iterator[str], path: Path) -> Iterator[Told]:
    header = [column.strip().casefold() for column in _cells(next(lines, "")) or ()]
    columns = {ours: [header.index(one) for one in theirs if one in header] for ours, theirs in COLUMNS.items()}
    if not columns["name"] or not columns["position"]:
        raise UnreadableInput(
            f"{path}: neither FollowTheMoney JSON lines nor a CSV with the columns itemLabel and position",
            remedy="see `People` in docs/format.md for the two forms",
        )
    for number, line in enumerate(lines, 2):
        row = _cells(line)
        if row is None:
            yield BadLine(
                number, "not CSV: a quotation mark that is not closed in this line, or not around a whole cell"
            )
        elif any(cell.strip() for cell in row):
            if len(row) == len(header):
                yield from _row(number, row, columns)
            else:
                yield BadLine(number, f"it has {len(row):,} cells, the header {len(header):,}")


def _cells(line: str) -> list[str] | None:
    """The cells of one line; None when it is not CSV. A row is one line, or an open quotation mark took all others."""
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return None


def _row(number: int, row: Sequence[str], columns: Mapping[str, Sequence[int]]) -> Iterator[Told]:
    cells = {ours: _cell(row, places) for ours, places in columns.items()}
    starts, ends = (_wikidata_day(cells[column]) for column in ("start", "end"))
    if wrong := _wrong(cells, starts, ends):
        yield BadLine(number, wrong)
        return
    key, post = cells["item"] or cells["name"], f"{cells['position']}|{cells['of']}"
    yield KnownName(number, key, KnownKind.PERSON, cells["name"], _aliases(cells))
    if cells["position"]:
        yield KnownName(number, post, KnownKind.POST, cells["position"], (), cells["of"] or None)
        yield KnownTerm(number, key, post, starts, ends, is_current=ends is None)


def _aliases(cells: Mapping[str, str]) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(r"[|;]", cells["alias"]))
    return tuple(dict.fromkeys((cells["name"], *(part for part in parts if 0 < len(part) <= LONGEST_NAME))))


def _cell(row: Sequence[str], places: Sequence[int]) -> str:
    """The first of these columns that has a label in it; a bare Wikidata id is none."""
    cells = [" ".join(row[place].split()) for place in places if place < len(row)]
    return next((cell for cell in cells if cell and not (ENTITY.fullmatch(cell) and len(places) > 1)), "")


def _wrong(cells: Mapping[str, str], starts: str | None, ends: str | None) -> str | None:
    if not cells["name"] or len(cells["name"]) > LONGEST_NAME or ENTITY.fullmatch(cells["name"]):
        return "without a name"
    if ENTITY.fullmatch(cells["position"]):
        return f"{cells['position']!r} is an id, not an office: export the column positionLabel too"
    wrong = [cells[c] for c, day in (("start", starts), ("end", ends)) if cells[c] and day is None]
    if wrong:
        return f"{wrong[0]!r} is not a date"
    return f"it ends ({ends}) before it starts ({starts})" if _is_turned_round(starts, ends) else None


def _is_turned_round(starts: str | None, ends: str | None) -> bool:
    """Does a term certainly end before it starts? Of an unknown year nothing is certain."""
    if starts is None or ends is None or "X" in starts[:4] + ends[:4]:
        return False
    return days_within(ends)[-1] < days_within(starts)[0]


def _wikidata_day(cell: str) -> str | None:
    match = WIKIDATA_DAY.fullmatch(cell)
    if not match or not days_within(match[1]):
        return None
    return match[1][:4] if "T" in cell and match[1].endswith("-01-01") else match[1]
