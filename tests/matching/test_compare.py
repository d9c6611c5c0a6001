"""Is one report a copy of the other?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.matching.compare import align, compare
from onrecord.matching.differences import difference, side_by_side
from onrecord.matching.signatures import passages
from onrecord.matching.wording import Wording, wording_of
from onrecord.values.copies import CopyKind
from tests.growth import grows_linearly
from tests.matching.texts import LEAD, LENS, NOTICE, OTHER, QUOTED, STORY, THIRD, THREAT, report_of

WHOLE = wording_of(report_of(*STORY))
NOTE = "Editor's note: this report first appeared in another paper and is printed here with its consent."
REWORDED = (
    "The island of Skerrin keeps its lighthouse burning through the winter, the minister of harbours stated, after "
    "a week of talks with the keepers about their wages and about the price of oil.",
    "The keepers had threatened to put out the lamp on the 1st of June if nobody came to speak with them.",
)


@pytest.mark.parametrize(
    ("paragraphs", "kind"),
    [
        (STORY, CopyKind.VERBATIM),
        (STORY[:3], CopyKind.CUT),
        (STORY[:1] + STORY[3:], CopyKind.CUT),  # the middle
        ((LENS,), CopyKind.CUT),  # a fourth of it, and from its end
        ((NOTE, *STORY), CopyKind.EXTENDED),
        ((*STORY, *OTHER), CopyKind.EXTENDED),
        (REWORDED, CopyKind.BOILED_DOWN),
        ((*STORY[:3], OTHER[0]), CopyKind.REWORKED),
        ((LEAD, QUOTED, LENS, THREAT), CopyKind.VERBATIM),  # paragraphs in another order
    ],
)
def test_a_copy_is_found_and_its_kind_told(paragraphs: tuple[str, ...], kind: CopyKind) -> None:
    copy = wording_of(report_of(*paragraphs))
    match = compare(copy, WHOLE)
    assert match
    assert difference(match, copy, WHOLE).kind is kind


def test_another_headline_alone_is_told() -> None:
    match = compare(WHOLE, WHOLE)
    assert match
    assert difference(match, WHOLE, WHOLE, ("The lamp stays", "Lamp to stay")).kind is CopyKind.RE_HEADLINED
    assert difference(match, WHOLE, WHOLE, ("The lamp stays", "THE LAMP STAYS")).kind is CopyKind.VERBATIM


SAME_SPEECH = (
    "“The lamp is lit, and it will be lit tomorrow, and whoever says otherwise has not been to the tower since the "
    "spring and should go there before he speaks again,” the keeper told the paper."
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STORY, OTHER),
        (("A short line of news that says nothing more than this.",), STORY),
        # Both quote one man at length: that is no copy.
        (
            (SAME_SPEECH, "Bram Ossery, who has kept the tower for thirty years, spoke at the harbour to the council."),
            (
                SAME_SPEECH,
                "In the kitchen of the lighthouse there is soup every day, and on Fridays also fish and beer.",
            ),
        ),
    ],
)
def test_what_is_no_copy(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert compare(wording_of(report_of(*one)), wording_of(report_of(*other))) is None


def test_boilerplate_does_not_count() -> None:
    one, other = (wording_of(report_of(story, NOTICE, NOTICE)) for story in (THIRD[0], OTHER[0]))
    common = frozenset(passages(wording_of(report_of(NOTICE, NOTICE)).words))
    assert compare(one, other)
    assert compare(one, other, common) is None
    assert compare(wording_of(report_of(*STORY, NOTICE)), wording_of(report_of(*STORY, NOTICE)), common)


def test_what_was_cut_and_added_stands_where_it_is_said_to() -> None:
    original, copy = report_of(*STORY), report_of(LEAD, QUOTED.replace("old customs house", "pink tower"), LENS)
    one, other = wording_of(copy), wording_of(original)
    found = difference(align(one, other), one, other)
    assert [span.of(original.text) for span in found.cut] == [THREAT.rstrip("."), "old customs house"]
    assert [span.of(copy.text) for span in found.added] == ["pink tower"]
    assert found.kind is CopyKind.CUT
    told = [
        (sign, span.of(original.text if sign == "-" else copy.text)[:17])
        for sign, span in side_by_side(align(one, other), one, other)
    ]
    assert told == [
        ("=", "The island of Ske"),
        ("-", "The keepers had t"),
        ("=", "We will not sign "),
        ("-", "old customs house"),
        ("+", "pink tower"),
        ("=", "The harbour board"),
    ]


words = st.lists(st.sampled_from([f"w{n}" for n in range(40)]), min_size=40, max_size=70)


@settings(max_examples=40)
@given(words, words, st.integers(0, 60))
def test_the_order_of_two_texts_changes_nothing(one: list[str], other: list[str], shared: int) -> None:
    two = _wording(one), _wording(one[:shared] + other)
    there, back = align(*two), align(two[1], two[0])
    assert (there.shared, there.one_words, there.from_lead) == (back.shared, back.other_words, back.from_lead)
    assert bool(compare(*two)) == bool(compare(two[1], two[0]))


@settings(max_examples=40)
@given(words, words)
def test_no_word_is_shared_twice_and_all_are_told_once(one: list[str], other: list[str]) -> None:
    mine, theirs = _wording(one + other), _wording(other + one)
    match = align(mine, theirs)
    found = difference(match, mine, theirs)
    runs = [run for stretch in match.stretches for run in stretch]
    for side, text in (("one", mine), ("other", theirs)):
        places = [getattr(run, side) + at for run in runs for at in range(run.length)]
        assert len(places) == len(set(places)) == match.shared
        gaps = found.added if side == "one" else found.cut
        assert match.shared + sum(_words_in(span.start, span.end, text) for span in gaps) == len(text)
    assert all(mine.words[run.one + at] == theirs.words[run.other + at] for run in runs for at in range(run.length))


def test_texts_that_repeat_themselves_cost_no_square() -> None:
    assert grows_linearly(_align_repeating, 500)


def _align_repeating(size: int) -> None:
    text = _wording(["ha", "hu"] * size)
    align(text, text)


def _wording(listed: list[str]) -> Wording:
    at = range(len(listed))
    return Wording(tuple(listed), tuple(2 * n for n in at), tuple(2 * n + 1 for n in at), (False,) * len(listed))


def _words_in(start: int, end: int, text: Wording) -> int:
    return sum(start <= at < end for at in text.starts)
