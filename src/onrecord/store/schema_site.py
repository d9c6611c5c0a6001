"""The step that lets pages count: what stands on record, in narrow rows, and sums of them that are kept.

All of it follows from other tables and is kept by triggers, whoever writes. `standing_statements` has the statements
that no person rejected and no later version of their page replaced; `standing_reports` the reports that are the latest
version of their page. Sums follow from the rows that come and go, so they cannot drift from them.
"""

from __future__ import annotations

# speaker: 0 where nobody is named, and as read: `identities` tells who is one with whom. outlet: "" where none is
# known. day: EDTF; "" where no year is in evidence. how: the statement's part in its family, "" where it is in none.
_STATEMENTS = """
CREATE TABLE standing_statements (
  statement INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,
  report INTEGER NOT NULL,
  speaker INTEGER NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  mode TEXT NOT NULL,
  outlet TEXT NOT NULL,
  how TEXT NOT NULL
)"""
_REPORTS = """
CREATE TABLE standing_reports (
  report INTEGER PRIMARY KEY REFERENCES reports (number) ON DELETE CASCADE,
  outlet TEXT NOT NULL,
  day TEXT NOT NULL
)"""

# month: "2021-12", of a year alone "2021", "" where none is in evidence.
_SPEAKER_MONTHS = """
CREATE TABLE speaker_months (
  speaker INTEGER NOT NULL,
  month TEXT NOT NULL,
  kind TEXT NOT NULL,
  statements INTEGER NOT NULL,
  PRIMARY KEY (speaker, month, kind)
) WITHOUT ROWID"""
_OUTLET_SPEAKERS = """
CREATE TABLE outlet_speakers (
  outlet TEXT NOT NULL,
  speaker INTEGER NOT NULL,
  kind TEXT NOT NULL,
  statements INTEGER NOT NULL,
  PRIMARY KEY (outlet, speaker, kind)
) WITHOUT ROWID"""
_OUTLET_CARRIED = """
CREATE TABLE outlet_carried (
  outlet TEXT NOT NULL,
  how TEXT NOT NULL,
  kind TEXT NOT NULL,
  statements INTEGER NOT NULL,
  PRIMARY KEY (outlet, how, kind)
) WITHOUT ROWID"""
_SIZES = tuple(
    f"CREATE TABLE {table} ({key} PRIMARY KEY, {counted} INTEGER NOT NULL) WITHOUT ROWID"
    for table, key, counted in (
        ("speaker_sizes", "speaker INTEGER", "statements"),
        ("outlet_sizes", "outlet TEXT", "reports"),
        ("family_sizes", "family INTEGER", "statements"),
    )
)
# appeals: in statements that stand. sure: those that mean no other document. As of here mentions: schema_appealed.py.
_INSTRUMENT_SIZES = """
CREATE TABLE instrument_sizes (
  reading TEXT PRIMARY KEY,
  appeals INTEGER NOT NULL,
  sure INTEGER NOT NULL
) WITHOUT ROWID"""

_INDEXES = (
    "CREATE INDEX standing_statements_speaker ON standing_statements (speaker, day, statement)",
    "CREATE INDEX standing_statements_report ON standing_statements (report)",
    "CREATE INDEX standing_reports_outlet ON standing_reports (outlet, day, report)",
    "CREATE INDEX outlet_speakers_speaker ON outlet_speakers (speaker)",
    "CREATE INDEX speaker_sizes_most ON speaker_sizes (statements, speaker)",
    "CREATE INDEX outlet_sizes_most ON outlet_sizes (reports, outlet)",
    "CREATE INDEX family_sizes_most ON family_sizes (statements, family)",
    "CREATE INDEX instrument_sizes_most ON instrument_sizes (appeals, reading)",
    "CREATE INDEX occasions_person ON occasions (person, said_on)",
    # A list of names, whatever their capitals.
    "CREATE INDEX speakers_by_name ON speakers (name COLLATE NOCASE, number) WHERE entity IS NOT NULL",
)

_DAY = "CASE WHEN {0} < 'X' THEN {0} ELSE '' END"  # "XXXX-02-19" sorts behind all years
PUT_STATEMENTS = f"""INSERT OR IGNORE INTO standing_statements
SELECT s.number, s.report, ifnull(s.speaker, 0), {_DAY.format("s.said_on")}, s.kind, s.mode, ifnull(r.outlet, ''),
  ifnull((SELECT how FROM family_members WHERE statement = s.number), '')
FROM statements AS s JOIN reports AS r ON r.number = s.report
WHERE {{which}} AND s.number NOT IN (SELECT statement FROM rejections)
  AND NOT EXISTS (SELECT 1 FROM versions AS v WHERE v.report = s.report AND NOT v.stands)"""
