"""How a record of an older version becomes one of this version: a back-up first, then all steps in one transaction.

A new version is a new entry at the end of MIGRATIONS; an entry that was released is never edited.
"""

from __future__ import annotations

import logging
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
TOLD = logging.getLogger(__name__)  # on standard error, where a program does not say otherwise
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
    """Bring a record up to `steps`, in one transaction. A new file gets its tables; an older record is copied first.

    Returns the path of the back-up copy, None when none was needed. A step that fails leaves the record as it was.
    Raises NewerRecord when the record is ahead of this program.
    """
    refuse_newer(version_of(connection), path, len(steps))
    if version_of(connection) == len(steps):
        return None  # without waiting for whoever writes
    backup = None
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = version_of(connection)  # another process may have moved on meanwhile
        refuse_newer(version, path, len(steps))
        # With the writer's lock held, so that the copy is what the steps begin with, and nobody else is making one.
        backup = back_up(path, f"v{version}") if 0 < version < len(steps) else None
        _take_steps(connection, steps[version:])
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself undoes it on some errors, e.g. a full disk
            connection.execute("ROLLBACK")
        if backup:  # of what the record still is; on a disk that is full there must not be one more for every try
            backup.unlink()
        raise
    if backup:
        TOLD.warning("%s was brought from version %d to %d; as it was: %s", path, version, len(steps), backup)
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
    for step in steps:
        for one in step:
            if isinstance(one, str):
                connection.execute(one)
            else:
                one(connection)


def back_up(path: Path, why: str) -> Path:
    """A whole copy beside the record, with `why` in its name, for the eyes that the record is for.

    A name that is taken is left alone: it may be an earlier back-up. A copy that cannot be finished is taken away.
    Whoever calls holds the writer's lock, so that nothing is written meanwhile and nobody else takes the name.
    """
    names = (path.with_name(f"{path.name}.{why}{suffix}.bak") for suffix in chain([""], (f"-{n}" for n in count(2))))
    target = next(name for name in names if not name.exists())
    partial = target.with_name(target.name + PARTIAL)
    partial.unlink(missing_ok=True)
    try:
        partial.touch(mode=stat.S_IMODE(path.stat().st_mode))
        reading = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        with closing(reading), closing(sqlite3.connect(partial)) as copy:
            reading.backup(copy)
        return partial.rename(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
