"""What `bench.kills` kills: work on a small record, each piece told once it is on record, each able to go on.

A work gets the path of a record and tells on `tell` what is safe. Called again it goes on where it ended.
"""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

from tests.fetching.server import Answer, serving
from tests.store.making import WHEN

from onrecord.export.contract import record_to_json
from onrecord.export.jsonl import line_of
from onrecord.fetching.fetch import Fetcher
from onrecord.fetching.limits import Limits
from onrecord.fetching.pace import Pace
from onrecord.judging.lines import signed
from onrecord.pages.files import read_pages
from onrecord.pages.options import ReadOptions
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.account import Outcome, ReadPage
from onrecord.run.fetch_each import Turns
from onrecord.run.imports import Imports
from onrecord.run.judged import anchor_of
from onrecord.run.load_tools import load_tools
from onrecord.run.local import InRecord, Keeper, keep_all, read_each
from onrecord.run.primary import trace_quotations
from onrecord.run.watch import Watch
from onrecord.run.watch_values import Watching
from onrecord.store import opening
from onrecord.store.copies_waiting import complete_copies
from onrecord.store.families_waiting import complete_families
from onrecord.store.feeds import Feeds
from onrecord.store.forgetting import Request, forget_reports, plan_reports
from onrecord.store.migrations import MIGRATIONS
from onrecord.store.occasions_waiting import complete_occasions
from onrecord.store.record import Record, open_record
from onrecord.store.schema_site import SITE_STEP
from onrecord.values.judgement import Act, Field, Judgement, Person
from onrecord.values.model import Model
from onrecord.values.page import Page, Skipped

