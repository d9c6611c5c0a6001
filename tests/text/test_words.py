"""Words and sentences with their places, quotations kept whole."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.quotemarks import find_quotations
from onrecord.text.sentences import cut_into_sentences
from onrecord.text.words import Word, sentences_of, words_of
from onrecord.values.span import Span


def words(text: str) -> list[Word]:
    quotations = find_quotations(text, (Span(0, len(text)),))[0] if text else ()
    return list(words_of(text, 0, len(text), quotations))


def sentences(text: str) -> list[str]:
    return [text[one[0].start : one[-1].end] for one in sentences_of(words(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said so.", "She|said|so|."),
        ("Ilvany's mayor", "Ilvany|'s|mayor"),
        ("Ilvany’s mayor", "Ilvany|’s|mayor"),
        ("the voters' money", "the|voters|'|money"),
        ("they don’t, she’d", "they|don’t|,|she’d"),
        ("a well-known U.S.-led plan", "a|well-known|U.S|.|-|led|plan"),
        ("the U.N. envoy", "the|U.N|.|envoy"),
        ("1,200 ships, 3.5 tons", "1,200|ships|,|3.5|tons"),
        ("AT&T and km/h", "AT&T|and|km/h"),
        ("no—never -- ever", "no|—|never|--|ever"),
        ("so ... and … on", "so|...|and|…|on"),
        ("soft\u00adware", "software"),
        ("zero\u200bwidth", "zerowidth"),
        ("a \u200b b", "a|b"),
        ("snake__case", "snake__case"),
        ("“Ready,” she said", "“Ready,”|she|said"),
        ("«Ready or not», she said", "«Ready or not»|,|she|said"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert "|".join(word.text for word in words(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "One is here.| Two is there.",
        "Is it here?| It is!| Good.",
        "It was … over.",  # no capital, no end
        "It was over…| She left.",
        # shortened words
        "Dr. Leth met Sen. Var and Lt. Col. Orm.| They left.",
        "Mrs. Leth spoke on Oct. 5 and Nov. 6.| She left.",
        "Ann B. Leth and J. R. Var met.| They left.",
        "The U.S. President spoke to the U.N. Security Council.",
        "She left the U.S.| The envoy stayed.",
        "It belongs to Leth Inc.| The firm is old.",
        "Leth Inc. Chairman Var spoke.",
        "At 5 p.m. Monday it closed.",
        "It closed at 5 p.m.| The men left.",
        "They took plan B.| It failed.",
        "It is No. 5 on the list.",
        "She said no.| Five others agreed.",
        # numbers and names with points
        "It rose by 3.5 per cent.| 2 others fell.",
        "Read velna.example for more.| It is free.",
        # brackets, and marks that have lost their partner
        "It was late.| (She did not reply.)| He left.",
        "[The board did not reply.]| He left.",
        "We are ready.”| He left.",
        "Sen. Leth (R-Fla.) — a lawyer — left.",
        "They said the U.S. “clearly” won.",
        "It is up to the U.S.| “We will see,” she said.",
        # quotations are never cut, and end a sentence when they end in a stop
        "She said “Go. Now.”| He left.",
        "She said “Go. Now” and left.| He stayed.",
        "“Go.”| “Now.”",
        "He asked: “Why? Who? When?”| She left.",
        # what follows must look like a beginning
        "He wrote to info. and left.",
        "Is it ready? asked the mayor.",
        "It was over.| — The end",
    ],
)
def test_sentences(text: str) -> None:
    plain = text.replace("|", "")
    assert sentences(plain) == [one.strip() for one in text.split("|")]


PIECES = [
    "a",
    "B",
    "Leth",
    "said",
    "Mr.",
    "U.S.",
    "5",
    " ",
    " ",
    ". ",
    ", ",
    "“",
    "”",
    '"',
    "'",
    "’s",
    "-",
    "?",
    "…",
    "(",
    ")",
    "\u200b",
    "_",
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.text(max_size=80))


@given(TEXTS)
def test_words_are_in_order_and_hold_everything_but_white_space(text: str) -> None:
    found = words(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    between = [text[one.end : other.start] for one, other in pairwise(found)]
    outside = [text[: found[0].start], text[found[-1].end :]] if found else [text]
    assert not re.search(r"[^\s\u00ad\u200b-\u200d\u2060]", "".join([*between, *outside]))


@given(TEXTS)
def test_a_word_is_what_stands_at_its_place(text: str) -> None:
    for word in words(text):
        assert word.text == re.sub("[\u00ad\u200b-\u200d\u2060]", "", word.span.of(text))
        assert word.quotation is None or word.lower == ""


@given(TEXTS)
def test_sentences_part_the_words(text: str) -> None:
    found = words(text)
    parted = sentences_of(found)
    assert [word for one in parted for word in one] == found
    assert all(parted)


@given(st.text(st.sampled_from("aB1 .?!…)(]\"“”’'-\n\u200bs"), min_size=1, max_size=40))
def test_a_report_is_cut_paragraph_by_paragraph(text: str) -> None:
    whole = Span(0, len(text))
    cut = cut_into_sentences(text, (whole,))
    assert cut.quotations == find_quotations(text, (whole,))
    assert [list(one) for one in cut.sentences[0]] == sentences_of(words(text))
