"""The regions of one Label Studio annotation, put to the statements that they belong to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.export.labelstudio import CONTINUES, CUE_OF, NESTED, PART, SOURCE_OF
from onrecord.export.marks import Part
from onrecord.export.units import Units

Json = Mapping[str, Any]
Marked = tuple[str, int, int]  # part, start, end
Ties = Sequence[tuple[str, str]]
OURS = re.compile(r"([0-9a-f]{20})-(?:content|cue|source)-[0-9]+")
TYING = (CONTINUES, CUE_OF, SOURCE_OF)
# A selection is copied with its line ends as the two signs "\" and "n".
BLANKS = re.compile(r"(?:\\n|\s)+")


@dataclass(frozen=True, slots=True)
class Region:
    """A marked span: half-open, in code points. fields: what was said of it, by the name of the control.

    is_sure: do the words stand there that it says to hold?
    """

    id: str
    part: str
    start: int
    end: int
    fields: Mapping[str, str]
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Regions:
    """by_statement: in the order of the text. nested: statement -> the one around it. grown: on the predictions?

    loose: parts of which regions belong to no statement. doubts: these, what lies where other words are, and what is
    tied to a statement that is not its own, in plain words.
    """

    by_statement: Mapping[str, Sequence[Region]]
    nested: Mapping[str, str]
    grown: bool
    loose: frozenset[str]
    doubts: tuple[str, ...]


def regions_of(text: str, annotation: Json, base: Mapping[str, Json]) -> Regions:
    """Read an annotation of a task with this text. base: the statements of the task by their ids."""
    result: Sequence[Json] = annotation.get("result") or ()
    marked, unsure = _placed(text, [one for one in result if one.get("type") == "labels" and one["from_name"] == PART])
    told = _told(result)
    relations = [one for one in result if one.get("type") == "relation"]
    # A reader who began from nothing has not rejected what the program found and the reader left out.
    grown = bool(annotation.get("parent_prediction")) or any(_ours(one, base) for one in marked)
    ties = _ties(relations)
    owner = _owners(marked, ties, base, redrawn=grown)
    by_statement: dict[str, list[Region]] = {}
    for id_, (part, start, end) in sorted(marked.items(), key=lambda one: (one[1][1], one[1][2], one[0])):
        if statement := owner.get(id_):
            region = Region(id_, part, start, end, told.get(id_, {}), is_sure=id_ not in unsure)
            by_statement.setdefault(statement, []).append(region)
    nested = {}
    for one in relations:
        ends = owner.get(_id(one["from_id"])), owner.get(_id(one["to_id"]))
        if NESTED in (one.get("labels") or ()) and ends[0] and ends[1]:
            nested[ends[0]] = ends[1]
    loose = {id_: place for id_, place in marked.items() if id_ not in owner}
    doubts = (*unsure.values(), *_new_ones(text, loose, ties), *_foreign(text, marked, ties, owner))
    return Regions(by_statement, nested, grown, frozenset(place[0] for place in loose.values()), doubts)


def _id(given: object) -> str:
    """Inside the editor an id has the number of its annotation behind it."""
    return str(given).split("#", 1)[0]


def _ours(id_: str, base: Collection[str]) -> str | None:
    match = OURS.fullmatch(id_)
    return match[1] if match and match[1] in base else None


def _placed(text: str, labelled: Sequence[Json]) -> tuple[dict[str, Marked], dict[str, str]]:
    """Part and place of each region, whether they are counted in code points or in UTF-16 units; and what is to be said
    of those where other words stand.
    """
    units = Units(text)
    in_units = bool(units.long) and sum(_fits(text, units, one, True) for one in labelled) > sum(
        _fits(text, units, one, False) for one in labelled
    )
    placed, unsure = {}, {}
    for one in labelled:
        start, end = _ends(units, one["value"], in_units)
        if not _fits(text, units, one, in_units):
            unsure[_id(one["id"])] = f"[{start}, {end}] are other words than {one['value'].get('text')!r:.120}"
        placed[_id(one["id"])] = (str(one["value"]["labels"][0]), start, end)
    return placed, unsure


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


def _ties(relations: Sequence[Json]) -> Ties:
    """The pairs of regions that are said to be of one statement."""
    tying = (one for one in relations if {*(one.get("labels") or ())} & {*TYING})
    return [(_id(one["from_id"]), _id(one["to_id"])) for one in tying]


def _owners(marked: Mapping[str, Marked], ties: Ties, base: Mapping[str, Json], *, redrawn: bool) -> dict[str, str]:
    """The statement of each region: by its id, else by the piece that it is, else by what it is tied to.

    redrawn: who deletes a region and draws it anew has it at a new place and without a tie. It is of the statement that
    has lost the words there.
    """
    pieces: dict[Marked, set[str]] = {}
    for id_, one in base.items():
        for part in Part:
            for start, end in one[part.value]:
                pieces.setdefault((part.value, start, end), set()).add(id_)
    known = {id_: _ours(id_, base) or _only(pieces.get(place, ())) for id_, place in marked.items()}
    owner = _tied({id_: statement for id_, statement in known.items() if statement}, marked, ties)
    if redrawn:
        owner = _tied(owner | _redrawn(marked, owner, base), marked, ties)
    return owner


def _tied(owner: Mapping[str, str], marked: Mapping[str, Marked], ties: Ties) -> dict[str, str]:
    """Also the owners of what is tied to owned regions, directly or by others; of none that is tied to several's."""
    owned = dict(owner)
    while True:
        near: dict[str, set[str]] = {}
        for a, b in (pair for one in ties for pair in (one, one[::-1])):
            if b in owned and a in marked and a not in owned:
                near.setdefault(a, set()).add(owned[b])
        found = {a: statement for a, statements in near.items() if (statement := _only(statements))}
        if not found:
            return owned
        owned |= found


