"""Opening a record: whatever the file is, one clear message and an untouched file."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from onrecord.errors import NewerRecord, NotARecord, OnRecordError, RecordBusy, RecordError, RecordNotWritable
from onrecord.store import migrations, opening
from onrecord.store.record import open_record
from onrecord.store.schema import APPLICATION_ID
from onrecord.store.search import search
from tests.cli.conftest import environment
from tests.store.conftest import put
from tests.store.making import READER, WHEN, page_of, record_of


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


# --- what is no record -----------------------------------------------------------------------------------------------


def foreign_database(path: Path) -> None:
    sql(path, "PRAGMA journal_mode = WAL", "CREATE TABLE bookmarks (url TEXT)", "INSERT INTO bookmarks VALUES ('x')")


def foreign_with_our_mark(path: Path) -> None:
    sql(
        path,
        f"PRAGMA application_id = {APPLICATION_ID}",
        f"PRAGMA user_version = {len(migrations.MIGRATIONS)}",
        "CREATE TABLE bookmarks (url)",
    )


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.write_text("Only a text. " * 100), "not a record of onrecord"),
        (lambda path: path.write_bytes(b"\x89PNG" + bytes(500)), "not a record of onrecord"),
        (lambda path: path.write_bytes(opening.MAGIC), "is damaged"),
        (foreign_database, "a database of another program"),
        (foreign_with_our_mark, "is damaged"),
        (lambda path: path.mkdir(), "is not a file"),
        (os.mkfifo, "is not a file"),
    ],
)
@pytest.mark.parametrize("ways", [{"create": True}, {}, {"read_only": True}])
def test_what_is_no_record_is_refused(path: Path, make: object, said: str, ways: dict[str, bool]) -> None:
    make(path)  # type: ignore[operator]
    before = sha256(path) if path.is_file() else None
    with pytest.raises(NotARecord, match=said) as error:
        open_record(path, **ways)
    assert error.value.remedy
    assert before is None or sha256(path) == before


@pytest.mark.parametrize("read_only", [True, False])
def test_a_missing_file_says_how_to_begin(path: Path, read_only: bool) -> None:
    with pytest.raises(NotARecord, match="there is no record") as error:
        open_record(path, read_only=read_only)
    assert "onrecord read" in error.value.remedy
    assert not path.exists()


def test_a_missing_folder_is_named(path: Path) -> None:
    with pytest.raises(RecordNotWritable, match=r"no folder .*nowhere"):
        open_record(path.parent / "nowhere" / "r.db", create=True)


def test_an_empty_file_is_no_record_but_may_become_one(path: Path) -> None:
    path.touch()
    with pytest.raises(NotARecord, match="is empty"):
        open_record(path)
    with open_record(path, create=True) as record:
        assert record.counts().reports == 0


def test_a_name_full_of_marks_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a b?mode=ro&x=%41#é.db"
    with open_record(path, create=True) as record:
        put(record, record_of("The bridge is safe."))
    assert list(tmp_path.iterdir()) == [path]


# --- what is damaged or hostile --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kept", [100, 4096, 8192, 60000])
def test_a_truncated_record_is_damaged(written: Path, kept: int) -> None:
    os.truncate(written, kept)
    with pytest.raises(NotARecord, match="is damaged") as error, open_record(written, read_only=True) as record:
        record.verify()
    assert "back-up" in error.value.remedy


def test_flipped_bytes_end_in_the_right_answer_or_one_message(tmp_path: Path, written: Path) -> None:
    """What reading gives is what was written, or a message: never other words, never a traceback."""
    with open_record(written) as record:  # so that there are as many pages with rows as empty ones
        put(record, *(record_of(f"The bridge is safe, says letter {n}. " * 60) for n in range(40)))
    with open_record(written, read_only=True) as record:
        right = [(one.report.text, [s.attribution for s in one.statements]) for one in record.records()]
    whole, chance, refused = written.read_bytes(), random.Random(2), 0
    for _ in range(200):
        at = chance.randrange(len(whole))
        changed = bytes((whole[at] ^ (1 << chance.randrange(8)),))
        damaged = tmp_path / "damaged.db"
        damaged.write_bytes(whole[:at] + changed + whole[at + 1 :])
        try:
            with open_record(damaged, read_only=True) as record:
                texts = [one.report.text for one in record.records()]
                search(record, "bridge")
                record.verify()
        except RecordError:
            refused += 1
        else:
            assert texts == [text for text, _ in right]
    assert refused > 10


@pytest.mark.parametrize("read_only", [True, False])
def test_a_schema_that_cannot_be_decoded_is_damage(written: Path, read_only: bool) -> None:
    whole = written.read_bytes()
    at = whole.index(b"CREATE TABLE runs") + len("CREATE TABLE runs (") + 1
    written.write_bytes(whole[:at] + b"\xf2" + whole[at + 1 :])
    with pytest.raises(NotARecord, match="is damaged"):
        open_record(written, read_only=read_only)


def test_a_planted_trigger_is_refused(written: Path) -> None:
    sql(written, "CREATE TRIGGER trap AFTER INSERT ON reports BEGIN DELETE FROM kept_bytes; END")
    with pytest.raises(NotARecord, match="triggers"):
        open_record(written)


def test_a_changed_table_is_refused(written: Path) -> None:
    sql(written, "ALTER TABLE reports ADD COLUMN trap TEXT")
    with pytest.raises(NotARecord, match="without the table reports"):
        open_record(written)


def test_tables_of_the_user_are_the_users_business(written: Path) -> None:
    sql(written, "CREATE TABLE my_notes (note TEXT)", "CREATE INDEX mine ON reports (byline)")
    with open_record(written) as record:
        assert record.counts().reports == 2


def test_changed_kept_bytes_are_noticed(written: Path) -> None:
    sql(written, "UPDATE kept_bytes SET content = (SELECT content FROM kept_bytes ORDER BY size DESC LIMIT 1)")
    with pytest.raises(NotARecord, match="have changed"), open_record(written) as record:
        record.verify()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reports SET text = replace(text, 'safe', 'shut')",
        "UPDATE statements SET words = replace(words, 'safe', 'shut')",
        "UPDATE spans SET starts = starts + 1",
        "UPDATE spans SET ends = starts",
        "UPDATE statements SET kind = 'shouted'",
        "UPDATE reports SET furniture = '[['",
        "UPDATE reports SET text = CAST(x'ff' || text AS TEXT)",
    ],
)
def test_evidence_that_was_changed_by_hand_is_noticed(written: Path, change: str) -> None:
    sql(written, change)
    with pytest.raises(NotARecord, match="is damaged"), open_record(written) as record:
        list(record.records())


# --- versions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_record_is_left_alone(written: Path, read_only: bool) -> None:
    sql(written, "PRAGMA journal_mode = DELETE", "PRAGMA user_version = 99")
    before = sha256(written)
    with pytest.raises(NewerRecord, match="version 99") as error:
        open_record(written, read_only=read_only)
    assert "update onrecord" in error.value.remedy
    assert sha256(written) == before


def test_a_program_that_has_it_open_writes_no_more_once_a_newer_one_has_upgraded_it(written: Path) -> None:
    with open_record(written) as opened:
        sql(written, f"PRAGMA user_version = {NOW + 1}")
        before = opened.counts()
        with pytest.raises(NewerRecord, match=f"version {NOW + 1}"):
            put(opened, record_of("The ferry is late."))
        assert opened.counts() == before


NOW = len(migrations.MIGRATIONS)
NEXT = ("ALTER TABLE reports ADD COLUMN mood TEXT", "UPDATE reports SET mood = 'calm'")


@contextmanager
def next_version(monkeypatch: pytest.MonkeyPatch, *steps: migrations.Step) -> Iterator[None]:
    """As if these steps had been added in a later release."""
    longer = (*migrations.MIGRATIONS, *steps)
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", longer)
        patched.setattr(opening, "MIGRATIONS", longer)
        opening._expected.cache_clear()
        yield
    opening._expected.cache_clear()


def test_an_older_record_is_copied_and_brought_up_to_date(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with next_version(monkeypatch, NEXT), open_record(written) as record:
        moods = [row[0] for row in record.connection.execute("SELECT mood FROM reports")]
        assert (moods, migrations.version_of(record.connection)) == (["calm", "calm"], NOW + 1)
    with open_record(written.with_name(f"r.db.v{NOW}.bak"), read_only=True) as backup:
        assert backup.counts().reports == 2


def test_a_step_that_fails_leaves_the_record_as_it_was(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = (NEXT[0], "INSERT INTO nowhere VALUES (1)")
    with next_version(monkeypatch, failing), pytest.raises(sqlite3.OperationalError, match="nowhere"):
        open_record(written)
    with open_record(written) as record:
        record.verify()
        assert migrations.version_of(record.connection) == NOW


def test_an_older_record_opened_for_reading_says_how_to_go_on(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with next_version(monkeypatch, NEXT), pytest.raises(RecordNotWritable, match="older version"):
        open_record(written, read_only=True)


def test_who_opens_while_another_brings_it_up_to_date_takes_it_for_no_damaged_one(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = opening.version_of

    def then_another(connection: sqlite3.Connection) -> int:
        version = known(connection)
        monkeypatch.setattr(opening, "version_of", known)
        open_record(written).close()
        return version

    with next_version(monkeypatch, NEXT):
        monkeypatch.setattr(opening, "version_of", then_another)
        with open_record(written) as record:
            assert migrations.version_of(record.connection) == NOW + 1


def test_an_earlier_back_up_is_kept(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written.with_name(f"r.db.v{NOW}.bak").write_text("an earlier one")
    with next_version(monkeypatch, NEXT), open_record(written):
        pass
    assert written.with_name(f"r.db.v{NOW}.bak").read_text() == "an earlier one"
    assert written.with_name(f"r.db.v{NOW}-2.bak").exists()


def test_who_may_not_read_the_record_may_not_read_its_back_up(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written.chmod(0o600)
    with next_version(monkeypatch, NEXT), open_record(written):
        pass
    assert written.with_name(f"r.db.v{NOW}.bak").stat().st_mode & 0o777 == 0o600


def test_a_back_up_that_cannot_be_finished_is_taken_away(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with next_version(monkeypatch, NEXT), pytest.raises(RecordNotWritable, match="No space"):
        open_record(written)
    assert [one.name for one in written.parent.glob("*.bak*")] == []


# --- others at work --------------------------------------------------------------------------------------------------


def test_a_second_writer_waits_and_then_says_so(written: Path) -> None:
    with open_record(written) as first, open_record(written, patience=0.05) as second:
        with first.batch(), pytest.raises(RecordBusy, match="another process") as error:
            second.begin_run(WHEN, READER, [])
        assert "again" in error.value.remedy
        second.begin_run(WHEN, READER, [])


def test_a_writer_at_work_keeps_nobody_from_opening(written: Path) -> None:
    with open_record(written) as first, first.batch(), open_record(written, patience=0.05) as second:
        assert second.counts().reports == 2


def test_two_writers_take_turns(path: Path) -> None:
    with open_record(path, create=True) as first, open_record(path) as second:
        for n in range(10):
            put(first, record_of(f"First {n}."))
            put(second, record_of(f"Second {n}."))
        assert first.counts() == second.counts()
        assert first.counts().reports == 20
        first.verify()


def test_a_reader_sees_one_moment_while_another_writes(written: Path) -> None:
    with open_record(written, read_only=True) as reader, open_record(written) as writer:
        stream = reader.records()
        first = next(stream)
        put(writer, record_of("Later."))
        assert [first.report.text, *(one.report.text for one in stream)] == [
            "The bridge is safe.",
            "The tunnel is closed.",
        ]
        assert reader.counts().reports == 3


def test_a_reader_cannot_write(written: Path) -> None:
    with open_record(written, read_only=True) as record, pytest.raises(RecordNotWritable):
        record.begin_run(WHEN, READER, [])


# --- the disk --------------------------------------------------------------------------------------------------------


def test_a_full_disk_keeps_what_was_read(path: Path) -> None:
    """SQLite's own page limit raises the same error as a disk without room."""
    with open_record(path, create=True) as record:
        put(record, record_of("The bridge is safe."))
        pages = record.connection.execute("PRAGMA page_count").fetchone()[0]
        record.connection.execute(f"PRAGMA max_page_count = {pages + 5}")
        with pytest.raises(RecordNotWritable, match="the disk is full") as error:
            for n in range(200):
                put(record, record_of(f"Number {n}. " * 99))
        assert "free some space" in error.value.remedy
        kept = record.counts().reports
        assert kept >= 1
        record.verify()
        record.connection.execute("PRAGMA max_page_count = 1000000")
        put(record, record_of("There is room again."))
        assert record.counts().reports == kept + 1


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A file system of its own, where this machine lets us."""
    folder.mkdir(exist_ok=True)
    made = subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("mounting needs to be root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=4m", "none") as folder:
        path = folder / "r.db"
        with open_record(path, create=True) as record:
            with pytest.raises(RecordNotWritable) as error:
                for n in range(500):
                    put(record, record_of(f"Number {n}. " + random.Random(n).randbytes(4000).hex()))
            assert error.value.remedy
            kept = record.counts().reports
        with open_record(path, read_only=True) as record:
            assert record.counts().reports == kept > 10
            record.verify()
        subprocess.run(["mount", "-o", "remount,size=8m", str(folder)], check=True)
        with open_record(path) as record:
            put(record, record_of("There is room again."))
            assert record.counts().reports == kept + 1


def test_no_room_for_a_new_record(tmp_path: Path) -> None:
    tiny = mounted(tmp_path / "tiny", "-t", "tmpfs", "-o", "size=16k", "none")
    with tiny as folder, pytest.raises(RecordNotWritable):
        open_record(folder / "r.db", create=True)


def test_a_read_only_disk_is_read_and_not_written(tmp_path: Path, written: Path) -> None:
    source = str(written.parent)
    with mounted(tmp_path / "ro", "--bind", source) as folder:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        with open_record(folder / "r.db", read_only=True) as record:
            assert record.counts().reports == 2
            record.verify()
        with pytest.raises(RecordNotWritable, match="cannot be written"):
            open_record(folder / "r.db")
        with pytest.raises(RecordNotWritable):
            open_record(folder / "new.db", create=True)


def test_a_log_that_cannot_be_read_is_not_passed_over(tmp_path: Path, written: Path) -> None:
    """On a read-only disk, a record and the log of a crashed writer: the answer would be an older state."""
    with open_record(written) as record:
        put(record, record_of("Only in the log."))
        crashed = tmp_path / "crashed"
        crashed.mkdir()
        for name in ("r.db", "r.db-wal"):
            (crashed / name).write_bytes((written.parent / name).read_bytes())
    with mounted(tmp_path / "ro", "--bind", str(crashed)) as folder:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        try:
            with open_record(folder / "r.db", read_only=True) as record:
                assert record.counts().reports == 3
        except RecordNotWritable as error:
            assert "copy" in error.remedy


def test_nothing_is_left_beside_a_closed_record(written: Path) -> None:
    with open_record(written, read_only=True) as record:
        record.counts()
    assert list(written.parent.iterdir()) == [written]


def test_every_error_has_a_remedy_that_reads_as_a_sentence(path: Path) -> None:
    with pytest.raises(OnRecordError) as error:
        open_record(path)
    assert str(error.value).count(". ") == 1
    assert str(error.value).endswith(".")


def test_a_report_read_from_another_page_is_the_programs_fault(path: Path) -> None:
    one = record_of("One.")
    with open_record(path, create=True) as record, pytest.raises(sqlite3.IntegrityError):
        record.add(99, one, page_of(one))


def test_who_opens_a_record_twice_keeps_its_locks(tmp_path: Path) -> None:
    """Else another process takes itself for the last one, and takes the write-ahead log away from under those here."""
    file = tmp_path / "onrecord.db"
    with open_record(file, create=True) as record:
        record.end_run(record.begin_run("2031-01-01T00:00:00Z", "test", []), "2031-01-01T00:00:01Z")
    writes = (
        "import sys; from onrecord.store.record import open_record\n"
        "with open_record(sys.argv[1]) as record: record.begin_run('2031-01-02T00:00:00Z', 'test', [])"
    )
    with open_record(file, read_only=True) as one:
        assert len(one.runs()) == 1
        with open_record(file, read_only=True) as other:
            assert len(other.runs()) == 1
            ended = subprocess.run([sys.executable, "-c", writes, str(file)], env=environment(), check=False)
            assert ended.returncode == 0
            assert file.with_name("onrecord.db-wal").exists()
            assert len(other.runs()) == len(one.runs()) == 2
