"""Nothing lost: work on a record is killed at random moments, and what is left is looked at.

usage: python -m bench.kills [--kills N] [--only NAME] [--seed N] [--write]

For each kind of work (see `kills_work`) a process is killed N times with SIGKILL, at a moment drawn from the time that
the whole work takes. After each kill the record opens, `onrecord doctor` finds nothing wrong (every fifth time with all
checks, else the quick ones), and all that the process had told of as safe is there. Then the work goes on: it is killed
again, or, every other time, left to its end. At its end the record equals that of work which nobody disturbed.
--write puts the table into docs/reliability.md.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.kills_work import KINDS, Kind, export, filled_with_families, news
from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today
from onrecord.store.doctor import checks, examine
from onrecord.store.doctor_values import State
from onrecord.store.families_waiting import complete_families
from onrecord.store.record import Record, open_record

PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"
ALL_CHECKS = 5  # every fifth time
_LATER = 1.05  # of the time that the work takes: some kills come too late, and so fall into its very end
# Under names that are the same in every record with the same reports.
STANDS = (
    "SELECT r.id, r.text, s.id, s.words, s.said_on, who.name FROM reports AS r LEFT JOIN statements AS s "
    "ON s.report = r.number LEFT JOIN speakers AS who ON who.number = s.speaker ORDER BY r.id, s.id",
    "SELECT s.id, f.id, m.how FROM family_members AS m JOIN families AS f ON f.number = m.family "
    "JOIN statements AS s ON s.number = m.statement ORDER BY 1",
    "SELECT r.id, g.id, c.kind FROM copies AS c JOIN copy_groups AS g ON g.number = c.copy_group "
    "JOIN reports AS r ON r.number = c.report ORDER BY 1",
    "SELECT id, person, said_on, place, called FROM occasions ORDER BY 1",
    "SELECT r.id, v.version, v.stands FROM versions AS v JOIN reports AS r ON r.number = v.report ORDER BY 1",
    "SELECT s.id, q.part, q.verdict FROM primary_quotations AS q JOIN statements AS s ON s.number = q.statement "
    "ORDER BY 1, 2",
    "SELECT s.id, j.id FROM judged JOIN statements AS s ON s.number = judged.statement "
    "JOIN judgements AS j ON j.number = judged.judgement ORDER BY 1, 2",
    "SELECT who.name, other.name FROM identities AS i JOIN speakers AS who ON who.number = i.speaker "
    "JOIN speakers AS other ON other.number = i.stands_as ORDER BY 1, 2",
    "SELECT sha256, absent FROM kept_bytes ORDER BY 1",
    "SELECT name, type, entity FROM speakers ORDER BY 1, 2, 3",
    "SELECT at, kind, reports, statements FROM forgotten ORDER BY number",
    "SELECT address, state FROM feed_items ORDER BY 1",
)


@dataclass
class Told:
    """What the kills of one kind came to. late: the work had ended before. slowest: seconds of opening after a kill."""

    kills: int = 0
    late: int = 0
    whole: int = 0
    told: int = 0
    completed: int = 0
    slowest: float = 0.0


class Lost(AssertionError):
    """Something that was promised does not hold."""


def main() -> int:
    options = _options()
    _warm()
    rows = [
        "| work | kills | of these before its end | records whole | told of as safe | lost | completed | opening, s |"
    ]
    rows.append("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, kind in KINDS.items():
        if options.only in (None, name):
            one = killed(kind, name, options.kills, random.Random(options.seed))
            rows.append(
                f"| {name} | {one.kills:,} | {one.kills - one.late:,} | {one.whole:,} | {one.told:,} | 0 | "
                f"{one.completed:,} | {one.slowest:.2f} |"
            )
            print(rows[-1], flush=True)
    if options.write:
        command = f"python -m bench.kills --kills {options.kills}"
        write_part(PAGE, "kills", f"Measured on {today()}, {machine()}, with `{command}`:\n\n" + "\n".join(rows))
    return 0


def _warm() -> None:
    """Have at hand what is loaded when it is first needed: once, for all that are forked from here."""
    with tempfile.TemporaryDirectory() as folder:
        filled_with_families(Path(folder) / "r.db")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kill work on a record at random moments, and look at what is left.")
    parser.add_argument("--kills", type=int, default=1000, help="of each kind of work")
    parser.add_argument("--only", choices=KINDS)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def killed(kind: Kind, name: str, kills: int, chance: random.Random) -> Told:
    """Kill one kind of work so many times. Raises Lost at the first promise that does not hold."""
    told = Told()
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder), name):
        begun, path = _prepared(kind, Path(folder)), Path(folder) / "r.db"
        right, seconds = _undisturbed(kind, begun, path)
        acknowledged: set[str] = set()
        while told.kills < kills:
            safe, is_late = _run(kind, path, seconds * _LATER * chance.random())
            acknowledged |= safe
            told.kills, told.late, told.told = told.kills + 1, told.late + is_late, told.told + len(safe)
            _look(kind, path, acknowledged, told)
            if told.kills % 2 == 0 or name == "migrate":  # which opening the record to look at it completes
                _finish(kind, path, right)
                told.completed += 1
                acknowledged.clear()
                _begin(begun, path)
    return told


@contextmanager
def _served(folder: Path, name: str) -> Iterator[None]:
    """For watching a server, in a process of its own: nobody forks from one with threads."""
    if name != "watch":
        yield
        return
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with news() as feed:
            os.write(writing, feed.encode())
            os.close(writing)
            signal.pause()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        (folder / "feed").write_text(told.read(), encoding="utf-8")
    try:
        yield
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _prepared(kind: Kind, folder: Path) -> bytes | None:
    """The record that the work begins with; None where it makes one."""
    path = folder / "begun.db"
    export(path)
    if kind.prepare is None:
        return None
    kind.prepare(path)
    return path.read_bytes()


def _begin(begun: bytes | None, path: Path) -> None:
    for one in path.parent.glob("r.db*"):
        one.unlink()
    if begun is not None:
        path.write_bytes(begun)


def _undisturbed(kind: Kind, begun: bytes | None, path: Path) -> tuple[list[list[tuple[object, ...]]], float]:
    """What stands at the end of the work, and the seconds it takes, the median of three."""
    times = []
    for _ in range(3):
        _begin(begun, path)
        began = time.monotonic()
        _run(kind, path, None)
        times.append(time.monotonic() - began)
    right = _standing(path)
    _begin(begun, path)
    return right, sorted(times)[1]


def _run(kind: Kind, path: Path, seconds: float | None) -> tuple[set[str], bool]:
    """Work in a process that is killed after so many seconds, or never. Gives what it told of, and whether it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(kind, path, writing)
    os.close(writing)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        lines = pipe.read().split("\n")
    status = os.waitpid(child, 0)[1]
    if seconds is None and status:
        raise Lost(f"the work itself failed ({status})")
    return set(lines[:-1]), not os.WIFSIGNALED(status)


