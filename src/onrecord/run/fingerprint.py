"""Which data a reader read with: a few digits that change with any of it."""

from __future__ import annotations

import hashlib
from importlib.resources import files

_CARD = "card.json"
# Figures that are shown, what compares statements, digests by which files are known: no reading depends on these.
_NOT_READ_WITH = frozenset({"quality.json", "rewordings.tsv", "sha256.json"})


def fingerprint_of(model: str | None) -> str:
    """Eight hexadecimal digits over the word lists that ship and over the weights of a model; None: rules alone.

    Part of the reader's name on every row: the version says which program, this which data. The card of the weights
    stands for them: it names their digests, to which they are held when they are loaded.
    """
    folder, whole = files("onrecord") / "data", hashlib.sha256()
    lists = sorted((one for one in folder.iterdir() if one.is_file()), key=lambda one: one.name)
    cards = [folder / "extractor" / model / _CARD] if model else []
    for one in (*(one for one in lists if one.name not in _NOT_READ_WITH), *cards):
        content = one.read_bytes()
        whole.update(f"{one.name} {len(content)}\n".encode() + content)
    return whole.hexdigest()[:8]
