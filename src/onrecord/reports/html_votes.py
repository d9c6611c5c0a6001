"""Which blocks of a page trafilatura takes for the article.

It rebuilds what it keeps, and gives no places: so its words are looked up among our blocks.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from onrecord.reports.html_blocks import Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Extractor

_WORDS = re.compile(r"\w+")
_NO_TEXT = tuple("script style svg noscript iframe select button template link meta picture video object".split())
# Attributes that it does not read where neither links, images nor what the page says of itself are asked for. It copies
# the page five times, and a third of that is these.
_UNREAD = tuple("href src srcset sizes data-src data-srcset alt title target content property name".split())
_LENGTH = 24  # letters and digits by which a place is looked up; shorter blocks must be a whole paragraph, or follow on
_MANY_WORDS = 200_000  # of an article: then only the beginnings of its lines are looked up, to save memory
_MOST_PLACES = 8  # of one such stretch: more are a litany


def kept_by_trafilatura(tree: HtmlElement) -> list[str]:
    """The lines of the article as trafilatura has it; none where it finds no article.

    Takes out of `tree` what never shows as text and what trafilatura does not read, so that it is not copied each time
    trafilatura copies the page.
    """
    from lxml import etree  # noqa: PLC0415  # half a second to load, with the next: only when a page is at hand
    from trafilatura import bare_extraction  # noqa: PLC0415

    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)
    etree.strip_attributes(tree, *_UNREAD)
    for options in _ways():
        found = bare_extraction(tree, options=options)
        # A dictionary is what it gives only on demand; a text is what it lacks when it gave up.
        if found is not None and not isinstance(found, dict) and found.text:
            return str(found.text).split("\n")
    return []


@cache
def _ways() -> tuple[Extractor, Extractor]:
    """How trafilatura is asked, and how once more where it finds nothing: then for all that it can."""
    from trafilatura.settings import Extractor  # noqa: PLC0415  # with trafilatura: when a page is at hand

    # Its log says what our errors say better; without a handler it would end on standard error.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())

    def way(*, recall: bool) -> Extractor:
        # Without its second opinions: they add no quoted sentence (measured on 127 pages), and parse the page anew
        # under the limits that `tree_of` lifts. Not de-duplicated: what was kept would depend on the pages before.
        return Extractor(
            output_format="python", fast=True, recall=recall, comments=False, dedup=False, with_metadata=False
        )

    return way(recall=False), way(recall=True)


class Votes:
    """What another extractor kept, ready to be asked for blocks in the order of the page."""

    def __init__(self, kept: Iterable[str]) -> None:
        """kept: its paragraphs in order."""
        self._wholes: set[str] = set()
        self._places: dict[str, list[int]] = {}
        self._at = 0  # behind the last block found
        self._placed = 0
        self._words = self._indexed(kept)

    def _indexed(self, kept: Iterable[str]) -> str:
        lines = [_WORDS.findall(line) for line in kept]
        self._wholes.update(map("".join, lines))
        is_long = sum(map(len, lines)) > _MANY_WORDS
        looked_up = ["".join(line) for line in lines if line] if is_long else [word for line in lines for word in line]
        joined = "".join(looked_up)
        for start in accumulate(map(len, looked_up[:-1]), initial=0) if joined else ():
            stretch = joined[start : start + _LENGTH]
            places = self._places.get(stretch)
            if places is None:
                self._places[stretch] = [start]
            elif len(places) < _MOST_PLACES:
                places.append(start)
        return joined

    def __len__(self) -> int:
        """Letters and digits that were kept."""
        return len(self._words)

    @property
    def unplaced(self) -> int:
        """How many of them were found in no block so far; at least 0."""
        return max(0, len(self._words) - self._placed)

    def share(self, block: Block, page: str) -> float:
        """How much of the block was kept, from 0 to 1."""
        key = block.key
        if not key:
            return 0.0
        if self._found(key):
            self._placed += len(key)
            return 1.0
        if len(block.stretches) < 2 and len(key) < 3 * _LENGTH:
            return 0.0
        parts = ["".join(_WORDS.findall(page[start:end])) for start, end, _ in block.stretches]
        kept = sum(len(part) for part in parts if len(part) >= _LENGTH and self._found(part))
        kept = kept or self._cut(key)
        self._placed += kept
        return kept / len(key)

    def _found(self, key: str) -> bool:
        if self._words.startswith(key, self._at):
            self._at += len(key)
            return True
        if len(key) < _LENGTH:
            return key in self._wholes
        for place in self._places.get(key[:_LENGTH], ()):
            if self._words.startswith(key, place):
                self._at = place + len(key)
                return True
        return False

    def _cut(self, key: str) -> int:
        """Letters of a block that was kept up to some place."""
        for place in self._places.get(key[:_LENGTH], ()):
            low, high = _LENGTH, len(key)
            while low < high:
                middle = (low + high + 1) // 2
                low, high = (middle, high) if self._words.startswith(key[:middle], place) else (low, middle - 1)
            if low > _LENGTH:
                return low
        return 0
