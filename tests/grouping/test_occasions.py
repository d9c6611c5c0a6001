"""Scenes, what ties them, and the occasions they make: whatever their order, and never across a contradiction."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.grouping.links import Link
from onrecord.grouping.occasions import completes, occasions_of
from onrecord.grouping.scenes import Saying, Scene, scenes_of, with_gathering
from onrecord.grouping.ties import Shared, forbids, tie

DAY, NEXT = ("2023-05-03", "2023-05-03"), ("2023-05-04", "2023-05-04")
LONG = Shared(20, 0.9, "we will not be hurried")
SHORT = Shared(6, 0.9, "we will not be hurried")


def scene(name: str, said_on: str | None = None, **told: object) -> Scene:
    """Of report `name`, published on the day after unless it is told otherwise."""
    days = ((said_on, said_on),) if said_on and len(said_on) == 10 and "X" not in said_on else ()
    given: dict[str, object] = {"published": NEXT, "days": days}
    return with_gathering(Scene(name, "keeper", f"report {name}", (name,), said_on, **(given | told)))  # type: ignore[arg-type]


# --- scenes of one report ---------------------------------------------------------------------------------------------


def sayings(*told: tuple[str, str | None, str | None, str | None]) -> list[Saying]:
    return [Saying(name, "keeper", day, (), place, occasion) for name, day, place, occasion in told]


@pytest.mark.parametrize(
    ("told", "scenes"),
    [
        ((("a", DAY[0], None, "rally"), ("b", DAY[0], None, "rally")), [("a", "b")]),
        ((("a", DAY[0], None, None), ("b", DAY[0], "Bergen", "rally")), [("a", "b")]),  # the only one of that day
        (
            (("a", DAY[0], None, None), ("b", DAY[0], None, "rally"), ("c", DAY[0], None, "dinner")),
            [("a",), ("b",), ("c",)],
        ),
        ((("a", DAY[0], None, "rally"), ("b", NEXT[0], None, "rally")), [("a",), ("b",)]),
        ((("a", None, None, None), ("b", None, None, None)), [("a",), ("b",)]),  # of which nothing is told
        ((("a", "2023-05", None, None), ("b", "2023-05", None, None)), [("a",), ("b",)]),  # nor of the day
        ((("a", "2023-05", None, "rally"), ("b", "2023-05", None, "rally")), [("a", "b")]),
        ((("a", "XXXX-05-03", None, None), ("b", "XXXX-05-03", None, None)), [("a", "b")]),
        ((("a", None, None, "rally"), ("b", None, None, "rally")), [("a", "b")]),
        ((("a", None, None, "rally"), ("b", DAY[0], None, "rally")), [("a",), ("b",)]),
    ],
)
def test_what_a_report_tells_of_one_occasion_is_a_scene(
    told: tuple[tuple[str, str | None, str | None, str | None], ...], scenes: list[tuple[str, ...]]
) -> None:
    assert [one.statements for one in scenes_of("r", None, sayings(*told))] == scenes


def test_all_turns_of_a_person_in_a_transcript_are_one_scene() -> None:
    told = sayings(("a", None, None, None), ("b", None, None, None))
    assert [one.statements for one in scenes_of("r", None, told, is_transcript=True)] == [("a", "b")]


# --- ties -------------------------------------------------------------------------------------------------------------

DATED = scene("a", "2023-05-03")
AT_LNH = scene("a", "2023-05-03", occasion="speech at an LNH meeting")


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (DATED, scene("b", "2023-05-03"), SHORT),
        (DATED, scene("b", "XXXX-05-03"), SHORT),
        (DATED, scene("b"), LONG),
        (DATED, scene("b"), Shared(8, 0.5, "eight words")),  # within a week
        (scene("a"), scene("b"), LONG),
        (AT_LNH, scene("b", "XXXX-05-03", occasion="a meeting of the League of Nine Harbours"), None),
        (
            scene("a", "2023-05-03", place="Velna Town Hall"),
            scene("b", "2023-05-03", place="the Velna Town Hall"),
            None,
        ),
    ],
)
def test_evidence_ties_two_scenes(one: Scene, other: Scene, shared: Shared | None) -> None:
    found = tie(one, other, shared)
    assert found is not None
    assert found == tie(other, one, shared)
    assert (found.one, found.other) == ("a", "b")


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (DATED, scene("b", "2023-05-03"), None),  # a person speaks several times a day
        (DATED, scene("b", "2023-05-04"), LONG),
        (DATED, scene("b", "XXXX-05-04"), LONG),
        (DATED, scene("b"), SHORT),
        (DATED, scene("b"), Shared(12, 0.3, "a phrase in a long quotation")),
        (DATED, scene("b", published=("2024-05-03", "2024-05-03")), Shared(19, 0.9, "a year later")),
        (DATED, scene("b", published=("2023-05-02", "2023-05-02")), LONG),  # printed before it was said
        (scene("a", "2023-05-03", place="Bergen"), scene("b", "2023-05-03", place="Oslo"), LONG),
        (scene("a", medium="tweet"), scene("b", occasion="rally"), LONG),
        (scene("a", medium="CNN"), scene("b", medium="letter to the board"), LONG),
        (AT_LNH, scene("b", "2023-05-04", occasion="LNH meeting"), None),
        (AT_LNH, scene("b", occasion="LNH meeting"), None),  # of which day it is not told
        (scene("a", "2023-05-03", place="Bergen"), scene("b", "2023-05-03", place="Bergen"), None),
        (DATED, with_gathering(Scene("b", "another keeper", "r", ("b",), "2023-05-03", (DAY,))), LONG),
    ],
)
def test_what_ties_nothing(one: Scene, other: Scene, shared: Shared | None) -> None:
    assert tie(one, other, shared) is tie(other, one, shared) is None


# --- occasions --------------------------------------------------------------------------------------------------------


def together(*scenes: Scene, tied: str) -> list[str]:
    ties = [Link((pair[0],), (pair[1],)) for pair in tied.split()]
    return ["".join(one.scenes) for one in occasions_of(scenes, ties)]


def test_the_day_known_to_one_report_is_that_of_all() -> None:
    (found,) = occasions_of(
        [scene("a", "XXXX-05-03"), scene("b", "2023-05-03"), scene("c")], [Link(("a",), ("b",)), Link(("b",), ("c",))]
    )
    assert (found.scenes, found.said_on, found.dated_by) == (("a", "b", "c"), "2023-05-03", "b")


def test_a_scene_of_which_nothing_is_told_is_no_occasion() -> None:
    assert together(scene("a"), scene("b", "2023-05-03"), tied="") == ["b"]


def test_two_days_never_meet_through_a_third() -> None:
    days = scene("a", "2023-05-03"), scene("c", "2023-05-04")
    assert together(*days, scene("b", occasion="speech"), tied="ab bc") == ["a", "b", "c"]


def test_two_days_never_meet_through_a_longer_way() -> None:
    days = scene("a", "2023-05-03"), scene("d", "2023-05-04"), scene("e", "2023-05-03")
    between = scene("b", occasion="speech"), scene("c", occasion="speech")
    assert together(*days, *between, tied="ab bc cd ae") == ["ae", "b", "c", "d"]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Scene], list[Link]]:
    """Few values, so that scenes collide."""
    scenes = [
        scene(
            name,
            draw(st.sampled_from([None, "2023-05-03", "2023-05-04", "XXXX-05-03"])),
            place=draw(st.sampled_from([None, "Bergen", "Oslo"])),
            occasion=draw(st.sampled_from([None, "rally", "interview"])),
        )
        for name in "abcdefg"[: draw(st.integers(1, 7))]
    ]
    pairs = [(one, other) for one, other in combinations(scenes, 2) if not forbids(one, other)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique_by=lambda p: (p[0].id, p[1].id))) if pairs else []
    return scenes, [Link((one.id,), (other.id,)) for one, other in chosen]


@given(worlds(), st.randoms(use_true_random=False))
def test_order_changes_nothing_and_nothing_in_an_occasion_forbids_another(
    world: tuple[list[Scene], list[Link]], random: object
) -> None:
    scenes, ties = world
    found = occasions_of(scenes, ties)
    shuffled = [list(scenes), list(ties)]
    for part in shuffled:
        random.shuffle(part)  # type: ignore[attr-defined]
    assert occasions_of(*shuffled) == found
    known = {one.id: one for one in scenes}
    for one in found:
        assert not any(forbids(known[a], known[b]) for a, b in combinations(one.scenes, 2))
    members = [key for one in found for key in one.scenes]
    assert len(members) == len(set(members))
    assert set(members) >= {one.id for one in scenes if one.is_told}


@pytest.mark.parametrize(
    ("own", "exact", "does"),
    [
        (None, "2023-05-03", True),
        ("XXXX-05-03", "2023-05-03", True),
        ("2023-05", "2023-05-03", True),
        ("2023-05-03", "2023-05-03", False),
        ("2023-05-04", "2023-05-03", False),
        ("XXXX-05-04", "2023-05-03", False),
        ("2022", "2023-05-03", False),
        (None, "2023-05", False),  # only a day completes
        (None, "XXXX-05-03", False),
        (None, None, False),
    ],
)
def test_a_date_is_completed_and_never_changed(own: str | None, exact: str | None, does: bool) -> None:
    assert completes(own, exact) is does
