"""What runs on a worker: parts of inputs in, rows out. What reads is loaded once and kept for the next task.

No page can fail a task: what a page does to its reader costs that page alone. Nothing here reaches for a network.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.pages.files import pages_of_bytes, pages_of_file
from onrecord.pages.forms import form_of_name
from onrecord.pages.opening import READ_ERRORS, skipped
from onrecord.pages.options import ReadOptions
from onrecord.pages.warc_part import pages_of_part
from onrecord.run.load_register import EPOCH
from onrecord.run.pool import PoolSetup, ReadingPool
from onrecord.spark.columns import Columns, page_of_row, pages_of_table
from onrecord.spark.plan import Part, own_path
from onrecord.spark.rows import Place, batches_of, rows_of
from onrecord.values.page import Page, Skipped

if TYPE_CHECKING:
    import pyarrow as pa

Batches = Iterator["pa.RecordBatch"]
Found = Page | Skipped
LARGEST_SENT = 2_000_000_000  # bytes of a file that Spark can hand to a worker
_TOO_LARGE = "put it where every worker can open it by a path (a shared file system), or cut it into smaller files"


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker of a job is told.

    columns: which column of a table has which field, as the user says it.
    epoch: seconds since 1970 when it began: no page is younger, whichever worker reads it and however long it takes.
    """

    setup: PoolSetup = field(default_factory=PoolSetup)
    options: ReadOptions = field(default_factory=ReadOptions)
    columns: tuple[tuple[str, str], ...] = ()
    epoch: str = ""


def read_tasks(batches: Batches, *, job: Job, tasks: Sequence[Sequence[Part]]) -> Batches:
    """The rows of the tasks whose numbers stand in the only column."""
    numbers = (number for batch in batches for number in batch.column(0).to_pylist())
    parts = (part for number in numbers for part in tasks[number])
    return _read((((part.number, ""), _pages_of_part(part, job)) for part in parts), job)


def read_files(batches: Batches, *, job: Job, number: int, named: str) -> Batches:
    """The rows of files that Spark has opened: columns `path` and `content`, which is null where it is too large.

    named: what the user named. In a folder files are passed over whose endings say that they are no reports.
    """
    files = (row for batch in batches for row in _one_by_one(batch))
    is_read = partial(_is_read, options=job.options, named=named)
    found = ((row["path"], row["content"]) for row in files if is_read(row["path"]))
    return _read((((number, path), _pages_of_sent(path, content, job.options)) for path, content in found), job)


def read_rows(batches: Batches, *, job: Job, number: int, columns: Columns) -> Batches:
    """The rows of a table's rows: columns `file`, `at`, and one for each field that `columns` names."""
    found = (row for batch in batches for row in _one_by_one(batch))
    return _outcomes((_placed(row, number, columns, job.options) for row in found), job)


def _one_by_one(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """The rows of a batch, of which one at a time is held a second time."""
    for at in range(batch.num_rows):
        yield batch.slice(at, 1).to_pylist()[0]


def _is_read(path: str, options: ReadOptions, named: str) -> bool:
    return options.form is not None or form_of_name(path) is not None or path.rpartition("/")[2] in named


def _placed(row: dict[str, Any], number: int, columns: Columns, options: ReadOptions) -> tuple[Place, Found]:
    file = own_path(row["file"]) or row["file"]
    return (number, file, row["at"]), page_of_row(row, f"{file}:{row['at']}", columns, options)


def _pages_of_part(part: Part, job: Job) -> Iterator[Found]:
    if part.why is not None:
        yield part.why
    elif part.is_table:
        yield from pages_of_table(Path(part.path), part.origin, dict(job.columns), job.options)
    elif part.end is None:
        yield from pages_of_file(Path(part.path), job.options, part.origin)
    else:
        try:
            with Path(part.path).open("rb") as file:
                yield from pages_of_part(file, part.origin, job.options, part.begin, part.end)
        except READ_ERRORS as error:
            yield skipped(error, part.origin)


def _pages_of_sent(path: str, content: bytes | None, options: ReadOptions) -> Iterator[Found]:
    if content is not None:
        yield from pages_of_bytes(content, path, options, path)
    else:
        yield Skipped(path, "pages", f"larger than {LARGEST_SENT:,} bytes, which Spark cannot hand over", _TOO_LARGE)


def _read(sources: Iterable[tuple[tuple[int, str], Iterator[Found]]], job: Job) -> Batches:
    """The rows of sources one after another; each page has its number in its source."""
    return _outcomes((((*place, at), page) for place, pages in sources for at, page in enumerate(pages)), job)


def _outcomes(placed: Iterable[tuple[Place, Found]], job: Job) -> Batches:
    """Every page ends in one row, under the place it came with."""
    places: deque[Place] = deque()

    def pages() -> Iterator[Found]:
        for place, page in placed:
            places.append(place)
            yield page

    return batches_of(rows_of(outcome, places.popleft()) for outcome in _reader(job).read(pages()))


_kept: dict[Job, ReadingPool] = {}


def _reader(job: Job) -> ReadingPool:
    """What this worker reads with, loaded once and kept. A job of another kind closes it."""
    if job not in _kept:
        for pool in _kept.values():
            pool.close()
        _kept.clear()
        os.environ[EPOCH] = job.epoch  # the reading process takes it over
        _kept[job] = ReadingPool(job.setup, 1).__enter__()
    return _kept[job]
