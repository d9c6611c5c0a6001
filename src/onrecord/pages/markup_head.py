"""What stands before the first element of a markup document, read by hand: declarations are where the traps lie."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.errors import UnreadableInput

_NAME = re.compile(r"[A-Za-z_][\w:.-]{0,60}")
_SPACE = re.compile(r"\s*")
HARMFUL = "leave this feed out: no feed needs declarations of its own"


@dataclass(frozen=True, slots=True)
class Root:
    """name: of the first element, "" where there is none. start: where it begins, in code points."""

    name: str
    start: int


def root_of(text: str, origin: str) -> Root:
    """The first element, past comments, instructions and a DOCTYPE. Cost: linear.

    Raises UnreadableInput when the DOCTYPE declares anything itself: entities that swell up or reach for files are
    declared there. `<!DOCTYPE rss PUBLIC …>` alone is harmless, and is passed over.
    """
    at = 0
    while True:
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # matches everywhere
        if text.startswith("<!--", at):
            at = _after(text, "-->", at)
        elif text.startswith("<?", at):
            at = _after(text, "?>", at)
        elif text.startswith("<!", at):
            end = _after(text, ">", at)
            if "[" in text[at:end]:
                raise UnreadableInput(f"{origin}: it declares entities of its own, as traps do", HARMFUL)
            at = end
        else:
            name = _NAME.match(text, at + 1) if text.startswith("<", at) else None
            return Root(name[0] if name else "", at)


def _after(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return len(text) if found < 0 else found + len(mark)
