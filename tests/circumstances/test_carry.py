"""What was told once holds for the statements of the same passage, and for no others."""

from __future__ import annotations

import pytest

from onrecord.values.entity import SpeakerType
from tests.circumstances.stage import placed

FIRST = "{content:1 “No,”} {source:1 Moen} {cue:1 said} at a rally in Bergen."


def second(rest: str, **options: dict[str, str]) -> tuple[str | None, str | None]:
    """Occasion and place of the second statement, told after FIRST."""
    found = placed(f"{FIRST}{rest}", "2019-05-17", **options)["2"]  # type: ignore[arg-type]
    return found.occasion, found.place


@pytest.mark.parametrize(
    "rest",
    [
        " {content:2 “Never,”} {source:2 she} {cue:2 added}.",
        "\n\n{content:2 “Never,”} {source:2 Moen} {cue:2 said}.",
        "\n\n{content:2 “Never.”}",
        "\n\nThe hall was full.\n\n{content:2 “Never,”} {source:2 she} {cue:2 went on}.",
        " {source:2 She} {cue:2 said} on Friday {content:2 that it was safe}, too.",
    ],
)
def test_the_same_speaker_goes_on(rest: str) -> None:
    first = FIRST.replace("in Bergen.", "in Bergen on Friday.") if "on Friday" in rest else FIRST
    found = placed(first + rest, "2019-05-17")["2"]
    assert (found.occasion, found.place) == ("rally", "Bergen")
    assert all("goes on" in one.because for one in found.evidence)


@pytest.mark.parametrize(
    "rest",
    [
        " {source:2 She} {cue:2 had said} before {content:2 that it was safe}.",
        " {source:2 She} {cue:2 has} long {cue:2 said} {content:2 that it was safe}.",
        " A week later, {source:2 she} {cue:2 said} {content:2 it was safe}.",
        " {source:2 She} {cue:2 said} on Tuesday {content:2 that it was safe}.",
        " {source:2 She} {cue:2 told} the Courier {content:2 that it was safe}.",
        " {content:2 “Never,”} {source:2 she} {cue:2 told} a crowd.",
        " {content:2 “Never,”} {source:2 she} {cue:2 told} the board in Oslo.",
        "\n\nA.\n\nB.\n\nC.\n\n{content:2 “Never,”} {source:2 she} {cue:2 said}.",
    ],
)
def test_but_not_over_another_time_hearer_place_or_far_away(rest: str) -> None:
    assert second(rest)[0] is None


@pytest.mark.parametrize(
    ("first", "hearer"),
    [
        ("a rally", "the crowd"),
        ("a rally", "supporters"),
        ("a meeting", "delegates"),
        ("a news conference", "reporters"),
    ],
)
def test_who_listens_at_an_occasion_ends_nothing(first: str, hearer: str) -> None:
    text = FIRST.replace("a rally", first) + f" {{content:2 “Never,”}} {{source:2 she}} {{cue:2 told}} {hearer}."
    found = placed(text, "2019-05-17")["2"]
    assert (found.occasion, found.place, found.addressee) == (first.removeprefix("a "), "Bergen", hearer)


def test_nor_for_another_speaker() -> None:
    assert second(" {content:2 “Yes,”} {source:2 Dahl} {cue:2 said}.", speakers={"2": "Ann Dahl"}) == (None, None)


def test_nor_over_an_occasion_that_somebody_else_has_in_between() -> None:
    text = (
        f"{FIRST} {{content:2 “Yes,”}} {{source:2 Dahl}} {{cue:2 said}} in an interview with the Courier."
        " {content:3 “Never,”} {source:3 Moen} {cue:3 said}."
    )
    assert placed(text, "2019-05-17", speakers={"2": "Ann Dahl"})["3"].occasion is None


def test_a_new_occasion_takes_the_place_of_the_old_one() -> None:
    text = (
        f"{FIRST} {{content:2 “Yes,”}} {{source:2 she}} {{cue:2 said}} in an interview with the Courier."
        " {content:3 “Never,”} {source:3 she} {cue:3 said}."
    )
    found = placed(text, "2019-05-17")["3"]
    assert (found.occasion, found.place) == ("interview with the Courier", None)


def test_who_heard_the_first_statement_is_not_said_to_hear_the_next() -> None:
    first = "{content:1 “No,”} {source:1 Moen} {cue:1 told} reporters at a rally."
    text = f"{first} {{content:2 “Never,”}} {{source:2 she}} {{cue:2 said}}."
    found = placed(text, "2019-05-17")["2"]
    assert (found.occasion, found.addressee) == ("rally", None)


@pytest.mark.parametrize(
    ("first", "cue", "medium"),
    [
        ("in a statement", "said", "statement"),
        ("in a statement", "explained", None),
        ("in a tweet", "added", "tweet"),
        ("in a tweet", "said", None),  # may be elsewhere
        ("on NRK’s “Morning Tide”", "explained", "NRK’s “Morning Tide”"),
    ],
)
def test_a_paper_goes_on_where_its_words_do(first: str, cue: str, medium: str | None) -> None:
    told = f"{{content:1 “No,”}} {{source:1 Moen}} {{cue:1 said}} {first}."
    text = f"{told} {{content:2 “Never,”}} {{source:2 she}} {{cue:2 {cue}}}."
    assert placed(text, "2019-05-17")["2"].medium == medium


def test_the_interview_is_the_one_told_before() -> None:
    text = (
        "{content:1 “No,”} {source:1 Moen} {cue:1 said} in an interview with the Courier.\n\n"
        "{content:2 “Yes,”} {source:2 Dahl} {cue:2 said}.\n\n"
        "{content:3 “Never,”} {source:3 Moen} {cue:3 said} in the interview."
    )
    found = placed(text, "2019-05-17", speakers={"2": "Ann Dahl"})
    assert (found["2"].occasion, found["3"].occasion) == (None, "interview with the Courier")
    (evidence,) = found["3"].evidence
    assert len(evidence.spans) == 2


def test_a_belief_is_held_on_no_occasion() -> None:
    text = f"{FIRST} {{source:2 She}} {{cue:2 believes}} {{content:2 it was safe at a rally}}."
    assert placed(text, "2019-05-17", modes={"2": "thought"})["2"].occasion is None


def test_a_document_stands_in_no_passage() -> None:
    rest = " {source:2 The letter} {cue:2 said} {content:2 it was safe}."
    found = placed(FIRST + rest, "2019-05-17", speakers={"2": "letter"}, types={"2": SpeakerType.DOCUMENT})
    assert found["2"].occasion is None
