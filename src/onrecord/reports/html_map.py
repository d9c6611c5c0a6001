"""From stretches of a decoded page to the text of a report, each character with its place in the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from onrecord.values.report import PageRun
from onrecord.values.span import Span

Stretch = tuple[int, int, bool]  # [start, end) in the page, and whether it is a link's words

BREAK: Stretch = (0, 0, False)  # stands for a line break among stretches
REFERENCE = re.compile(r"&(?:#[0-9]{1,10}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{0,31});?")
# Where a word may be broken, and the mark of byte order, are layout and no text; controls are blanks.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_FOLDED = dict.fromkeys(map(ord, _INVISIBLE)) | dict.fromkeys((*range(9), *range(14, 32), 127), " ")
_PIECE = re.compile(
    rf"(?P<white>[\s\x00-\x1f\x7f]+)|(?P<invisible>[{_INVISIBLE}]+)|(?P<reference>{REFERENCE.pattern})"
    rf"|&|[^\s\x00-\x1f\x7f&{_INVISIBLE}]+(?: [^\s\x00-\x1f\x7f&{_INVISIBLE}]+)*"
)


def folded(page: str, stretches: Iterable[Stretch]) -> str:
    """The words of some stretches: references resolved, white space folded, invisible hints left out."""
    words = "".join([_words(page, start, end) for start, end, _ in stretches])
    plain = " ".join(words.split())
    # What `_FOLDED` speaks of cannot be printed; going through it sign by sign is slow.
    return plain if plain.isprintable() else " ".join(words.translate(_FOLDED).split())


def _words(page: str, start: int, end: int) -> str:
    if not end:
        return " "
    words = page[start:end]
    return REFERENCE.sub(_resolved, words) if "&" in words else words


def _resolved(match: re.Match[str]) -> str:
    return unescape(match[0])


@dataclass(slots=True)
class Layout:
    """A text that is put together from stretches of a page, and where each of its characters stands there.

    A white space of the text is the first of its stretch in the page, whichever it is there. What is put in between
    blocks, and a space for a line break, has no place in the page.
    """

    page: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    _runs: list[list[int]] = field(default_factory=list)  # start, end, start in the page, end there, is a reference

    def add(self, words: str) -> None:
        """Put in what does not stand in the page."""
        self.pieces.append(words)
        self.length += len(words)

    def lay(self, stretches: Iterable[Stretch]) -> Span:
        """Add the words of some stretches, folded as `folded` folds them; gives where they stand now."""
        start = self.length
        space: tuple[int, int] | None = None
        for begin, end, _ in stretches:
            if not end:
                space = space or (-1, -1)
                continue
            for piece in _PIECE.finditer(self.page, begin, end):
                at, until = piece.span()
                if piece["invisible"]:
                    continue
                words = piece[0]
                if piece["reference"]:
                    words = unescape(words).translate(_FOLDED)
                if piece["white"] or words.isspace():
                    space = space or ((at, until) if piece["reference"] else (at, at + 1))
                    continue
                if space and self.length > start:
                    self._put(" ", *space)
                space = None
                self._put(words, at, until)
        return Span(start, self.length)

    def place(self, words: str, at: int, until: int) -> None:
        """Add words that stand in the page at [at, until)."""
        self._put(words, at, until)

    def _put(self, words: str, at: int, until: int) -> None:
        """at: -1 where the page has no such character."""
        if not words:
            return
        start, self.length = self.length, self.length + len(words)
        self.pieces.append(words)
        if at < 0:
            return
        is_reference = len(words) != until - at or (words[0] != self.page[at] and not words.isspace())
        last = self._runs[-1] if self._runs else None
        if last and not is_reference and not last[4] and last[1] == start and last[3] == at:
            last[1], last[3] = self.length, until
        else:
            self._runs.append([start, self.length, at, until, is_reference])

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def runs(self) -> tuple[PageRun, ...]:
        return tuple(PageRun(Span(start, end), Span(at, until)) for start, end, at, until, _ in self._runs)
