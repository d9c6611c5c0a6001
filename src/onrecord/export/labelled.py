"""What people changed in Label Studio: its export against what the task said when it went out.

A change is of one statement: rejected, or fields with other values, places in the text among them; or it is a statement
that the program missed. What the log of judgements cannot hold, another nesting, is told in words and never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onrecord.errors import BadRequest
from onrecord.export.changes import (
    Addition,
    Change,
    Task,
    Told,
    Untaken,
    disagreements,
    holding,
    rejected_and_corrected,
)
from onrecord.export.labelled_regions import Region, regions_of
from onrecord.export.labelstudio import (
    CHOICES,
    NO_STATEMENT,
    SCHEMA,
    SPEAKER_TYPE,
    TEXT,
    VERDICT,
    WORDS,
    region_id,
    shown_text,
)
from onrecord.export.marks import Part
from onrecord.judging.fields import ALWAYS_KNOWN
from onrecord.values.judgement import PARTS, Field

Json = Mapping[str, Any]
FIELDS = tuple(field for field in Field if field.value in CHOICES or field in WORDS)
SPACE = re.compile(r"\s+")
REMEDY = "take the JSON export (not JSON-MIN) of a project whose tasks `onrecord export --format labelstudio` wrote"


def changes_of(tasks: object) -> Iterator[Told]:
    """What was changed: each task and then what is told of it, its annotations in the order of their time.

    Raises BadRequest for what is no export of our tasks, and where nobody has annotated anything.
    """
    if not isinstance(tasks, list):
        raise BadRequest("this is no list of Label Studio tasks", remedy=REMEDY)
    annotated = False
    for number, task in enumerate(tasks, 1):
        try:
            annotations = _annotations(task)
            annotated = annotated or bool(annotations)
            yield from _changes(task["data"], annotations)
        except KeyError as error:
            raise BadRequest(f"task {number} is none of onrecord's: it has no {error}", remedy=REMEDY) from error
        except (TypeError, ValueError, AttributeError, IndexError, OverflowError) as error:
            raise BadRequest(f"task {number} is none of onrecord's: {error!s:.120}", remedy=REMEDY) from error
    if not annotated:
        what = f"{len(tasks):,} task{'s' * (len(tasks) != 1)} of onrecord, and no annotation that was submitted"
        what = what if tasks else "there is no task in it"
        raise BadRequest(
            what, "submit annotations in Label Studio (skipped ones do not count) and export again as JSON"
        )


def _annotations(task: Json) -> list[Json]:
    base = task["data"]["onrecord"]
    if base["schema"] != SCHEMA:
        raise ValueError(f"its schema is {base['schema']!r}")
    return sorted(_counted(task), key=_at)


def _changes(data: Json, annotations: Sequence[Json]) -> Iterator[Told]:
    task = Task(str(data["onrecord"]["report"]), str(data["onrecord"]["sha256"]), data[TEXT])
    yield task
    told = [one for annotation in annotations for one in _Annotation(task, data, annotation).changes()]
    yield from told
    changes = [one for one in told if isinstance(one, Change | Addition)]
    yield from disagreements(changes)
    yield from rejected_and_corrected(changes)


def _counted(task: Json) -> list[Json]:
    """The annotations that were submitted, not those that were skipped."""
    return [one for one in task.get("annotations") or () if not one.get("was_cancelled")]


def _at(annotation: Json) -> str:
    return str(annotation.get("updated_at") or annotation.get("created_at") or "")


def _by(annotation: Json) -> str:
    who = annotation.get("completed_by")
    if isinstance(who, Mapping):
        return str(who.get("email") or who.get("username") or who.get("id") or "Label Studio")
    return str(who) if isinstance(who, str) and who else f"Label Studio user {who}" if who else "Label Studio"


class _Annotation:
    """One annotation of one task."""

    def __init__(self, task: Task, data: Json, annotation: Json) -> None:
        self._task = task
        self._report = task.report
        self._base = {str(one["id"]): one for one in data["onrecord"]["statements"]}
        self._who = (_by(annotation), _at(annotation))
        self._read = regions_of(data[TEXT], annotation, self._base)
        self._regions, self._grown = self._read.by_statement, self._read.grown

    def changes(self) -> Iterator[Change | Addition | Untaken]:
        for doubt in self._read.doubts:
            yield Untaken(self._report, doubt)
        left_out = [one for one in self._base if not self._content(one)]
        if left_out and not self._grown:
            yield Untaken(
                self._report,
                f"{len(left_out)} statements stand in no annotation that was begun without the predictions; "
                "that is not taken for a rejection",
            )
        for statement, base in self._base.items():
            if self._content(statement):
                yield from self._of_statement(statement, base)
            elif self._grown:
                yield self._change(statement, rejected=True)
        for regions in self._read.new:
            yield from self._new(regions)

    def _content(self, statement: str) -> list[Region]:
        return [one for one in self._regions.get(statement, ()) if one.part == Part.CONTENT.value]

    def _of_statement(self, statement: str, base: Json) -> Iterator[Change | Untaken]:
        regions = self._regions[statement]
        told = {name: value for one in reversed(regions) for name, value in one.fields.items()}
        if told.get(VERDICT) == NO_STATEMENT:
            yield self._change(statement, rejected=True)
            return
        nested = self._read.nested.get(statement)
        if nested != base["nested_in"] and (nested or self._has_first(statement, base)):
            yield Untaken(statement, f"it is now nested in {nested}; the log corrects no nesting")
        new = {**dict(self._places(base, regions)), **dict(self._fields(statement, base, told))}
        for field in [one for one, value in new.items() if value is None and one in PARTS]:
            if field.value in self._read.loose:
                del new[field]
                drawn = f"its {field} is gone, and a {field} was drawn that belongs to no statement"
                yield Untaken(statement, f"{drawn}; tie that one to it")
        changed, untaken = holding(statement, new.items())
        yield from untaken
        yield from self._changed(statement, base, told, dict(changed))

    def _new(self, regions: Sequence[Region]) -> Iterator[Addition | Untaken]:
        """A statement that nobody had found, unless it is said to be none."""
        told = {name: value for one in reversed(regions) for name, value in one.fields.items() if value}
        if told.get(VERDICT) == NO_STATEMENT:
            return
        places = {field: [(one.start, one.end) for one in regions if one.part == field.value] for field in PARTS}
        new = {field: ",".join(f"{start}:{end}" for start, end in sorted({*spans})) for field, spans in places.items()}
        new |= {field: told[field.value] for field in FIELDS if field.value in told}
        fields, untaken = holding(self._report, ((field, value) for field, value in new.items() if value))
        yield from untaken
        kept = tuple((field, value) for field, value in fields if value)
        if Field.CONTENT in dict(kept):
            yield Addition(self._task, *self._who, fields=kept, speaker_type=told.get(SPEAKER_TYPE))

    def _has_first(self, statement: str, base: Json) -> bool:
        """Is the piece there on which everything is said of the statement? What was deleted with it was not denied."""
        first, place = region_id(statement, Part.CONTENT, 0), base[Part.CONTENT.value][0]
        return any(
            one.id == first or (one.part == Part.CONTENT.value and [one.start, one.end] == place)
            for one in self._regions[statement]
        )

    def _places(self, base: Json, regions: Sequence[Region]) -> Iterator[tuple[Field, str | None]]:
        """The parts that are elsewhere now; None of one that is gone."""
        for field in PARTS:
            of_part = [one for one in regions if one.part == field.value]
            spans = sorted({(one.start, one.end) for one in of_part})
            if {*spans} == {*map(tuple, base[field.value])} or not all(one.is_sure for one in of_part):
                continue  # words that stand elsewhere are told as such
            if spans or self._grown:
                yield field, ",".join(f"{start}:{end}" for start, end in spans) or None

    def _fields(self, statement: str, base: Json, told: Mapping[str, str]) -> Iterator[tuple[Field, str | None]]:
        is_whole = self._has_first(statement, base)
        for field in FIELDS:
            new = told.get(field.value) or None
            # An emptied choice says nothing.
            says = new is not None or (is_whole and field not in ALWAYS_KNOWN)
            if says and not _same(new, base[field.value]):
                yield field, new

    def _changed(
        self, statement: str, base: Json, told: Mapping[str, str], changed: dict[Field, str | None]
    ) -> Iterator[Change]:
        speaker_type = told.get(SPEAKER_TYPE) or None
        if Field.SPEAKER not in changed and base["speaker"] and speaker_type not in (None, base[SPEAKER_TYPE]):
            changed[Field.SPEAKER] = base["speaker"]
        if changed:
            yield self._change(
                statement, fields=tuple(sorted(changed.items())), speaker_type=speaker_type or base[SPEAKER_TYPE]
            )

    def _change(self, statement: str, **what: Any) -> Change:
        return Change(self._task, statement, *self._who, **what)


def _same(new: str | None, base: str | None) -> bool:
    """The same words, as far as a text field keeps them."""
    return _plain(new) == _plain(base)


def _plain(words: str | None) -> str:
    return SPACE.sub(" ", shown_text(words or "")).strip()
