"""From the words that are asked about to the statements on record that share words with them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.matching.word_runs import BLOCK, RUN
from onrecord.store.date_ranges import Days
from onrecord.store.search import quoted
from onrecord.store.wordings import MOST_HOLDERS, Holder, Holders, holders
from onrecord.values.carrier import Carrier

MOST_ALIGNED = 14  # wordings that are held against the words, and as many again of the speaker who is asked for
_LOOKED_AT = 60  # wordings whose statements are looked at for being the weightiest
_OF_SPEAKER = 1000  # wordings among which those of the speaker are looked for
_DEEPER = 4000  # blocks with a common run in which the speaker's own are looked for
_MOST_STATEMENTS = 2000  # of those wordings that are looked at
_NEAR_BLOCKS = 2  # blocks without a run between two windows that are read all the same
_MOST_BLOCKS = 14  # of one wording that are read, and as many more as the words asked about are long
_BEFORE, _BEHIND = BLOCK // 2, BLOCK  # code points that are read around blocks with runs
_OF_BEST = 0.15  # of the weight of a wording's best block, from which on another block of it is read
_LEAST_RUNS = 0.15  # of all runs, which a wording must have to be held against the words

STANDING = """s.number NOT IN (SELECT statement FROM rejections)
  AND NOT EXISTS (SELECT 1 FROM versions AS past WHERE past.report = s.report AND NOT past.stands)"""
# CROSS JOIN keeps the order: from the few wordings to their statements, never from the statements.
STATEMENTS = f"""
SELECT w.wording, s.number, s.id AS statement, r.id AS report, s.report AS report_number, s.kind, s.mode, s.force,
  s.said_on, s.occasion, s.place, s.nested_in IS NOT NULL AS is_nested, r.kind = 'transcript' AS is_primary, r.outlet,
  r.title, r.url, r.published, who.name AS speaker, ifnull(i.stands_as, s.speaker) AS speaker_number,
  ifnull(copied.voice, s.report) AS voice
