"""A reading that is to come out so: kept where a person judged, and tried again with every new reader."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.values.judgement import Field, StatementAnchor


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be read in one report.

    id: derived from all the rest but `at` and `by`. at: ISO time. judgement: the id of that which it was made from.
    source: of the report, for the eye. anchor: the words, and the report by its bytes.
    is_statement: are they one? fields: what is to be read of it, by name, None for: not known; of no statement none.
    """

    id: str
    at: str
    by: str
    judgement: str | None
    because: str | None
    source: str
    anchor: StatementAnchor
    is_statement: bool
    fields: tuple[tuple[Field, str | None], ...] = ()
