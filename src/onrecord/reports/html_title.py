"""Where on a page the headline is printed; or else where its head tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice

from onrecord.reports.html_blocks import Block
from onrecord.reports.html_choice import Chosen
from onrecord.reports.html_map import REFERENCE
from onrecord.reports.html_names import HIDDEN

Place = tuple[str, int, int]  # a character, and [start, end) of what stands for it in the page

_WORD = re.compile(r"\w+")
_TOLD = re.compile(
    r"<title[^<>]{0,300}>(?P<title>[^<]{1,2000})<|content\s{0,9}=\s{0,9}(?:\"(?P<double>[^\"]{1,2000})\"|'(?P<single>[^']{1,2000})')"
    r"|\"(?:headline|name|title)\"\s{0,9}:\s{0,9}\"(?P<json>(?:[^\"\\]|\\.){1,2000})\"",
    re.IGNORECASE,
)
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[\"\\/bfnrt]|" + REFERENCE.pattern
)
_PLAIN_ESCAPES = {"b": " ", "f": " ", "n": " ", "r": " ", "t": " "}
_MOST_TOLD = 5000  # attributes and names that are looked at: a head stands at the beginning
_ALIKE = 0.6  # of the words of the shorter one


def title_block(title: str | None, chosen: Sequence[Chosen], blocks: Sequence[Block]) -> Block | None:
    """The block that prints the headline.

    title: as the page's head tells it. The block has its letters; else it is the main heading above the text, when it
    shares most of its words, or when the head tells no title.
    """
    begun = {id(one.block) for one in chosen if one.kind is None and one.block.tag != "h1"}
    end = next((place for place, block in enumerate(blocks) if id(block) in begun), len(blocks))
    above = [block for block in blocks[: end + 1] if not block.signs & HIDDEN]
    key = "".join(_WORD.findall(title)).casefold() if title else ""
    same = [block for block in above if key and block.key.casefold() == key]
    if same:
        return next((block for block in reversed(same) if block.tag == "h1"), same[-1])
    headings = [block for block in above if block.tag == "h1"]
    if not headings:
        return None
    return headings[-1] if title is None or _are_alike(title, headings[-1].text) else None


def _are_alike(one: str, other: str) -> bool:
    mine, theirs = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    fewer = min(len(mine), len(theirs))
    return fewer >= 3 and len(mine & theirs) >= _ALIKE * fewer


def places_of_title(page: str, title: str) -> list[Place] | None:
    """The characters of a title where the page's head or a script tells it; None where they are not found."""
    words = title.split()
    for told in islice(_TOLD.finditer(page), _MOST_TOLD):
        if words[0] not in unescape(told[0]) and "\\" not in told[0]:
            continue
        name = told.lastgroup or "title"
        found = _folded(_characters(page, *told.span(name)))
        at = "".join(sign for sign, _, _ in found).find(title)
        if at >= 0:
            return found[at : at + len(title)]
    return None


def _characters(page: str, start: int, end: int) -> Iterator[Place]:
    at = start
    for escape in _ESCAPE.finditer(page, start, end):
        yield from ((page[place], place, place + 1) for place in range(at, escape.start()))
        meant = _meant(escape[0])
        at = escape.end()
        if len(meant) == 1:
            yield meant, escape.start(), at
        else:
            yield from ((page[place], place, place + 1) for place in range(escape.start(), at))
    yield from ((page[place], place, place + 1) for place in range(at, end))


def _meant(escape: str) -> str:
    if escape.startswith("&"):
        return unescape(escape)
    if escape[1] != "u":
        return _PLAIN_ESCAPES.get(escape[1], escape[1])
    units = bytes.fromhex("".join(unit for unit in escape.split("\\u") if unit))
    return units.decode("utf-16-be", "replace")


def _folded(characters: Iterator[Place]) -> list[Place]:
    """White space folded to one blank, which stands where its first character stands."""
    folded: list[Place] = []
    for sign, start, end in characters:
        if not sign.isspace():
            folded.append((sign, start, end))
        elif folded and folded[-1][0] != " ":
            folded.append((" ", start, end))
    return folded
