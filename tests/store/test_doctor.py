"""A record that is whole is found whole, each kind of damage by its own check, and what can be is made anew."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.errors import NotARecord, OnRecordError
from onrecord.store.copies_waiting import complete_copies
from onrecord.store.doctor import CHECKS, checks, examine, is_whole
from onrecord.store.doctor_values import Found, Mend, State
from onrecord.store.families_waiting import complete_families
from onrecord.store.mending import MENDING, mend
from onrecord.store.occasions_waiting import complete_occasions
from onrecord.store.record import Record, open_record
from onrecord.values.page import Skipped
from tests.judging.making import reject
from tests.store.conftest import put
from tests.store.making import READER, WHEN, record_of, sha256
from tests.store.test_copies import CUT, ORIGINAL
from tests.store.test_judgements import about

LONG = "The harbour wall was raised by two metres after the storm, and the keeper of the lamp was paid for it in full. "
SAID = LONG + "Nobody drowned, and the letter to the minister says so in as many words as it needs to say it plainly. "
SAID += "Whoever wants to see the wall can walk there on any day of the week but Sunday, when the gate is shut at noon."
READ = ("runs", "inputs", "reports", "statements", "spans", "kept_bytes", "judgements")


def look_up_all(record: Record) -> None:
    while complete_copies(record) or complete_occasions(record):
        pass
    for _ in complete_families(record):
        pass


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A record with two versions of a page, copies, a family, an occasion, a judgement and a skipped
    input.
    """
    path = tmp_path_factory.mktemp("whole") / "r.db"
    page = {"url": "https://news.example/wall", "outlet": "Gull", "wire": "Tern", "published": "2031-01-02"}
    with open_record(path, create=True) as record:
        put(record, record_of(SAID, said_on="2031-01-01", **page))
        put(record, record_of(SAID + " More.", said_on="2031-01-01", **page))
        put(record, ORIGINAL, CUT)
        put(record, record_of("The tunnel is closed.", speaker="Bo Ek", origin="tunnel.txt"))
        run = record.begin_run(WHEN, READER, ["read"])
        record.skip(run, Skipped("x.pdf", "pages", "is a PDF", "save it as text", sha256(b"%PDF"), b"%PDF"))
        with record.batch():
            record.account_run(run, 1)
            record.end_run(run, WHEN)
        look_up_all(record)
        record.judge(reject(about(record.report("tunnel.txt"))))
        look_up_all(record)
    return path.read_bytes()


@pytest.fixture
def copy(path: Path, whole: bytes) -> Path:
    path.write_bytes(whole)
    return path


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def examined(path: Path, *, quick: bool = False) -> dict[str, Found]:
    with open_record(path, read_only=True) as record:
        return {one.check: one for one in examine(record, checks(quick=quick))}


@pytest.mark.parametrize("quick", [True, False])
def test_a_whole_record_is_whole_and_stays_as_it_is(copy: Path, quick: bool) -> None:
    before = hashlib.sha256(copy.read_bytes()).hexdigest()
    assert [one for one in examined(copy, quick=quick).values() if one.state is not State.WHOLE] == []
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == before
    assert [one.name for one in copy.parent.iterdir()] == [copy.name]


def test_an_empty_record_is_whole(path: Path) -> None:
    open_record(path, create=True).close()
    assert {one.state for one in examined(path).values()} == {State.WHOLE}


