"""Who reads what: inputs, cut into parts that a worker reads in one go."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from onrecord.pages.archive_heads import begins_record
from onrecord.pages.folders import files_under
from onrecord.pages.forms import form_of_name
from onrecord.pages.gzip_members import Members
from onrecord.pages.opening import origin_of
from onrecord.pages.options import ReadOptions
from onrecord.values.page import Skipped

PART = 16_000_000  # bytes that one task reads at most: a minute or two of work, so that a lost task costs little
TASKS_A_CORE = 4  # at least, where there is enough to read: the last to end keeps the others waiting less
TOGETHER = 500  # small files in one task
_OPENING = 1_000_000  # a file of its own counts as so many bytes more: a page is read for longer than it is opened
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(?://)?")
TABLE = ".parquet"


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or a part of an archive, that a worker opens by itself.

    path: absolute, the same on every worker. origin: as the user named it. number: its place among all inputs.
    begin, end: the gzip members that begin in [begin, end) of the bytes on disk; end None: the whole file.
    is_table: it is Parquet. why: what is already known to be wrong with it; then nothing is opened.
    """

    path: str
    origin: str
    number: int
    begin: int = 0
    end: int | None = None
    is_table: bool = False
    why: Skipped | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """What there is to read.

    tasks: parts that one worker reads after each other. What workers cannot open, by (number, path), Spark opens:
    tables are Parquet, files are all else.
    """

    tasks: tuple[tuple[Part, ...], ...] = ()
    tables: tuple[tuple[int, str], ...] = ()
    files: tuple[tuple[int, str], ...] = ()


def plan(
    paths: Sequence[str], options: ReadOptions, *, as_tables: bool = False, size: int = PART, cores: int = 1
) -> Inputs:
    """Who reads what. as_tables: every path is Parquet, whatever its ending.

    size: bytes that one task reads at most, of what can be cut. cores: of the cluster, all of which want something.

    A path without a scheme, or with `file:`, is one that every worker can open under the same name. Folders are walked
    through here and `*` is spelled out here; of other schemes Spark does both.
    """
    parts: list[tuple[Part, int]] = []
    tables: list[tuple[int, str]] = []
    files: list[tuple[int, str]] = []
    for path in (found for named in paths for found in _named(named)):
        number = len(parts) + len(tables) + len(files)
        is_table = as_tables or path.rstrip("/").endswith(TABLE)
        if (own := own_path(path)) is not None:
            parts.extend(_parts(Path(own), options, number, size, as_table=is_table))
        else:
            (tables if is_table else files).append((number, path))
    share = sum(cost for _, cost in parts) // (TASKS_A_CORE * cores)
    return Inputs(tuple(_together(parts, min(size, max(share, _OPENING)))), tuple(tables), tuple(files))


def own_path(path: str) -> str | None:
    """A path that workers open by themselves, without its scheme; None for one that needs Spark to be opened."""
    scheme = _SCHEME.match(path)
    if scheme is None:
        return path
    if scheme[1].lower() != "file":
        return None
    return unquote("/" + path[scheme.end() :].lstrip("/"))


def _named(path: str) -> Iterable[str]:
    """The path, or those that its `*` stands for."""
    own = own_path(path)
    if own is None or not glob.has_magic(own) or Path(own).exists():
        return (path,)
    return sorted(glob.glob(own)) or (path,)  # noqa: PTH207 -- as a shell has it, absolute or not


def _parts(path: Path, options: ReadOptions, number: int, size: int, *, as_table: bool) -> Iterator[tuple[Part, int]]:
    """The parts of a file, or of all files of a folder, each with what it costs in bytes."""
    for found in _files(path, options, as_table=as_table):
        if isinstance(found, Skipped):
            made = [(Part("", found.origin, number, why=found), 0)]
        elif as_table or found.name.endswith(TABLE):
            made = [(Part(str(found.absolute()), origin_of(found), number, is_table=True), _size(found) + _OPENING)]
        else:
            made = list(_parts_of_file(found, options, number, size))
        yield from made
        number += len(made)


def _files(path: Path, options: ReadOptions, *, as_table: bool) -> Iterable[Path | Skipped]:
    """The file, or all files of a folder: its tables where it has some, else what `onrecord read` would read."""
    if not path.is_dir():
        return (path,)
    tables = sorted(found for found in path.rglob(f"*{TABLE}") if _is_shown(found.relative_to(path)))
    if tables or as_table:
        return tables
    return files_under(path, any_ending=options.form is not None, on_ignored=_pass)


def _is_shown(path: Path) -> bool:
    """Names that begin with a dot or an underscore are no data: so does Spark have it."""
    return not any(part.startswith((".", "_")) for part in path.parts)


def _pass(path: str) -> None:
    """What is passed over in a folder is what `onrecord read` passes over."""


def _parts_of_file(path: Path, options: ReadOptions, number: int, size: int) -> Iterator[tuple[Part, int]]:
    absolute, origin = str(path.absolute()), origin_of(path)
    bytes_ = _size(path)
    if bytes_ < 2 * size or not _is_archive_of_members(path, options):
        yield Part(absolute, origin, number), bytes_ + _OPENING
        return
    for at, begin in enumerate(range(0, bytes_, size)):
        yield Part(absolute, origin, number + at, begin, min(begin + size, bytes_)), size


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # the worker that opens it will say what is wrong
        return 0


def _is_archive_of_members(path: Path, options: ReadOptions) -> bool:
    """Whether a file is a compressed archive: only such a one can be cut."""
    if (options.form or form_of_name(path.name) or "warc") != "warc":
        return False
    try:
        with path.open("rb") as file:
            head = Members(file).head()
    except (OSError, ValueError):
        return False
    return head is not None and begins_record(head)


def _together(parts: Iterable[tuple[Part, int]], size: int) -> Iterator[tuple[Part, ...]]:
    """Parts in their order, small ones together until they make a task of `size` bytes."""
    task: list[Part] = []
    filled = 0
    for part, cost in parts:
        if task and (filled + cost > size or len(task) >= TOGETHER):
            yield tuple(task)
            task, filled = [], 0
        task.append(part)
        filled += cost
    if task:
        yield tuple(task)
