"""Digests of the tables and weights that ship with the program: `src/onrecord/data/sha256.json`.

usage: python -m tests.make_digests   (`make golden` does it too)

Parts of networks are left out: a card names theirs, and the card is here. So are the figures that `about` shows.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

DATA = Path(__file__).parent.parent / "src" / "onrecord" / "data"
DIGESTS = DATA / "sha256.json"
LEFT_OUT = {"sha256.json", "quality.json", "meaning/sentences.onnx"}
BY_CARDS = ("encoder.onnx", "reader.onnx")


def digests() -> dict[str, str]:
    """SHA-256 of each file by its path below the data."""
    found = sorted(path for path in DATA.rglob("*") if path.is_file() and path.name not in BY_CARDS)
    named = {path.relative_to(DATA).as_posix(): path for path in found if path.suffix != ".pyc"}
    return {name: hashlib.sha256(named[name].read_bytes()).hexdigest() for name in named if name not in LEFT_OUT}


if __name__ == "__main__":
    DIGESTS.write_text(json.dumps(digests(), indent=1) + "\n", encoding="utf-8")
