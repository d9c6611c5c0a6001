"""From words to the statements that may have them."""

from __future__ import annotations

import json

import pytest

from onrecord.comparing.tokens import tokens_of
from onrecord.store.asked_speakers import CALLED, asked_speakers
from onrecord.store.carriers import BY_SPEAKER, DATES, OF_SPEAKER, PHRASE, STATEMENTS, TOLD, Carriers, carriers
from onrecord.store.record import Record
from onrecord.store.searched import COUNTS, OUTLETS, searched
from tests.store.conftest import put
from tests.store.making import record_of

WORDS_SAID = "“The old dam will hold for another year,” said the keeper of the gates."


def find(record: Record, words: str, speakers: frozenset[int] = frozenset()) -> Carriers:
    return carriers(record.connection, [token.key for token in tokens_of(words)], words, speakers)


def test_a_statement_with_all_that_tells_of_it(record: Record) -> None:
    put(record, record_of(WORDS_SAID, said_on="2031-05-03", outlet="Ledger", title="Dam", published="2031-05-04"))
    (one,) = find(record, "the old dam will hold for a year").found
    assert (one.speaker, one.said_on, one.outlet, one.title, one.published, one.kind) == (
        *("Ana Lindqvist", "2031-05-03", "Ledger", "Dam", "2031-05-04", "direct"),
    )
    assert (one.words, one.days, one.runs) == (WORDS_SAID, (("2031-05-03", "2031-05-03"),), 4)
    assert one.windows == ((0, len(WORDS_SAID)),)


def test_fewer_words_than_make_a_run_are_found_as_a_phrase(record: Record) -> None:
    put(record, record_of(WORDS_SAID))
    assert [len(find(record, words).found) for words in ("old dam", "dam", "dam old", "gates of")] == [1, 1, 0, 0]


def test_what_a_person_rejected_is_not_found(record: Record) -> None:
    put(record, record_of(WORDS_SAID))
    record.connection.execute("PRAGMA foreign_keys = OFF")
    record.connection.execute("INSERT INTO rejections (statement, judgement) SELECT number, 1 FROM statements")
    assert find(record, "the old dam will hold").found == ()
    assert searched(record.connection).statements == 0


def test_the_same_words_of_several_reports_are_one_carrier_for_each_speaker(record: Record) -> None:
    for at in range(3):
        put(record, record_of(WORDS_SAID, origin=f"{at}.txt", outlet=f"Ledger {at}"))
    put(record, record_of(WORDS_SAID, origin="3.txt", speaker="Bram Ossery"))
    found = find(record, "the old dam will hold").found
    assert [(one.speaker, one.others, one.reports) for one in found] == [("Ana Lindqvist", 2, 3), ("Bram Ossery", 0, 1)]


def test_the_speaker_asked_for_is_found_behind_many_others(record: Record) -> None:
    for at in range(30):
        put(record, record_of(f"We will see number {at}.", origin=f"{at}.txt"))
    put(record, record_of("Well, we will see.", origin="own.txt", speaker="Bram Ossery"))
    bram = asked_speakers(record.connection, "Ossery").numbers
    assert "Bram Ossery" not in {one.speaker for one in find(record, "we will see").found}
    assert "Bram Ossery" in {one.speaker for one in find(record, "we will see", bram).found}


def test_the_speaker_is_found_from_either_side(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    for at in range(4):
        put(record, record_of(f"We will see number {at}.", origin=f"{at}.txt"))
    put(record, record_of("Well, we will see.", origin="own.txt", speaker="Bram Ossery"))
    bram = asked_speakers(record.connection, "Ossery").numbers
    one = find(record, "we will see", bram)
    monkeypatch.setattr("onrecord.store.carriers._MOST_THEIRS", 0)
    assert find(record, "we will see", bram) == one


def test_short_words_are_read_around_their_place(record: Record) -> None:
    long = " ".join(["It burns."] * 4000 + ["An old  lamp-post fell."] + ["It burns."] * 200)
    put(record, record_of(long))
    (one,) = find(record, "old lamp").found
    ((start, end),) = one.windows
    assert start <= long.index("old  lamp") < end
    assert end - start < 1000


def test_only_where_the_words_stand_a_long_statement_is_read(record: Record) -> None:
    long = " ".join(f"lamp{number} burns" for number in range(4000))
    put(record, record_of(long))
    (one,) = find(record, "lamp2000 burns lamp2001 burns lamp2002 burns").found
    ((start, end),) = one.windows
    assert start <= long.index("lamp2000") < end
    assert end - start < 3000


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Ana Lindqvist", 1),
        ("lindqvist", 1),
        ("Mayor Ana Lindqvist", 1),
        ("President Ana K. Lindqvist", 1),
        ("Ana", 2),
        ("Ana Berg", 1),
        ("Berta Lindqvist", 0),
        ("", 0),
        ('"', 0),
    ],
)
def test_whom_a_name_means(record: Record, asked: str, found: int) -> None:
    put(record, record_of(WORDS_SAID))
    put(record, record_of("It holds.", speaker="Ana Berg", origin="2.txt"))
    assert len(asked_speakers(record.connection, asked).numbers) == found


def test_what_was_searched(record: Record) -> None:
    put(record, record_of(WORDS_SAID, outlet="Ledger", published="2031-05-04"))
    put(record, record_of("It holds.", outlet="Courier", published="2030-01-02", origin="2.txt"))
    put(record, record_of("It may.", published="XXXX-01-02", origin="3.txt"))
    found = searched(record.connection)
    assert (found.statements, found.reports, found.outlets, found.outlet_names) == (3, 3, 2, ("Courier", "Ledger"))
    assert (found.earliest, found.latest) == ("2030-01-02", "2031-05-04")


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (STATEMENTS, {"wording": 1, "without": "[]"}),
        (BY_SPEAKER, {"speakers": "[1]", "most": 5}),
        (OF_SPEAKER, {"wordings": "[1]", "speakers": "[1]", "probed": 5, "most": 5}),
        (TOLD, ("[1]",)),
        (DATES, ("[1]",)),
        (PHRASE, ('"a b"', 5)),
        (CALLED, {"name": '"a"'}),
    ],
)
def test_nothing_is_gone_through_from_end_to_end(record: Record, sql: str, values: object) -> None:
    plan = [row["detail"] for row in record.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]  # type: ignore[arg-type]
    scanned = [detail for detail in plan if detail.startswith("SCAN")]
    small = ("json_each", "asked", "found", "VIRTUAL TABLE", "named", "identities", "i ", "rejections")
    assert all(any(name in detail for name in small) for detail in scanned), json.dumps(plan, indent=1)


@pytest.mark.parametrize("sql", [COUNTS, OUTLETS.replace("?", "5")])
def test_what_is_on_record_is_counted_along_indexes(record: Record, sql: str) -> None:
    plan = [row["detail"] for row in record.connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    scanned = [
        detail for detail in plan if detail.startswith("SCAN") and ("reports" in detail or "statements" in detail)
    ]
    assert all("USING COVERING INDEX" in detail for detail in scanned), plan
