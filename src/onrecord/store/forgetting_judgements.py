"""Taking lines out of the log of judgements, which is otherwise only added to: their anchors hold words of a report.

What is left of the log counts as if the others had never been made. A transaction must be open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import replace

from onrecord.judging.lines import signed, to_json
from onrecord.store.applying import identify_all, judge_reports
from onrecord.store.cells import clean
from onrecord.store.cells import to_json as text_of
from onrecord.store.log import Log, read_log, reports_of
from onrecord.store.schema_2 import KEPT
from onrecord.values.judgement import Act, Judgement

Stripped = Callable[[Judgement], Judgement | None]
GUARDS = ("judgements_update", "judgements_delete")
FORGET = (
    "DELETE FROM rejections WHERE judgement = ?",
    "DELETE FROM judged WHERE judgement = ?",
    "DELETE FROM judgements WHERE number = ?",
)
REWRITE = "UPDATE judgements SET id = ?, line = ? WHERE number = ?"


def without_reports(sha256s: Collection[str]) -> Stripped:
    """What is left of a judgement that was about reports with these bytes; None where nothing is."""

    def stripped(one: Judgement) -> Judgement | None:
        statements = tuple(anchor for anchor in one.statements if anchor.sha256 not in sha256s)
        reports = tuple(sha256 for sha256 in one.reports if sha256 not in sha256s)
        if (statements, reports) == (one.statements, one.reports):
            return one
        return replace(one, statements=statements, reports=reports) if statements or reports else None

    return stripped


def without_people(entities: Collection[str]) -> Stripped:
    """The judgement, unless it names one of these."""
    return lambda one: None if any(person.entity in entities for person in one.people) else one


def count_lines(connection: sqlite3.Connection, stripped: Stripped) -> int:
    """How many lines would be taken out or rewritten."""
    log = read_log(connection)
    return sum(new is None or new.id != old.id for old, new in zip(log.judgements, _left(log, stripped), strict=True))


def forget_lines(connection: sqlite3.Connection, stripped: Stripped) -> int:
    """Take these out of the log, and undo what only they had brought about. Gives how many lines that were."""
    log = read_log(connection)
    changed = [
        (old, new) for old, new in zip(log.judgements, _left(log, stripped), strict=True) if new is None or new != old
    ]
    if not changed:
        return 0
    for guard in GUARDS:
        connection.execute(f"DROP TRIGGER {guard}")
    for old, new in changed:
        number = log.numbers[old.id]
        if new is None:
            for query in FORGET:
                connection.execute(query, (number,))
        else:
            connection.execute(REWRITE, (new.id, clean(text_of(to_json(new))), number))
    for guard in KEPT:
        connection.execute(guard)
    _follow(connection, read_log(connection), {sha256 for old, _ in changed for sha256 in _about(log, old)})
    return len(changed)


def _left(log: Log, stripped: Stripped) -> list[Judgement | None]:
    """Each line as it is left, None for those that go; who undoes one that goes, goes with it."""
    names: dict[str, str | None] = {}
    found = list[Judgement | None]()
    for old in log.judgements:
        new = stripped(old)
        if new is not None and new.undoes is not None:
            undoes = names.get(new.undoes, new.undoes)
            new = None if undoes is None else replace(new, undoes=undoes)
        new = None if new is None else new if new == old else signed(new)
        names[old.id] = new.id if new else None
        found.append(new)
    return found


def _about(log: Log, one: Judgement) -> frozenset[str]:
    """The reports that it touched; of an undo those of what it undid."""
    undone = log.named(one.undoes or "") if one.act is Act.UNDO else None
    return reports_of(one) | (_about(log, undone) if undone else frozenset())


def _follow(connection: sqlite3.Connection, log: Log, sha256s: Collection[str]) -> None:
    splits = {sha256 for one in log.judgements if one.act is Act.SPLIT for sha256 in reports_of(one)}
    judge_reports(connection, log, {*sha256s, *splits})
    identify_all(connection, log.people)
