"""Who is one with whom by the log."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.judging.identities import people_of
from onrecord.judging.standing import standing
from onrecord.values.judgement import Act, Judgement
from tests.judging.making import apart, merge, person, rename, split, undo


def groups(*log: Judgement) -> dict[str, str]:
    """What the log makes of each: "b" -> "A", for all whom it makes something of."""
    return {member: one.person.name for member, one in sorted(people_of(log).identities.items())}


@pytest.mark.parametrize(
    ("log", "known"),
    [
        ((), {}),
        ((merge("A", "B"),), {"a": "A", "b": "A"}),  # the first one's name stays
        ((merge("A", "B"), merge("C", "A")), {"a": "C", "b": "C", "c": "C"}),
        ((merge("A", "B"), merge("B", "C")), {"a": "A", "b": "A", "c": "A"}),  # a group is called as its first
        ((merge("A", "B"), merge("C", "D"), merge("D", "B")), {"a": "C", "b": "C", "c": "C", "d": "C"}),
        ((rename("A", "Z"),), {"a": "Z"}),
        ((rename("A", "Y"), rename("A", "Z")), {"a": "Z"}),
        ((merge("A", "B"), rename("B", "Z")), {"a": "Z", "b": "Z"}),  # the group is renamed, not the member
        ((rename("B", "Z"), merge("A", "B")), {"a": "A", "b": "A"}),
        ((rename("B", "Z"), merge("A", "B"), split("B")), {"b": "Z"}),  # and has its name again when alone
        ((merge("A", "B"), split("B")), {}),
        ((merge("A", "B"), split("A")), {}),
        ((merge("A", "B"), merge("A", "C"), split("A")), {"b": "B", "c": "B"}),  # the others stay together
        ((merge("A", "B"), split("B"), merge("C", "B")), {"b": "C", "c": "C"}),
        ((split("A"),), {}),
        ((apart("A", "B"), merge("B", "C")), {"b": "B", "c": "B"}),
    ],
)
def test_groups_and_their_names(log: tuple[Judgement, ...], known: dict[str, str]) -> None:
    assert groups(*log) == known
    assert people_of(log).clashes == ()


@pytest.mark.parametrize(
    ("log", "against"),
    [
        ((apart("A", "B"), merge("A", "B")), 0),
        ((apart("A", "B"), merge("B", "A")), 0),
        ((merge("B", "C"), apart("A", "B"), merge("A", "C")), 1),  # by way of a third
        ((apart("A", "B"), merge("A", "C"), merge("B", "D"), merge("C", "D")), 0),
        ((merge("A", "B"), apart("B", "A")), 0),
        ((merge("A", "B"), merge("B", "C"), apart("A", "C")), 1),
        ((split("A", "A2", reports=("0" * 64,)), merge("A", "A2")), 0),  # who was told apart is another one
        ((merge("A", "B"), split("A", "B", reports=("0" * 64,))), 0),
    ],
)
def test_what_goes_against_a_judgement_is_named_and_changes_nothing(log: tuple[Judgement, ...], against: int) -> None:
    people = people_of(log)
    assert [(clash.judgement, clash.against) for clash in people.clashes] == [(log[-1], log[against])]
    assert people.identities == people_of(log[:-1]).identities


@pytest.mark.parametrize("log", [(apart("A", "B"),), (merge("A", "B"),)])
def test_when_the_earlier_one_is_undone_nothing_is_in_the_way(log: tuple[Judgement, ...]) -> None:
    other = merge("A", "B") if log[0].act is Act.NOT_THE_SAME else apart("A", "B")
    assert people_of((*log, undo(log[0]), other)).clashes == ()


def test_a_group_knows_what_it_rests_on() -> None:
    log = (merge("A", "B"), merge("C", "D"), rename("B", "Z"), merge("A", "E"))
    assert people_of(log).identities["e"].judgements == (log[0], log[2], log[3])


def test_a_part_is_of_all_who_were_one_when_it_was_judged() -> None:
    log = (merge("A", "B"), split("B", "B2", reports=("0" * 64,)), merge("A", "C"))
    (part,) = people_of(log).parts
    assert (part.members, part.person) == ({"a", "b"}, person("B2"))


def test_who_is_in_no_group_is_themselves() -> None:
    people = people_of((merge("A", "B"),))
    assert people.known_as(person("C")) == person("C")
    assert people.known_as(person("B")) == person("A")
    assert people.are_one(person("A"), person("B"))
    assert not people.are_one(person("A"), person("C"))


names = st.sampled_from("ABCD")  # few, so that they meet
acts = st.one_of(
    st.builds(merge, names, names),
    st.builds(apart, names, names),
    st.builds(rename, names, st.sampled_from("YZ")),
    st.builds(split, names),
)


@st.composite
def logs(draw: st.DrawFn) -> tuple[Judgement, ...]:
    """A log without clashes, as the record keeps it: what clashes is not taken in."""
    log: tuple[Judgement, ...] = ()
    for number, made in enumerate(draw(st.lists(acts, max_size=8))):
        undone = draw(st.booleans()) and standing(log)
        one = undo(draw(st.sampled_from(standing(log))), at=str(number)) if undone else made
        if not people_of((*log, one)).clashes and one.id not in {before.id for before in log}:
            log = (*log, one)
    return log


@given(logs())
def test_groups_are_apart_and_hold_their_members(log: Sequence[Judgement]) -> None:
    people = people_of(log)
    for member, identity in people.identities.items():
        assert member in identity.members
        assert identity.person.entity == identity.members[0]
        assert {people.identities[one] for one in identity.members} == {identity}


@given(logs())
def test_an_undone_judgement_is_as_if_it_had_never_been(log: Sequence[Judgement]) -> None:
    counts = standing(log)
    assert people_of(log).identities == people_of(counts).identities


@given(logs())
def test_who_is_not_the_same_is_never_one(log: Sequence[Judgement]) -> None:
    people = people_of(log)
    for judgement in standing(log):
        if judgement.act is Act.NOT_THE_SAME and judgement.people[0] != judgement.people[1]:
            assert not people.are_one(*judgement.people)
