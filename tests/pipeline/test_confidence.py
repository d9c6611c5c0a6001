"""A name that stands there is surer than one worked out."""

from __future__ import annotations

import hashlib

from onrecord.pipeline.read_one import page_to_record
from onrecord.run.load_tools import load_tools
from onrecord.values.page import Page, PageKind, Turn

TEXT = (
    "Mayor Ilva Brandt opened the quay on Monday. “We are ready,” Brandt said.\n\n"
    "“We can wait,” she said.\n\n“It will rain,” a fisherman said.\n"
)


def read(text: str, turns: tuple[Turn, ...] = ()) -> list[tuple[str, float]]:
    content = text.encode()
    kind = PageKind.TRANSCRIPT if turns else PageKind.TEXT
    record = page_to_record(Page("a", content, hashlib.sha256(content).hexdigest(), kind, turns=turns), load_tools())
    return [(s.speaker.name if s.speaker else "", s.confidence) for s in record.statements]


def test_named_is_surer_than_a_pronoun_and_that_than_own_words() -> None:
    (named, sure), (pronoun, less), (own, least) = read(TEXT)
    assert (named, pronoun, own) == ("Ilva Brandt", "Ilva Brandt", "fisherman")
    assert sure > less > least


def test_a_transcript_is_as_sure_as_it_says() -> None:
    assert read("x", (Turn("Ilva Brandt", "We are ready."),)) == [("Ilva Brandt", 0.99)]
