"""Files that are whole or not there."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from onrecord.errors import RecordNotWritable


@contextmanager
def atomic_text(path: str | Path) -> Iterator[TextIO]:
    """A UTF-8 text file that stands under its name only when the block has ended well.

    Until then it is written under another name in the same folder; a kill leaves that, an error nothing. What stood
    under the name before stays until it is replaced. A device or pipe ("/dev/stdout") is written directly.
    Raises RecordNotWritable.
    """
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", newline="") as out:
                yield out
            return
        yield from _replaced(target.resolve())
    except OSError as error:
        raise RecordNotWritable(
            f"{target} cannot be written: {error.strerror or error}",
            remedy="free some space or name another file; no half file was left",
        ) from error


def _replaced(target: Path) -> Iterator[TextIO]:
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    try:
        with partial.open("x", encoding="utf-8", newline="") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Make a renaming last through a power cut, where folders can be synchronised."""
    with suppress(OSError):  # the file itself is whole and in its place
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
