"""The blocks of a page, from its markup alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reports.html_blocks import blocks_of
from onrecord.reports.html_choice import by_prose, choose
from onrecord.reports.html_title import places_of_title
from onrecord.reports.html_votes import Votes
from tests.growth import grows_linearly


def texts(markup: str) -> list[str]:
    return [block.text for block in blocks_of(markup).blocks]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>a<p>b</p>c<div>d</div>e", ["a", "b", "c", "d", "e"]),
        ("<ul><li>a<li>b<ul><li>c</ul>d</ul>", ["a", "b", "c", "d"]),
        ("<table><tr><td>a<td>b<tr><td><p>c<p>d</table>", ["a", "b", "c", "d"]),
        ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", ["a", "b", "c", "d"]),
        ("<p>a <b>b <i>c</b> d</i> e</p>", ["a b c d e"]),
        ("<a href=x><div>a</div><div>b</div></a>c", ["a", "b", "c"]),
        ("a</div></p></td>b", ["a", "b"]),
        ("<div>a<hr>b</div>", ["a", "b"]),
        ("<p>One.<br>Two <br>three</p>", ["One.", "Two three"]),
        ("a<script>b</script>c<style>d</style>e<textarea>f</textarea>g", ["aceg"]),
        ("<script>a</scripty>b</script>c", ["c"]),
        ("a<!-- b -- > c -->d<!-->e<!doctype x>f<?php g?>h", ["adefh"]),
        ("<title>a</title><svg><text>b</text></svg>c<button>d</button>", ["c"]),
        ("<svg><svg>a</svg>b</svg>c", ["c"]),
        ("<p>a <svg/>b <i>c</i> d</p><svg><svg/>e</svg>f", ["a b c d", "f"]),  # what is closed at once holds nothing
        ("<p title='x > y' a=\">\">a</p>", ["a"]),
        ("a < b & c > d", ["a < b & c > d"]),
        ("<my-box>a</my-box>b", ["a", "b"]),
        ("", []),
        ("<", ["<"]),
        ("&nbsp; &#32; \u00ad", []),
    ],
)
def test_blocks_follow_the_rules_of_html(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


@settings(max_examples=200, deadline=None)
@given(st.text("<>/pdivbr =\"'!-&;#a \n", max_size=60))
def test_stretches_are_in_order_and_apart_whatever_the_markup(markup: str) -> None:
    found = blocks_of(markup)
    stretches = [stretch for block in found.blocks for stretch in block.stretches if stretch[1]]
    assert all(start < end for start, end, _ in stretches)
    assert all(left[1] <= right[0] for left, right in pairwise(stretches))
    assert all(0 <= node.parent < node.number for node in found.nodes[1:])


UNITS = [
    "<p>", "<b>", "</p><svg>", "<!--", "<a b='", "<a =", "&amp;&a", "<td><li>a", "<b><p></b>",
    '"name":"content=\'a\' <title>a',
    "<div class='a-b c d'>a b c d e f g h i j k l m n o p q r s t u v w x y z. <br>",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_hostile_markup_costs_linear_time(unit: str) -> None:
    def read(times: int) -> None:
        markup = unit * times
        found = blocks_of(markup)
        votes = Votes([block.text for block in found.blocks])
        choose(found, [votes.share(block, markup) for block in found.blocks])
        choose(found, by_prose(found))
        places_of_title(markup, "a title of some words")

    assert grows_linearly(read, 1_000, enough=0.01)
