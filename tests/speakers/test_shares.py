"""A share that leaves out of whom it is a share gets the whole that was named last."""

from __future__ import annotations

import pytest

from onrecord.values.entity import SpeakerType
from tests.speakers.scenes import speaker_of

LEAD = "Some 56 percent of likely voters said no. "
ROWS = [
    ("42% of likely voters", LEAD + "{source 42%} said yes."),
    ("more than three in 10 of likely voters", LEAD + "{source More than three in 10} said yes."),
    ("vast majority of likely voters", LEAD + "{source The vast majority} said yes."),
    ("twenty-four percent of likely voters", LEAD + "{source Twenty-four percent} said yes."),
    ("half of registered Norvik voters", "The poll of 400 registered Norvik voters came. {source Half} said yes."),
    ("9 percent of Norwegians", "It was less clear among Norwegians. {source 9 percent} said yes."),
    ("46 percent of farmers", LEAD + "{source 46 percent of farmers} said yes."),  # tells it itself
    ("many", LEAD + "{source Many} said yes."),  # no share
    ("46 percent", "{source 46 percent} said yes."),  # of nobody named
]


@pytest.mark.parametrize(("name", "text"), ROWS)
def test_a_share_is_a_share_of_somebody(name: str, text: str) -> None:
    speaker = speaker_of(text)
    assert speaker.name.casefold() == name.casefold()
    assert speaker.type is SpeakerType.GROUP
