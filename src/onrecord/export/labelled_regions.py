"""The regions of one Label Studio annotation, put to the statements that they belong to."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.export.labelstudio import CONTINUES, CUE_OF, NESTED, PART, SOURCE_OF
from onrecord.export.marks import Part
from onrecord.export.units import Units

Json = Mapping[str, Any]
OURS = re.compile(r"([0-9a-f]{20})-(?:content|cue|source)-[0-9]+")
TYING = (CONTINUES, CUE_OF, SOURCE_OF)
# A selection is copied with its line ends as the two signs "\" and "n".
BLANKS = re.compile(r"(?:\\n|\s)+")


@dataclass(frozen=True, slots=True)
class Region:
    """A marked span: half-open, in code points. fields: what was said of it, by the name of the control."""

    id: str
    part: str
    start: int
    end: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Regions:
    """by_statement: in the order of the text. nested: statement -> the one around it. has_ours: were predictions there?

    doubts: what belongs to no statement or lies where other words are, in plain words.
    """

    by_statement: Mapping[str, Sequence[Region]]
    nested: Mapping[str, str]
    has_ours: bool
    doubts: tuple[str, ...]


def regions_of(text: str, result: Sequence[Json], base: Mapping[str, Json]) -> Regions:
    """Read an annotation of a task with this text. base: the statements of the task by their ids."""
    marked, doubts = _placed(text, [one for one in result if one.get("type") == "labels" and one["from_name"] == PART])
    told = _told(result)
    relations = [one for one in result if one.get("type") == "relation"]
    owner = _owners(marked, relations, base)
    by_statement: dict[str, list[Region]] = {}
    for id_, (part, start, end) in sorted(marked.items(), key=lambda one: (one[1][1], one[1][2], one[0])):
        statement = owner.get(id_)
        if statement is None:
            doubts.append(f"{part} [{start}, {end}] {text[start:end]!r:.120} belongs to no statement on record")
        else:
            by_statement.setdefault(statement, []).append(Region(id_, part, start, end, told.get(id_, {})))
    nested = {}
    for one in relations:
        ends = owner.get(_id(one["from_id"])), owner.get(_id(one["to_id"]))
        if NESTED in (one.get("labels") or ()) and ends[0] and ends[1]:
            nested[ends[0]] = ends[1]
    return Regions(by_statement, nested, any(_ours(one, base) for one in marked), tuple(doubts))


def _id(given: object) -> str:
    """Inside the editor an id has the number of its annotation behind it."""
    return str(given).split("#", 1)[0]


def _ours(id_: str, base: Collection[str]) -> str | None:
    match = OURS.fullmatch(id_)
    return match[1] if match and match[1] in base else None


def _placed(text: str, labelled: Sequence[Json]) -> tuple[dict[str, tuple[str, int, int]], list[str]]:
    """Part and place of each region, whether they are counted in code points or in UTF-16 units."""
    units = Units(text)
    in_units = bool(units.long) and sum(_fits(text, units, one, True) for one in labelled) > sum(
        _fits(text, units, one, False) for one in labelled
    )
    placed, doubts = {}, []
    for one in labelled:
        start, end = _ends(units, one["value"], in_units)
        if not _fits(text, units, one, in_units):
            doubts.append(f"[{start}, {end}] are other words than {one['value'].get('text')!r:.120}")
        placed[_id(one["id"])] = (str(one["value"]["labels"][0]), start, end)
    return placed, doubts


def _ends(units: Units, value: Json, in_units: bool) -> tuple[int, int]:
    start, end = int(value["start"]), int(value["end"])
    return (units.to_points(start), units.to_points(end)) if in_units else (start, end)


def _fits(text: str, units: Units, one: Json, in_units: bool) -> bool:
    """Do the words that the region says to hold stand there? Yes where it says none."""
    words = one["value"].get("text")
    start, end = _ends(units, one["value"], in_units)
    return not isinstance(words, str) or BLANKS.sub("", words) == BLANKS.sub("", text[start:end])


def _told(result: Sequence[Json]) -> dict[str, dict[str, str]]:
    """What was said of each region in choices and text fields."""
    told: dict[str, dict[str, str]] = {}
    for one in result:
        if one.get("type") in ("choices", "textarea") and "id" in one:
            value = one["value"]
            given = value.get("choices") if one["type"] == "choices" else value.get("text")
            words = given if isinstance(given, str) else " ".join(map(str, given or ()))
            told.setdefault(_id(one["id"]), {})[str(one["from_name"])] = words.strip()
    return told


def _owners(
    marked: Mapping[str, tuple[str, int, int]], relations: Sequence[Json], base: Mapping[str, Json]
) -> dict[str, str]:
    """The statement of each region: by its id, else by the piece that it is, else by what it is tied to."""
    pieces = {(part.value, *place): id_ for id_, one in base.items() for part in Part for place in one[part.value]}
    known = {id_: _ours(id_, base) or pieces.get(place) for id_, place in marked.items()}
    owner = {id_: statement for id_, statement in known.items() if statement}
    ties = [(_id(one["from_id"]), _id(one["to_id"])) for one in relations if {*(one.get("labels") or ())} & {*TYING}]
    waiting = True
    while waiting:
        found = {a: owner[b] for one in ties for a, b in (one, one[::-1]) if b in owner and a not in owner}
        owner |= found
        waiting = bool(found)
    return owner
