"""From the words that are asked about to the statements on record that share words with them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from onrecord.matching.word_runs import RUN
from onrecord.store.carrier_windows import around, room_for, windows_of
from onrecord.store.search import quoted
from onrecord.store.wordings import MOST_HOLDERS, Holder, Holders, holders
from onrecord.values.carrier import Carrier

MOST_ALIGNED = 14  # wordings that are held against the words, and as many again of the speaker who is asked for
_LOOKED_AT = 60  # wordings whose statements are looked at for being the weightiest
_OF_SPEAKER = 1000  # wordings among which those of the speaker are looked for
_DEEPER = 4000  # blocks with a common run in which the speaker's own are looked for,
_DEEPER_RUNS = 16  # how many runs, spread over the words,
_DEEPER_WORDS = 60  # and of how many words at most: more are hardly all turns of phrase
_MOST_THEIRS = 2000  # statements of the speaker, up to which the wordings are looked for among theirs; else
_MOST_PROBED = 5000  # statements with the wordings are asked whether the speaker said them
_MOST_STATEMENTS = 2000  # of those wordings that are looked at,
_LEAST_STATEMENTS = 50  # but of each of them so many
_MOST_OF_SPEAKER = 50  # of each that are the speaker's own
_VOICES = 4  # who said the same words that are told of
_LEAST_RUNS = 0.15  # of all runs, which a wording must have to be held against the words

STANDING = """s.number NOT IN (SELECT statement FROM rejections)
  AND NOT EXISTS (SELECT 1 FROM versions AS past INDEXED BY versions_past
    WHERE past.report = s.report AND NOT past.stands)"""
# CROSS JOIN keeps the order: from the wording to its statements, never from the statements. Of each as little is read
# as is needed to choose: a wording may have thousands.
STATEMENTS = f"""
SELECT s.number, s.report AS report_number, s.kind, r.kind = 'transcript' AS is_primary,
  ifnull(i.stands_as, s.speaker) AS speaker_number, ifnull(copied.voice, s.report) AS voice
FROM worded AS w CROSS JOIN statements AS s ON s.number = w.statement CROSS JOIN reports AS r ON r.number = s.report
LEFT JOIN copies AS copied ON copied.report = s.report LEFT JOIN identities AS i ON i.speaker = s.speaker
WHERE w.wording = :wording AND s.report NOT IN (SELECT value FROM json_each(:without)) AND {STANDING}"""
_ASKED_FOR = "SELECT value FROM json_each(:speakers)"
OF_SPEAKER = f"""
SELECT DISTINCT found.wording FROM (SELECT w.wording, w.statement FROM json_each(:wordings) AS asked
    CROSS JOIN worded AS w ON w.wording = asked.value LIMIT :probed) AS found
CROSS JOIN statements AS s ON s.number = found.statement WHERE s.speaker IN ({_ASKED_FOR}) LIMIT :most"""
BY_SPEAKER = f"""
SELECT w.wording FROM (SELECT s.number FROM statements AS s WHERE s.speaker IN ({_ASKED_FOR}) LIMIT :most) AS found
CROSS JOIN worded AS w ON w.statement = found.number"""
TOLD = """
SELECT s.number, s.id AS statement, r.id AS report, s.kind, s.words, s.mode, s.force, s.said_on, s.occasion, s.place,
  s.nested_in IS NOT NULL AS is_nested, r.kind = 'transcript' AS is_primary, r.outlet, r.title, r.url, r.published,
  who.name AS speaker, ifnull(i.stands_as, s.speaker) AS speaker_number
FROM json_each(?) AS asked CROSS JOIN statements AS s ON s.number = asked.value
CROSS JOIN reports AS r ON r.number = s.report LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)"""
DATES = """
SELECT statement, earliest, latest FROM statement_dates WHERE statement IN (SELECT value FROM json_each(?))
ORDER BY statement, earliest"""
# Fewer words than make a run stand under no run of a longer statement.
PHRASE = """
SELECT DISTINCT w.wording FROM (SELECT rowid FROM statement_search WHERE statement_search MATCH ? LIMIT ?) AS found
CROSS JOIN worded AS w ON w.statement = found.rowid"""


@dataclass(frozen=True, slots=True)
class Carriers:
    """Statements that share words with those asked about, the weightiest wording first, the speaker's own too.

    runs: of three words that were looked up; common: how many of them stand in more places than were looked at.
    more: wordings that share some and were not held against the words.
    """

    found: tuple[Carrier, ...]
    runs: int
    common: int
    more: int


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A statement that stands for everybody who said its words under one name, see `Carrier`."""

    number: int
    holder: Holder
    others: int
    reports: int
    independent: int


