"""Do families agree with the quotations that recur in PolNeAR?

usage: python -m bench.same_quotes [--part train|dev] [--record FILE] [--model NAME] [--differences] [--write]

Takes the articles of PolNeAR (ONRECORD_DATA) as `onrecord read` puts them on record (--record: a record that holds them
already), groups the statements, and looks at each pair of quotations of different articles that share six words in a
row (`*.samequotes.jsonl.gz`: silver, judged by rule): are the statements that hold them in one family? same, cut,
altered and spliced should be; phrase should not; overlap is both. A pair of which a quotation was not found as a
statement says nothing of families and is counted apart. Also counted: pairs of statements with quotation marks that we
hold for the same words and the silver does not know. --differences prints every case in which the two differ, to be
read by a person. Without the data the script says so and ends with 0.
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.gold import ROOT, as_input, data_folder, rows, skipped
from bench.marked_part import write_part
from onrecord.store.families_waiting import complete_families
from onrecord.store.record import open_record

TOGETHER = ("same", "cut", "altered", "spliced")
KINDS = (*TOGETHER, "overlap", "phrase")
LEAST = 0.5  # of the shorter of a quotation and a statement that the other covers
STATEMENTS = """
SELECT r.given_id, s.id, s.starts, s.ends, s.kind, s.words, who.name, f.id, m.how
FROM statements AS s JOIN reports AS r ON r.number = s.report
LEFT JOIN speakers AS who ON who.number = s.speaker
LEFT JOIN family_members AS m ON m.statement = s.number LEFT JOIN families AS f ON f.number = m.family
ORDER BY r.given_id, s.starts, s.ends"""


@dataclass(frozen=True, slots=True)
class Found:
    """A statement on record."""

    article: str
    id: str
    starts: int
    ends: int
    kind: str
    words: str
    speaker: str | None
    family: str | None
    how: str | None


@dataclass(slots=True)
class Told:
    """What came out."""

    pairs: Counter[str] = field(default_factory=Counter)
    together: Counter[str] = field(default_factory=Counter)
    not_found: Counter[str] = field(default_factory=Counter)
    unknown: int = 0  # to the silver
    families: int = 0
    differences: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=["train", "dev"], default="train")
    parser.add_argument("--record", help="a record with the articles; otherwise they are read now")
    parser.add_argument("--model", default="fast", help="who reads them")
    parser.add_argument("--differences", action="store_true", help="print every case in which the two differ")
    parser.add_argument("--write", action="store_true", help="write the table into docs/quality.md")
    given = parser.parse_args()
    data = data_folder()
    if data is None:
        print(skipped("same quotes"))
        return 0
    with tempfile.TemporaryDirectory() as out:
        record = Path(given.record) if given.record else _read(data, Path(out), given.part, given.model)
        with open_record(record) as opened:
            for _ in complete_families(opened):
                pass
            told = compare(opened.connection, rows(data / "data" / "polnear" / f"{given.part}.samequotes.jsonl.gz"))
    print(*lines(told), *(told.differences if given.differences else []), sep="\n")
    if given.write:
        write_part(ROOT / "docs" / "quality.md", f"same quotes, {given.part}", table(told))
    return 0


def _read(data: Path, out: Path, part: str, model: str) -> Path:
    _, articles = as_input(data, out / "a", "polnear", str(data / "data" / "polnear" / f"{part}.jsonl.gz"))
    record = out / "r.db"
    command = [sys.executable, "-m", "onrecord", "read", str(articles), "--record", str(record), "--model", model]
    subprocess.run([*command, "--quiet"], check=False)
    return record


def compare(connection: sqlite3.Connection, silver: Iterator[dict[str, Any]]) -> Told:
    told, by_article = Told(), dict[str, list[Found]]()
    for row in connection.execute(STATEMENTS):
        by_article.setdefault(row[0], []).append(Found(*row))
    known = set()
    for pair in silver:
        kind = pair["kind"]
        told.pairs[kind] += 1
        ends = [_statement(by_article.get(pair[side]["article"], []), *pair[side]["span"]) for side in ("a", "b")]
        if None in ends:
            told.not_found[kind] += 1
            continue
        one, other = (end for end in ends if end is not None)
        known.add(frozenset((one.id, other.id)))
        together = one.family is not None and one.family == other.family
        told.together[kind] += together
        if (kind in TOGETHER) != together and kind != "overlap":
            told.differences.append(_shown(f"silver {kind}, we {'together' if together else 'apart'}", one, other))
    families: dict[str, list[Found]] = {}
    for found in (one for each in by_article.values() for one in each if one.family):
        families.setdefault(str(found.family), []).append(found)
    told.families = len(families)
    for one, other in (pair for members in families.values() for pair in combinations(members, 2)):
        quoted = "indirect" not in (one.kind, other.kind)
        if quoted and one.article != other.article and frozenset((one.id, other.id)) not in known:
            told.unknown += 1
            told.differences.append(_shown("silver nothing, we together", one, other))
    return told


def _statement(statements: list[Found], start: int, end: int) -> Found | None:
    """The statement that has most of a quotation, or lies in it."""

    def covered(one: Found) -> float:
        return (min(one.ends, end) - max(one.starts, start)) / min(one.ends - one.starts, end - start)

    best = max(statements, key=lambda one: (covered(one), one.kind == "direct", one.ends - one.starts), default=None)
    return best if best is not None and covered(best) >= LEAST else None


def _shown(what: str, *sides: Found) -> str:
    words = (f"[{one.kind}] {one.speaker}: {' '.join(one.words.split())[:300]}" for one in sides)
    return "\n".join((what, *(f"  {one.article} {told}" for one, told in zip(sides, words, strict=True))))


def _rows(told: Told) -> Iterator[tuple[str, int, int, int, int]]:
    for kind in KINDS:
        found = told.pairs[kind] - told.not_found[kind]
        yield kind, told.pairs[kind], found, told.together[kind], found - told.together[kind]


def lines(told: Told) -> Iterator[str]:
    for kind, pairs, found, together, apart in _rows(told):
        yield f"{kind:<8} {pairs:>4} pairs, {found:>4} on record: {together:>4} together, {apart:>4} apart"
    yield f"pairs of quotations that only we hold for the same words: {told.unknown}, of {told.families} families"


def table(told: Told) -> str:
    head = ["| silver | pairs | both on record | in one family | apart |", "|---|---|---|---|---|"]
    body = [f"| {' | '.join(map(str, row))} |" for row in _rows(told)]
    return "\n".join((*head, *body, f"| unknown to it | | | {told.unknown} | |"))


if __name__ == "__main__":
    sys.exit(main())