PUT_REPORTS = f"""INSERT OR IGNORE INTO standing_reports
SELECT r.number, ifnull(r.outlet, ''), {_DAY.format("r.published")} FROM reports AS r
WHERE {{which}} AND NOT EXISTS (SELECT 1 FROM versions AS v WHERE v.report = r.number AND NOT v.stands)"""
_TAKE_STATEMENT = "DELETE FROM standing_statements WHERE statement = {0}.{1}"
_TAKE_REPORT = (
    "DELETE FROM standing_statements WHERE report = {0}.{1}",
    "DELETE FROM standing_reports WHERE report = {0}.{1}",
)


def trigger(name: str, event: str, *steps: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return f"CREATE TRIGGER {name} {event}{condition} BEGIN {'; '.join(steps)}; END"


def _put_report(row: str, column: str) -> tuple[str, str]:
    return (
        PUT_REPORTS.format(which=f"r.number = {row}.{column}"),
        PUT_STATEMENTS.format(which=f"s.report = {row}.{column}"),
    )


def _take_report(row: str, column: str) -> tuple[str, ...]:
    return tuple(step.format(row, column) for step in _TAKE_REPORT)


# What makes a statement or a report stand, or stand no more. Where one is deleted its rows go with it.
_STAND = (
    trigger("standing_put", "AFTER INSERT ON statements", PUT_STATEMENTS.format(which="s.number = new.number")),
    trigger(
        "standing_changed",
        "AFTER UPDATE OF speaker, said_on, kind, mode ON statements",
        _TAKE_STATEMENT.format("new", "number"),
        PUT_STATEMENTS.format(which="s.number = new.number"),
    ),
    trigger("standing_rejected", "AFTER INSERT ON rejections", _TAKE_STATEMENT.format("new", "statement")),
    trigger("standing_restored", "AFTER DELETE ON rejections", PUT_STATEMENTS.format(which="s.number = old.statement")),
    trigger("standing_report_put", "AFTER INSERT ON reports", PUT_REPORTS.format(which="r.number = new.number")),
    trigger(
        "standing_report_changed",
        "AFTER UPDATE OF outlet, published ON reports",
        *_take_report("new", "number"),
        *_put_report("new", "number"),
    ),
    trigger("standing_past", "AFTER INSERT ON versions", *_take_report("new", "report"), when="NOT new.stands"),
    trigger(
        "standing_version",
        "AFTER UPDATE OF stands ON versions",
        *_take_report("new", "report"),
        *_put_report("new", "report"),
        when="new.stands <> old.stands",
    ),
    trigger("standing_no_version", "AFTER DELETE ON versions", *_put_report("old", "report"), when="NOT old.stands"),
    *(
        trigger(f"standing_family_{name}", event, f"UPDATE standing_statements SET how = {how} WHERE statement = {of}")
        for name, event, how, of in (
            ("joined", "AFTER INSERT ON family_members", "new.how", "new.statement"),
            ("changed", "AFTER UPDATE OF how ON family_members", "new.how", "new.statement"),
            ("left", "AFTER DELETE ON family_members", "''", "old.statement"),
        )
    ),
)


def more(table: str, keys: dict[str, str], counted: str, by: str = "1") -> str:
    """Add to a sum; the row is made where there is none."""
    return (
        f"INSERT INTO {table} ({', '.join(keys)}, {counted}) SELECT {', '.join(keys.values())}, {by} WHERE true "
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {counted} = {counted} + excluded.{counted}"
    )


def less(table: str, keys: dict[str, str], counted: str) -> tuple[str, str]:
    """Take one from a sum; a row that counts nothing is taken out."""
    which = " AND ".join(f"{name} = {value}" for name, value in keys.items())
    return (
        f"UPDATE {table} SET {counted} = {counted} - 1 WHERE {which}",
        f"DELETE FROM {table} WHERE {which} AND {counted} <= 0",
    )


_MONTH = "substr({0}.day, 1, 7)"


def sums(row: str) -> tuple[tuple[str, dict[str, str], str], ...]:
    """The sums that a standing statement is counted in."""
    own = {name: f"{row}.{name}" for name in ("speaker", "outlet", "kind", "how")}
    return (
        ("speaker_sizes", {"speaker": own["speaker"]}, "statements"),
        ("speaker_months", {"speaker": own["speaker"], "month": _MONTH.format(row), "kind": own["kind"]}, "statements"),
        ("outlet_speakers", {name: own[name] for name in ("outlet", "speaker", "kind")}, "statements"),
        _carried(row),
    )


def _carried(row: str) -> tuple[str, dict[str, str], str]:
    return ("outlet_carried", {name: f"{row}.{name}" for name in ("outlet", "how", "kind")}, "statements")


_APPEALED = """INSERT INTO instrument_sizes (reading, appeals, sure)
SELECT a.reading, count(*), sum(a.sure) FROM appeal_readings AS a {from_} WHERE {which} GROUP BY a.reading
ON CONFLICT (reading) DO UPDATE SET appeals = appeals + excluded.appeals, sure = sure + excluded.sure"""
_STANDS = "EXISTS (SELECT 1 FROM standing_statements WHERE statement = {0}.statement)"
_UNAPPEALED = "DELETE FROM instrument_sizes WHERE appeals <= 0"

_SUMS = (
    trigger(
        "sums_more",
        "AFTER INSERT ON standing_statements",
        *(more(*one) for one in sums("new")),
        _APPEALED.format(from_="", which="a.statement = new.statement"),
    ),
    trigger(
        "sums_less",
        "AFTER DELETE ON standing_statements",
        *(step for one in sums("old") for step in less(*one)),
        """UPDATE instrument_sizes SET
appeals = appeals - (SELECT count(*) FROM appeal_readings AS a
  WHERE a.statement = old.statement AND a.reading = instrument_sizes.reading),
sure = sure - (SELECT count(*) FROM appeal_readings AS a
  WHERE a.statement = old.statement AND a.reading = instrument_sizes.reading AND a.sure)
WHERE reading IN (SELECT reading FROM appeal_readings WHERE statement = old.statement)""",
        f"{_UNAPPEALED} AND reading IN (SELECT reading FROM appeal_readings WHERE statement = old.statement)",
    ),
    trigger(
        "sums_carried",
        "AFTER UPDATE OF how ON standing_statements",
        *less(*_carried("old")),
        more(*_carried("new")),
        when="new.how <> old.how",
    ),
    trigger(
        "sums_appealed",
        "AFTER INSERT ON appeal_readings",
        "INSERT INTO instrument_sizes (reading, appeals, sure) SELECT new.reading, 1, new.sure WHERE true "
        "ON CONFLICT (reading) DO UPDATE SET appeals = appeals + 1, sure = sure + excluded.sure",
        when=_STANDS.format("new"),
    ),
    trigger(
        "sums_unappealed",
        "AFTER DELETE ON appeal_readings",
        "UPDATE instrument_sizes SET appeals = appeals - 1, sure = sure - old.sure WHERE reading = old.reading",
        f"{_UNAPPEALED} AND reading = old.reading",
        when=_STANDS.format("old"),
    ),
    trigger(
        "sums_report",
        "AFTER INSERT ON standing_reports",
        more("outlet_sizes", {"outlet": "new.outlet"}, "reports"),
    ),
    trigger(
        "sums_no_report",
        "AFTER DELETE ON standing_reports",
        *less("outlet_sizes", {"outlet": "old.outlet"}, "reports"),
    ),
    # A row may be put in place of another, which then goes without a word.
    trigger(
        "sums_family_replaced",
        "BEFORE INSERT ON family_members",
        "DELETE FROM family_members WHERE statement = new.statement",
    ),
    trigger(
        "sums_family",
        "AFTER INSERT ON family_members",
        more("family_sizes", {"family": "new.family"}, "statements"),
    ),
    trigger(
        "sums_no_family",
        "AFTER DELETE ON family_members",
        *less("family_sizes", {"family": "old.family"}, "statements"),
    ),
)

# The rows of what is on record already, and their sums: made before the triggers, at once.
_FIRST = (
    PUT_STATEMENTS.format(which="1"),
    PUT_REPORTS.format(which="1"),
    """INSERT INTO speaker_months SELECT speaker, substr(day, 1, 7), kind, count(*) FROM standing_statements
GROUP BY 1, 2, 3""",
    "INSERT INTO outlet_speakers SELECT outlet, speaker, kind, count(*) FROM standing_statements GROUP BY 1, 2, 3",
    "INSERT INTO outlet_carried SELECT outlet, how, kind, count(*) FROM standing_statements GROUP BY 1, 2, 3",
    "INSERT INTO speaker_sizes SELECT speaker, count(*) FROM standing_statements GROUP BY 1",
    "INSERT INTO outlet_sizes SELECT outlet, count(*) FROM standing_reports GROUP BY 1",
    "INSERT INTO family_sizes SELECT family, count(*) FROM family_members GROUP BY 1",
    """INSERT INTO instrument_sizes SELECT a.reading, count(*), sum(a.sure) FROM appeal_readings AS a
JOIN standing_statements AS s ON s.statement = a.statement GROUP BY 1""",
)

SITE_STEP = (
    *(_STATEMENTS, _REPORTS, _SPEAKER_MONTHS, _OUTLET_SPEAKERS, _OUTLET_CARRIED, *_SIZES, _INSTRUMENT_SIZES),
    *_FIRST,
    *_INDEXES,
    *_STAND,
    *_SUMS,
)
