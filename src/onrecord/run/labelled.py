"""Files of other programs in which people corrected what was exported: Label Studio's, and web annotations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from onrecord.errors import BadRequest
from onrecord.export.annotated import changes_in
from onrecord.export.labelled import changes_of
from onrecord.run.judging import now
from onrecord.run.taken_in import Program, TakenIn, take_in

LABEL_STUDIO, ANNOTATIONS = "Label Studio", "web annotations"


def program_of(path: Path) -> str | None:
    """Whose file it is: a list of tasks, or pages of annotations; None of judgements line by line."""
    with path.open("rb") as file:
        if file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
            return LABEL_STUDIO
    with path.open(encoding="utf-8-sig", errors="replace") as lines:
        first = next((line for line in lines if line.strip()), "")
    return ANNOTATIONS if '"AnnotationPage"' in first or first.strip() == "{" else None


def take_in_labelled(
    record: str | Path, text: str, *, by: str | None = None, clock: Callable[[], str] = now
) -> TakenIn:
    """Judge a record by a JSON export of Label Studio, see `take_in`. by: who judges, where it is not whom it names."""
    try:
        tasks = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"this is not JSON ({error})", remedy="export the project again, as JSON") from error
    return take_in(record, changes_of(tasks), Program(LABEL_STUDIO, by, clock))


def take_in_annotations(
    record: str | Path, lines: Iterable[str], *, by: str | None = None, clock: Callable[[], str] = now
) -> TakenIn:
    """Judge a record by pages of web annotations, a line each or one in all, see `take_in`. by: who judges, where it is
    not whom the annotations name as their creator.
    """
    return take_in(record, changes_in(lines), Program(ANNOTATIONS, by, clock))
