"""Who reads the pages of a run: this process, or a pool of others. The records are the same."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from onrecord.errors import NoProcess
from onrecord.run.account import Outcome, ReadOne
from onrecord.run.ahead import look_ahead
from onrecord.run.live import as_they_come
from onrecord.run.local import Keeper, read_each
from onrecord.run.pool import PoolSetup, ReadingPool
from onrecord.run.workers import PageReader
from onrecord.values.page import Page, Skipped

Pages = Iterable[Page | Skipped]


@dataclass(frozen=True, slots=True)
class Readers:
    """Reads pages that are new to the keeper's record, and takes the others from there.

    name: the reader's name, stamped on every row. why_rules_alone: what is wrong with the model's weights, else None.
    read: (pages, keeper, is_live) to outcomes in the order of the pages; is_live: what comes is read when it comes.
    lacking: why processes are not there that were asked for, as far as that is known by now; one for each.
    close: ends what was started for reading.
    """

    name: str
    why_rules_alone: str | None
    read: Callable[[Pages, Keeper, bool], Iterator[Outcome]]
    lacking: Callable[[], tuple[NoProcess, ...]]
    close: Callable[[], None]


@contextmanager
def readers(setup: PoolSetup, jobs: int) -> Iterator[Readers]:
    """jobs: processes that understand pages. With 1 that is this process, and parsing is left to others."""
    if jobs > 1:
        with ReadingPool(setup, jobs) as pool:
            read = partial(_by_pool, pool)
            yield Readers(pool.reader, pool.why_rules_alone, read, lambda: pool.lacking, pool.close)
        return
    with _this_process(setup) as alone:
        yield alone


@contextmanager
def _this_process(setup: PoolSetup) -> Iterator[Readers]:
    # Here: the process that hands pages to a pool does without the stages and what they load.
    from onrecord.pipeline.read_one import page_to_record  # noqa: PLC0415
    from onrecord.run.load_instruments import with_instruments  # noqa: PLC0415
    from onrecord.run.load_people import with_people  # noqa: PLC0415
    from onrecord.run.load_tools import load_tools, why_rules_alone  # noqa: PLC0415

    tools = with_instruments(with_people(load_tools(setup.model), setup.record), setup.record)
    gc.freeze()  # word lists and weights stay until the end; the collector need not walk through them again and again
    with PageReader(setup.limits) as apart:
        read_one = partial(page_to_record, tools=replace(tools, read_body=apart.read_body))
        read = partial(_by_this_process, read_one, tools.reader, apart)
        yield Readers(tools.reader, why_rules_alone(setup.model), read, tuple, apart.close)


def _by_pool(pool: ReadingPool, pages: Pages, keeper: Keeper, is_live: bool) -> Iterator[Outcome]:
    name = pool.reader
    return pool.read(as_they_come(pages) if is_live else pages, lambda page: keeper.standing(page, name))


def _by_this_process(
    read_one: ReadOne, name: str, apart: PageReader, pages: Pages, keeper: Keeper, is_live: bool
) -> Iterator[Outcome]:
    if not is_live:
        pages = look_ahead(pages, partial(_start_new, apart, keeper, name), apart.pages_ahead)
    return read_each(pages, keeper.sparing(read_one, name))


def _start_new(apart: PageReader, keeper: Keeper, reader: str, page: Page) -> None:
    """Have a page parsed ahead, unless the record has it already."""
    if keeper.wants(page, reader):
        apart.start(page)
