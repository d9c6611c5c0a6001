"""The regions of one Label Studio annotation, put to the statements that they belong to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.export.labelstudio import CONTINUES, CUE_OF, NESTED, PART, SOURCE_OF
from onrecord.export.marks import Part
from onrecord.export.units import Units

Json = Mapping[str, Any]
Marked = tuple[str, int, int]  # part, start, end
Ties = Mapping[str, Sequence[str]]  # region -> those that it is said to be of one statement with, both ways
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

    new: statements that nobody had found, each as the regions that are tied together. loose: parts of which regions
    belong to no statement. doubts: these, what lies where other words are, what is tied to a statement that is not its
    own, and nesting that cannot be taken, in plain words.
    """

    by_statement: Mapping[str, Sequence[Region]]
    nested: Mapping[str, str]
    grown: bool
    new: tuple[tuple[Region, ...], ...]
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
    regions = {
        id_: Region(id_, part, start, end, told.get(id_, {}), is_sure=id_ not in unsure)
        for id_, (part, start, end) in sorted(marked.items(), key=lambda one: (one[1][1], one[1][2], one[0]))
    }
    by_statement: dict[str, list[Region]] = {}
    for id_ in filter(owner.__contains__, regions):
        by_statement.setdefault(owner[id_], []).append(regions[id_])
    new: list[tuple[Region, ...]] = []
    loose: list[tuple[Region, ...]] = []
    for together in _together({id_: one for id_, one in regions.items() if id_ not in owner}, ties):
        (new if _is_statement(together, ties, owner) else loose).append(together)
    doubts = (
        *_other_words(unsure),
        *(f"{_listed(text, one)} belongs to no statement on record: tie it to one" for one in loose),
        *_foreign(text, marked, relations, owner),
        *_nested_new(text, relations, new),
    )
    parts = frozenset(one.part for group in loose for one in group)
    return Regions(by_statement, _nested(relations, owner), grown, tuple(new), parts, doubts)


def _nested(relations: Sequence[Json], owner: Mapping[str, str]) -> dict[str, str]:
    nested = {}
    for one in relations:
        ends = owner.get(_id(one["from_id"])), owner.get(_id(one["to_id"]))
        if NESTED in (one.get("labels") or ()) and ends[0] and ends[1]:
            nested[ends[0]] = ends[1]
    return nested


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


def _tied_pairs(relations: Sequence[Json]) -> Iterator[tuple[str, str]]:
    """The pairs of regions that are said to be of one statement."""
    tying = (one for one in relations if {*(one.get("labels") or ())} & {*TYING})
    return ((_id(one["from_id"]), _id(one["to_id"])) for one in tying)


def _ties(relations: Sequence[Json]) -> Ties:
    ties: dict[str, list[str]] = {}
    for one, other in _tied_pairs(relations):
        ties.setdefault(one, []).append(other)
        ties.setdefault(other, []).append(one)
    return ties


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
    owned, latest = dict(owner), dict(owner)
    near: dict[str, set[str]] = {}  # region -> the statements that it is tied to
    while latest:
        reached: dict[str, None] = {}
        for one, statement in latest.items():
            for other in ties.get(one, ()):
                if other in marked and other not in owned:
                    near.setdefault(other, set()).add(statement)
                    reached[other] = None
        latest = {one: only for one in reached if (only := _only(near[one]))}
        owned |= latest
    return owned


def _redrawn(marked: Mapping[str, Marked], owner: Mapping[str, str], base: Mapping[str, Json]) -> dict[str, str]:
    """Regions of nobody where one statement had a piece of the same part, of which it has none any more."""
    has = {(statement, marked[id_][0]) for id_, statement in owner.items()}
    lost = {
        part.value: [(id_, one[part.value]) for id_, one in base.items() if (id_, part.value) not in has]
        for part in Part
    }
    found = {}
    for id_, (part, start, end) in marked.items():
        if id_ not in owner:
            there = {one for one, spans in lost.get(part, ()) if any(a < end and start < b for a, b in spans)}
            if statement := _only(there):
                found[id_] = statement
    return found


def _only(found: Collection[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _together(loose: Mapping[str, Region], ties: Ties) -> Iterator[tuple[Region, ...]]:
    """The regions of nobody in groups that are tied together, each in the order of the text."""
    left, order = set(loose), {one: at for at, one in enumerate(loose)}
    for first in loose:
        together, frontier = set[str](), {first} & left
        while frontier:
            together |= frontier
            frontier = {near for one in frontier for near in ties.get(one, ()) if near in left} - together
        left -= together
        if together:
            yield tuple(loose[one] for one in sorted(together, key=order.__getitem__))


def _is_statement(together: Collection[Region], ties: Ties, owner: Mapping[str, str]) -> bool:
    """Is it a statement that nobody had found? What is tied to a statement is of that one, or of several."""
    ids = {one.id for one in together}
    is_tied = any(other in owner for one in ids for other in ties.get(one, ()))
    is_sure = all(one.is_sure for one in together)
    return is_sure and not is_tied and any(one.part == Part.CONTENT.value for one in together)


def _other_words(unsure: Mapping[str, str]) -> Iterator[str]:
    """What is to be said of regions where other words stand: of many once, with how many there are."""
    for first in [*unsure.values()][:1]:
        yield f"{first}, and so {len(unsure) - 1} more: they were marked in another text" if len(unsure) > 1 else first


def _nested_new(text: str, relations: Sequence[Json], new: Iterable[Sequence[Region]]) -> Iterator[str]:
    """A statement that is added is nested in none, and none in it: the log says nothing of that."""
    ends = {_id(one[key]) for one in relations if NESTED in (one.get("labels") or ()) for key in ("from_id", "to_id")}
    for together in new:
        if ends & {one.id for one in together}:
            yield f"{_listed(text, together)}: how it is nested is not taken; the log says nothing of nesting"


def _listed(text: str, regions: Iterable[Region]) -> str:
    ordered = sorted(regions, key=lambda one: (one.part, one.start, one.end))
    return ", ".join(f"{one.part} [{one.start}, {one.end}] {text[one.start : one.end]!r:.120}" for one in ordered)


def _foreign(
    text: str, marked: Mapping[str, Marked], relations: Sequence[Json], owner: Mapping[str, str]
) -> Iterator[str]:
    """Ties between regions of two statements: whose such a region is by its id stays as it is."""
    for one, other in _tied_pairs(relations):
        if one in owner and other in owner and owner[one] != owner[other]:
            part, start, end = marked[one]
            words = f"{part} [{start}, {end}] {text[start:end]!r:.120} of statement {owner[one]}"
            yield f"{words} is tied to statement {owner[other]}; draw it anew to give it to that one"
