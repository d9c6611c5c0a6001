"""Families are found when a command needs them: what waits is looked up first, where the record can be written."""

from __future__ import annotations

from onrecord.cli.terminal import count, say
from onrecord.errors import RecordBusy, RecordNotWritable

_PATIENCE = 1.0  # seconds to wait for another writer: what it writes waits as well
_MANY = 3000  # wordings: some seconds of work, of which a person is told


def group_families(record: str) -> None:
    """Find the families of all statements that wait. A record that cannot be written is left as it is, and told so."""
    from onrecord.store.families_waiting import complete_families, not_grouped_yet  # noqa: PLC0415 -- as elsewhere
    from onrecord.store.record import open_record  # noqa: PLC0415

    with open_record(record, read_only=True) as opened:
        waiting = not_grouped_yet(opened)
    if not waiting:
        return
    try:
        with open_record(record, patience=_PATIENCE) as opened:
            if waiting > _MANY:
                say(f"looking up {count(waiting, 'wording')} among the others")
            for _ in complete_families(opened):
                pass
    except (RecordBusy, RecordNotWritable) as error:
        say(f"{count(waiting, 'wording')} not compared with the others yet: {error.what}")
