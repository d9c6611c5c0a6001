"""Who finds the statements of a report."""

from __future__ import annotations

from enum import StrEnum


class Model(StrEnum):
    """The learned extractor, with what the rules found as evidence; or the rules alone."""

    LEARNED = "learned"
    RULES = "rules"
