"""Records that every earlier version wrote: each opens, is brought up to date at once, and loses nothing."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import RecordNotWritable
from onrecord.export.jsonl import write_jsonl
from onrecord.pages.files import ReadOptions, read_pages
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.judging import Judge
from onrecord.run.load_tools import load_tools
from onrecord.run.primary import trace_quotations
from onrecord.store import opening
from onrecord.store.copies_waiting import complete_copies
from onrecord.store.families_waiting import complete_families
from onrecord.store.migrations import MIGRATIONS, version_of
from onrecord.store.occasions_waiting import complete_occasions
from onrecord.store.reader import Shown
from onrecord.store.record import Record, open_record
from onrecord.store.search import Filters, search
from onrecord.values.model import Model
from onrecord.values.page import Page
from tests.cli.conftest import environment
from tests.store.conftest import put
from tests.store.earlier import kept
from tests.store.earlier import put as put_kept
from tests.store.making import READER, WHEN, record_of
from tests.store.test_faults import wrong
from tests.store.test_opening import mounted

NOW = len(MIGRATIONS)
EARLIER = [version for version in kept() if version < NOW]
ENDS = (EARLIER[0], EARLIER[-1])
FIRST_JUDGED, FIRST_APPEALED = 4, 5  # the versions that brought judgements, and found documents appealed to
EXAMPLES = Path(__file__).parents[2] / "examples"
READ = ("velna-skerrin-lamp.txt", "courier-keepers-agreement.html", "islander-lamp-reprint.txt", "wires.jsonl")
# What a record is kept for, by plain SQL that fits the tables of every version. In the order of their keys.
STANDS = (
    "SELECT number, id, title, outlet, published, origin, url, sha256, text FROM reports",
    "SELECT s.number, s.id, s.report, s.words, s.starts, s.ends, s.kind, s.mode, s.said_on, s.place, s.occasion, "
    "s.confidence, who.name, who.type, who.entity FROM statements AS s LEFT JOIN speakers AS who "
    "ON who.number = s.speaker ORDER BY s.number",
    "SELECT statement, part, ordinal, starts, ends FROM spans ORDER BY 1, 2, 3",
    "SELECT statement, ordinal, name, starts, ends FROM appeals ORDER BY 1, 2",
    "SELECT sha256, size, content FROM kept_bytes ORDER BY 1",
    "SELECT number, started, finished, reader, arguments FROM runs",
    "SELECT number, run, origin, change, report, reason, remedy, sha256 FROM inputs",
)
JUDGED = (
    "SELECT * FROM judgements",
    "SELECT * FROM judged ORDER BY 1, 2",
    "SELECT * FROM rejections",
    "SELECT * FROM as_read",
    "SELECT * FROM identities",
)


@dataclass(frozen=True)
class Upgraded:
    """version: of the tables that it was written with. old: the file as it was then. path: brought up to date."""

    version: int
    old: Path
    path: Path


@pytest.fixture(scope="module", params=list(kept()), ids=lambda version: f"v{version}")
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Upgraded:
    version: int = request.param
    folder = tmp_path_factory.mktemp(f"v{version}")
    old, path = put_kept(version, folder / "old.db"), put_kept(version, folder / "r.db")
    open_record(path).close()
    return Upgraded(version, old, path)


@pytest.fixture
def path(upgraded: Upgraded, tmp_path: Path) -> Path:
    """A copy of the record that was brought up to date, to write to."""
    return Path(shutil.copy(upgraded.path, tmp_path / "r.db"))


def rows(path: Path, *asked: str) -> list[list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(one).fetchall() for one in asked]


def everything(path: Path) -> tuple[list[Any], list[str]]:
    """The tables, and every row of each."""
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall()
        tables = [name for kind, name, sql in made if kind == "table" and not sql.startswith("CREATE VIRTUAL")]
        read = [sorted(map(repr, connection.execute(f"SELECT * FROM {name}"))) for name in tables]
        return [*made, version_of(connection)], [row for table in read for row in table]


def look_up_all(record: Record) -> None:
    """What waits, as `onrecord read` and whoever asks would."""
    while complete_copies(record) or complete_occasions(record):
        pass
    for work in (complete_families, trace_quotations):
        for _ in work(record):
            pass


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_a_record_of_this_version_is_kept() -> None:
    assert max(kept()) == NOW, f"keep a record of version {NOW} for the versions to come: python -m tests.store.earlier"


def test_what_is_kept_is_worth_it(upgraded: Upgraded) -> None:
    """Each has reports, a web page, statements, an input that failed and, as soon as there were such, appeals to
    documents and judgements.
    """
    reports, statements, spans, appeals, kept_bytes, runs, inputs = rows(upgraded.old, *STANDS)
    assert (len(reports), len(statements), len(spans), len(kept_bytes), len(runs)) >= (8, 40, 100, 8, 4)
    assert any(row[5].endswith(".html") for row in reports)
    assert [row[2] for row in inputs if row[5]] == ["damaged.txt"]
    assert bool(appeals) is (upgraded.version >= FIRST_APPEALED)
    if upgraded.version >= FIRST_JUDGED:
        assert all(rows(upgraded.old, *JUDGED))


# --- opening ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", EARLIER)
def test_opened_for_reading_it_says_how_to_go_on(version: int, tmp_path: Path) -> None:
    path = put_kept(version, tmp_path / "my record.db")
    before = path.read_bytes()
    with pytest.raises(RecordNotWritable, match=rf"of an older version \({version};") as error:
        open_record(path, read_only=True)
    assert f"onrecord upgrade --record '{path}'" in error.value.remedy
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_it_is_of_this_version(upgraded: Upgraded) -> None:
    with open_record(upgraded.path, read_only=True) as record:
        assert version_of(record.connection) == NOW


def test_the_record_as_it_was_is_beside_it(upgraded: Upgraded) -> None:
    beside = sorted(upgraded.path.parent.glob("r.db.*"))
    if upgraded.version == NOW:
        assert beside == []
        return
    assert [one.name for one in beside] == [f"r.db.v{upgraded.version}.bak"]
    assert everything(beside[0]) == everything(upgraded.old)


@pytest.mark.parametrize("version", EARLIER)
def test_the_copy_is_the_way_back(version: int, tmp_path: Path) -> None:
    path = put_kept(version, tmp_path / "r.db")
    before = everything(path)
    open_record(path).close()
    shutil.move(tmp_path / f"r.db.v{version}.bak", path)
    assert everything(path) == before
    open_record(path).close()


@pytest.mark.parametrize("version", ENDS)
def test_the_command_says_where_the_copy_is(version: int, tmp_path: Path) -> None:
    put_kept(version, tmp_path / "r.db")
    command = [sys.executable, "-m", "onrecord", "upgrade", "--record", "r.db"]
    told = [
        subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True).stderr
        for _ in range(2)
    ]
    done = "r.db is of this version\n"
    assert told == [f"r.db was brought from version {version} to {NOW}; as it was: r.db.v{version}.bak\n{done}", done]


# --- nothing is lost -------------------------------------------------------------------------------------------------


def test_all_that_was_on_record_is_on_record(upgraded: Upgraded) -> None:
    asked = (*STANDS, *JUDGED) if upgraded.version >= FIRST_JUDGED else STANDS
    for one, before, after in zip(asked, rows(upgraded.old, *asked), rows(upgraded.path, *asked), strict=True):
        assert after == before, one


def test_every_statement_is_read_at_its_place(upgraded: Upgraded) -> None:
    with open_record(upgraded.path, read_only=True) as record:
        record.verify()
        found = [(r, s) for r in record.records(Shown.AS_READ) for s in r.statements]
        assert len(found) >= 40
    words = {row[1]: row[3] for row in rows(upgraded.old, STANDS[1])[0]}
    for read, statement in found:
        assert all(span.of(read.report.text) in words[statement.id] for span in statement.attribution.content)


def test_the_doctor_finds_nothing_wrong(path: Path) -> None:
    with open_record(path) as record:
        assert wrong(record, quick=False) == []
        look_up_all(record)
        assert wrong(record, quick=False) == []


def test_its_words_are_found_and_exported(path: Path) -> None:
    with open_record(path) as record:
        look_up_all(record)
        assert search(record, "rudder").total >= 1
        out = io.StringIO()
        assert write_jsonl(record.records(latest=True), out) == record.counts().reports
        told = [json.loads(line) for line in out.getvalue().splitlines()]
        assert {one["schema"] for one in told} == {"onrecord/1"}


def test_a_new_report_is_read_into_it(path: Path) -> None:
    with open_record(path) as record:
        before = record.counts()
        put(record, record_of("The ferry is late, and nobody minds."))
        look_up_all(record)
        assert record.counts().reports == before.reports + 1
        assert search(record, "ferry minds").total == 1
        assert wrong(record) == []


def test_what_was_read_is_read_again_by_this_version(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What people judged holds for the new reading too."""
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    tools = load_tools(Model.RULES)
    pages = read_pages([f"examples/{name}" for name in READ], ReadOptions(), io.BytesIO())
    with open_record(path) as record:
        before = record.counts()
        judged = [one.standing for one in record.judgements()]
        with record.batch():
            run = record.begin_run(WHEN, READER, ["read"])
            for page in pages:
                assert isinstance(page, Page)
                record.add(run, page_to_record(page, tools), page)
            record.end_run(run, WHEN)
        look_up_all(record)
        assert record.counts().reports == before.reports
        assert [one.standing for one in record.judgements()] == judged
        assert wrong(record, quick=False) == []


