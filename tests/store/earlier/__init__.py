"""Records that earlier versions wrote: one a version of its tables, as small files that are kept for good.

`python -m tests.store.earlier` writes that of the present version; README.md says when, and how.
"""

from __future__ import annotations

import lzma
import re
from pathlib import Path

FOLDER = Path(__file__).parent
_NAME = re.compile(r"v(\d+)\.db\.xz")


def kept() -> dict[int, Path]:
    """The kept records, by the version of their tables, the earliest first."""
    found = {int(match[1]): path for path in FOLDER.iterdir() if (match := _NAME.fullmatch(path.name))}
    return dict(sorted(found.items()))


def put(version: int, target: Path) -> Path:
    """Write the record of this version to `target`, as it was."""
    target.write_bytes(lzma.decompress(kept()[version].read_bytes()))
    return target


def keep(record: Path, version: int, folder: Path = FOLDER) -> Path:
    """Keep a record, which is closed, as that of this version."""
    path = folder / f"v{version:02}.db.xz"
    path.write_bytes(lzma.compress(record.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
    return path
