"""Where in a longer text the words of a quotation stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.comparing.tokens import tokens_of
from onrecord.comparing.within import Found, locate, part_edits
from tests.growth import grows_linearly

FILLER = " ".join(f"Lamp{at} burns low at the {at}th pier." for at in range(60))  # 420 words
SPEECH = (
    "Good evening. We have counted the lamps of the outer harbour. We will not close the yard, whatever the council of "
    f"Tarsholt may say. {FILLER} The ferry belongs to the people of the islands, and it will stay with them."
)


def found(quotation: str, text: str = SPEECH) -> Found | None:
    return locate(tokens_of(text), tokens_of(quotation))


def passages(quotation: str, text: str = SPEECH) -> list[str]:
    tokens = tokens_of(text)
    where = locate(tokens, tokens_of(quotation))
    return [text[tokens[p.old_first].start : tokens[p.old_last - 1].end] for p in where.parts] if where else []


@pytest.mark.parametrize(
    ("quotation", "passage"),
    [
        ("counted the lamps", "counted the lamps"),
        ("We have “counted” the LAMPS of the outer harbor… no", "We have counted the lamps of the outer harbour"),
        ("We won't close the yard", "We will not close the yard"),
        ("We will close the yard", "We will not close the yard"),
        ("the council may say", "the council of \nTarsholt may say".replace("\n", "")),
        ("They will not close the yard", "We will not close the yard"),
        ("We will not close the gates", "We will not close the yard"),
        ("We the yard, whatever the council", "We will not close the yard, whatever the council"),
        ("evening.", "evening"),
    ],
)
def test_one_passage(quotation: str, passage: str) -> None:
    assert passages(quotation) == [passage]


@pytest.mark.parametrize(
    "quotation",
    ["The moon is made of cheese", "lamps counted have", "harbour islands", "…", "", "lamp9999"],
)
def test_nowhere(quotation: str) -> None:
    assert found(quotation) is None


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        (
            "We have counted the lamps and it will stay with them",
            ["We have counted the lamps", "and it will stay with them"],
        ),
        (
            "The ferry belongs to the people of the islands. We will not close the yard",
            ["The ferry belongs to the people of the islands", "We will not close the yard"],
        ),
    ],
)
def test_passages_far_apart(quotation: str, expected: list[str]) -> None:
    assert passages(quotation) == expected


def test_what_was_left_out() -> None:
    tokens = tokens_of("We will, as we said on Monday, close the yard. It is old. It is cold.")
    where = locate(tokens, tokens_of("We will close the yard. It is cold."))
    assert where is not None
    assert not where.is_whole
    assert where.share == 1
    (part,) = where.parts
    assert [" ".join(token.text for token in tokens[a:b]) for a, b in part.gaps] == [
        "as we said on Monday",
        "It is old",
    ]


def test_how_often() -> None:
    assert [found(words, "Stop. Stop. Go on. Stop.") for words in ("go on", "stop")] == [
        locate(tokens_of("Stop. Stop. Go on. Stop."), tokens_of(words)) for words in ("go on", "stop")
    ]
    assert [where.times if (where := found(w, "We win. We win. He wins.")) else 0 for w in ("we win", "he win")] == [
        2,
        0,
    ]


def test_a_word_is_no_part_of_a_word() -> None:
    assert found("art", "A start") is None


def test_edits_are_of_the_passage_and_in_its_text() -> None:
    quotation = "“We will close the gate”"
    text, asked = (SPEECH, tokens_of(SPEECH)), (quotation, tokens_of(quotation))
    where = locate(text[1], asked[1])
    assert where is not None
    edits = part_edits(where.parts[0], text, asked)
    changes = [(one.old.of(SPEECH), one.new.of(quotation), *one.differences) for one in edits if not one.is_same]
    assert changes == [("not ", "", "negation"), ("yard", "gate", "words")]
    assert "".join(one.new.of(quotation) for one in edits) == "We will close the gate"
    assert "".join(one.old.of(SPEECH) for one in edits) == "We will not close the yard"


def test_what_is_begun_twice_is_found_where_it_goes_on() -> None:
    asked = "do not sell the yard we lamp yard five five we will yard lamp do not sell the yard"
    where = locate(tokens_of("do not do not sell the yard"), tokens_of(asked))
    assert where is not None
    assert [(part.old_first, part.gaps) for part in where.parts] == [(2, ()), (2, ())]


WORDS = st.lists(st.sampled_from(["ha", "ho", "hi", "not", "lamp"]), min_size=1, max_size=14)


@settings(max_examples=40)
@given(WORDS, WORDS)
def test_pairs_are_of_the_same_words_in_order(text: list[str], quotation: list[str]) -> None:
    where = locate(tokens_of(" ".join(text)), tokens_of(" ".join(quotation)))
    if where is None:
        return
    assert all(text[a] == quotation[b] for a, b in where.pairs)
    assert [b for _, b in where.pairs] == sorted({b for _, b in where.pairs})
    assert len({a for a, _ in where.pairs}) == len(where.pairs)
    assert [(p.new_first, p.new_last) for p in where.parts] == [
        (a, b) for a, b in zip((0, *(p.new_last for p in where.parts)), (p.new_last for p in where.parts), strict=False)
    ]
    for part in where.parts:
        olds = [a for a, _ in part.pairs]
        assert olds == sorted(olds)
        assert part.old_first <= olds[0] <= olds[-1] < part.old_last


@settings(max_examples=40)
@given(WORDS, WORDS, WORDS)
def test_what_stands_there_is_found(before: list[str], quotation: list[str], after: list[str]) -> None:
    where = locate(tokens_of(" ".join([*before, *quotation, *after])), tokens_of(" ".join(quotation)))
    assert where is not None
    assert where.is_whole
    assert where.share == 1


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_text(text: str, quotation: str) -> None:
    old, new = tokens_of(text), tokens_of(quotation)
    where = locate(old, new)
    if where:
        for part in where.parts:
            edits = part_edits(part, (text, old), (quotation, new))
            assert (
                "".join(e.old.of(text) for e in edits) == text[old[part.old_first].start : old[part.old_last - 1].end]
            )


def test_cost_grows_with_the_length_of_the_text() -> None:
    quotation = tokens_of("We will close the gate, and it will stay with the people of the islands.")

    def work(size: int) -> object:
        return locate(tokens_of("the people of the ferry " * size), quotation)

    assert grows_linearly(work, 200)


def test_cost_grows_with_the_length_of_the_quotation() -> None:
    text = tokens_of(SPEECH)

    def work(size: int) -> object:
        return locate(text, tokens_of("It is the end of the people. " * size))

    assert grows_linearly(work, 200)