def carriers(
    connection: sqlite3.Connection,
    keys: Sequence[str],
    words: str,
    speakers: Collection[int] = (),
    without: Collection[int] = (),
) -> Carriers:
    """Statements that may have these words. keys: of `comparing.tokens`. speakers: numbers of the one asked for.

    without: numbers of reports that do not count.

    Neither earlier versions of a page nor rejected statements. The cost depends on the words asked about, and not on
    how many statements are on record.
    """
    known = _by_phrase(connection, words) if len(keys) < RUN else holders(connection, keys)
    looked_at = [one for one in known.wordings[:_LOOKED_AT] if known.had[one][1] >= _LEAST_RUNS * known.runs]
    own = _own(connection, keys, known, speakers)
    rows = _rows(connection, looked_at, own, speakers, without)
    chosen = [(some, own.get(one) or known.of(one)) for one, some in rows.items()]
    found = _as_carriers(connection, chosen, len(words), speakers, words)
    more = max(0, len({*known.wordings, *own}) - len(rows))
    return Carriers(found, known.runs, known.common, more)


def carriers_among(
    connection: sqlite3.Connection, held: Sequence[Holder], length: int, speakers: Collection[int] = ()
) -> tuple[Carrier, ...]:
    """The statements of these wordings, as `carriers` gives them. length: of the words asked about, in code points."""
    rows = [(_rows_of(connection, one.wording, _MOST_STATEMENTS, speakers, ()), one) for one in held]
    return _as_carriers(connection, [(some, one) for some, one in rows if some], length, speakers)


def _as_carriers(
    connection: sqlite3.Connection,
    chosen: Iterable[tuple[Sequence[sqlite3.Row], Holder]],
    length: int,
    speakers: Collection[int],
    phrase: str = "",
) -> tuple[Carrier, ...]:
    """phrase: the words asked about, for holders that do not know where these stand."""
    found = [one for rows, holder in chosen for one in _chosen_of(rows, holder, speakers)]
    return _told(connection, found, room_for(length), phrase)


def _by_phrase(connection: sqlite3.Connection, words: str) -> Holders:
    rows = connection.execute(PHRASE, (quoted(words), MOST_HOLDERS + 1)).fetchall()
    found = tuple(row["wording"] for row in rows[:MOST_HOLDERS])
    return Holders(found, dict.fromkeys(found, (1.0, 1)), None, 1, int(len(rows) > MOST_HOLDERS))


def _own(
    connection: sqlite3.Connection, keys: Sequence[str], known: Holders, speakers: Collection[int]
) -> dict[int, Holder]:
    """The wordings of the speaker asked for, also where many others have the same few words."""
    if not speakers:
        return {}
    found = _of_speaker(connection, known, speakers, _OF_SPEAKER)
    # Whoever said the words has their rarer runs too, and of these all places were looked at.
    if not found and 2 * known.common > known.runs and RUN <= len(keys) <= _DEEPER_WORDS:
        deeper = holders(connection, keys, most=_DEEPER, most_runs=_DEEPER_RUNS)
        found = _of_speaker(connection, deeper, speakers, _MOST_PROBED)
    return found


def _of_speaker(
    connection: sqlite3.Connection, known: Holders, speakers: Collection[int], most: int
) -> dict[int, Holder]:
    """Their wordings among the `most` weightiest, from whichever side there is less to go through."""
    ranked = known.wordings[:most]
    numbers = json.dumps(sorted(speakers))
    rows = connection.execute(BY_SPEAKER, {"speakers": numbers, "most": _MOST_THEIRS + 1}).fetchall()
    if len(rows) > _MOST_THEIRS:
        asked = {"wordings": json.dumps(ranked), "speakers": numbers, "probed": _MOST_PROBED, "most": MOST_ALIGNED}
        rows = connection.execute(OF_SPEAKER, asked).fetchall()
    theirs = {row["wording"] for row in rows}
    return {one: known.of(one) for one in islice(filter(theirs.__contains__, ranked), MOST_ALIGNED)}


