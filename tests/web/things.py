"""Where the pages of things are, in a record of the invented reports."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

LISTS = ("/speakers", "/occasions", "/instruments", "/outlets", "/families")
IDS = {
    "speaker": """SELECT who.entity FROM speaker_sizes AS z JOIN speakers AS who ON who.number = z.speaker
WHERE who.entity IS NOT NULL ORDER BY z.statements DESC LIMIT 1""",
    "occasion": """SELECT o.id FROM occasions AS o JOIN scenes AS c ON c.occasion = o.number
GROUP BY o.number ORDER BY count(*) DESC, o.id LIMIT 1""",
    "instrument": "SELECT reading FROM instrument_sizes ORDER BY appeals DESC, reading LIMIT 1",
    "outlet": "SELECT outlet FROM outlet_sizes WHERE outlet <> '' ORDER BY reports DESC, outlet LIMIT 1",
    "statement": "SELECT id FROM statements ORDER BY number LIMIT 1",
}
SETTLED = {
    "family": """SELECT f.id FROM families AS f JOIN family_sizes AS z ON z.family = f.number
ORDER BY z.statements DESC, f.id""",
    "statement": """SELECT s.id FROM family_members AS m JOIN statements AS s ON s.number = m.statement
WHERE m.how = 'altered' ORDER BY s.id LIMIT 1""",
    "primary": """SELECT s.id FROM primary_quotations AS q JOIN statements AS s ON s.number = q.statement
WHERE q.verdict = 'altered' ORDER BY s.number LIMIT 1""",
}


def paths(record: Path, *, settled: bool = True) -> dict[str, str]:
    """The path of one page of each kind; families and transcripts only where the record is settled."""
    found = {}
    with sqlite3.connect(record) as connection:
        for kind, query in (IDS | SETTLED if settled else IDS).items():
            (name,) = connection.execute(query).fetchone()
            found[kind] = f"/{'statement' if kind == 'primary' else kind}/{quote(name, safe='')}"
    return found
