"""What people changed in another program, against what it was given: the same from Label Studio and annotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.errors import BadRequest
from onrecord.judging.fields import check_field
from onrecord.values.judgement import Field


@dataclass(frozen=True, slots=True)
class Task:
    """The report that went out. text: as it was shown, in which places are counted; None where it was left out."""

    report: str
    sha256: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody says of a statement. fields: new values, None for: not known; empty where it is rejected.

    speaker_type: what the right speaker is. at: when that was, as the other program has it; "" where it does not say.
    """

    task: Task
    statement: str
    by: str
    at: str
    rejected: bool = False
    fields: tuple[tuple[Field, str | None], ...] = ()
    speaker_type: str | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """A statement that nobody had found. fields: content always, and what else was told; the rest as of a change."""

    task: Task
    by: str
    at: str
    fields: tuple[tuple[Field, str], ...]
    speaker_type: str | None = None


@dataclass(frozen=True, slots=True)
class Untaken:
    """What no judgement can say. about: report or statement. what: in plain words, with places and words."""

    about: str
    what: str


@dataclass(frozen=True, slots=True)
class Noted:
    """What was taken, and is to be known. about: report or statement."""

    about: str
    what: str


Told = Task | Change | Addition | Untaken | Noted


def holding(
    about: str, fields: Iterable[tuple[Field, str | None]]
) -> tuple[tuple[tuple[Field, str | None], ...], tuple[Untaken, ...]]:
    """The fields that can hold their values, sorted; and what is to be said of the others."""
    held, untaken = {}, []
    for field, value in fields:
        try:
            check_field(field, value)
            held[field] = value
        except BadRequest as error:
            untaken.append(Untaken(about, f"{error.what}; {error.remedy}"))
    return tuple(sorted(held.items())), tuple(untaken)


def disagreements(changes: Sequence[Change | Addition]) -> Iterator[Noted]:
    """Where several people said different things of one statement. changes: in the order in which they count."""
    said: dict[tuple[str, str], tuple[str | None, str]] = {}
    for change in changes:
        about = change.statement if isinstance(change, Change) else change.task.report
        for what, value in _said(change).items():
            before, who = said.get((about, what), (value, change.by))
            if before != value and who != change.by:
                yield Noted(about, f"{what}: {before or 'unknown'!r} by {who}, {value or 'unknown'!r} by {change.by}: "
                            "the later one counts")  # fmt: skip
            said[about, what] = value, change.by


def _said(change: Change | Addition) -> Mapping[str, str | None]:
    if isinstance(change, Addition):
        told = dict[Field, str | None](change.fields)
        place = f"the statement added at {told.pop(Field.CONTENT)}, "
        return {f"{place}{field}": value for field, value in told.items()}
    return {field.value: value for field, value in change.fields}


def rejected_and_corrected(changes: Sequence[Change | Addition]) -> Iterator[Noted]:
    """Statements that one rejects and another corrects."""
    ours = [one for one in changes if isinstance(one, Change)]
    rejected = {one.statement: one.by for one in ours if one.rejected}
    for one in ours:
        if not one.rejected and one.statement in rejected:
            who = rejected[one.statement]
            yield Noted(one.statement, f"corrected by {one.by} and rejected by {who}: it is rejected")
