"""The weights by which pronouns and descriptions are resolved, read from the package once."""

from __future__ import annotations

from functools import cache

from onrecord.run.load_gazetteer import read_table
from onrecord.speakers.candidates import COLUMNS
from onrecord.speakers.description_evidence import COLUMNS as OF_DESCRIPTIONS
from onrecord.speakers.ranking import Rankings, build_ranking
from onrecord.speakers.thing_evidence import COLUMNS as OF_THINGS


@cache
def load_ranking() -> Rankings:
    """The shipped rankings. Raises DamagedWeights when a file is of another version."""
    things = build_ranking(read_table("thing_antecedents"), OF_THINGS)
    descriptions = build_ranking(read_table("description_antecedents"), OF_DESCRIPTIONS)
    return Rankings(build_ranking(read_table("antecedents"), COLUMNS), things, descriptions)
