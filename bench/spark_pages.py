"""Invented reports in any number, for what runs on a cluster: web pages and texts, each with something said in it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

NAMES = ("Ada Brimmel", "Otto Fennick", "Lena Skerrin", "Milo Darvane", "Ines Calloway", "Tomas Velk", "Nora Hastrup")
PLACES = ("Velna", "Skerrin", "Port Ommel", "Dunmarrow")
THINGS = ("the lamp", "the northern bridge", "the ferry", "the new school", "the harbour wall")
WORDS = (
    "amber anchor barley basin beacon boulder bramble candle canvas cedar chalk cinder clover copper coral cotton "
    "crater dapple ember falcon fennel fiddle flint gable garnet ginger granite gravel hazel heather hollow ivory "
    "juniper kettle lantern larch ledger linen lupine marble meadow mortar nettle nutmeg oaken orchard osprey otter "
    "paddle pebble pepper pewter plover quarry quartz raven ribbon saddle saffron sallow sorrel tallow thistle timber"
).split()
POISON = "poison"


def lines(count: int) -> Iterator[str]:
    """`count` lines of JSON, each another report; every third a web page, every tenth without a date."""
    return (json.dumps(report(number), ensure_ascii=False) for number in range(count))


def report(number: int) -> dict[str, str]:
    name, other = NAMES[number % 7], NAMES[(number // 7 + 3) % 7]
    place, thing = PLACES[number % 4], THINGS[number % 5]
    words = random.Random(number).choices(WORDS, k=60)  # so that no two reports are taken for copies of one
    paragraphs = (
        f"{place} — Work on {thing} will go on for {number % 90 + 2} days, the council heard on Monday.",
        f"“We will keep {thing} open, and nobody will pay for it,” {name} said in report {number}.",
        f"{other} told reporters that {thing} had cost {number * 37 % 900 + 100} crowns so far.",
        f"The {' '.join(words[:30])} was listed, and after it the {' '.join(words[30:])}.",
        f"“That is not what was promised in {place},” {other.split()[1]} added.",
    )
    line = {"id": f"r{number}", "title": f"Work on {thing} goes on ({number})", "outlet": "The Invented Post"}
    if number % 10:
        line["published"] = f"{2019 + number % 5}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    if number % 3:
        return line | {"text": "\n\n".join(paragraphs)}
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return line | {
        "html": f"<html><head><title>{line['title']}</title></head><body><article>{body}</article></body></html>"
    }


def poison() -> str:
    """A page that needs more memory than a small --page-memory allows: the process that parses it is ended."""
    return json.dumps({"id": POISON, "html": "<html><body>" + "<p>x" * 1_500_000})


def write_pages(folder: Path, count: int, files: int = 8, *, poisoned: bool = False) -> Path:
    """The reports, dealt out to files of one folder. poisoned: with a page that cannot be read, in the middle."""
    folder.mkdir(parents=True)
    each = -(-count // files)
    all_lines = list(lines(count))
    if poisoned:
        all_lines.insert(count // 2, poison())
    for number in range(files):
        part = all_lines[number * each : (number + 1) * each] if number < files - 1 else all_lines[number * each :]
        (folder / f"part-{number:02}.jsonl").write_text("".join(f"{one}\n" for one in part), encoding="utf-8")
    return folder