DAMAGES = [
    ("inputs", "UPDATE inputs SET reason = NULL WHERE outcome <> 'ok'"),
    ("inputs", "UPDATE inputs SET change = NULL"),
    ("runs", "DELETE FROM inputs WHERE outcome <> 'ok'"),
    ("runs", "UPDATE runs SET inputs = 7"),
    ("reports", "UPDATE inputs SET report = NULL"),
    ("kept bytes", "DELETE FROM inputs WHERE outcome <> 'ok'"),
    ("kept bytes", "DELETE FROM kept_bytes WHERE sha256 IN (SELECT sha256 FROM inputs WHERE outcome = 'quarantined')"),
    ("references", "DELETE FROM runs WHERE number = 1"),
    ("references", "DELETE FROM kept_bytes"),
    ("places", "DELETE FROM spans WHERE statement = 1"),
    ("nesting", "UPDATE statements SET nested_in = 1 WHERE number = 3"),
    ("wordings", "DELETE FROM worded WHERE statement = 2"),
    ("versions", "DROP TRIGGER standing_version"),
    ("copies", "DELETE FROM report_signatures WHERE report = 3"),
    ("groups of copies", "DELETE FROM copies WHERE report = 4"),
    ("statements of copies", "UPDATE copied_statements SET copy_group = 77"),
    ("occasions", "DELETE FROM occasion_reports WHERE report = 1"),
    ("scenes", "INSERT INTO occasions (id, person) VALUES ('x', 'nobody')"),
    ("spoken words", "INSERT INTO spoken (digest, rank, is_transcript) VALUES (x'00', 1, 0)"),
    ("sayings", "UPDATE family_sayings SET head = 99 WHERE number = 1"),
    ("sayings", "UPDATE family_sayings SET place = (SELECT place FROM family_sayings WHERE number = 1)"),
    ("families", "UPDATE family_members SET how = 'cut' WHERE how = 'fullest'"),
    ("families", "UPDATE families SET id = 'x'"),
    ("primary sources", "INSERT INTO transcripts VALUES (1)"),
    ("rejections", "DELETE FROM judged"),
    ("judged", "DELETE FROM rejections"),
    ("judged", "INSERT INTO as_read SELECT number, speaker, '{}' FROM statements WHERE number = 1"),
    ("judged", "INSERT INTO identities VALUES (1, 2, 'because')"),
    ("standing_statements", "DELETE FROM standing_statements WHERE statement = 2"),
    ("standing_statements", "UPDATE standing_statements SET day = '1999'"),
    ("standing_reports", "UPDATE standing_reports SET outlet = 'x'"),
    ("standing_wires", "DELETE FROM standing_wires"),
    *(
        (table, f"UPDATE {table} SET {column} = {column} + 1")
        for table, column in (
            ("speaker_sizes", "statements"),
            ("speaker_months", "statements"),
            ("outlet_speakers", "statements"),
            ("outlet_carried", "statements"),
            ("outlet_sizes", "reports"),
            ("family_sizes", "statements"),
            ("wire_sizes", "reports"),
            ("wire_outlets", "reports"),
        )
    ),
    ("instrument_sizes", "INSERT INTO instrument_sizes VALUES ('x', 1, 1)"),
    ("evidence", "UPDATE reports SET text = replace(text, 'tunnel', 'bridge')"),
    ("evidence", "UPDATE statements SET words = 'x' WHERE number = 1"),
    ("evidence", "UPDATE spans SET ends = ends + 999 WHERE statement = 1"),
    ("evidence", "UPDATE spans SET starts = starts + 1 WHERE statement = 1"),
    ("evidence", "UPDATE wordings SET digest = x'00' WHERE number = 1"),
    ("evidence", "UPDATE versions SET address = 'x'"),
    ("evidence", 'UPDATE reports SET furniture = \'[[5, 99999, "menu", "other"]]\''),
    ("contents", "UPDATE kept_bytes SET content = x'00'"),
    ("contents", "UPDATE kept_bytes SET size = size - 1"),
    ("runs of words", "INSERT INTO word_runs (word_runs) VALUES ('delete-all')"),
    ("statement_search", "INSERT INTO statement_search (statement_search) VALUES ('delete-all')"),
    ("speaker_search", "INSERT INTO speaker_search (rowid, name) VALUES (77, 'Nobody')"),
    ("report_search", "INSERT INTO report_search (report_search) VALUES ('delete-all')"),
    ("report_named", "INSERT INTO report_named (report_named) VALUES ('delete-all')"),
]


def plant(path: Path, damage: str) -> None:
    """As something outside of onrecord would do it: without its triggers, which are put back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.create_function("report_name", 5, lambda *_: "")
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        if not damage.startswith("DROP"):
            connection.execute(damage)
        else:
            connection.execute("UPDATE versions SET stands = 0")
        for _, made in triggers:
            connection.execute(made)


@pytest.mark.parametrize(("check", "damage"), DAMAGES)
def test_each_kind_of_damage_is_found_by_its_check(copy: Path, check: str, damage: str) -> None:
    plant(copy, damage)
    found = examined(copy)
    assert found[check].state is State.WRONG
    assert found[check].examples
    assert found[check].remedy


def test_a_judgement_that_was_changed_is_found(copy: Path) -> None:
    plant(copy, "UPDATE judgements SET line = replace(line, 'reject', 'accept')")
    assert examined(copy)["judgements"].state is State.WRONG


def test_every_check_has_a_damage_that_it_finds() -> None:
    others = {"file", "file (quick)", "judgements", "word_runs"}  # by flipped bytes, and above
    assert {one.name for one in CHECKS} == {name for name, _ in DAMAGES} | others


def test_everything_that_can_be_made_anew_has_a_way() -> None:
    assert set(MENDING) == set(Mend) == {one.mend for one in CHECKS if one.mend}


MENDED = {one.name for one in CHECKS if one.mend} - {"file", "word_runs"}


@pytest.mark.parametrize("check", sorted(MENDED))
def test_what_follows_from_the_rest_is_made_anew(copy: Path, check: str) -> None:
    damage = next(damage for name, damage in DAMAGES if name == check)
    right = rows_of(copy)
    plant(copy, damage)
    with open_record(copy) as record:
        found = tuple(examine(record, checks(quick=False)))
        backup = mend(record, {one.mend for one in found if one.mend and one.state is State.WRONG})
        again = tuple(examine(record, checks(quick=False)))
        assert is_whole(again)
        look_up_all(record)
        assert {one.state for one in examine(record, checks(quick=False))} == {State.WHOLE}
    assert rows_of(copy) == right
    assert backup.exists()


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What was read and judged, and what follows from it under names that are the same in every record."""
    asked = {name: f"SELECT * FROM {name} ORDER BY 1, 2" for name in READ}
    asked["statements"] = "SELECT number, id, words, speaker, said_on FROM statements ORDER BY 1"
    asked["families"] = (
        "SELECT s.id, f.id, m.how FROM family_members AS m JOIN families AS f ON f.number = m.family "
        "JOIN statements AS s ON s.number = m.statement ORDER BY 1"
    )
    asked["copies"] = (
        "SELECT c.report, g.id, c.kind FROM copies AS c JOIN copy_groups AS g ON g.number = c.copy_group ORDER BY 1"
    )
    asked["occasions"] = "SELECT id, person, said_on FROM occasions ORDER BY 1"
    asked["versions"] = "SELECT report, version, stands FROM versions ORDER BY 1"
    with closing(sqlite3.connect(path)) as connection:
        return {name: connection.execute(query).fetchall() for name, query in asked.items()}


