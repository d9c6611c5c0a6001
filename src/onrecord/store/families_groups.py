"""Families: made anew for the wordings that something touched and all that share words with them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.grouping.families import Crowd, Family, Match, Saying, families
from onrecord.grouping.families_rows import carriers, sayings_of
from onrecord.grouping.families_words import Shared, shared_words
from onrecord.store.families_much import runs_of, with_run
from onrecord.store.families_near import Wordings

TOUCHED = "SELECT plain FROM family_touched ORDER BY plain LIMIT ?"
NEAR = "SELECT other FROM family_pairs WHERE one = ? UNION SELECT one FROM family_pairs WHERE other = ?"
PAIRS = "SELECT one, other, told, anywhere, weight, share, of_longer, run, quoted FROM family_pairs WHERE one = ?"
FORGET = "DELETE FROM families WHERE plain = ?"
NO_MORE = "DELETE FROM family_touched WHERE plain = ?"
NEW = "INSERT INTO families (id, plain) VALUES (?, ?)"
PUT = "INSERT OR REPLACE INTO family_members VALUES (?, ?, ?, ?)"
DIGEST = "SELECT digest FROM plain_wordings WHERE number = ?"
IN_REPORTS = """
SELECT DISTINCT s.report FROM plain_wording_of AS p JOIN worded AS w ON w.wording = p.wording
JOIN statements AS s ON s.number = w.statement WHERE p.plain = ? LIMIT 2"""
LONGEST_TURN = 60  # words; a longer turn of a transcript is a source of quotations, and many different ones
# Of the latest version of each page, and not rejected; the speaker as people judged.
STATEMENTS = f"""
SELECT s.number, n.words AS size, s.id, r.id AS report, s.kind, s.starts, s.ends, s.words,
  who.name, who.type, who.entity,
  (SELECT min(d.earliest) FROM statement_dates AS d WHERE d.statement = s.number AND d.earliest > '0001') AS day,
  EXISTS (SELECT 1 FROM statements AS inner WHERE inner.nested_in = s.number
    AND inner.speaker IS NOT s.speaker) AS tells_of
FROM plain_wording_of AS p JOIN worded AS w ON w.wording = p.wording JOIN statements AS s ON s.number = w.statement
JOIN reports AS r ON r.number = s.report JOIN plain_wordings AS n ON n.number = p.plain
LEFT JOIN identities AS i ON i.speaker = s.speaker
LEFT JOIN speakers AS who ON who.number = ifnull(i.stands_as, s.speaker)
WHERE p.plain = ? AND (r.kind <> 'transcript' OR n.words <= {LONGEST_TURN})
  AND s.number NOT IN (SELECT statement FROM rejections) AND s.report NOT IN (SELECT report FROM superseded)
ORDER BY s.id"""
Numbered = dict[str, tuple[int, str]]  # of statements, by their ids: their numbers and words


def regroup(texts: Wordings, limit: int) -> int:
    """Make the families of touched wordings anew, at most so many and all that hang together with them.

    Gives how many wordings that were.
    """
    connection = texts.connection
    touched = [row[0] for row in connection.execute(TOUCHED, (limit,)).fetchall()]
    done: set[int] = set()
    for number in touched:
        if number not in done:
            together = _together(connection, number)
            _group(texts, sorted(together))
            done |= together
    connection.executemany(NO_MORE, [(number,) for number in done])
    return len(done)


def _together(connection: sqlite3.Connection, start: int) -> set[int]:
    """All plain wordings that pairs and long runs lead to, by one step or by many."""
    reached, frontier, met = {start}, [start], set[str]()
    while frontier:
        number = frontier.pop()
        runs = {run for run in runs_of(connection, number) if run not in met}
        met |= runs
        new = {row[0] for row in connection.execute(NEAR, (number, number))}
        new = new.union(*(with_run(connection, run) for run in runs)) - reached
        reached |= new
        frontier += new
    return reached


def _group(texts: Wordings, numbers: Sequence[int]) -> None:
    connection = texts.connection
    connection.executemany(FORGET, [(number,) for number in numbers])
    if len(numbers) == 1 and len(connection.execute(IN_REPORTS, (numbers[0],)).fetchall()) < 2:
        return
    digests = {number: str(connection.execute(DIGEST, (number,)).fetchone()[0]) for number in numbers}
    numbered: Numbered = {}
    sayings = [one for number in numbers for one in _sayings(connection, number, digests[number], numbered)]
    by_digest = {digest: number for number, digest in digests.items()}
    crowd = _crowd(texts, digests)
    for family in families(sayings, _matches(texts, digests), crowd):
        _put(connection, family, by_digest[family.fullest.wording], numbered)


def _sayings(connection: sqlite3.Connection, number: int, digest: str, numbered: Numbered) -> Iterator[Saying]:
    """Who said these words, with all their statements; `numbered` gets what is needed to write them."""
    rows = connection.execute(STATEMENTS, (number,)).fetchall()
    numbered.update((row["id"], (row["number"], row["words"])) for row in rows)
    return sayings_of(digest, rows[0]["size"] if rows else 0, rows)


def _matches(texts: Wordings, digests: Mapping[int, str]) -> dict[tuple[str, str], list[Match]]:
    found: defaultdict[tuple[str, str], list[Match]] = defaultdict(list)
    for number, digest in digests.items():
        words = texts.plain(number)
        alone = shared_words(words, words) if words else None
        if alone:
            found[digest, digest].append(Match(alone))
        for row in texts.connection.execute(PAIRS, (number,)):
            other = digests[row["other"]]
            shared = Shared(*(row[name] for name in Shared._fields))
            match = Match(shared, bool(row["anywhere"]), other if row["told"] else None)
            found[min(digest, other), max(digest, other)].append(match)
    return found


def _crowd(texts: Wordings, digests: Mapping[int, str]) -> Crowd:
    """What is carried so often that wordings are held against each other only when families are made."""
    numbers = {digest: number for number, digest in digests.items()}

    def match(one: str, other: str) -> list[Match]:
        mine, theirs = texts.plain(numbers[one]), texts.plain(numbers[other])
        shared = shared_words(mine, theirs) if mine and theirs else None
        return [Match(shared)] if shared else []

    return Crowd({digest: runs_of(texts.connection, number) for number, digest in digests.items()}, match)


def _put(connection: sqlite3.Connection, family: Family, plain: int, numbered: Numbered) -> None:
    number = connection.execute(NEW, (family.id, plain)).lastrowid or 0
    words = {told.id: numbered[told.id][1] for saying in family.sayings for told in saying.told}
    rows = [(numbered[one.statement][0], number, one.how, int(one.other_mouth)) for one in carriers(family, words)]
    connection.executemany(PUT, rows)
