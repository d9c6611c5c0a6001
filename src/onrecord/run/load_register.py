"""Reads the register of dated names that ships with the program."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from onrecord.errors import BadRequest
from onrecord.reports.register import Register, build_register
from onrecord.run.shipped import shipped_text

EPOCH = "SOURCE_DATE_EPOCH"


def load_register() -> Register:
    """The names in `onrecord/data/dated_names.tsv`, and the day it is: no report that can be read is younger.

    SOURCE_DATE_EPOCH, seconds since 1970, stands for the clock where it is set (https://reproducible-builds.org): with
    it, the same pages give the same record on any day. Raises BadRequest when it is no number of seconds.
    """
    lines = shipped_text("dated_names.tsv").splitlines()
    return build_register(lines, day_of_reading(os.environ.get(EPOCH)))


def day_of_reading(epoch: str | None) -> date:
    """The day in UTC, of `epoch` when it is given, else of the clock."""
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        remedy = f"unset {EPOCH}, or set it to seconds since 1970, e.g. 1764547200"
        raise BadRequest(f"{EPOCH}={epoch!r} is no time", remedy=remedy) from error
