"""Files that are whole or not there."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Collection, Iterator
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
            remedy=_remedy(error, "file; no half file was left"),
        ) from error


def _remedy(error: OSError, other: str) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "make the folder that it is to be in, or name another one"
    return f"free some space or name another {other}"


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


@contextmanager
def atomic_folder(path: str | Path, names: Collection[str]) -> Iterator[Path]:
    """A folder of these files that stands under its name only when the block has ended well.

    Until then another folder beside it is written, which is given. An earlier folder of the same files is replaced by
    two renamings; a kill between them leaves both, whole, under names with a dot, and where the second fails the
    earlier one comes back. A folder with anything else in it is refused, for it would be lost. Raises
    RecordNotWritable.
    """
    target = Path(path).absolute()
    try:
        _refuse_others(target, names)
        token = secrets.token_hex(4)
        partial, before = (target.with_name(f".{target.name}.{token}.{end}") for end in ("partial", "before"))
        partial.mkdir()
        try:
            yield partial
            _replace_folder(partial, target, before)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
            if target.exists():  # else the earlier one is all there is, and stays under its name with a dot
                shutil.rmtree(before, ignore_errors=True)
    except OSError as error:
        raise RecordNotWritable(
            f"{target} cannot be written: {error.strerror or error}",
            remedy=_remedy(error, "folder; nothing half was left"),
        ) from error


def _refuse_others(target: Path, names: Collection[str]) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise RecordNotWritable(f"{target} is a file", remedy="name a folder: this format has more than one file")
    if others := sorted({path.name for path in target.iterdir()} - set(names)):
        raise RecordNotWritable(
            f"{target} holds other things, such as {others[0]}", remedy="name a folder that is new or an earlier export"
        )


def _replace_folder(partial: Path, target: Path, before: Path) -> None:
    for written in partial.iterdir():
        with written.open("rb") as file:
            os.fsync(file.fileno())
    _settle(partial)
    try:
        if target.exists():
            target.rename(before)
        partial.rename(target)
    finally:
        if before.exists() and not target.exists():
            before.rename(target)
    _settle(target.parent)
