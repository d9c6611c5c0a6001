"""What is found when a command asks for it, families and primary sources: what waits is looked up first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.cli.terminal import count, say
from onrecord.errors import RecordBusy, RecordNotWritable

if TYPE_CHECKING:
    from onrecord.store.record import Record

_PATIENCE = 1.0  # seconds to wait for another writer: what it writes waits as well


@dataclass(frozen=True, slots=True)
class _Waiting:
    """How much waits, what is done with it, and how both are told. many: from here on it takes some seconds."""

    counted: Callable[[Record], int]
    work: Callable[[Record], Iterable[object]]
    unit: str
    many: int
    doing: str
    not_done: str


def group_families(record: str) -> None:
    """Find the families of all statements that wait. A record that cannot be written is left as it is, and told so."""
    from onrecord.store.families_waiting import complete_families, not_grouped_yet  # noqa: PLC0415 -- as elsewhere

    told = ("looking up {} among the others", "{} not compared with the others yet")
    _settle(record, _Waiting(not_grouped_yet, complete_families, "wording", 3000, *told))


def trace_waiting(record: str) -> None:
    """Hold quotations that wait against the transcripts; else as `group_families`."""
    from onrecord.run.primary import not_traced_yet, trace_quotations  # noqa: PLC0415

    told = ("holding {} against the transcripts", "{} not held against the transcripts yet")
    _settle(record, _Waiting(not_traced_yet, trace_quotations, "statement", 500, *told))


def _settle(record: str, what: _Waiting) -> None:
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        waiting = what.counted(opened)
    if not waiting:
        return
    much = count(waiting, what.unit)
    try:
        with open_record(record, patience=_PATIENCE) as opened:
            if waiting > what.many:
                say(what.doing.format(much))
            for _ in what.work(opened):
                pass
    except (RecordBusy, RecordNotWritable) as error:
        say(f"{what.not_done.format(much)}: {error.what}")
