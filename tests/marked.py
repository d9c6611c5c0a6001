"""Expected spans written into the text.

    marked("{content “We are ready,”} {source he} {cue said}, {content “to talk.”}")

gives the text without the braces and one Marked attribution. A number keeps several apart: "{content:2 …}";
braces may nest: "{content that {source:2 she} {cue:2 says} {content:2 no}}".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

OPEN = re.compile(r"\{(content|cue|source|span)(?::(\w+))? ")


@dataclass
class Marked:
    content: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)
    source: list[tuple[int, int]] = field(default_factory=list)
    span: list[tuple[int, int]] = field(default_factory=list)


def marked(source: str) -> tuple[str, dict[str, Marked]]:
    """The plain text, and for each number ("1" where none is given) the spans marked in it."""
    out: list[str] = []
    at = length = 0
    stack: list[tuple[str, str, int]] = []
    found: dict[str, Marked] = {}
    while at < len(source):
        opened = OPEN.match(source, at)
        if opened:
            stack.append((opened[1], opened[2] or "1", length))
            at = opened.end()
        elif source[at] == "}" and stack:
            part, number, start = stack.pop()
            getattr(found.setdefault(number, Marked()), part).append((start, length))
            at += 1
        else:
            out.append(source[at])
            length += 1
            at += 1
    if stack:
        raise ValueError(f"a brace is left open in {source!r}")
    for one in found.values():
        for spans in (one.content, one.cue, one.source, one.span):
            spans.sort()
    return "".join(out), found
