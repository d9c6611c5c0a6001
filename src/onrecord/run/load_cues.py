"""Reads the cue lexicon that ships with the program."""

from __future__ import annotations

from importlib.resources import files

from onrecord.statements.cues import CueLexicon, build_lexicon


def load_cues() -> CueLexicon:
    """The lexicon in `onrecord/data/cues.tsv`."""
    return build_lexicon((files("onrecord") / "data" / "cues.tsv").read_text(encoding="utf-8").splitlines())
