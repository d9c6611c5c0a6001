"""What holds for every text, and what finding costs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.instruments.search import Search
from onrecord.text.reading_copy import reading_copy
from onrecord.values.span import Span
from tests.growth import grows_linearly
from tests.instruments.invented import attribution, catalogue, found, mentions, references, report_of

PIECES = st.sampled_from(
    (
        "Skerrin Treaty|the |a |treaty|Tarsholt |Convention|convention on |Buoys|League|’s |Article 5|of the |UN |"
        "Security Council |resolution |Resolution |901|905 and |1951 |, |. |\n|“|”|Velmara|-|–|Grauwick|draft |reply |"
        "In |Oule v. Tennick|court|Act |of 1964|A/RES/|(XX)|NHA|signed |on Thursday|17 February 2022| |no |é|\u200b|İ"
    ).split("|")
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS)
def test_mentions_are_in_order_and_apart_and_say_why(text: str) -> None:
    listed = mentions(text, published="2022-02-18")
    assert all(one.span.end <= other.span.start for one, other in pairwise(listed))
    for one in listed:
        assert one.span.of(text).strip() == one.span.of(text) != ""
        assert one.because
        assert one.instrument or one.identifier or one.candidates
        assert one.instrument is None or one.candidates == (one.instrument,)


@given(TEXTS)
def test_the_same_text_gives_the_same_mentions(text: str) -> None:
    assert mentions(text) == mentions(text)


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    mentions(reading_copy(text))


@given(TEXTS.filter(lambda text: text.strip() != ""))
def test_a_reference_stands_in_the_content(text: str) -> None:
    content = Span(0, max(1, len(text) // 2))
    assert all(content.contains(to.span) for to in references(text, attribution(content)))


@pytest.mark.parametrize(
    "text",
    [
        "The Skerrin\u00a0Treaty stands.",
        "The <b>Skerrin</b> Treaty stands.",
        "The Skerrin&nbsp;Treaty stands.",
        "The Skerrin?Treaty and the Harbour?Rights Act stand.",
        "The Sker\u00adrin Treaty stands.",
    ],
)
def test_damage_in_a_name_is_read_over(text: str) -> None:
    read = report_of(reading_copy(text))
    (first, *_) = Search(read, catalogue()).mentions()
    assert first.instrument == "skerrin-treaty-1951"


HOSTILE = (
    "Skerrin Treaty ",
    "the treaty ",
    "Tarsholt Convention, ",
    "Article 5, ",
    "resolutions 901, 905, ",
    "Security Council resolutions 901 and ",
    "A of the B v. ",
    "Aa Bb ",
    "Act of the ",
    "in violation of a UN resolution on Ostrany ",
    "1951 ",
    "A/1/",
    "United Nations ",
    "the reply, ",
    "Velmara ",
    "((",
)


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("joint", ["", "\n"])
def test_cost_grows_with_the_length_of_the_text(piece: str, joint: str) -> None:
    assert grows_linearly(lambda size: found((piece + joint) * (size // len(piece) + 1)), 500)
