"""Reads the cue lexicon that ships with the program."""

from __future__ import annotations

from onrecord.run.shipped import shipped_text
from onrecord.statements.cues import CueLexicon, build_lexicon


def load_cues() -> CueLexicon:
    """The lexicon in `onrecord/data/cues.tsv`, with the measured confidence of the rules in `confidence.tsv`.

    `cue_modes.tsv` adds what is known of cues that no rule looks for.
    """
    return build_lexicon(_lines("cues.tsv"), _lines("confidence.tsv"), _lines("cue_modes.tsv"))


def _lines(name: str) -> list[str]:
    return shipped_text(name).splitlines()
