"""The weights by which pronouns are resolved, read from the package once."""

from __future__ import annotations

from functools import cache

from onrecord.run.load_gazetteer import read_table
from onrecord.speakers.candidates import COLUMNS
from onrecord.speakers.ranking import Ranking, build_ranking


@cache
def load_ranking() -> Ranking:
    """The shipped ranking. Raises DamagedWeights when the file is of another version."""
    return build_ranking(read_table("antecedents"), COLUMNS)