def _work(kind: Kind, path: Path, writing: int) -> None:
    """In the child: nothing of the parent is tidied up."""
    code = 1
    try:
        kind.work(path, lambda told: os.write(writing, f"{told}\n".encode()) and None)
        code = 0
    finally:  # never up from here, where the parent's own loop is
        if code:
            traceback.print_exc()
        os._exit(code)


def _look(kind: Kind, path: Path, acknowledged: set[str], told: Told) -> None:
    """The record opens, is whole, and has all that was told of."""
    if not path.exists():
        if acknowledged:
            raise Lost(f"{len(acknowledged)} were told of, and there is no record")
        told.whole += 1
        return
    began = time.monotonic()
    with open_record(path, create=True) as record:
        told.slowest = max(told.slowest, time.monotonic() - began)
        found = examine(record, checks(quick=told.kills % ALL_CHECKS > 0))
        wrong = [f"{one.check}: {one.examples}" for one in found if one.state is State.WRONG]
        if wrong:
            raise Lost(f"after kill {told.kills}: {'; '.join(wrong)}")
        lost = [one for one in acknowledged if kind.is_there and not _is_there(record, kind.is_there, one)]
        if lost:
            raise Lost(f"after kill {told.kills} {len(lost)} are gone that were told of: {lost[:3]}")
    told.whole += 1


def _is_there(record: Record, query: str, one: str) -> bool:
    return record.connection.execute(query, (one,)).fetchone() is not None


def _finish(kind: Kind, path: Path, right: list[list[tuple[object, ...]]]) -> None:
    """The next run completes it."""
    _run(kind, path, None)
    found = _standing(path)
    for query, one, other in zip(STANDS, found, right, strict=True):
        if one != other:
            rows = [row for row in (*one, *other) if (row in one) != (row in other)]
            raise Lost(f"completed, it differs in {query}: {len(one)} rows, not {len(other)}; {rows[:2]}")


def _standing(path: Path) -> list[list[tuple[object, ...]]]:
    with open_record(path) as record:
        for _ in complete_families(record):
            pass
        return [[tuple(row) for row in record.connection.execute(query)] for query in STANDS]


if __name__ == "__main__":
    sys.exit(main())
