"""Which pairs are proposed as one statement in other words, and what is named against it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.comparing.difference import Difference
from onrecord.comparing.rewording import (
    COLUMNS,
    Rewordings,
    against,
    build_rewordings,
    evidence_of,
    gist_of,
    table_of,
)
from onrecord.errors import DamagedWeights
from onrecord.run.load_meaning import load_rewordings

SAID = "The old lighthouse on Skerrin will be repaired before the winter storms."
TEXTS = st.text(alphabet="not 12 Abc.,", max_size=40)


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        ("We will sign.", "We will not sign.", (Difference.NEGATION,)),
        ("We will not sign.", "We won't sign.", ()),
        ("We will sign and pay.", "We will not sign and not pay.", (Difference.NEGATION,)),
        ("They came by boat.", "They came not only by boat.", ()),
        ("They did not succeed.", "They failed.", ()),
        ("It was not possible to reach the island.", "It was impossible to reach the island.", ()),
        ("Twelve boats came.", "15 boats came.", (Difference.NUMBER,)),
        ("Twelve boats came.", "12 boats came.", ()),
        ("Twelve boats came.", "Boats came.", ()),  # left out, not contradicted
        ("It cost 2 million crowns.", "It cost 2,000,000 crowns.", ()),
        ("It cost 2 million crowns.", "It cost 2 billion crowns.", (Difference.NUMBER,)),
        ("We meet on Monday.", "We meet on Friday.", (Difference.DATE,)),
        ("We do not meet the 12 on Monday.", "We meet the 13 on Friday.", tuple(Difference)[:3]),
    ],
)
def test_what_contradicts_is_named_the_gravest_first(one: str, other: str, named: tuple[Difference, ...]) -> None:
    assert against(gist_of(one), gist_of(other)) == named


@given(TEXTS, TEXTS, st.floats(-1, 1))
def test_the_order_of_the_two_makes_no_difference(one: str, other: str, cosine: float) -> None:
    a, b = gist_of(one), gist_of(other)
    assert evidence_of(a, b, cosine) == evidence_of(b, a, cosine)
    assert len(evidence_of(a, b, cosine)) == len(COLUMNS)
    assert load_rewordings().judge(a, b, cosine) == load_rewordings().judge(b, a, cosine)


@pytest.mark.parametrize(
    ("other", "cosine", "proposed"),
    [
        ("Before winter storms come, the old Skerrin lighthouse is going to be repaired.", 0.9, True),
        ("Before winter storms come, the old Skerrin lighthouse is not going to be repaired.", 0.9, False),
        ("The harbour of Sennport was closed after a collision of two ferries in the fog.", 0.9, False),
    ],
)
def test_the_shipped_rule_needs_likeness_and_words_and_nothing_against(
    other: str, cosine: float, proposed: bool
) -> None:
    rule = load_rewordings()
    assert rule.proposes(rule.judge(gist_of(SAID), gist_of(other), cosine)) is proposed


def test_a_short_text_is_never_more_than_a_hint() -> None:
    rule = load_rewordings()
    judged = rule.judge(gist_of("We will win this."), gist_of("We shall win this."), 0.99)
    assert (judged.is_short, rule.proposes(judged)) == (True, False)


def test_a_rule_is_written_and_read_again() -> None:
    weights = tuple(float(at) for at in range(len(COLUMNS)))
    rows = [line.split("\t") for line in table_of(weights, 0.5).splitlines()[1:]]
    table = [{"evidence": name, "weight": weight} for name, weight in rows]
    assert build_rewordings(table) == Rewordings(weights, 0.5)
    with pytest.raises(DamagedWeights, match="another version"):
        build_rewordings(table[1:])
