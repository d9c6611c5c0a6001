"""Links connect what all their ties connect, and lead the shortest way."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from onrecord.grouping.links import Link, pairs_of, ways
from onrecord.grouping.scenes import Scene
from tests.growth import grows_linearly

KEYS = "abcdefghij"


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[str, Scene], list[Link]]:
    """Few reports, so that scenes of one report meet on both sides of a link."""
    known = {key: Scene(key, "keeper", draw(st.sampled_from(["r1", "r2", "r3", "r4"])), (key,)) for key in KEYS}
    sides = st.lists(st.sampled_from(KEYS), min_size=1, max_size=8, unique=True).map(tuple)
    return known, [Link(*sides) for sides in draw(st.lists(st.tuples(sides, sides), max_size=4))]


def all_ties(known: Mapping[str, Scene], links: Sequence[Link]) -> set[tuple[str, str]]:
    pairs = {(a, b) for link in links for a in link.one for b in link.other}
    return {pair for a, b in pairs for pair in ((a, b), (b, a)) if known[a].report != known[b].report}


def distances(start: str, ties: set[tuple[str, str]]) -> dict[str, int]:
    found, frontier = {start: 0}, deque([start])
    while frontier:
        at = frontier.popleft()
        for one, other in ties:
            if one == at and other not in found:
                found[other] = found[at] + 1
                frontier.append(other)
    return found


@given(worlds())
def test_few_ties_connect_what_all_connect(world: tuple[dict[str, Scene], list[Link]]) -> None:
    known, links = world
    ties = all_ties(known, links)
    some = set(pairs_of(links, known, known))
    assert some <= ties
    both = some | {(b, a) for a, b in some}
    for key in KEYS:
        assert set(distances(key, both)) == set(distances(key, ties))


@given(worlds())
def test_ways_back_are_the_shortest(world: tuple[dict[str, Scene], list[Link]]) -> None:
    known, links = world
    expected, back = distances("a", all_ties(known, links)), ways("a", links, known)
    assert set(back) == set(expected)
    assert all(expected[key] == expected[after] + 1 for key, after in back.items() if key != "a")
    assert ways("a", list(reversed(links)), known) == back


def test_cost_grows_with_the_size_of_a_link() -> None:
    def follow(size: int) -> None:
        known = {str(n): Scene(str(n), "keeper", f"report {n}", (str(n),)) for n in range(size)}
        link = Link(tuple(known), tuple(known))
        list(pairs_of([link], known, known))
        ways("0", [link], known)

    assert grows_linearly(follow, 500)
