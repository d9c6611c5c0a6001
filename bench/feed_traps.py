"""What it costs to refuse a feed that is built to do harm, and to cut one that is too long.

usage: python -m bench.feed_traps [--write]

Prints the CPU time of `read_feed` for each, the best of three, and what becomes of it. --write puts the table into
docs/reliability.md.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today
from onrecord.errors import UnreadableInput
from onrecord.pages.feeds import read_feed
from onrecord.values.feed import Feed

PAGE = Path(__file__).parent.parent / "docs" / "reliability.md"


def rss(*inside: str) -> str:
    return f'<rss version="2.0"><channel><title>Courier</title>{"".join(inside)}</channel></rss>'


def item(title: str) -> str:
    return rss(f"<item><title>{title}</title></item>")


LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>"
)
UTF_7 = '<?xml version="1.0" encoding="utf-7"?>'

TRAPS: Mapping[str, Callable[[], str]] = {
    "entities that swell up": lambda: LAUGHS + item("&a9;"),
    "the same in UTF-7": lambda: UTF_7 + LAUGHS.replace("<", "+ADw-") + item("&a9;"),
    "the same behind a comment": lambda: "<!-- <a -->" + LAUGHS + item("&a9;"),
    "the same behind an instruction": lambda: "<?x <a > ?>" + LAUGHS + item("&a9;"),
    "the same in a list of feeds": lambda: LAUGHS + '<opml><body><outline xmlUrl="&a9;"/></body></opml>',
    "one large entity 100,000 times": lambda: (
        '<!DOCTYPE r [<!ENTITY a "' + "x" * 100_000 + '">]>' + item("&a;" * 100_000)
    ),
    "an entity from a file": lambda: '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + item("&x;"),
    "an entity from an address": lambda: '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]>' + rss(),
    "100,000 elements inside each other": lambda: item("<b>" * 100_000 + "</b>" * 100_000),
    "the same, and no XML": lambda: item("&nbsp;" + "<b>" * 100_000),
    "40,000 attributes": lambda: rss("<item " + " ".join(f'a{n}="1"' for n in range(40_000)) + "/>"),
    "300,000 elements in one item": lambda: rss("<item>" + "<a/>" * 300_000 + "</item>"),
    "3 MB that are no XML": lambda: rss("<item>&nbsp;" + "x" * 3_000_000),
}
LONG: Mapping[str, Callable[[], str]] = {
    "50,000 items": lambda: rss(*(f"<item><title>{n}</title><link>/{n}</link></item>" for n in range(50_000))),
}


def becomes(content: bytes) -> str:
    """What `read_feed` makes of it, in a few words."""
    try:
        found = read_feed(content, "https://news.example/feed")
    except UnreadableInput as error:
        return error.what.partition(": ")[2]
    return "; ".join(found.remarks) if isinstance(found, Feed) else "a list"


def seconds(content: bytes) -> float:
    """CPU seconds of one reading, the best of three."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        becomes(content)
        best = min(best, time.process_time() - began)
    return best


def table() -> str:
    becomes(item("warm").encode())
    rows = ["| feed | size, kB | CPU s | what becomes of it |", "|---|---|---|---|"]
    for name, make in {**TRAPS, **LONG}.items():
        content = make().encode()
        rows.append(f"| {name} | {len(content) / 1000:,.0f} | {seconds(content):.2f} | {becomes(content)} |")
    return "\n".join(rows)


def main() -> None:
    found = table()
    print(found)
    if "--write" in sys.argv:
        write_part(
            PAGE, "feed traps", f"Measured on {today()}, {machine()}, with `python -m bench.feed_traps`:\n\n{found}"
        )


if __name__ == "__main__":
    main()
