"""Sayings on record: what is kept of each in a row, and what the statements tell of it, the last asked for at hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from onrecord.grouping.families_bonds import Saying
from onrecord.grouping.families_rows import sayings_of
from onrecord.store.families_near import Wordings, make_room
from onrecord.store.search import LATEST, NOT_REJECTED

LONGEST_TURN = 60  # words; a longer turn of a transcript is a source of quotations, and many different ones
_ID = 8  # bytes at the end of a place
# Of the latest version of each page, and not rejected; the speaker as people judged. LATEST asks of one report, where
# `NOT IN superseded` would list all earlier versions for each wording.
STATEMENTS = f"""
SELECT n.digest, n.words AS size, s.id, r.id AS report, s.kind, s.starts, s.ends, who.name, who.type, who.entity,
  (SELECT min(d.earliest) FROM statement_dates AS d WHERE d.statement = s.number AND d.earliest > '0001') AS day,
  EXISTS (SELECT 1 FROM statements AS inner WHERE inner.nested_in = s.number
    AND inner.speaker IS NOT s.speaker) AS tells_of
FROM plain_wording_of AS p JOIN worded AS w ON w.wording = p.wording JOIN statements AS s ON s.number = w.statement
JOIN reports AS r ON r.number = s.report JOIN plain_wordings AS n ON n.number = p.plain
LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
WHERE p.plain = ? AND (r.kind <> 'transcript' OR n.words <= {LONGEST_TURN})
  AND {NOT_REJECTED} AND {LATEST}
ORDER BY s.id"""


class Kept(NamedTuple):
    """A saying as it is kept: see `schema_sayings`."""

    number: int
    plain: int
    place: bytes
    named: int
    head: int | None
    voice: int | None
    is_paraphrase: int | None

    @property
    def id(self) -> str:
        """As `Saying.id`."""
        return self.place[-_ID:].hex()

    @property
    def is_head(self) -> bool:
        """Is it the fullest of its family?"""
        return self.head == self.number


KEPT = ", ".join(Kept._fields)  # columns


class Sayings:
    """What the statements tell of the sayings. What is at hand holds until a wording is touched: then `forget` it."""

    def __init__(self, texts: Wordings) -> None:
        self.texts = texts
        self._of: dict[int, dict[str, Saying]] = {}
        self.told: set[str] = set()  # long runs with which nothing behind the saying decided last is decided

    @property
    def connection(self) -> sqlite3.Connection:
        return self.texts.connection

    def of(self, plain: int) -> Mapping[str, Saying]:
        """Those of one plain wording, by their ids."""
        found = self._of.get(plain)
        if found is None:
            rows = self.connection.execute(STATEMENTS, (plain,)).fetchall()
            made = sayings_of(rows[0]["digest"], rows[0]["size"], rows) if rows else ()
            found = {one.id: one for one in made}
            make_room(self._of)
            self._of[plain] = found
        return found

    def at(self, kept: Kept) -> Saying:
        """The one of a row."""
        return self.of(kept.plain)[kept.id]

    def forget(self, plain: int) -> None:
        """Its statements may have changed."""
        self._of.pop(plain, None)
