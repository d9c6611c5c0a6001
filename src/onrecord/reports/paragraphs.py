"""Where the paragraphs of a plain text are, whichever way its lines were broken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.values.span import Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_STOPS = tuple(".!?:;\"”’'»)")


def find_paragraphs(reading: str) -> tuple[Span, ...]:
    """Paragraphs in order, surrounding white space left out.

    A line is a paragraph, unless the lines are those of a hard-wrapped text: then blank lines part paragraphs.
    """
    lines = [_stripped(reading, match) for match in _LINE.finditer(reading)]
    blocks = _blocks(reading, lines)
    if not _is_wrapped(reading, blocks):
        return tuple(lines)
    return tuple(Span(block[0].start, block[-1].end) for block in blocks)


def _stripped(reading: str, match: re.Match[str]) -> Span:
    words = match[0].strip()
    start = match.start() + match[0].index(words)
    return Span(start, start + len(words))


def _blocks(reading: str, lines: Sequence[Span]) -> list[list[Span]]:
    blocks: list[list[Span]] = []
    for line in lines:
        if blocks and reading.count("\n", blocks[-1][-1].end, line.start) == 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _is_wrapped(reading: str, blocks: Sequence[Sequence[Span]]) -> bool:
    """Do lines end where the column ends instead of where the sentence ends?"""
    inner = [line for block in blocks for line in block[:-1]]
    if len(inner) < 4 or len(blocks) < 2:
        return False
    lengths = sorted(len(line) for line in inner)
    middle = lengths[len(lengths) // 2]
    unfinished = sum(1 for line in inner if not line.of(reading).endswith(_STOPS))
    return 40 <= middle <= 110 and lengths[-1] <= 160 and unfinished >= 0.6 * len(inner)