def test_it_can_be_judged(path: Path) -> None:
    with open_record(path) as record:
        before = {row.name: row.statements for row in record.speakers()}
    with Judge(path, by="Ada") as judge:
        judge.merge("Elske Amberdon", "Ruben Quillet")
    with open_record(path) as record:
        both = before["Elske Amberdon"] + before["Ruben Quillet"]
        assert {row.name: row.statements for row in record.speakers()}["Elske Amberdon"] == both
        assert search(record, "", Filters(speaker="Ruben Quillet")).total == both
        assert wrong(record) == []


# --- all at once -----------------------------------------------------------------------------------------------------


class Stopped(Exception):
    """Something nobody thought of."""


def stop(connection: sqlite3.Connection) -> None:
    raise Stopped


@pytest.mark.parametrize("version", EARLIER)
def test_what_fails_leaves_it_as_it_was(version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put_kept(version, tmp_path / "r.db")
    before = path.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(opening, "MIGRATIONS", (*MIGRATIONS[:-1], (*MIGRATIONS[-1], stop)))
        with pytest.raises(Stopped):
            open_record(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    open_record(path).close()


KILLED = """
import os, signal, sys
from pathlib import Path
from onrecord.store import opening
from onrecord.store.record import open_record
def kill(connection):
    os.kill(os.getpid(), signal.SIGKILL)
at = int(sys.argv[2])
opening.MIGRATIONS = (*opening.MIGRATIONS[:at], (*opening.MIGRATIONS[at], kill), *opening.MIGRATIONS[at + 1 :])
open_record(Path(sys.argv[1]))
"""


@pytest.mark.parametrize(("version", "step"), [(ENDS[0], 9), (ENDS[0], NOW - 1), (ENDS[1], NOW - 1)])
def test_who_is_killed_leaves_it_as_it_was(version: int, step: int, tmp_path: Path) -> None:
    path = put_kept(version, tmp_path / "r.db")
    before = everything(path)
    command = [sys.executable, "-c", KILLED, str(path), str(step)]
    assert subprocess.run(command, env=environment(), check=False).returncode == -signal.SIGKILL
    copy = tmp_path / f"r.db.v{version}.bak"
    assert everything(copy) == before
    assert everything(path) == before
    open_record(path).close()
    with open_record(path, read_only=True) as record:
        assert version_of(record.connection) == NOW
        assert wrong(record) == []


@pytest.mark.parametrize("version", ENDS)
def test_a_full_disk_leaves_it_as_it_was(version: int, tmp_path: Path) -> None:
    """Room is given back bit by bit: first the copy does not fit, then the steps do not."""
    tried: list[str] = []
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=8m", "none") as folder:
        path, rubbish = put_kept(version, folder / "r.db"), folder / "rubbish"
        before = path.read_bytes()
        with pytest.raises(OSError, match="No space"), rubbish.open("wb") as file:
            file.write(bytes(9_000_000))
        full = rubbish.stat().st_size
        for room in range(0, full, 96 * 1024):
            os.truncate(rubbish, full - room)
            try:
                open_record(path).close()
            except RecordNotWritable as error:
                tried.append(error.remedy)
                assert path.read_bytes() == before
                assert list(folder.glob("*.bak*")) == []
            else:
                break
        assert rows(path, *STANDS) == rows(put_kept(version, tmp_path / "old.db"), *STANDS)
        with open_record(path, read_only=True) as record:
            assert wrong(record) == []
    assert len(tried) > 2


@pytest.mark.parametrize("version", ENDS)
def test_many_at_once_bring_it_up_to_date_once(version: int, tmp_path: Path) -> None:
    path = put_kept(version, tmp_path / "r.db")
    before = everything(path)
    with ThreadPoolExecutor(8) as several:
        for opened in several.map(lambda _: open_record(path), range(8)):
            opened.close()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["r.db", f"r.db.v{version}.bak"]
    assert everything(tmp_path / f"r.db.v{version}.bak") == before