def _rows(
    connection: sqlite3.Connection,
    looked_at: Sequence[int],
    own: Collection[int],
    speakers: Collection[int],
    without: Collection[int],
) -> dict[int, list[sqlite3.Row]]:
    """The statements of those wordings that are held against the words: the weightiest that have any, and the own."""
    found: dict[int, list[sqlite3.Row]] = {}
    left = _MOST_STATEMENTS
    for wording in looked_at:
        if len(found) == MOST_ALIGNED:
            break
        theirs = speakers if wording in own else ()
        rows = _rows_of(connection, wording, max(left, _LEAST_STATEMENTS), theirs, without)
        left -= len(rows)
        found |= {wording: rows} if rows else {}
    for wording in own:
        if wording in found:
            continue
        rows = _rows_of(connection, wording, max(left, _LEAST_STATEMENTS), speakers, without)
        left -= len(rows)
        found |= {wording: rows} if rows else {}
    return found


def _rows_of(
    connection: sqlite3.Connection,
    wording: int,
    most: int,
    speakers: Collection[int],
    without: Collection[int],
) -> list[sqlite3.Row]:
    """Statements with this wording, so many at most; where there are more, those of these speakers come first."""
    lists = {"speakers": json.dumps(sorted(speakers)), "without": json.dumps(sorted(without))}
    asked = {"wording": wording, "most": most, **lists}
    rows = connection.execute(f"{STATEMENTS} LIMIT :most", asked).fetchall()
    if len(rows) < most or not speakers:
        return rows
    theirs = connection.execute(f"{STATEMENTS} AND +s.speaker IN ({_ASKED_FOR}) LIMIT {_MOST_OF_SPEAKER}", asked)
    by_number = {row["number"]: row for row in (*theirs, *rows)}
    return list(by_number.values())


def _chosen_of(rows: Sequence[sqlite3.Row], holder: Holder, speakers: Collection[int]) -> Iterator[_Chosen]:
    """One statement for everybody who said these very words: a transcript first, then what was read first."""
    by_speaker = defaultdict(list)
    for row in rows:
        by_speaker[row["speaker_number"]].append(row)
    ranked = sorted(by_speaker.values(), key=lambda group: (group[0]["speaker_number"] not in speakers, -len(group)))
    for group in ranked[:_VOICES]:
        first = min(group, key=lambda row: (not row["is_primary"], row["kind"] != "direct", row["number"]))
        reports, voices = ({row[column] for row in group} for column in ("report_number", "voice"))
        yield _Chosen(first["number"], holder, len(group) - 1, len(reports), len(voices))


def _told(connection: sqlite3.Connection, found: Sequence[_Chosen], room: int, phrase: str) -> tuple[Carrier, ...]:
    """All that is told of these statements. room: blocks of one wording that are read."""
    numbers = json.dumps([one.number for one in found])
    rows = {row["number"]: row for row in connection.execute(TOLD, (numbers,))}
    days = defaultdict(list)
    for row in connection.execute(DATES, (numbers,)):
        days[row["statement"]].append((row["earliest"], row["latest"]))
    windows = {
        one.holder.wording: windows_of(one.holder, room)
        if one.holder.blocks
        else around(phrase, rows[one.number]["words"], room)
        for one in found
    }
    return tuple(_carrier(one, rows[one.number], windows[one.holder.wording], tuple(days[one.number])) for one in found)


def _carrier(
    one: _Chosen, row: sqlite3.Row, windows: tuple[tuple[int, int], ...], days: tuple[tuple[str, str], ...]
) -> Carrier:
    length = len(row["words"])
    flags = {name: bool(row[name]) for name in ("is_nested", "is_primary")}
    return Carrier(
        **(dict(row) | flags),
        windows=tuple((start, min(end, length)) for start, end in windows),
        runs=one.holder.runs,
        days=days,
        others=one.others,
        reports=one.reports,
        independent=one.independent,
    )
