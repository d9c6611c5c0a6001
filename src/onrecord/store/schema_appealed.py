"""The step that counts statements, not mentions, by the documents that they appeal to.

A statement that names a document four times appeals to it once, in `instrument_sizes` as in every other count. It is
sure where one of its mentions is.
"""

from __future__ import annotations

from onrecord.store.schema_site import less, more, sums, trigger

_STANDS = "EXISTS (SELECT 1 FROM standing_statements WHERE statement = {0}.statement)"
_COUNTED = """INSERT INTO instrument_sizes (reading, appeals, sure)
SELECT a.reading, count(DISTINCT a.statement), count(DISTINCT CASE WHEN a.sure THEN a.statement END)
FROM appeal_readings AS a {from_} GROUP BY a.reading"""
_ADDED = "ON CONFLICT (reading) DO UPDATE SET appeals = appeals + excluded.appeals, sure = sure + excluded.sure"
_OF = "SELECT {what} FROM appeal_readings AS a WHERE a.statement = {row}.statement"
# The statement's other mentions of a document: NULL where there is none, else whether one of them is sure.
_OTHERS = "(SELECT max(a.sure) FROM appeal_readings AS a WHERE a.statement = {0}.statement AND a.reading = {0}.reading"
_NEW = _OTHERS.format("new") + " AND a.ordinal <> new.ordinal)"
_OLD = _OTHERS.format("old") + ")"  # the one that went is no longer there
_LOST = _OF.format(what="max(a.sure)", row="old") + " AND a.reading = instrument_sizes.reading"
_READ = _OF.format(what="a.reading", row="old")
_GONE = "DELETE FROM instrument_sizes WHERE appeals <= 0"

APPEALED_STEP = (
    *(f"DROP TRIGGER {name}" for name in ("sums_more", "sums_less", "sums_appealed", "sums_unappealed")),
    trigger(
        "sums_more",
        "AFTER INSERT ON standing_statements",
        *(more(*one) for one in sums("new")),
        f"{_COUNTED.format(from_='WHERE a.statement = new.statement')} {_ADDED}",
    ),
    trigger(
        "sums_less",
        "AFTER DELETE ON standing_statements",
        *(step for one in sums("old") for step in less(*one)),
        f"UPDATE instrument_sizes SET appeals = appeals - 1, sure = sure - ({_LOST}) WHERE reading IN ({_READ})",
        f"{_GONE} AND reading IN ({_READ})",
    ),
    trigger(
        "sums_appealed",
        "AFTER INSERT ON appeal_readings",
        "INSERT INTO instrument_sizes (reading, appeals, sure) "
        f"SELECT new.reading, {_NEW} IS NULL, max(new.sure - ifnull({_NEW}, 0), 0) WHERE true {_ADDED}",
        when=_STANDS.format("new"),
    ),
    trigger(
        "sums_unappealed",
        "AFTER DELETE ON appeal_readings",
        f"UPDATE instrument_sizes SET appeals = appeals - ({_OLD} IS NULL), "
        f"sure = sure - max(old.sure - ifnull({_OLD}, 0), 0) WHERE reading = old.reading",
        f"{_GONE} AND reading = old.reading",
        when=_STANDS.format("old"),
    ),
    "DELETE FROM instrument_sizes",
    _COUNTED.format(from_="JOIN standing_statements AS s ON s.statement = a.statement"),
)
