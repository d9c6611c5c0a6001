"""Who is on record: the list of speakers, and how it counts."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.store.versions import NOT_SUPERSEDED, any_superseded
from onrecord.store.voices import EACH, OCCASIONS, ONCE

# Years not in evidence ("XXXX-02-19", after every digit in order) say nothing about first and last.
SPOKEN = """who.name, who.type, who.entity, {statements} AS statements, {reports} AS reports,
  min(s.said_on) FILTER (WHERE s.said_on < 'X') AS first_said_on,
  max(s.said_on) FILTER (WHERE s.said_on < 'X') AS last_said_on, {occasions} AS occasions"""
# "A keeper" without a name is somebody else in the next report; "it" that may be two, and a transcript's "Question",
# are nobody who could be listed.
LISTED = "who.type <> 'unknown'"
# Apart, the many who are in no group are counted along an index, which is quick.
# {latest}: nothing, or the condition that leaves out what a later version of the page replaced.
SPEAKERS = f"""
SELECT {SPOKEN} FROM speakers AS who JOIN statements AS s ON s.speaker = who.number {{voices}}
WHERE s.number NOT IN (SELECT statement FROM rejections) {{latest}} AND {LISTED}
  AND who.number NOT IN (SELECT speaker FROM identities UNION SELECT stands_as FROM identities)
GROUP BY who.number, CASE WHEN who.entity IS NULL THEN {{report}} END
UNION ALL
SELECT {SPOKEN}
FROM (SELECT speaker, stands_as FROM identities UNION SELECT stands_as, stands_as FROM identities) AS i
JOIN statements AS s ON s.speaker = i.speaker JOIN speakers AS who ON who.number = i.stands_as {{voices}}
WHERE s.number NOT IN (SELECT statement FROM rejections) {{latest}} GROUP BY who.number
ORDER BY {{order}}statements DESC, name, type, entity"""


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker on record. first_said_on, last_said_on: EDTF; None where no statement has a year.

    occasions: events of speaking that are known; None where they were not asked for.
    """

    name: str
    type: str
    entity: str | None
    statements: int
    reports: int
    first_said_on: str | None
    last_said_on: str | None
    occasions: int | None = None


def speaker_rows(
    connection: sqlite3.Connection, *, all_versions: bool = False, independent: bool = False, occasions: bool = False
) -> tuple[SpeakerRow, ...]:
    """All speakers, who said most first; by the latest version of each page, or by all.

    Who has no name is a speaker of one report only. Whom a text leaves open is not among them.

    independent: copies of a report, and the same words in them, count once. occasions: count these, too, and put who
    spoke on most first.
    """
    counted = ONCE if independent else EACH
    by_occasion = {
        "voices": f"{counted['voices']} {OCCASIONS if occasions else ''}",
        "occasions": "count(DISTINCT scene.occasion)" if occasions else "NULL",
        "order": "occasions DESC, " if occasions else "",
    }
    query = of_versions(SPEAKERS, connection, all_versions, **counted | by_occasion)
    return tuple(SpeakerRow(**dict(row)) for row in connection.execute(query))


def of_versions(query: str, connection: sqlite3.Connection, all_versions: bool, **parts: str) -> str:
    """The query for all versions or for the latest; nothing is asked where no page has another one."""
    every = all_versions or not any_superseded(connection)
    return query.format(latest="" if every else f"AND {NOT_SUPERSEDED}", **parts)
