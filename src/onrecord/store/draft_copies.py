"""Reports on record that are a draft itself, or nearly: they cannot confirm it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from onrecord.matching.compare import compare
from onrecord.matching.signatures import blocks
from onrecord.matching.wording import wording_of
from onrecord.store.copies_near import MOST_HOLDERS
from onrecord.store.copies_texts import Wordings
from onrecord.values.alike import DraftCopy
from onrecord.values.report import Report

LEAST_SHARE = 0.8  # of the words of both in the other: an agency's report that a draft was made from is none
_MOST_COMPARED = 24
SAME_BYTES = "SELECT number FROM reports WHERE sha256 = ? OR id = ?"
HOLDERS = "SELECT report FROM report_bands WHERE key = ? LIMIT ?"
TOLD = "SELECT id, outlet, title FROM reports WHERE number = ?"


def copies_of_draft(connection: sqlite3.Connection, draft: Report) -> dict[int, DraftCopy]:
    """The reports, by number, that have the draft's bytes, or nearly its words and it theirs.

    The cost depends on the draft, and not on how many reports are on record.
    """
    found = {int(row[0]): 1.0 for row in connection.execute(SAME_BYTES, (draft.sha256, draft.id))}
    wording = wording_of(draft)
    keys = blocks(wording.words)
    counted = Counter(int(row[0]) for key in keys.keys for row in connection.execute(HOLDERS, (key, MOST_HOLDERS)))
    texts = Wordings(connection)
    for number, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_MOST_COMPARED]:
        read = texts.read(number)
        match = compare(wording, read[1]) if read else None
        if match and min(match.one_share, match.other_share) >= LEAST_SHARE:
            found.setdefault(number, round(min(match.one_share, match.other_share), 4))
    return dict(_told(connection, found.items()))


def _told(connection: sqlite3.Connection, found: Iterable[tuple[int, float]]) -> Iterable[tuple[int, DraftCopy]]:
    for number, share in sorted(found):
        row = connection.execute(TOLD, (number,)).fetchone()
        yield number, DraftCopy(row["id"], row["outlet"], row["title"], share)
