"""Which statements may be one in other words, and what stands around which."""

from __future__ import annotations

from datetime import date
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.grouping.families_members import Carried
from onrecord.grouping.families_voices import NOBODY, OneVoice, Voice, one_voice
from onrecord.grouping.reworded import Placed, Reworded, around, blocks, in_week, loose, may_be_one
from onrecord.values.entity import SpeakerType

DAY = date(2023, 5, 3).toordinal()
MARRIN = Voice("Ysolde Marrin", SpeakerType.PERSON, "e1")
SHORT = Voice("Marrin", SpeakerType.PERSON, None)
EK = Voice("Bo Ek", SpeakerType.PERSON, "e2")
COUNCIL = Voice("the council", SpeakerType.BODY, "e3")
OFFICIALS = Voice("officials", SpeakerType.GROUP, None)


def placed(number: int, **other: object) -> Placed:
    one = Placed(number, f"s{number}", f"r{number}", "direct", DAY, 0, 40, MARRIN, number, None, "x" * 40)
    return one._replace(**other)


@pytest.mark.parametrize(
    ("other", "how"),
    [
        ({}, Carried.RETRANSLATED),
        ({"kind": "mixed", "day": DAY + 7, "voice": SHORT, "family": 4}, Carried.RETRANSLATED),
        ({"kind": "indirect"}, Carried.PARAPHRASE),
        ({"kind": "indirect", "report": "r1", "starts": 50, "ends": 90}, Carried.PARAPHRASE),
        ({"kind": "indirect", "report": "r1", "starts": 30, "ends": 90}, None),  # one piece of text
        ({"report": "r1", "starts": 50, "ends": 90}, None),  # two quotations of one report
        ({"day": DAY + 8}, None),
        ({"voice": EK}, None),
        ({"voice": NOBODY}, None),
        ({"voice": OFFICIALS}, None),
        ({"family": 3}, None),  # together by their words
        ({"wording": 1}, None),  # the very same words
    ],
)
def test_who_may_have_said_one_thing_in_other_words(other: dict[str, object], how: Carried | None) -> None:
    one = placed(1, family=3)
    two = placed(2, **other)
    assert may_be_one(one, two) is how
    assert may_be_one(two, one) is how


def test_nobody_is_quoted_by_two_who_only_tell() -> None:
    assert may_be_one(placed(1, kind="indirect"), placed(2, kind="indirect")) is None


def test_what_is_proposed_to_a_family_is_proposed_once_by_the_likeliest() -> None:
    how = Carried.RETRANSLATED
    found = [Reworded(1, 5, how, 0.7), Reworded(2, 5, how, 0.9), Reworded(1, 2, how, 0.9), Reworded(5, 6, how, 0.9)]
    assert around((1, 2), found, {1: "b", 2: "a"}) == {5: (found[1], 2)}


def test_loose_statements_stand_around_the_fullest_and_in_one_group() -> None:
    how = Carried.RETRANSLATED
    some = {n: placed(n, words="x" * (50 - n)) for n in range(1, 6)} | {6: placed(6, family=9)}
    found = [Reworded(*pair, how, 0.9) for pair in ((1, 2), (2, 3), (3, 4), (5, 6))]
    assert loose(found, some) == [(1, (2,)), (3, (4,))]
    some[1] = placed(1, kind="indirect")
    assert loose(found, some) == [(2, (3, 1))]


@given(st.lists(st.integers(0, 30), max_size=40), st.integers(1, 5))
def test_the_week_of_each_day(days: list[int], most: int) -> None:
    days = sorted(days)
    for at, end in enumerate(in_week(days, most)):
        week = [other for other in range(at + 1, len(days)) if days[other] <= days[at] + 7]
        assert list(range(at + 1, end)) == week[:most]


voices = st.builds(
    Voice,
    st.sampled_from(("Ysolde Marrin", "Marrin", "Y. Marrin", "Bo Ek", "Ek", "the council", None)),
    st.sampled_from((SpeakerType.PERSON, SpeakerType.BODY, SpeakerType.GROUP)),
    st.sampled_from(("e1", "e2", None)),
)


@given(st.lists(voices, max_size=8), st.randoms(use_true_random=False))
def test_who_may_be_one_is_in_one_block(some: list[Voice], chance: Random) -> None:
    numbered = dict(enumerate(some))
    found = blocks(numbered)
    of = {number: block for block in found for number in block}
    assert sorted(of) == [n for n, voice in numbered.items() if voice.is_named]
    for one, other in product(of, of):
        assert one_voice(some[one], some[other]) is not OneVoice.YES or of[one] == of[other]
    mixed = list(numbered.items())
    chance.shuffle(mixed)
    assert {frozenset(block) for block in blocks(dict(mixed))} == {frozenset(block) for block in found}
