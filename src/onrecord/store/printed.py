"""Where words stand in the texts of reports, whether a statement was read there or not.

Texts have no index of their own, so all are gone through. Only those are compared in which the two longest words of the
quotation stand as they are written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from onrecord.comparing.chains import places_in_a_row
from onrecord.comparing.tokens import Token, tokens_of
from onrecord.values.printed import Printed

FEWEST = 3  # words: fewer stand everywhere
_AROUND = 160  # code points shown before and after, at most to the end of the line
_ASKED = 2  # words that narrow
TEXTS = """
SELECT number, id, outlet, title, published, url, text FROM reports
WHERE number NOT IN (SELECT report FROM superseded) AND instr(text, ?) AND instr(text, ?) ORDER BY number"""
COUNT = "SELECT (SELECT count(*) FROM reports) - (SELECT count(*) FROM superseded)"
STATEMENT_AT = """
SELECT s.id FROM statements AS s JOIN spans AS p ON p.statement = s.number AND p.part = 'content'
WHERE s.report = ? AND p.starts < ? AND p.ends > ? AND s.number NOT IN (SELECT statement FROM rejections)
ORDER BY s.ordinal LIMIT 1"""


INSIDE = """
SELECT 1 FROM statements AS s JOIN spans AS p ON p.statement = s.number AND p.part = 'content'
WHERE s.report = ? AND p.starts <= ? AND p.ends >= ? AND s.number NOT IN (SELECT statement FROM rejections)"""


def texts_on_record(connection: sqlite3.Connection) -> int:
    """How many texts `printed` goes through."""
    return int(connection.execute(COUNT).fetchone()[0])


def printed(connection: sqlite3.Connection, quotation: Sequence[Token]) -> Iterator[Printed]:
    """The reports that print all these words in a row, marks, case and spelling aside; the first place in each.

    Places inside of a statement are left out: there they were read as somebody's. In the order in which they were
    read, earlier versions of a page left out. None for fewer than FEWEST words.
    """
    keys = [token.key for token in quotation]
    if len(keys) < FEWEST:
        return
    for row in connection.execute(TEXTS, _narrowing(quotation)):
        found = tokens_of(row["text"])
        for at in places_in_a_row([token.key for token in found], keys):
            start, end = found[at].start, found[at + len(keys) - 1].end
            if not connection.execute(INSIDE, (row["number"], start, end)).fetchone():
                yield _printed(connection, row, start, end)
                break


def _narrowing(quotation: Sequence[Token]) -> list[str]:
    """The longest words that are written alike everywhere: not the first, which may have a capital, and no name."""
    sure = {one.text for one in quotation[1:] if one.text == one.key and one.text.isascii() and one.text.isalpha()}
    longest = sorted(sure, key=lambda word: (-len(word), word))[:_ASKED]
    return longest + [""] * (_ASKED - len(longest))  # an empty word stands in every text


def _printed(connection: sqlite3.Connection, row: sqlite3.Row, start: int, end: int) -> Printed:
    text: str = row["text"]
    statement = connection.execute(STATEMENT_AT, (row["number"], end, start)).fetchone()
    return Printed(
        row["id"],
        row["outlet"],
        row["title"],
        row["published"],
        row["url"],
        start=start,
        end=end,
        before=text[max(0, start - _AROUND) : start].rpartition("\n")[2],
        words=text[start:end],
        after=text[end : end + _AROUND].partition("\n")[0],
        statement=statement["id"] if statement else None,
    )
