"""Bodies, documents and groups that are taken up: by "it" and "they", by descriptions; and where their phrases end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.run.load_gazetteer import load_gazetteer
from onrecord.run.load_ranking import load_ranking
from onrecord.speakers.naming import follow
from onrecord.speakers.thing_candidates import AskedThing, thing_candidates
from onrecord.speakers.thing_evidence import COLUMNS, NOBODY, evidence_of
from onrecord.values.entity import SpeakerType
from tests.speakers.scenes import report_of, speaker_of

TAKEN_UP = [
    ("Norvik Chamber", "The Norvik Chamber met on Monday. {source It} said no."),
    (
        "two chief rivals of the mayor",
        "It rained. The two chief rivals of the mayor came. {source They} said no.",
    ),
    ("his family, friends and employees", "His family, friends and employees came. {source They} said no."),
    ("Anna Berg; Tomas Hellgren", "Anna Berg and Senator Tomas Hellgren came to Oslo. {source They} said no."),
    ("old lawsuit", "Voters filed an old lawsuit against the city. {source It} {cue says} no."),
    ("officials of the bank", "Officials of the bank came. They ate. They slept. {source They} said no."),
    ("several of her advisers", "Several of her advisers left. {source They} said no."),
    ("poll of teachers", "A poll of teachers came out. {source It} {cue found} that many left."),
    ("company", "The company offers new mothers leave. {source It} said no."),
    ("some fishermen", "Some fishermen are so angry that {source they} {cue say} no."),
    ("Norvik Act", "The Norvik Act, a bill, passed. {source It} {cue says} no."),
]


@pytest.mark.parametrize(("name", "text"), TAKEN_UP)
def test_what_it_and_they_take_up(name: str, text: str) -> None:
    assert speaker_of(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "The panel and the board met. {source It} said so.",  # two, and nothing tells them apart
        "With less notice, {source it} said no.",  # a noun that is counted, without an article
    ],
)
def test_what_is_open_keeps_its_own_word(text: str) -> None:
    speaker = speaker_of(text)
    assert (speaker.name.casefold(), speaker.type, speaker.entity) == ("it", SpeakerType.UNKNOWN, None)


def test_the_reason_names_both_that_fit() -> None:
    speaker = speaker_of("The panel and the board met. {source It} said so.")
    assert speaker.because in {
        f"'It': {names} fit about equally well" for names in ("board and panel", "panel and board")
    }


DESCRIBED = [
    # a description stands for the name right before it
    ("Norvik", "Norvik is large. Norvik's stock price fell. The drug company is old. {source The company} said so."),
    ("Pillbox", "Pillbox's shareholders met. The drug company is old. {source The company} said so."),
    # what the report calls a name where it brings it in
    (
        "Norvik Fund",
        "The Norvik Fund, a charity that helps, came. The Oslo Union left. {source The charity} said so.",
    ),
    ("Norvik Promise", "A group called Norvik Promise met on Friday. {source The group} said so."),
    ("Alfabeta", "Alfabeta, the parent company of Norvik Drugs, rose. {source The company} said so."),
    # outlets are newspapers by their names, and the one that spoke last is meant
    (
        "Norvik Sentinel",
        "{source:1 The Norvik Sentinel} {cue:1 reported} that it rained. NATO met.\n"
        "{source:2 The newspaper} said it snowed.",
    ),
    (
        "Norvik Chamber's report",
        "{source:1 The Norvik Chamber} {cue:1 reported} that it rained.\n{source:2 The report} said it snowed.",
    ),
    # an adjective tells more of what was told of right before; an ordinal tells of another
    ("Norvik letter", "Clerks saw the Norvik letter. {source The stern letter} said so."),
    ("second letter", "Clerks saw the Norvik letter. {source The second letter} said so."),
    # one thing does not take up several
    ("forecast", "Norvik reports came. {source That forecast} said so."),
]


@pytest.mark.parametrize(("name", "text"), DESCRIBED)
def test_descriptions_take_up_names(name: str, text: str) -> None:
    assert speaker_of(text).name == name


PHRASES = [
    (
        "poll by the Norvik Institute",
        "A poll by the Norvik Institute showed gains. {source The poll} said so.",
    ),
    ("clip of Gov. Mara Oduya", "He showed {source a clip} of Gov. Mara Oduya."),
    ("letter by Mara J. Oduya", "A letter by Mara J. Oduya came. {source The letter} said so."),
    ("second ad of the general election", "The second ad of the general election came. {source The ad} said so."),
    ("thousands of farmers", "It was said {source by thousands of farmers}."),
    ("Norvik/Tanse poll", "{source A Norvik/Tanse poll} said so."),
]


@pytest.mark.parametrize(("name", "text"), PHRASES)
def test_where_phrases_end(name: str, text: str) -> None:
    assert speaker_of(text).name == name


words = st.sampled_from(
    "the a new panel letter voters Norvik Radio they it said of by and , . “ ” Berg's two those several leaders".split()
)


@given(st.lists(words, min_size=1, max_size=60).map(" ".join))
def test_the_evidence_of_any_text_is_whole(text: str) -> None:
    scene, _ = follow(report_of(text + " it"), [], load_gazetteer(), load_ranking())
    asked = AskedThing(scene.words[-1], None, scene, ())
    found = thing_candidates(asked)
    rows = evidence_of(asked, found)
    assert list(rows) == list(range(len(found) + 1)) and NOBODY in rows
    assert {len(row) for row in rows.values()} == {len(COLUMNS)}
    assert all(one.told[0].at < len(scene.words) - 1 for one in found)
