"""What hangs together: whatever the order of the pairs, each node has the least of its piece."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.matching.components import least_of_each

nodes = st.integers(0, 12)


def test_each_node_has_the_least_that_hangs_together_with_it() -> None:
    assert least_of_each([("b", "c"), ("c", "a"), ("x", "y"), ("z", "z")]) == {
        **dict.fromkeys("abc", "a"),
        **dict.fromkeys("xy", "x"),
        "z": "z",
    }


@given(st.lists(st.tuples(nodes, nodes), max_size=20))
def test_order_and_direction_of_pairs_do_not_matter(pairs: list[tuple[int, int]]) -> None:
    found = least_of_each(pairs)
    assert least_of_each([(other, one) for one, other in reversed(pairs)]) == found
    assert all(found[one] == found[other] <= min(one, other) for one, other in pairs)
    assert all(found[least] == least for least in found.values())
