from __future__ import annotations

from onrecord.comparing.tokens import tokens_of
from onrecord.matching.word_runs import BLOCK
from onrecord.store.record import Record
from onrecord.store.wordings import Holder, Holders, holders, put_wordings, wording_number
from tests.store.conftest import put
from tests.store.making import record_of

LONG = " ".join(f"word{number}" for number in range(2000))


def keys(text: str) -> list[str]:
    return [token.key for token in tokens_of(text)]


def each(found: Holders) -> list[Holder]:
    return [found.of(wording) for wording in found.wordings]


def test_the_same_words_are_one_wording(record: Record) -> None:
    numbers = [
        wording_number(record.connection, words) for words in ("The dam will hold.", "It may.", "The dam will hold.")
    ]
    assert numbers[0] == numbers[2] != numbers[1]


def test_a_quotation_leads_to_its_carriers_the_best_first(record: Record) -> None:
    whole = wording_number(record.connection, "We said it then: the old dam will hold for another year.")
    other = wording_number(record.connection, "The old dam will break within a year, and nobody will pay for it.")
    wording_number(record.connection, "Nothing of this kind was ever built there.")
    found = holders(record.connection, keys("the old dam will hold for a year"))
    assert list(found.wordings) == [whole, other]
    assert (found.runs, found.common) == (6, 0)


def test_a_place_in_a_long_wording_is_told_by_its_block(record: Record) -> None:
    wording_number(record.connection, LONG)
    place = LONG.index("word1500")
    (found,) = each(holders(record.connection, keys(LONG[place : place + 60])))
    numbers = [block for block, _ in found.blocks]
    start, end = min(numbers) * BLOCK, (max(numbers) + 1) * BLOCK
    assert start <= place < place + 60 <= end + BLOCK
    assert end - start <= 2 * BLOCK


def test_a_turn_of_phrase_counts_as_common(record: Record) -> None:
    for number in range(5):
        wording_number(record.connection, f"Thank you very much, number {number} of them.")
    found = holders(record.connection, keys("Thank you very much"), most=3)
    assert (found.runs, found.common, len(found.wordings)) == (2, 2, 3)


def test_what_is_put_on_record_is_found_by_its_words(record: Record) -> None:
    put(record, record_of("“The old dam will hold for another year,” said the keeper."))
    found = holders(record.connection, keys("the old dam will hold")).wordings
    statements = record.connection.execute("SELECT count(*) FROM statements").fetchone()[0]
    rows = record.connection.execute("SELECT statement FROM worded WHERE wording = ?", (found[0],)).fetchall()
    assert statements == len(rows) == 1


def test_a_lone_surrogate_and_no_words_at_all_are_wordings_too(record: Record) -> None:
    put_wordings(record.connection, [])
    assert wording_number(record.connection, "a \ud800 b") == wording_number(record.connection, "a \ufffd b")
    assert wording_number(record.connection, "") == wording_number(record.connection, "")
    assert holders(record.connection, []).wordings == ()
