"""The gazetteer that ships with the package, read once."""

from __future__ import annotations

import csv
from functools import cache

from onrecord.run.shipped import shipped_text
from onrecord.speakers.gazetteer import Gazetteer, Row, build_gazetteer
from onrecord.speakers.holders import Holders, build_holders

TABLES = ("states", "bodies", "offices", "nouns", "given_names")
HOLDERS = "holders"


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer. Read from the package's data files at the first call."""
    return build_gazetteer(**{table: read_table(table) for table in TABLES})


@cache
def load_holders() -> Holders:
    """The office-holders that ship with the program. Read at the first call."""
    return build_holders(read_table(HOLDERS), load_gazetteer())


def read_table(table: str) -> tuple[Row, ...]:
    """The rows of one shipped table, keyed by column name. Every table has a column `source`.

    Raises DamagedWeights when it is not the table that was shipped.
    """
    lines = shipped_text(f"{table}.tsv").splitlines()
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