REPORTS, PAGES, JUDGEMENTS = 16, 6, 16
ROUNDS = 10
NAMES = ("Ana Berg", "Bo Ek", "Cora Dahl", "Dag Ellis", "Eva Frost", "Fred Gale")
THINGS = ("the harbour wall", "the Skerrin lamp", "the river tunnel", "the coast road", "the letter to the ministry")
Tell = Callable[[str], None]
Work = Callable[[Path, Tell], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """prepare: makes the record that the work begins with, where it begins with one.

    is_there: whether something told of is on record; "" where what is told is not on record by itself.
    """

    work: Work
    prepare: Callable[[Path], None] | None = None
    is_there: str = "SELECT 1 FROM reports WHERE id = ?"


@cache
def lines() -> tuple[str, ...]:
    """Reports as lines of JSON: some are copies of others, some versions of one page, one is a transcript."""
    chance = random.Random(11)
    made = []
    for at in range(REPORTS):
        told = " ".join(_sentence(chance) for _ in range(1 + at % 3))
        day = f"2031-{at % 9 + 1:02}-{at % 27 + 1:02}"
        line = {"id": f"n{at}", "text": f"Port Orvel. {told}", "outlet": f"Outlet {at % 7}", "published": day}
        if at % 6 == 5:
            line |= {"text": json.loads(made[-1])["text"], "published": json.loads(made[-1])["published"]}
        if at % 8 == 7:
            line |= {"url": "https://news.example/page"}
        made.append(json.dumps(line))
    turns = [{"speaker": name, "text": f"{_sentence(chance)} It is as I said."} for name in NAMES]
    made.append(json.dumps({"id": "t", "turns": turns, "date": "2031-01-01", "occasion": "a press conference"}))
    return tuple(made)


def _sentence(chance: random.Random) -> str:
    name, thing, years = chance.choice(NAMES), chance.choice(THINGS), chance.randrange(2, 12)
    return (
        f"“We have repaired {thing} in {years} weeks, and nobody in this town has to pay a single coin for it,” "
        f"said {name} on Monday. {name} added that {thing} was safe."
    )


# --- reading ---------------------------------------------------------------------------------------------------------


def read(path: Path, tell: Tell) -> None:
    tools = load_tools(Model.RULES)
    with open_record(path, create=True) as record:
        run = record.begin_run(WHEN, tools.reader, ["reports.jsonl"])
        keeper = InRecord(record, run)
        found = read_each(_pages(path), keeper.sparing(partial(page_to_record, tools=tools), tools.reader))
        keeper.tell(keep_all(found, keeper, _telling(tell)))
        settle(record)
        record.end_run(run, WHEN)


def _pages(path: Path) -> Iterator[Page]:
    source = path.with_name("reports.jsonl")
    source.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")
    for one in read_pages([str(source)], ReadOptions(), BytesIO(), lambda _: None):
        assert isinstance(one, Page)
        yield one


def _telling(tell: Tell) -> Callable[[Outcome], None]:
    return lambda one: tell(one.record.report.id) if isinstance(one, ReadPage) else None


def settle(record: Record) -> None:
    """As after every command that reads."""
    while complete_copies(record) or complete_occasions(record):
        pass
    for _ in trace_quotations(record):
        pass


def _fetcher() -> Fetcher:
    return Fetcher("onrecord/bench", Limits(allow_private=True), lambda host, port: ("127.0.0.1",))


def families(path: Path, tell: Tell) -> None:
    with open_record(path) as record:
        for left in complete_families(record, at_once=5):
            tell(str(left))


def import_(path: Path, tell: Tell) -> None:
    with open_record(path, create=True) as record:
        run = record.begin_run(WHEN, "onrecord bench import", ["export.jsonl"])
        keeper = InRecord(record, run)
        found = Imports([str(path.with_name("export.jsonl"))], record, BytesIO())
        keeper.tell(keep_all(found, keeper, _telling(tell)))
        settle(record)
        record.end_run(run, WHEN)


def export(path: Path) -> None:
    """Make the export that is imported."""
    other = path.with_name("other.db")
    filled(other)
    with open_record(other, read_only=True) as record, path.with_name("export.jsonl").open("w") as out:
        out.writelines(line_of(record_to_json(one)) for one in record.records())
    for one in path.parent.glob("other.db*"):
        one.unlink()


# --- judging, forgetting, migrating ----------------------------------------------------------------------------------


def filled(path: Path) -> None:
    """A record of all reports, without families."""
    read(path, lambda _: None)


def filled_with_families(path: Path) -> None:
    filled(path)
    families(path, lambda _: None)


def judge(path: Path, tell: Tell) -> None:
    with open_record(path) as record:
        known = {one.judgement.id for one in record.judgements()}
        for one in judgements(record):
            if one.id not in known:
                record.judge(one)
                tell(one.id)


def judgements(record: Record) -> Sequence[Judgement]:
    """The same for the same reports: rejected, corrected, accepted, merged, undone."""
    made: list[Judgement] = []
    read = [record.as_read_by(load_tools(Model.RULES).reader, row.id) for row in record.reports()]
    statements = [(one, statement) for one in read if one for statement in one.statements]
    acts = (Act.REJECT, Act.CORRECT, Act.ACCEPT)
    for at, (one, statement) in enumerate(statements[: JUDGEMENTS * 3 : 3]):
        act = acts[at % 3]
        person = statement.speaker
        people = (Person(person.name, person.type, person.entity or ""),) if act is Act.ACCEPT and person else ()
        fields = ((Field.PLACE, f"Place {at}"),) if act is Act.CORRECT else ()
        anchors = (anchor_of(one, statement),)
        made.append(signed(Judgement("", act, WHEN, "ana", people=people, statements=anchors, fields=fields)))
        if at % 5 == 4:
            made.append(signed(Judgement("", Act.UNDO, WHEN, "ana", undoes=made[-2].id)))
    who = {one.entity: one for _, s in statements if (one := s.speaker) and one.entity}
    first, second = (Person(one.name, one.type, one.entity or "") for one in list(who.values())[:2])
    return (*made, signed(Judgement("", Act.MERGE, WHEN, "ana", people=(first, second))))


def forget(path: Path, tell: Tell) -> None:
    with open_record(path) as record:
        for at in range(0, REPORTS, 6):
            if record.connection.execute("SELECT 1 FROM reports WHERE given_id = ?", (f"n{at}",)).fetchone():
                forget_reports(record, plan_reports(record, [f"n{at}"]), Request(WHEN))
                tell(f"n{at}")
        settle(record)
        for _ in complete_families(record):
            pass


def old_record(path: Path) -> None:
    """As a version before the sums of the site wrote it."""
    steps = MIGRATIONS[: MIGRATIONS.index(SITE_STEP)]
    tools = load_tools(Model.RULES)
    opening._expected.cache_clear()
    with patch.object(opening, "MIGRATIONS", steps), open_record(path, create=True) as record, record.batch():
        run = record.begin_run(WHEN, tools.reader, [])
        for page in _pages(path):
            record.add(run, page_to_record(page, tools=tools), page)
        record.end_run(run, WHEN)
    opening._expected.cache_clear()


def migrate(path: Path, tell: Tell) -> None:
    open_record(path).close()
    tell("migrated")
    with open_record(path) as record:
        settle(record)
        for _ in complete_families(record):
            pass


# --- watching --------------------------------------------------------------------------------------------------------


class _Clock:
    """Time that only sleeping moves: nobody waits."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._lock = threading.Lock()

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.seconds += seconds

    def now(self) -> datetime:
        return datetime(2031, 10, 2, 10, tzinfo=UTC) + timedelta(seconds=self.seconds)


@contextmanager
def news() -> Iterator[str]:
    """A server with a feed and its pages; gives the address of the feed."""
    with serving() as server:
        items = []
        for at in range(PAGES):
            text = json.loads(lines()[at])["text"]
            html = f"<html><body><article><h1>Report {at}</h1><p>{text}</p></article></body></html>"
            server.at[f"/{at}"] = Answer(html.encode())
            items.append(f"<item><title>T</title><link>{server.url(f'/{at}')}</link></item>")
        body = f'<rss version="2.0"><channel><title>Courier</title>{"".join(items)}</channel></rss>'
        server.at["/feed"] = Answer(body.encode(), type="application/rss+xml")
        yield server.url("/feed")


def watch(path: Path, tell: Tell) -> None:
    clock, tools = _Clock(), load_tools(Model.RULES)
    feed = path.with_name("feed").read_text(encoding="utf-8")

    def reading(pages: Iterator[Page | Skipped], keeper: Keeper) -> Iterator[Outcome]:
        return read_each(pages, keeper.sparing(partial(page_to_record, tools=tools), tools.reader))

    with open_record(path, create=True) as record:
        Feeds(record).add((feed,), clock.now().isoformat(timespec="seconds"))
        watching = Watching(
            fetcher=_fetcher(),
            turns=Turns(Pace(1.0, clock, clock.sleep), clock, clock.sleep),
            now=clock.now,
            read=reading,  # type: ignore[arg-type]
            tell=_telling(tell),
            say=lambda _: None,
            reader=tools.reader,
            max_pages=500,
            archive=None,
        )
        for _ in range(ROUNDS):  # what failed on a busy machine comes again an hour later, on the same day
            Watch(record, watching, None).round()
            if not sum(one.waiting for one in Feeds(record).listed()):
                break
            clock.sleep(3600)
        settle(record)


KINDS = {
    "read": Kind(read),
    "watch": Kind(watch),
    "import": Kind(import_),
    "families": Kind(families, filled, ""),
    "judge": Kind(judge, filled, "SELECT 1 FROM judgements WHERE id = ?"),
    "forget": Kind(forget, filled_with_families, "SELECT 1 WHERE ? NOT IN (SELECT given_id FROM reports)"),
    "migrate": Kind(migrate, old_record, ""),  # opening the record to look at it is the migration itself
}
