"""What two reports make of the same statements."""

from __future__ import annotations

import pytest

from onrecord.comparing.side_by_side import How, side_by_side
from onrecord.comparing.statements import Said
from tests.growth import grows_linearly


def said(
    words: str, id_: str = "1", kind: str = "direct", who: str | None = "Marrin", said_on: str | None = None
) -> Said:
    return Said(id_, words, kind, who, who, said_on)


WHOLE = "“We will not close the ferry yard this winter. The lamps of the harbour burn.”"


@pytest.mark.parametrize(
    ("here", "there", "how", "differences"),
    [
        (WHOLE, WHOLE.upper().lower(), How.SAME, []),
        (WHOLE, WHOLE.replace(" not", ""), How.CUT_THERE, ["negation"]),
        ("“We will not close the ferry yard this winter.”", WHOLE, How.CUT_HERE, ["words"]),
        (WHOLE, WHOLE.replace("winter", "autumn"), How.CHANGED, ["words"]),
        (WHOLE, WHOLE.replace("burn", "(APPLAUSE) burn"), How.SAME, []),
    ],
)  # fmt: skip
def test_one_statement_in_two_reports(here: str, there: str, how: How, differences: list[str]) -> None:
    (one,) = side_by_side([said(here)], [said(there, "2")])
    assert (one.how, list(one.differences)) == (how, differences)


def test_many_statements_that_only_one_has_cost_no_square() -> None:
    def work(size: int) -> object:
        here = [said(f"lamp {at} of rock number {at}a burns low", f"h{at}") for at in range(size)]
        there = [said(f"boat {at} of quay number {at}b sails for home at last", f"t{at}") for at in range(size)]
        return side_by_side(here, there)

    assert grows_linearly(work, 60)


def test_a_piece_of_a_quotation_meets_the_whole() -> None:
    piece = said("that “the lamps of the harbour burn” again", "2", "mixed")
    (one,) = side_by_side([piece], [said(WHOLE)])
    assert (one.how, one.piece) == (How.CUT_HERE, "the lamps of the harbour burn")
    (other,) = side_by_side([said(WHOLE)], [piece])
    assert (other.how, other.there) == (How.CUT_THERE, piece)


def test_a_few_words_in_common_are_no_statement_in_common() -> None:
    here, there = said("the yard would stay open", kind="indirect"), said("the door stayed open", "2", "indirect")
    assert {one.how for one in side_by_side([here], [there])} == {How.ONLY_THERE, How.ONLY_HERE}


def test_other_speakers_and_days_are_told_where_both_name_one() -> None:
    here = said(WHOLE, said_on="2031-05-03")
    (one,) = side_by_side([here], [said(WHOLE, "2", who="Ossery", said_on="2031-05-04")])
    assert (one.other_speaker, one.other_date) == (True, True)
    (one,) = side_by_side([here], [said(WHOLE, "2", who=None)])
    assert (one.other_speaker, one.other_date) == (False, False)


def test_order_does_not_matter() -> None:
    one, two = said(WHOLE), said("“The bridge over the narrow sound was built by our grandfathers.”", "2")
    assert [pair.how for pair in side_by_side([one, two], [two, one])] == [How.SAME, How.SAME]
