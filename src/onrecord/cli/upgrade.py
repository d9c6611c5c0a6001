"""`onrecord upgrade`: a record that an earlier version wrote, brought up to this one."""

from __future__ import annotations

from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.cli.terminal import say


def upgrade(record: RecordOption = DEFAULT_RECORD) -> None:
    """Bring a record that an earlier version wrote up to this one, all at once, after a back-up beside it.

    Every command that writes does so by itself; commands that only read ask for it. Says where the back-up is. A record
    of this version is left as it is.
    """
    from onrecord.store.record import open_record  # noqa: PLC0415 -- `onrecord --help` must not pay for it

    open_record(record).close()
    say(f"{record} is of this version")
