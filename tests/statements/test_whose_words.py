"""Words kept with the one who said them, and what nobody said left out."""

from __future__ import annotations

import pytest

from tests.statements.reading import expected, found

ROWS = [
    '{content "We go,"} {cue said} {source Lee}; {content:2 "they stay,"} {cue:2 said} {source:2 Moe}.',
    "{content “We go,”} {source Ann Lee} {cue said}, while {content:2 “they stay,”} {source:2 Bob Moe} {cue:2 said}.",
    "{source Brandt’s spokesman, Tom Reyl}, declined to comment but {cue said}, {content “Ask her.”}",
    '{source Mara Quint} {cue insists} {content "it is finished"}; {source:2 her aide Rolf Stann} {cue:2 disagrees}: '
    '{content:2 "It is a ruin."}',
    "A video in which {source Mara Quint} {cue says} {content “the sea is dry”} was doctored, police said.",
    '{source The engineer} {cue objected}: {content "It will not hold."}',
    "{source A spokeswoman}, who asked not to be named, {cue said} {content the plan was dead}.",
    '{source Ann Lee} {cue tweeted}: {content "We go now to sea"} pic.example.com/abc',
]
NOBODY_SAID = [
    "No minister said the lamp was lit.",
    "Neither Ann Lee nor Bob Moe said the lamp was lit.",
    "Had Ann Lee said the lamp was lit, we would go.",
    "It is false that Ann Lee said the lamp was lit.",
    "Ann Lee says no such thing as “the lamp is lit.”",
]


@pytest.mark.parametrize("row", ROWS)
def test_each_keeps_their_own_words(row: str) -> None:
    text, wanted = expected(row)
    assert found(text) == wanted


@pytest.mark.parametrize("text", NOBODY_SAID)
def test_what_nobody_said_is_not_on_record(text: str) -> None:
    assert found(text) == []
