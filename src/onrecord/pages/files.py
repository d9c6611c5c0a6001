"""Files, folders and standard input, read one report at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO, BinaryIO

from onrecord.errors import UnreadableInput
from onrecord.pages.folders import files_under
from onrecord.pages.forms import form_of_head, form_of_name, has_feed_end, is_feed, is_whole_page
from onrecord.pages.jsonl import pages_of_lines
from onrecord.pages.opening import (
    READ_ERRORS,
    buffered,
    head_of,
    opened,
    origin_of,
    read_bounded,
    skipped,
    unpacked,
    unpacked_head,
)
from onrecord.pages.options import ReadOptions
from onrecord.pages.warc import pages_of_archive
from onrecord.values.page import Page, PageKind, Skipped

__all__ = ["ReadOptions", "pages_of_bytes", "pages_of_file", "read_pages"]

A_FEED = "a feed read as one page: onrecord watch takes the reports that it lists one by one"
LOOKS_LIKE_A_PAGE = "markup of a whole web page read as text: read it with --as html"
_KINDS = {"text": PageKind.TEXT, "html": PageKind.HTML}


def read_pages(
    paths: Sequence[str],
    options: ReadOptions,
    stdin: BinaryIO,
    on_ignored: Callable[[str], None] = lambda path: None,
) -> Iterator[Page | Skipped]:
    """Every report of the inputs, one at a time: no more than one is held in memory.

    paths: files, folders (with all below them, sorted), "-" for `stdin`. Each may be gzip, seen by its first bytes.
    on_ignored: called with the path of each thing in a folder that is passed over without a word: names beginning
    with a dot, endings that are not read, a folder met a second time. A file the user names is read whatever its
    ending. What cannot be read comes as Skipped in its place; bad input raises nothing.
    """
    for path in paths:
        if path == "-":
            yield from _read_stdin(stdin, options)
        elif path:
            yield from _read_path(Path(path), options, on_ignored)
        else:  # to `Path` it is the folder one stands in, and all of that nobody asked for
            yield Skipped(
                "", "pages", "an empty path", "name a file or a folder; an unset variable in a script leaves none"
            )


def pages_of_bytes(
    content: bytes, name: str, options: ReadOptions, origin: str | None = None
) -> Iterator[Page | Skipped]:
    """As `read_pages`, of a file that was sent: its ending and its first bytes say what it is. `name` is not opened.

    origin: what it is called, where that is no path.
    """
    origin = origin or origin_of(Path(name))
    try:
        with buffered(BytesIO(content)) as stream:
            yield from _read_bytes(stream, origin, options.form or _form_of_file(Path(name), stream), options)
    except (UnreadableInput, *READ_ERRORS) as error:
        yield skipped(error, origin)


def _read_stdin(stdin: BinaryIO, options: ReadOptions) -> Iterator[Page | Skipped]:
    try:
        with buffered(stdin) as stream:
            yield from _read_bytes(stream, "-", options.form, options)
    except (UnreadableInput, *READ_ERRORS) as error:
        yield skipped(error, "-")


def _read_path(path: Path, options: ReadOptions, on_ignored: Callable[[str], None]) -> Iterator[Page | Skipped]:
    if not _is_folder(path):
        yield from pages_of_file(path, options)
        return
    for found in files_under(path, any_ending=options.form is not None, on_ignored=on_ignored):
        if isinstance(found, Skipped):
            yield found
        else:
            yield from pages_of_file(found, options)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # opening it will say what is wrong
        return False


def pages_of_file(path: Path, options: ReadOptions, origin: str | None = None) -> Iterator[Page | Skipped]:
    """As `read_pages`, of one file. origin: what it is called, where that is not its path."""
    origin = origin or origin_of(path)
    try:
        with opened(path) as stream:
            yield from _read_bytes(stream, origin, options.form or _form_of_file(path, stream), options)
    except (UnreadableInput, *READ_ERRORS) as error:
        yield skipped(error, origin)


def _form_of_file(path: Path, stream: BufferedReader) -> str | None:
    """By its ending; an archive says what it is with its first bytes, whatever it is called."""
    return "warc" if form_of_head(unpacked_head(stream)) == "warc" else form_of_name(path.name)


def _read_bytes(
    stream: BufferedReader, origin: str, form: str | None, options: ReadOptions
) -> Iterator[Page | Skipped]:
    """As they lie on disk: an archive tells where in the file each record stands, and goes on behind damage."""
    if (form or form_of_head(unpacked_head(stream))) == "warc":
        yield from pages_of_archive(stream, origin, options)
        return
    with unpacked(stream) as plain:
        yield from _read_stream(plain, origin, form, options)


def _read_stream(stream: IO[bytes], origin: str, form: str | None, options: ReadOptions) -> Iterator[Page | Skipped]:
    form = form or form_of_head(head_of(stream))
    if form == "jsonl":
        yield from pages_of_lines(stream, origin, options)
    elif form == "warc":  # its first bytes came too late to be seen through gzip: places are counted after it
        yield from pages_of_archive(stream, origin, options)
    else:
        page = _page(read_bounded(stream, origin, options.max_bytes), origin, _KINDS[form], options)
        yield page
        if A_FEED in page.flags and not has_feed_end(page.content):
            yield Skipped(origin, "pages", "this feed breaks off: what stood behind is missing", "fetch it again")


def _page(content: bytes, origin: str, kind: PageKind, options: ReadOptions) -> Page:
    # What is named as text stays text, every sign of it; but whoever looks at the result should know.
    flags: tuple[str, ...] = (LOOKS_LIKE_A_PAGE,) if kind is PageKind.TEXT and is_whole_page(content[:1024]) else ()
    flags += (A_FEED,) if is_feed(content[:1024]) else ()
    page = Page(origin, content, hashlib.sha256(content).hexdigest(), kind, encoding=options.encoding, flags=flags)
    given = options.transcript
    return page if given is None else replace(page, given=given, is_transcript=True)
