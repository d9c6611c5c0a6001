"""The weights by which lines of scraped pages are told from the report's, read from the package once."""

from __future__ import annotations

from functools import cache

from onrecord.reports.line_model import LineModel, build_line_model
from onrecord.run.load_gazetteer import read_table


@cache
def load_line_model() -> LineModel:
    """The shipped model. Raises DamagedWeights when the file is of another version."""
    return build_line_model(read_table("lines"))
