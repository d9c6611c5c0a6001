"""The parts of a page of the documentation that a command writes, between two marks of their name.

`<!-- NAME, written by bench/X.py -->` ... `<!-- end of NAME -->`
"""

from __future__ import annotations

import re
from pathlib import Path


def write_part(page: Path, name: str, body: str) -> None:
    """Put `body` between the two marks of `name`. Raises SystemExit when the page has no such marks."""
    text = page.read_text(encoding="utf-8")
    page.write_text(with_part(text, name, body, page.name), encoding="utf-8")


def with_part(text: str, name: str, body: str, page: str = "the page") -> str:
    found = re.compile(
        rf"(<!-- {re.escape(name)}, written by [^>]+ -->).*?(<!-- end of {re.escape(name)} -->)", re.DOTALL
    )
    if not found.search(text):
        raise SystemExit(f"{page} has no marks for {name!r}; put '<!-- end of {name} -->' and its beginning back")
    return found.sub(lambda marks: f"{marks[1]}\n{body}\n{marks[2]}", text)
