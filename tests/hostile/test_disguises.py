"""Letters that look like others and signs that nobody sees: never the same words without a word about it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

import pytest
from bench.check_recipes import spoofed

from onrecord.checking.verdict import Check
from onrecord.run.checking import check_words
from onrecord.store.record import Record, open_record
from onrecord.values.verdict import Verdict
from tests.many import times
from tests.store.conftest import put
from tests.store.making import record_of

MANY = times(60)
BREAKS = dict.fromkeys(map(ord, "\u00ad\u200b"))
NOUNS = "harbour bridge council letter engine market island ferry school lantern orchard ballot".split()
VERBS = "opens closes repairs paints inspects praises surveys borrows rebuilds guards".split()
WHEN = "in spring,at noon,without delay,for the third time,before winter,on request".split(",")


def sentence(chance: random.Random) -> str:
    one, other, third = chance.sample(NOUNS, 3)
    return (
        f"The {one} of {chance.randint(2, 9999)} lamps {chance.choice(VERBS)} the old {other} {chance.choice(WHEN)}, "
        f"and no {third} was ever asked."
    )


@cache
def said() -> tuple[str, ...]:
    chance = random.Random("said")
    return tuple({sentence(chance): None for _ in range(MANY)})


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("disguises") / "r.db", create=True) as made:
        put(made, *(record_of(words, origin=f"{number}.txt") for number, words in enumerate(said())))
        yield made


@pytest.fixture(scope="module")
def disguised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The same record, in which a report has the disguise."""
    with open_record(tmp_path_factory.mktemp("disguised") / "r.db", create=True) as made:
        put(made, *(record_of(in_disguise(n), origin=f"{n}.txt") for n in range(len(said()))))
        yield made


def in_disguise(number: int) -> str:
    return spoofed(said()[number], random.Random(number))[1]


def told(check: Check) -> tuple[str, ...]:
    return (*check.question.claim.ignored, *check.notes)


def test_a_quotation_in_disguise_is_never_the_same_words_unseen(record: Record) -> None:
    for number, plain in enumerate(said()):
        check = check_words(record, in_disguise(number))
        assert check.question.claim.is_disguised, (number, plain)
        assert told(check), number
    assert check_words(record, said()[0]).verdict is Verdict.VERBATIM
    assert told(check_words(record, said()[0])) == ()


def test_nor_is_a_report_in_disguise(disguised: Record) -> None:
    """But for places where a line may break: they change no word, and pages of outlets are full of them."""
    for number, plain in enumerate(said()):
        check = check_words(disguised, plain)
        is_other = in_disguise(number).translate(BREAKS) != plain
        assert check.verdict is not Verdict.VERBATIM or bool(told(check)) is is_other, (number, in_disguise(number))
