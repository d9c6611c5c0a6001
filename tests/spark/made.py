"""Invented reports that belong together: copies, the same quotations, one event told by several, changed pages."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from bench.copy_recipes import RECIPES, laid_out
from bench.families import RECIPES as OF_QUOTATIONS
from bench.families import Words

PEOPLE = ("Ada Brimmel", "Otto Fennick", "Lena Skerrin", "Milo Darvane", "Ines Calloway", "Nora Hastrup")
PLACES = ("Velna", "Port Ommel", "Dunmarrow", "Ilvany")
EVENTS = ("the Northern Ferry Forum", "the Harbour Council Congress", "a rally of the Lamp Keepers Union")
OUTLETS = ("Velna Post", "Islander", "Courier", "Evening Ledger", "Harbour Times", "")
COPIED = ("first paragraphs", "editor's note added", "another headline", "boiled down", "cut and extended")
SLOGAN = "the people of every harbour in this country deserve a ferry and a lamp that never goes out"


@dataclass(frozen=True, slots=True)
class Page:
    """One line of JSON to be read."""

    id: str
    title: str
    outlet: str
    published: str
    text: str
    url: str = ""
    kind: str = ""


def lines(stories: int) -> Iterator[str]:
    for page in pages(stories):
        told = {"id": page.id, "title": page.title, "text": page.text}
        more = {"outlet": page.outlet, "published": page.published, "url": page.url, "kind": page.kind}
        yield json.dumps(told | {name: value for name, value in more.items() if value}, ensure_ascii=False)


def pages(stories: int) -> Iterator[Page]:
    """So many events, each told by some reports; chance is seeded by their number."""
    chance = random.Random(stories)
    words = Words(chance)
    for number in range(stories):
        yield from _story(number, chance, words)


def _story(number: int, chance: random.Random, words: Words) -> Iterator[Page]:
    who, where, event = PEOPLE[number % 6], PLACES[number % 4], EVENTS[number % 3]
    day = date(2023, 3, 6) + timedelta(days=7 * (number // 2))
    said = [tuple(words.sentence() for _ in range(2)) for _ in range(3)]
    said[2] = (f"I say that {SLOGAN}.",) if number % 2 else said[2]
    first = _report(number, chance, words, (who, where, event, day), said)
    yield first
    yield from _copies(first, chance, words)
    again = [_changed(one, chance, words) for one in said[:2]]
    told = (who, where, event if number % 2 else "", day)
    second = _report(number, chance, words, told, again, is_dated=bool(number % 3))
    yield replace(second, id=f"{first.id}-again", outlet=OUTLETS[(number + 3) % 5])
    if number % 4 == 0:
        turns = "\n\n".join(f"{who.upper()}: {' '.join(one)}" for one in said)
        yield replace(first, id=f"{first.id}-turns", outlet="", text=turns, kind="transcript")


def _report(
    number: int,
    chance: random.Random,
    words: Words,
    told: tuple[str, str, str, date],
    said: list[tuple[str, ...]],
    *,
    is_dated: bool = True,
) -> Page:
    who, where, event, day = told
    published = day + timedelta(days=1)
    when = f"on {day:%B} {day.day}, {day.year}" if is_dated else "recently"
    at = f" at {event} in {where}" if event else ""
    spoken = [f"“{' '.join(one)[:-1]},” {who} said{at} {when}." for one in said[:1]]
    spoken += [f"“{' '.join(one)[:-1]},” {who.split()[1]} said." for one in said[1:]]
    retold = said[0][0][:-1]
    spoken.append(f"{who} told the guests that {retold[0].lower()}{retold[1:]}.")
    body = [[words.sentence() for _ in range(3)] for _ in range(3)]
    text = laid_out([[f"{where.upper()} — {body[0][0]}"], *([one] for one in spoken), *body])
    dated = f"{published}" if number % 5 else ""
    title = f"{who} speaks of {words.word()} and {words.word()}"
    return Page(f"s{number}", title, OUTLETS[number % 6], dated, text)


def _copies(first: Page, chance: random.Random, words: Words) -> Iterator[Page]:
    paragraphs = [[one] for one in first.text.split("\n\n")]
    other = "\n\n".join(words.sentence() for _ in range(4))
    for at, recipe in enumerate(chance.sample(COPIED, chance.choice((0, 1, 3)))):
        text = RECIPES[recipe](paragraphs, chance, other)
        outlet = OUTLETS[(OUTLETS.index(first.outlet) + at + 1) % 6]
        address = f"https://example.org/{first.id}/{at}"
        page = Page(f"{first.id}-{at}", first.title, outlet, first.published, text or first.text, address)
        yield page
        if chance.random() < 0.4:  # the page was changed later
            added = f"{page.text}\n\n“{words.sentence()[:-1]},” {PEOPLE[3]} said."
            yield replace(page, id=f"{page.id}-new", text=added)


def _changed(said: tuple[str, ...], chance: random.Random, words: Words) -> tuple[str, ...]:
    return OF_QUOTATIONS[chance.choice(list(OF_QUOTATIONS))](chance, words, said)


def write_reports(folder: Path, stories: int) -> Path:
    """The reports as they are read, by their ids: `reports.parquet` and `statements.parquet`."""
    from onrecord.export.parquet import write_parquet  # noqa: PLC0415 -- an extra
    from onrecord.pages.files import pages_of_bytes  # noqa: PLC0415
    from onrecord.pages.options import ReadOptions  # noqa: PLC0415
    from onrecord.pipeline.read_one import page_to_record  # noqa: PLC0415
    from onrecord.run.load_tools import load_tools  # noqa: PLC0415
    from onrecord.values.model import Model  # noqa: PLC0415
    from onrecord.values.page import Page as Read  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    tools = load_tools(Model.RULES)
    content = "".join(f"{line}\n" for line in lines(stories)).encode()
    read = pages_of_bytes(content, "made.jsonl", ReadOptions(), "made.jsonl")
    found = [page_to_record(page, tools) for page in read if isinstance(page, Read)]
    write_parquet(sorted(found, key=lambda one: one.report.id), folder)
    return folder
