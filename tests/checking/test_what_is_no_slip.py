"""What looks like a slip of the pen and is another statement; and what only looks like another statement."""

from __future__ import annotations

import pytest

from onrecord.checking.changes import changes_of
from onrecord.checking.end_signs import signs_at_ends
from onrecord.comparing.align import compare
from onrecord.comparing.tokens import tokens_of

KNOWN = frozenset("filed filled poets pets feed fed board now here nowhere able notable".split())


def alters(on_record: str, asked: str) -> bool:
    return any(change.alters for change in changes_of(compare(on_record, asked, KNOWN), on_record, asked))


@pytest.mark.parametrize(
    ("on_record", "asked"),
    [
        # numbers: a dot, a hyphen and raised digits are part of them
        ("a rise of 3.5 percent this year", "a rise of 35 percent this year"),
        ("it ended 2-3 on Friday", "it ended 23 on Friday"),
        ("it costs 10.25 crowns", "it costs 1025 crowns"),
        ("there are 272.000 lamps there", "there are 272 lamps there"),
        ("about 10² of them came", "about 102 of them came"),
        # signs that are read aloud
        ("it cost $40 then", "it cost €40 then"),
        ("it was -5 degrees there", "it was 5 degrees there"),
        ("it was –5 degrees there", "it was 5 degrees there"),
        ("a 5% share of it", "a 5 share of it"),
        ("a loss of 20 percent there", "a loss of 20% less there"),
        ("cats and dogs came", "cats & never dogs came"),
        # words that have the same letters
        ("we are now here at last", "we are nowhere at last"),
        ("he is not able to them", "he is notable to them"),
        # what stands in brackets was said, or is an editor's and says something else
        ("We will pay the sum (unless the Council objects) on Friday", "We will pay the sum on Friday"),
        ("We will pay the sum [without his consent] on Friday", "We will pay the sum on Friday"),
        ("We will pay (WE MUST NOT) on Friday", "We will pay on Friday"),
        ("we spent 40,000 crowns on it", "we spent [90,000] crowns on it"),
        ("yes, we won there", "yes, we [lost] there"),
        ("the rich paid for it", "the [poor] paid for it"),
        ("the Council of Perrasol met", "the Council of [Velmara] met"),
        # two words, or two names, a letter apart
        ("we filed the forms", "we filled the forms"),
        ("the poets came", "the pets came"),
        ("his hypotension got worse", "his hypertension got worse"),
        ("they sent Mr Ivanov here", "they sent Mr Ivanova here"),
        ("we came to Sennport late", "we came to Sennfort late"),
        # an ellipsis says that something is missing, but nobody thinks of this
        ("We do not expect the lamp to be dark", "We do … expect the lamp to be dark"),
        ("they refused to pay us", "they … pay us"),
        ("they failed to light it", "they light it"),
    ],
)
def test_another_statement(on_record: str, asked: str) -> None:
    assert alters(on_record, asked)


@pytest.mark.parametrize(
    ("on_record", "asked"),
    [
        ("a rise of 3.50 percent", "a rise of 3.5 per cent"),
        ("2–3 of them came", "2-3 of them came"),
        ("20 percent of it", "20% of it"),
        ("cats and dogs came", "cats & dogs came"),
        ("an F-16 flew", "an F 16 flew"),
        ("it is on board now", "it is on-board now"),
        ("the cease fire holds", "the ceasefire holds"),
        ("the colour was labelled", "the color was labeled"),
        ("we realise it in the centre", "we realize it in the center"),
        ("paediatric care of a foetus", "pediatric care of a fetus"),
        ("they sent Sergey here", "they sent Sergei here"),
        ("they will come", "[the ministers] will come"),
        ("he was there then", "he [is] there then"),
        ("so it goes (APPLAUSE) on", "so it goes on"),
        ("so it goes (loud laughter and applause) on", "so it goes on"),
    ],
)
def test_the_same_statement(on_record: str, asked: str) -> None:
    assert not alters(on_record, asked)


@pytest.mark.parametrize(
    ("on_record", "asked", "found"),
    [
        ("It was $40 million", "€40 million", [("$40", "€40")]),
        ("It was -5 degrees", "5 degrees", [("-5", "5")]),
        ("5 degrees", "-5 degrees", [("5", "-5")]),
        ("It was 40% then", "It was 40‰", [("40%", "40‰")]),
        ("we have $40", "40", []),
        ("40 percent of them", "40%", []),
        ("“$40 now”", "$40 now", []),
        ("a 3-40 win", "40 win", []),
        ("between 30–40 win", "40 win", []),
    ],
)
def test_signs_outside_of_the_first_and_the_last_word(on_record: str, asked: str, found: list[tuple[str, str]]) -> None:
    sides = (on_record, tokens_of(on_record)), (asked, tokens_of(asked))
    pairs = [(a, b) for b, new in enumerate(sides[1][1]) for a, old in enumerate(sides[0][1]) if old.key == new.key]
    if pairs:
        assert [(one.old, one.new) for one in signs_at_ends(pairs, *sides)] == found