def test_a_failed_mending_leaves_the_record_as_it_was(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(copy, "UPDATE speaker_sizes SET statements = 77")

    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM reports")
        raise ZeroDivisionError

    monkeypatch.setitem(MENDING, Mend.SUMS, fails)  # type: ignore[arg-type]
    with open_record(copy) as record, pytest.raises(ZeroDivisionError):
        mend(record, {Mend.SUMS})
    assert examined(copy)["speaker_sizes"].state is State.WRONG
    assert examined(copy)["references"].state is State.WHOLE


def test_what_cannot_be_made_anew_is_told(copy: Path) -> None:
    plant(copy, "UPDATE judgements SET line = 'x'")
    before = copy.read_bytes()
    with open_record(copy) as record, pytest.raises(NotARecord, match="is damaged"):
        mend(record, {Mend.JUDGED})
    assert copy.read_bytes() == before


def test_what_waits_is_told_and_not_wrong(copy: Path) -> None:
    with open_record(copy) as record:
        put(record, record_of("A new word.", origin="new.txt"))
    found = examined(copy)
    assert found["families"].state is State.NOT_CHECKED
    assert "still to be looked up" in found["families"].examples[0]
    assert is_whole(tuple(found.values()))


def test_another_writer_at_work_is_told(copy: Path) -> None:
    with open_record(copy) as writer, writer.batch(), open_record(copy, read_only=True, patience=0.05) as record:
        found = {one.check: one for one in examine(record, checks(quick=False))}
    assert found["statement_search"].state is State.NOT_CHECKED
    assert "another process" in found["statement_search"].examples[0]
    assert found["evidence"].state is State.WHOLE


def places(whole: bytes, number: int) -> Iterator[tuple[int, bytes]]:
    """Bytes that hold something, each with one bit turned."""
    chance = random.Random(4)
    for at in chance.sample([at for at, byte in enumerate(whole) if byte], number):
        yield at, bytes((whole[at] ^ (1 << chance.randrange(8)),))


def test_flipped_bytes_end_in_findings_or_one_message(path: Path, whole: bytes) -> None:
    """Where nothing is found wrong, every text is as it was: the byte was one that holds nothing."""
    path.write_bytes(whole)
    with open_record(path) as record:  # so that most pages hold rows
        put(record, *(record_of(f"The bridge is safe, says letter {n}. " * 60) for n in range(12)))
    whole = path.read_bytes()
    with open_record(path, read_only=True) as record:
        right = [one.report.text for one in record.records()]
    seen = {"refused": 0, "found": 0, "nothing": 0}
    for number, (at, byte) in enumerate(places(whole, 200)):
        path.write_bytes(whole[:at] + byte + whole[at + 1 :])
        try:
            with open_record(path, read_only=True) as record:
                found = tuple(examine(record, checks(quick=number % 8 > 0)))
                if not is_whole(found):
                    seen["found"] += 1
                    continue
                texts = [one.report.text for one in record.records()]
        except OnRecordError:
            seen["refused"] += 1
        else:
            assert texts == right
            seen["nothing"] += 1
    assert seen["found"] > 10
    assert seen["refused"] > 0


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_record_is_not_whole(path: Path, whole: bytes, share: float) -> None:
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(OnRecordError, match="is damaged"), open_record(path, read_only=True) as record:
        assert not is_whole(tuple(examine(record, checks(quick=True))))
        record.verify()
