"""How a record of an older version becomes one of this version: one transaction a step, a back-up first.

A new version is a new entry at the end of MIGRATIONS; an entry that was released is never edited.
"""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import chain, count
from pathlib import Path

from onrecord.errors import NewerRecord
from onrecord.store.schema import APPLICATION_ID, VERSION_1, WITH_MEDIUM
from onrecord.store.schema_2 import VERSION_2
from onrecord.store.schema_appealed import APPEALED_STEP
from onrecord.store.schema_check import CHECK_STEP
from onrecord.store.schema_copies import COPIES_STEP
from onrecord.store.schema_exports import EXPORTS_STEP
from onrecord.store.schema_families import FAMILIES_STEP
from onrecord.store.schema_feeds import FEEDS_STEP
from onrecord.store.schema_forgotten import FORGOTTEN_STEP
from onrecord.store.schema_instruments import INSTRUMENTS_STEP
from onrecord.store.schema_intake import INTAKE_STEP
from onrecord.store.schema_kept_words import KEPT_WORDS_STEP
from onrecord.store.schema_meaning import MEANING_STEP
from onrecord.store.schema_much_carried import MUCH_CARRIED_STEP
from onrecord.store.schema_names import NAMES_STEP
from onrecord.store.schema_occasions import OCCASIONS_STEP
from onrecord.store.schema_people import PEOPLE
from onrecord.store.schema_primary import PRIMARY_STEP
from onrecord.store.schema_questions import QUESTIONS_STEP
from onrecord.store.schema_review import REVIEW_STEP
from onrecord.store.schema_sayings import SAYINGS_STEP
from onrecord.store.schema_site import SITE_STEP
from onrecord.store.schema_spoken import SPOKEN_STEP
from onrecord.store.schema_told import TOLD_STEP
from onrecord.store.schema_versions import VERSIONS_STEP
from onrecord.store.schema_wires import WIRES_STEP
from onrecord.store.schema_wordings import WORDINGS_STEP

PARTIAL = ".partial"  # behind the name of a back-up that is not finished, because it goes on or was killed
Step = Sequence[str | Callable[[sqlite3.Connection], None]]  # what SQL cannot do is done by a function
MIGRATIONS: tuple[Step, ...] = (
    VERSION_1,
    PEOPLE,
    WITH_MEDIUM,
    VERSION_2,
    INSTRUMENTS_STEP,
    INTAKE_STEP,
    FEEDS_STEP,
    VERSIONS_STEP,
    COPIES_STEP,
    WORDINGS_STEP,
    MEANING_STEP,
    CHECK_STEP,
    OCCASIONS_STEP,
    FAMILIES_STEP,
    PRIMARY_STEP,
    TOLD_STEP,
    EXPORTS_STEP,
    SITE_STEP,
    REVIEW_STEP,
    SPOKEN_STEP,
    MUCH_CARRIED_STEP,
    NAMES_STEP,
    APPEALED_STEP,
    KEPT_WORDS_STEP,
    WIRES_STEP,
    QUESTIONS_STEP,
    SAYINGS_STEP,
    FORGOTTEN_STEP,
)


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the record's tables; 0 for a file without any."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[Step]) -> Path | None:
    """Bring a record up to `steps`. A new file gets its tables; an older record is copied first.

    Returns the path of the back-up copy, None when none was needed. A step that fails leaves the record as it was.
    Raises NewerRecord when the record is ahead of this program.
    """
    version = version_of(connection)
    refuse_newer(version, path, len(steps))
    if version == len(steps):
        return None
    backup = back_up(connection, path, f"v{version}") if version else None
    _take_steps(connection, steps)
    return backup


def refuse_newer(version: int, path: Path, known: int | None = None) -> None:
    """Raise NewerRecord when `version` is beyond the `known` one, by default the last of MIGRATIONS."""
    known = len(MIGRATIONS) if known is None else known
    if version > known:
        raise NewerRecord(
            f"{path} was written by a newer onrecord (record version {version}; this program knows {known})",
            remedy="update onrecord (pip install --upgrade onrecord), or name another record with --record FILE",
        )


def _take_steps(connection: sqlite3.Connection, steps: Sequence[Step]) -> None:
    """All that are left to take, in one transaction, whole or not at all: a new file waits for the disk once."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        # Another process may have moved on meanwhile.
        for version in range(version_of(connection), len(steps)):
            for one in steps[version]:
                if isinstance(one, str):
                    connection.execute(one)
                else:
                    one(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {max(version_of(connection), len(steps))}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def back_up(connection: sqlite3.Connection, path: Path, why: str) -> Path:
    """A whole copy beside the record, with `why` in its name, for the eyes that the record is for.

    A name that is taken is left alone: it may be an earlier back-up. A copy that cannot be finished is taken away.
    """
    names = (path.with_name(f"{path.name}.{why}{suffix}.bak") for suffix in chain([""], (f"-{n}" for n in count(2))))
    target = next(name for name in names if not name.exists())
    partial = target.with_name(target.name + PARTIAL)
    partial.unlink(missing_ok=True)
    try:
        partial.touch(mode=stat.S_IMODE(path.stat().st_mode))
        with closing(sqlite3.connect(partial)) as copy:
            connection.backup(copy)
        return partial.rename(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
