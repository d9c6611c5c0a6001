"""Which statements of one version are which of the next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparing.statements import Fate, Said, StatementChange, compare_statements
from tests.growth import grows_linearly


def said(words: str, who: str | None = "Ana", said_on: str | None = None, kind: str = "direct") -> Said:
    return Said(words, words, kind, who, who, said_on)


def fates(old: list[Said], new: list[Said]) -> list[tuple[str, str | None, str | None]]:
    return [
        (one.fate.value, one.old and one.old.words, one.new and one.new.words) for one in compare_statements(old, new)
    ]


LAMP = "the lamp on the rock is lit every night"
FERRY = "the ferry line will not close this winter"
TOLL = "the harbour toll goes up by five crowns"


def test_nothing_happened() -> None:
    assert fates([said(LAMP), said(FERRY)], [said(LAMP), said(FERRY)]) == [("same", LAMP, LAMP), ("same", FERRY, FERRY)]


def test_one_more_and_one_less() -> None:
    assert fates([said(LAMP), said(FERRY)], [said(FERRY), said(TOLL)]) == [
        ("vanished", LAMP, None),
        ("same", FERRY, FERRY),
        ("new", None, TOLL),
    ]


def test_words_altered() -> None:
    (one,) = compare_statements([said(FERRY)], [said(FERRY.replace("not ", ""))])
    assert (one.fate, [kind.value for kind in one.differences], one.is_news) == (Fate.CHANGED, ["negation"], True)


def test_a_typo_is_no_news() -> None:
    (one,) = compare_statements([said("the letter was recieved")], [said("the letter was received,")])
    assert (one.fate, one.is_news) == (Fate.SPELLING, False)


def test_what_stands_elsewhere_has_moved_and_the_others_have_not() -> None:
    found = compare_statements([said(LAMP), said(FERRY), said(TOLL)], [said(TOLL), said(LAMP), said(FERRY)])
    assert [one.fate.value for one in found] == ["moved", "same", "same"]
    assert not any(one.is_news for one in found)


def test_another_speaker_and_another_day_are_news() -> None:
    (one,) = compare_statements([said(LAMP, "Ana", "2023-05-03")], [said(LAMP, "Bo", "2023-05-04", "indirect")])
    assert (one.fate, one.changed_fields, one.is_news) == (Fate.SAME, ("speaker", "said_on", "kind"), True)


def test_cut_is_changed_and_not_vanished() -> None:
    (one,) = compare_statements([said(f"{LAMP} and {FERRY}")], [said(LAMP)])
    assert one.fate is Fate.CHANGED


def test_a_statement_with_a_few_words_in_common_is_another() -> None:
    assert [fate for fate, _, _ in fates([said(LAMP, "Ana")], [said("the lamp costs too much", "Bo")])] == [
        "new",
        "vanished",
    ]


def test_the_same_words_of_two_people_stay_with_each() -> None:
    found = compare_statements([said(LAMP, "Ana"), said(LAMP, "Bo")], [said(LAMP, "Bo"), said(LAMP, "Ana")])
    assert all(one.old and one.new and one.old.who == one.new.who for one in found)


words = st.lists(st.sampled_from(["lamp", "not", "ferry", "lit", "12"]), min_size=1, max_size=4).map(" ".join)
lists = st.lists(st.builds(said, words, st.sampled_from(["Ana", "Bo", None])), max_size=5)


def _sides(changes: tuple[StatementChange, ...]) -> tuple[list[str], list[str]]:
    return (
        sorted(one.old.words for one in changes if one.old),
        [one.new.words for one in changes if one.new],
    )


@given(lists, lists)
def test_every_statement_of_both_is_there_once_and_the_new_ones_in_order(old: list[Said], new: list[Said]) -> None:
    before, after = _sides(compare_statements(old, new))
    assert before == sorted(one.words for one in old)
    assert after == [one.words for one in new]


@given(lists)
def test_a_list_is_the_same_as_itself(statements: list[Said]) -> None:
    assert {one.fate for one in compare_statements(statements, statements)} <= {Fate.SAME}


def test_a_long_list_costs_no_square() -> None:
    def work(size: int) -> object:
        old = [said(f"lamp {at} of the rock is number {at}a") for at in range(size)]
        return compare_statements(old, [said(f"{one.words} now") for one in old])

    assert grows_linearly(work, 60)
