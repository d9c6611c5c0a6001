"""The tables and weights that ship with the program, each as it was made: a changed byte changes answers unseen."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files

from onrecord.errors import DamagedWeights

DIGESTS = "sha256.json"
REMEDY = "install onrecord again"


def shipped_text(name: str) -> str:
    """The text of a file in `onrecord/data`, by its path there ("cues.tsv", "extractor/fast/card.json").

    Raises DamagedWeights when it is missing or not the file whose digest `sha256.json` names.
    """
    try:
        content = files("onrecord").joinpath("data", name).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DamagedWeights(f"the file {name} that belongs to onrecord is missing", REMEDY) from error
    if hashlib.sha256(content).hexdigest() != _digests().get(name):
        raise DamagedWeights(f"{name} is not the file that onrecord was made with", REMEDY)
    return content.decode("utf-8")


@cache
def _digests() -> dict[str, str]:
    """SHA-256 by path, as `python -m tests.make_digests` writes it."""
    try:
        told: dict[str, str] = json.loads(files("onrecord").joinpath("data", DIGESTS).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError) as error:
        raise DamagedWeights(f"the list of files that belong to onrecord cannot be read ({error})", REMEDY) from error
    return told