FROM json_each(:wordings) AS asked CROSS JOIN worded AS w ON w.wording = asked.value
CROSS JOIN statements AS s ON s.number = w.statement CROSS JOIN reports AS r ON r.number = s.report
LEFT JOIN copies AS copied ON copied.report = s.report LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
WHERE {STANDING} LIMIT :most"""
OF_SPEAKER = """
SELECT DISTINCT w.wording FROM json_each(:wordings) AS asked CROSS JOIN worded AS w ON w.wording = asked.value
CROSS JOIN statements AS s ON s.number = w.statement
WHERE s.speaker IN (SELECT value FROM json_each(:speakers)) LIMIT :most"""
WORDS = "SELECT number, words FROM statements WHERE number IN (SELECT value FROM json_each(?))"
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
    looked_at = [one.wording for one in known.found[:_LOOKED_AT] if one.runs >= _LEAST_RUNS * known.runs]
    own = _own(connection, keys, known, speakers)
    by_wording = {one.wording: one for one in (*known.found, *own.values())}
    rows = _rows(connection, [*dict.fromkeys((*looked_at, *own))], without)
    chosen = [wording for wording in looked_at if wording in rows][:MOST_ALIGNED]
    chosen += [wording for wording in own if wording in rows and wording not in chosen][:MOST_ALIGNED]
    found = _as_carriers(connection, {one: (rows[one], by_wording[one]) for one in chosen}, len(words), speakers)
    more = max(0, len(by_wording) - len(chosen))
    return Carriers(found, known.runs, known.common, more)


def carriers_among(
    connection: sqlite3.Connection, held: Sequence[Holder], length: int, speakers: Collection[int] = ()
) -> tuple[Carrier, ...]:
    """The statements of these wordings, as `carriers` gives them. length: of the words asked about, in code points."""
    rows = _rows(connection, [one.wording for one in held], ())
    return _as_carriers(
        connection, {one.wording: (rows[one.wording], one) for one in held if one.wording in rows}, length, speakers
    )


def _as_carriers(
    connection: sqlite3.Connection,
    chosen: Mapping[int, tuple[Sequence[sqlite3.Row], Holder]],
    length: int,
    speakers: Collection[int],
) -> tuple[Carrier, ...]:
    room = _MOST_BLOCKS + 2 * length // BLOCK
    found = tuple(carrier for rows, holder in chosen.values() for carrier in _carriers_of(rows, holder, room, speakers))
    return _with_words(connection, found)


def _by_phrase(connection: sqlite3.Connection, words: str) -> Holders:
    rows = connection.execute(PHRASE, (quoted(words), MOST_HOLDERS + 1)).fetchall()
    found = tuple(Holder(row["wording"], (), 1.0, 1) for row in rows[:MOST_HOLDERS])
    return Holders(found, 1, int(len(rows) > MOST_HOLDERS))


def _own(
    connection: sqlite3.Connection, keys: Sequence[str], known: Holders, speakers: Collection[int]
) -> dict[int, Holder]:
    """The wordings of the speaker asked for, also where many others have the same few words."""
    if not speakers:
        return {}
    found = _of_speaker(connection, known.found[:_OF_SPEAKER], speakers)
    if not found and known.common and len(keys) >= RUN:
        found = _of_speaker(connection, holders(connection, keys, most=_DEEPER).found, speakers)
    return found


def _of_speaker(
    connection: sqlite3.Connection, found: Sequence[Holder], speakers: Collection[int]
) -> dict[int, Holder]:
    asked = {
        "wordings": json.dumps([one.wording for one in found]),
        "speakers": json.dumps(sorted(speakers)),
        "most": MOST_ALIGNED,
    }
    theirs = {row["wording"] for row in connection.execute(OF_SPEAKER, asked)}
    return {one.wording: one for one in found if one.wording in theirs}


def _rows(
    connection: sqlite3.Connection, wordings: Sequence[int], without: Collection[int]
) -> dict[int, list[sqlite3.Row]]:
    found = defaultdict(list)
    for row in connection.execute(STATEMENTS, {"wordings": json.dumps(wordings), "most": _MOST_STATEMENTS}):
        if row["report_number"] not in without:
            found[row["wording"]].append(row)
    return found


def _windows(holder: Holder, room: int) -> tuple[tuple[int, int], ...]:
    """The ranges of code points to read: where the rarest runs stand, until room for blocks is used up.

    A holder found without blocks is read from its beginning.
    """
    if not holder.blocks:
        return ((0, room * BLOCK),)
    weights = holder.weights
    blocks = [
        (block, weight)
        for (block, _), weight in zip(holder.blocks, weights, strict=True)
        if weight >= _OF_BEST * max(weights)
    ]
    groups = [[blocks[0]]]
    for one in blocks[1:]:
        if one[0] - groups[-1][-1][0] > _NEAR_BLOCKS + room // _MOST_BLOCKS:
            groups.append([])
        groups[-1].append(one)
    kept: list[tuple[int, int]] = []
    for group in sorted(groups, key=lambda group: -sum(weight for _, weight in group)):
        first, last = group[0][0], group[-1][0]
        if kept and last - first + 2 > room:
            continue
        kept.append((max(0, first * BLOCK - _BEFORE), (last + 1) * BLOCK + _BEHIND))
        room -= last - first + 2
    return tuple(_merged(sorted(kept)))


def _merged(windows: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for one in windows:
        if last and one[0] <= last[1]:
            last = (last[0], max(last[1], one[1]))
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _carriers_of(
    rows: Sequence[sqlite3.Row], holder: Holder, room: int, speakers: Collection[int]
) -> Iterator[Carrier]:
    """One statement for everybody who said these very words: a transcript first, then what was read first."""
    windows = _windows(holder, room)
    by_speaker = defaultdict(list)
    for row in rows:
        by_speaker[row["speaker_number"]].append(row)
    ranked = sorted(by_speaker.values(), key=lambda group: (group[0]["speaker_number"] not in speakers, -len(group)))
    for group in ranked[:4]:
        first = min(group, key=lambda row: (not row["is_primary"], row["kind"] != "direct", row["number"]))
        reports, voices = ({row[column] for row in group} for column in ("report_number", "voice"))
        yield _carrier(first, windows, holder.runs, (len(group) - 1, len(reports), len(voices)))


def _carrier(
    row: sqlite3.Row, windows: tuple[tuple[int, int], ...], runs: int, counted: tuple[int, int, int]
) -> Carrier:
    others, reports, independent = counted
    taken = {key: row[key] for key in row.keys() if key not in ("wording", "report_number", "voice")}  # noqa: SIM118
    flags = {name: bool(taken[name]) for name in ("is_nested", "is_primary")}
    return Carrier(
        **(taken | flags),
        words="",
        windows=windows,
        runs=runs,
        days=(),
        others=others,
        reports=reports,
        independent=independent,
    )


def _with_words(connection: sqlite3.Connection, found: Sequence[Carrier]) -> tuple[Carrier, ...]:
    numbers = json.dumps([one.number for one in found])
    words = {row["number"]: row["words"] for row in connection.execute(WORDS, (numbers,))}
    days = defaultdict(list)
    for row in connection.execute(DATES, (numbers,)):
        days[row["statement"]].append(Days(row["earliest"], row["latest"]))
    return tuple(
        replace(
            one,
            words=words[one.number],
            windows=tuple((start, min(end, len(words[one.number]))) for start, end in one.windows),
            days=tuple((day.earliest, day.latest) for day in days[one.number]),
        )
        for one in found
    )
