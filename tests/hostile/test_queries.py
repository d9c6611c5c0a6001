"""Whatever is typed into a search is words: no string is a fault, an operator or a look at every row."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from onrecord.errors import OnRecordError
from onrecord.store.asked_speakers import asked_speakers
from onrecord.store.finding_reports import reports_named
from onrecord.store.outlets_read import outlets_called
from onrecord.store.record import Record, open_record
from onrecord.store.search import Filters, search
from onrecord.store.search_page import find_page
from tests.many import times
from tests.store.conftest import put
from tests.store.test_search import ON_RECORD

STRINGS = times(400)
# What full-text syntax, SQL, patterns and addresses are made of, words that are on record, and signs that break others.
PIECES = (
    *('"', "'", "“", "”", "*", "^", ":", "(", ")", "{", "}", "+", "-", "~", ",", ";", "%", "_", "\\", "/", "?", "#"),
    *("NEAR(", "NEAR/2", " OR ", " AND ", " NOT ", "words:", "statement_search", "--", "/*", "[a", "|", "&", "=", "<"),
    *("the", "bridge", "safe", "Ana", "Lindqvist", "a", "bri*", "é", "ß", "İ", "ﬁ", "😀", "漢", "\u202e", "\u200b"),
    *("\0", "\ud800", "\udfff", "\n", "\t", "\r", "\x1b", "\u2028", "\uffff", "\U0010ffff", " ", "  ", "0", "2021-12"),
)


def typed(chance: random.Random) -> str:
    """Of pieces, of any signs at all, or of one piece many times over."""
    how = chance.random()
    if how < 0.6:
        return "".join(chance.choices(PIECES, k=chance.randint(0, 12)))
    if how < 0.9:
        return "".join(chr(chance.randrange(0x110000 if how < 0.75 else 0x250)) for _ in range(chance.randint(0, 20)))
    return chance.choice(PIECES) * chance.randint(1, 400)


def strings(number: int) -> Iterator[str]:
    chance = random.Random("typed")
    return (typed(chance) for _ in range(number))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("typed") / "r.db", create=True) as made:
        put(made, *ON_RECORD)
        yield made


WAYS: dict[str, Callable[[Record, str], object]] = {
    "search": search,
    "search with a speaker and an outlet": lambda record, words: search(
        record, "bridge", Filters(speaker=words, outlet=words)
    ),
    "a page of a search": lambda record, words: find_page(record.connection, words, Filters()),
    "narrowed by a speaker and an outlet": lambda record, words: find_page(
        record.connection, "", Filters(speaker=words, outlet=words)
    ),
    "reports by name": lambda record, words: reports_named(record.connection, words),
    "outlets by name": lambda record, words: outlets_called(record.connection, words),
    "whom a name means": lambda record, words: asked_speakers(record.connection, words),
    "a person": lambda record, words: record.person(words, command="onrecord check --speaker {}"),
    "a report": lambda record, words: record.report(words),
    "a statement": lambda record, words: record.statement(words),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_string_is_a_fault(record: Record, way: str) -> None:
    """It is answered, or refused with a reason: what SQLite calls an error would come through as another one."""
    for words in strings(STRINGS):
        try:
            WAYS[way](record, words)
        except OnRecordError as error:
            assert error.remedy, repr(words)
            assert "damaged" not in error.what, repr(words)