def _redrawn(marked: Mapping[str, Marked], owner: Mapping[str, str], base: Mapping[str, Json]) -> dict[str, str]:
    """Regions of nobody where one statement had a piece of the same part, of which it has none any more."""
    has = {(statement, marked[id_][0]) for id_, statement in owner.items()}
    found = {}
    for id_, (part, start, end) in marked.items():
        lost = {
            statement
            for statement, one in base.items()
            if (statement, part) not in has and any(a < end and start < b for a, b in one[part])
        }
        if id_ not in owner and (statement := _only(lost)):
            found[id_] = statement
    return found


def _only(found: Collection[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _new_ones(text: str, loose: Mapping[str, Marked], ties: Ties) -> Iterator[str]:
    """What belongs to no statement on record, each group that is tied together once."""
    left = dict(loose)
    while left:
        together, frontier = set[str](), {next(iter(left))}
        while frontier:
            together |= frontier
            near = {b for one in ties for a, b in (one, one[::-1]) if a in frontier and b in left}
            frontier = near - together
        regions = sorted(left.pop(id_) for id_ in together)
        words = ", ".join(f"{part} [{start}, {end}] {text[start:end]!r:.120}" for part, start, end in regions)
        is_new = any(part == Part.CONTENT.value for part, _, _ in regions)
        said = "; a statement that the reader did not find cannot be added" if is_new else ": tie it to one"
        yield f"{words} belongs to no statement on record{said}"


def _foreign(text: str, marked: Mapping[str, Marked], ties: Ties, owner: Mapping[str, str]) -> Iterator[str]:
    """Ties between regions of two statements: whose such a region is by its id stays as it is."""
    for one, other in ties:
        if one in owner and other in owner and owner[one] != owner[other]:
            part, start, end = marked[one]
            words = f"{part} [{start}, {end}] {text[start:end]!r:.120} of statement {owner[one]}"
            yield f"{words} is tied to statement {owner[other]}; draw it anew to give it to that one"
