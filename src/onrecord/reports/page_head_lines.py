"""Short lines around a headline whose markup says nothing of them: a date, "By Ana Berg".

Looked up only where the page's markup names no date or no author.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.reports.page_head_meta import one_line, shown_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = (
    "p",
    "div",
    "span",
    "li",
    "td",
    "font",
    "a",
    "em",
    "i",
    "b",
    "strong",
    "small",
    "center",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "dd",
    "u",
)
_LONGEST, _PROSE = 120, 200
_AFTER, _BEFORE = 40, 12


def lines_near_headline(tree: HtmlElement, headline: str | None) -> tuple[str, ...]:
    """Lines of up to 120 characters beside the headline, those after it first, each once.

    From twelve elements before the headline to forty after it, or to the first long paragraph: there the text begins.
    headline: as printed; without it, or where no headline prints it, there are none.
    """
    if not headline:
        return ()
    found = next((one for one in tree.iter("h1", "h2") if one_line(one.text_content()) == headline), None)
    if found is None:
        return ()
    lines = dict.fromkeys((*_after(found), *_before(found)))
    return tuple(line for line in lines if line != headline)


def _after(headline: HtmlElement) -> Iterator[str]:
    for number, element in enumerate(_following(headline)):
        line, _ = shown_text(element, _PROSE)
        if number == _AFTER or (element.tag == "p" and len(line) >= _PROSE):
            return
        if 0 < len(line) <= _LONGEST:
            yield line


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    """Elements after this one in the order of the page."""
    at: HtmlElement | None = element
    while at is not None:
        for sibling in at.itersiblings():
            yield from sibling.iter(*_TAGS)
        at = at.getparent()


def _before(headline: HtmlElement) -> Iterator[str]:
    number = 0
    at: HtmlElement | None = headline
    for _ in range(4):
        if at is None or at.tag == "body":
            return
        for sibling in at.itersiblings(preceding=True):
            number += 1
            line, _ = shown_text(sibling, _PROSE)
            if number == _BEFORE:
                return
            if 0 < len(line) <= _LONGEST:
                yield line
        at = at.getparent()
