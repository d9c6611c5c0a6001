"""A .jsonl stream: as many reports as it has good lines, whatever happens to the others."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from typing import IO, TypeVar

from onrecord.errors import UnreadableInput
from onrecord.pages.lines import page_of_line
from onrecord.pages.opening import READ_ERRORS, skipped, too_large
from onrecord.pages.options import ReadOptions
from onrecord.values.page import Page, Skipped

Made = TypeVar("Made")
NAMED_IN_A_ROW = 20
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SPREAD = (b"[", b"{", b"[{")


def pages_of_lines(stream: IO[bytes], origin: str, options: ReadOptions) -> Iterator[Page | Skipped]:
    """One page a line, named "origin:LINE" (from 1); blank lines are none.

    Damage in the middle costs the rest and is told with the line where it begins; a line that is too large is passed
    over without being loaded. Raises UnreadableInput when the whole is no .jsonl.
    """
    return each_line(stream, origin, options.max_bytes, lambda line, at: page_of_line(line, at, options.encoding))


def each_line(
    stream: IO[bytes], origin: str, max_bytes: int, make: Callable[[bytes, str], Made]
) -> Iterator[Made | Skipped]:
    """What `make` makes of each line and its name, as `pages_of_lines`; make raises UnreadableInput for a bad line."""
    is_empty = True
    for result in _long_runs_in_one(_made_of_each(stream, origin, max_bytes, make)):
        is_empty = False
        yield result
    if is_empty:
        raise UnreadableInput(f"{origin}: the input is empty", "check how it was saved, and read it again")


def _made_of_each(
    stream: IO[bytes], origin: str, max_bytes: int, make: Callable[[bytes, str], Made]
) -> Iterator[Made | Skipped]:
    for number, line in _numbered_lines(stream, origin, max_bytes):
        if isinstance(line, Skipped):
            yield line
            continue
        if number == 1:
            _refuse_other_shapes(line, origin)
        try:
            yield make(line, f"{origin}:{number}")
        except UnreadableInput as error:
            yield skipped(error, f"{origin}:{number}", line)


def _long_runs_in_one(results: Iterable[Made | Skipped]) -> Iterator[Made | Skipped]:
    """The same, but of bad lines in a row the first NAMED_IN_A_ROW are named one by one and the others together.

    A file of something else, or one flipped bit of gzip, would bury what is worth reading under a million messages.
    """
    for is_bad, group in groupby(results, key=_is_bad_line):
        yield from _first_and_rest(group, NAMED_IN_A_ROW if is_bad else None)


def _is_bad_line(result: object) -> bool:
    # Damage and lines that are too large have no bytes to show, and are always named.
    return isinstance(result, Skipped) and result.content is not None


def _first_and_rest(group: Iterator[Made | Skipped], named: int | None) -> Iterator[Made | Skipped]:
    """`named`: how many to give as they are, None for all."""
    yield from islice(group, named)
    count, first, last = 0, None, None
    for count, last in enumerate(group, 1):  # noqa: B007  # how many, and the last one, are what is wanted
        first = first or last
    if not isinstance(first, Skipped) or not isinstance(last, Skipped):
        return
    yield Skipped(
        f"{first.origin}-{last.origin.rpartition(':')[2]}",
        "pages",
        f"{count:,} more lines in a row that are no reports",
        "look at the first of them; if the file is no .jsonl, name its form with --as",
        stands_for=count,
    )


def _numbered_lines(stream: IO[bytes], origin: str, max_bytes: int) -> Iterator[tuple[int, bytes | Skipped]]:
    number = 0
    while True:
        number += 1
        here = f"{origin}:{number}"
        try:
            line = stream.readline(max_bytes + 1)
            is_too_large = len(line) > max_bytes and not line.endswith(b"\n")
            if is_too_large:
                _pass_over_line(stream)
        except READ_ERRORS as error:
            yield number, skipped(error, here)
            return
        if not line:
            return
        if is_too_large:
            yield number, skipped(too_large(here, max_bytes), here)
        elif not line.isspace():
            yield number, line.rstrip(b"\r\n")


def _pass_over_line(stream: IO[bytes]) -> None:
    while (piece := stream.readline(65_536)) and not piece.endswith(b"\n"):
        pass


def _refuse_other_shapes(first: bytes, origin: str) -> None:
    if first.startswith(_UTF16_MARKS):
        raise UnreadableInput(f"{origin}: this .jsonl is UTF-16", "save it as UTF-8; .jsonl knows no other encoding")
    first = first.removeprefix(BOM_UTF8).strip()
    if first in _SPREAD or first.startswith(b"["):
        raise UnreadableInput(
            f"{origin}: one JSON document, not one report a line",
            "write each report on a line of its own, e.g. with jq -c '.[]' FILE",
        )
