"""The files of a folder, in an order that never changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.errors import UnreadableInput
from onrecord.pages.forms import ENDINGS_READ, form_of_name
from onrecord.pages.opening import origin_of, skipped
from onrecord.values.page import Skipped

OWN_CODEBOOK = ".codebook.md"  # what `onrecord export` writes beside its tables is no report


def files_under(folder: Path, *, any_ending: bool, on_ignored: Callable[[str], None]) -> Iterator[Path | Skipped]:
    """Every file to be read below `folder`, each folder sorted by name; what cannot be listed comes as an error.

    any_ending: also files whose ending says nothing (the user named the form).
    on_ignored: called with what is passed over: names beginning with a dot, other endings, our own codebooks, and a
    folder met again through a link. A link back to a folder that holds it is an error, once, and so is a
    folder with nothing to read.
    """
    seen: set[Path] = set()
    waiting = [folder]
    is_empty = True
    while waiting:
        path = waiting.pop()
        if path is not folder and (path.name.startswith(".") or path.name.endswith(OWN_CODEBOOK)):
            on_ignored(origin_of(path))
            continue
        found = _look_at(path, seen, any_ending)
        if isinstance(found, list):
            waiting.extend(found)
        elif found is None:
            on_ignored(origin_of(path))
        else:
            is_empty = False
            yield found
    if is_empty:
        yield Skipped(
            origin_of(folder),
            "pages",
            "nothing in this folder has an ending that is read",
            f"give the files one of {ENDINGS_READ}, or name their form with --as",
        )


def _look_at(path: Path, seen: set[Path], any_ending: bool) -> list[Path] | Path | Skipped | None:
    """What is in a folder, a file to read, an error, or None for what is passed over."""
    try:
        if path.is_dir():
            return _contents(path, seen)
    except (OSError, RuntimeError, UnreadableInput) as error:  # RuntimeError: links that lead only to each other
        return skipped(error, origin_of(path))
    return path if any_ending or form_of_name(path.name) else None


def _contents(folder: Path, seen: set[Path]) -> list[Path] | None:
    """Reversed, since the last one waiting is looked at first. None for a folder seen before."""
    real = folder.resolve()
    if real in seen:
        if folder.parent.resolve().is_relative_to(real):
            raise UnreadableInput(
                f"{origin_of(folder)}: a link back to a folder that holds it, {origin_of(real)}",
                "nothing is missing: that folder is read once. Remove the link to be rid of this message",
            )
        return None
    seen.add(real)
    return sorted(folder.iterdir(), reverse=True)
