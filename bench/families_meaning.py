"""Are two translations of one statement joined, by their words or as a proposal by meaning, and others left apart?

usage: python -m bench.families_meaning [--misses] [--write]
       python -m bench.families_meaning --speaker N ...

Takes the held-out half of wmt21_translations (ONRECORD_DATA; documents as in `bench.retranslations`) as two outlets
print it: one report quotes every sentence of a document in the first human translation, another in the second. Put on
record, grouped by words, then asked for proposals as `onrecord families --meaning` asks.
- a speaker for each document: a person and a day have the sentences of one text;
- a speaker for every ten documents: what one person may say in a day, and more.
By words: pairs of one sentence in one family. Proposed: pairs that are in none together. Recall: of all pairs of one
sentence, those by words among them; precision: of the pairs proposed.
--misses prints what is proposed wrongly. --speaker N: the cost of one speaker with N statements, one a minute or all on
one day, with made-up vectors. Without the data, or the extra `meaning`, the script says so and ends with 0.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np

from bench.families import Made, report_of
from bench.gold import ROOT, data_folder, skipped
from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today
from bench.retranslations import Remembering
from onrecord.errors import MissingExtra
from onrecord.run.families_meaning import proposals
from onrecord.run.load_meaning import load_encoder, load_rewordings
from onrecord.run.meaning import Proposer
from onrecord.store.families_waiting import complete_families
from onrecord.store.meaning import WIDTH
from onrecord.store.record import Record, open_record
from onrecord.store.writer import add
from onrecord_training.rewordings import HUMAN, REPORTED, Document, documents

MARK = "families by meaning"
IN_DAY = 500  # statements, where one speaker's are spread over days
Sentence = tuple[str, int]  # of a document
FAMILIES = "SELECT s.number, m.family FROM statements AS s JOIN family_members AS m ON m.statement = s.number"


def put_documents(record: Record, some: Sequence[Document], to_a_speaker: int) -> dict[int, Sentence]:
    """Two reports for each document. Gives the sentence of each statement, by its number."""
    run = record.begin_run("2031-01-01T00:00:00Z", "bench", [])
    sentences: dict[str, Sentence] = {}
    with record.batch():
        for at, (document, side) in enumerate(product(some, ("first", "second"))):
            speaker = at // 2 // to_a_speaker
            texts = document.first if side == "first" else document.second
            whole, page = report_of([Made((text,), speaker, speaker % 300, frozenset()) for text in texts], at)
            add(record.connection, run, whole, page)
            sentences |= {one.id: (document.name, n) for n, one in enumerate(whole.statements)}
    rows = record.connection.execute("SELECT number, id FROM statements")
    return {row[0]: sentences[row[1]] for row in rows}


def measure(proposer: Proposer, some: Sequence[Document], to_a_speaker: int, *, misses: bool) -> str:
    """A row of the table."""
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder, "r.db"), create=True) as record:
        sentences = put_documents(record, some, to_a_speaker)
        for _ in complete_families(record):
            pass
        proposer.index(record)
        found = proposals(record, proposer).found
        families = dict(map(tuple, record.connection.execute(FAMILIES).fetchall()))
        words = dict(map(tuple, record.connection.execute("SELECT number, words FROM statements").fetchall()))
    pairs: dict[Sentence, list[int]] = {}
    for number, sentence in sentences.items():
        pairs.setdefault(sentence, []).append(number)
    by_words = sum(families.get(a, -1) == families.get(b) for a, b in pairs.values())
    right = sum(sentences[one.one] == sentences[one.other] for one in found)
    for one in found if misses else ():
        if sentences[one.one] != sentences[one.other]:
            print(f"{one.chance:.2f}\n  {words[one.one]}\n  {words[one.other]}")
    total = len(pairs)
    figures = f"{len(found):,} | {right / max(1, len(found)):.3f} | {(by_words + right) / total:.3f}"
    return f"{total:,} | {by_words:,} | {figures}"


def of_one_speaker(number: int, in_day: int) -> str:
    """The cost of one speaker with so many statements."""
    chance = np.random.default_rng(number)
    texts = [f"Sentence {n} tells of the boats and the oil of a year." for n in range(number)]

    class MadeUp:
        name, digest = "made up", "made up"

        def vectors(self, some: Sequence[str]) -> np.ndarray:  # type: ignore[type-arg]
            rows = chance.normal(size=(len(some), WIDTH)).astype(np.float32)
            return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    proposer = Proposer(MadeUp(), load_rewordings())
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder, "r.db"), create=True) as record:
        run = record.begin_run("2031-01-01T00:00:00Z", "bench", [])
        with record.batch():
            for at in range(0, number, 10):
                made = [Made((text,), 1, at // in_day, frozenset()) for text in texts[at : at + 10]]
                add(record.connection, run, *report_of(made, at))
        proposer.index(record)
        began = time.process_time()
        given = proposals(record, proposer)
        spent = time.process_time() - began
    return f"{number:,} | {in_day:,} | {spent:.1f} | {1000 * spent / number:.2f} | {given.left_out:,}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print what is proposed wrongly")
    parser.add_argument("--speaker", type=int, nargs="+", metavar="N", help="statements of one speaker")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/quality.md")
    asked = parser.parse_args()
    if asked.speaker:
        for number, in_day in product(asked.speaker, (IN_DAY, max(asked.speaker))):
            print(of_one_speaker(number, in_day), flush=True)
        return 0
    data = data_folder()
    if data is None:
        print(skipped("families by meaning"))
        return 0
    try:
        proposer = Proposer(Remembering(load_encoder(), digest="remembering"), load_rewordings())
    except MissingExtra as error:
        print(f"families by meaning: skipped. {error}")
        return 0
    some = [one for one in documents(data) if one.half == REPORTED and one.kind == HUMAN]
    lines = ["| one speaker and day | pairs of one sentence | by words | proposed | precision | recall |"]
    lines.append("|---|---|---|---|---|---|")
    for told, to_a_speaker in (("each document", 1), ("ten documents", 10)):
        lines.append(f"| {told} | {measure(proposer, some, to_a_speaker, misses=asked.misses)} |")
    body = "\n".join((*lines, "", f"Measured {today()} by `python -m bench.families_meaning`, on {machine()}."))
    print(body)
    if asked.write:
        write_part(ROOT / "docs" / "quality.md", MARK, body)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
