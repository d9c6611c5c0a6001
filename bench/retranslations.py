"""Are two translations of one sentence proposed as the same in other words, and other sentences left alone?

usage: python -m bench.retranslations [--misses] [--write]
       python -m bench.retranslations --speed

Takes wmt21_translations (ONRECORD_DATA) in documents and halves as `onrecord_training.rewordings` does: one half
taught the weights and the threshold, this reports the other, on which nothing was chosen.
- Within documents: every sentence's first human translation with every sentence's second one, and with a machine
  translation, of the same document. Recall: of the pairs of one sentence. Precision: of all pairs proposed.
- Made contradictions: the second translation with another number, or with "not" taken out; none may be proposed.
- In a record of all first translations: what is proposed for the second one, with its own sentence on record and
  without.
--speed: sentences a second, and the time of a search among 100,000 and 1,000,000 made-up vectors.
Without the data, or the extra `meaning`, the script says so and ends with 0.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import numpy as np

from bench.gold import ROOT, data_folder, skipped
from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today
from onrecord.comparing.rewording import Rewording, Rewordings, gist_of
from onrecord.errors import MissingExtra
from onrecord.inference.sentences import Embedder, Vectors
from onrecord.run.load_meaning import load_encoder, load_rewordings
from onrecord.store import meaning
from onrecord.store.record import open_record
from onrecord.values.span import Span
from onrecord_training.rewordings import HUMAN, LEARNED, REPORTED, RIGHT, Document, Pair, documents, pairs_of

MARK = "rewordings"
LOOKED_AT = 50  # as in onrecord.run.meaning
NUMBER = re.compile(r"\b\d{1,3}\b")
NOT = re.compile(r" not\b(?! only)|n['’]t\b|\bnever ")
SIZES = (100_000, 1_000_000)


@dataclass
class Remembering:
    """An encoder that reads each text once."""

    encoder: Embedder
    name: str = "remembering"
    digest: str = ""
    known: dict[str, Vectors] = field(default_factory=dict)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        new = sorted({text for text in texts if text not in self.known})
        self.known.update(zip(new, self.encoder.vectors(new), strict=True))
        return np.array([self.known[text] for text in texts])


@dataclass(frozen=True, slots=True)
class Told:
    """Pairs of some kind: of one sentence, proposed, rightly proposed."""

    pairs: int
    positives: int
    proposed: int
    right: int

    def row(self, name: str) -> str:
        precision = self.right / self.proposed if self.proposed else 0.0
        return f"| {name} | {self.positives:,} | {self.pairs:,} | {precision:.3f} | {self.right / self.positives:.3f} |"


def told(pairs: Iterable[Pair], proposes: Callable[[Pair], bool]) -> Told:
    judged = [(pair.right, proposes(pair)) for pair in pairs]
    return Told(
        len(judged), sum(right for right, _ in judged), sum(said for _, said in judged), sum(r and s for r, s in judged)
    )


def judge(rule: Rewordings, pair: Pair) -> Rewording:
    return rule.judge(gist_of(pair.one), gist_of(pair.other), pair.cosine)


def within_documents(rule: Rewordings, learned: Sequence[Pair], reported: Sequence[Pair]) -> Iterator[str]:
    """Rows: the rule, and for comparison the cosine alone, its threshold chosen in the same way."""
    yield "| within documents | pairs of one sentence | all pairs | precision | recall |"
    yield "|---|---|---|---|---|"
    for kind, some in groupby(reported, key=lambda pair: pair.kind):
        yield told(some, lambda pair: rule.proposes(judge(rule, pair))).row(kind)
    least = least_cosine(learned)
    for kind, some in groupby(reported, key=lambda pair: pair.kind):
        yield told(some, lambda pair: pair.cosine >= least).row(f"{kind}, likeness of vectors alone")
    yield told(learned, lambda pair: rule.proposes(judge(rule, pair))).row("the half that taught")


def least_cosine(pairs: Sequence[Pair]) -> float:
    """The least cosine above which RIGHT of the pairs are of one sentence."""
    least, good = 1.0, 0
    for count, pair in enumerate(sorted(pairs, key=lambda one: -one.cosine), 1):
        good += pair.right
        if good >= RIGHT * count:
            least = pair.cosine
    return least


def other_number(text: str) -> str:
    return NUMBER.sub(lambda found: str(int(found[0]) * 3 + 1), text, count=1)


def without_not(text: str) -> str:
    return NOT.sub("", text, count=1)


def contradictions(rule: Rewordings, encoder: Embedder, some: Sequence[Document]) -> Iterator[str]:
    """Rows: of each recipe how many were made, proposed, and how many are likely but for a difference that is named."""
    yield "| made contradiction | pairs | still proposed | near and the difference named |"
    yield "|---|---|---|---|"
    for name, change in (("another number", other_number), ('"not" taken out', without_not)):
        made = [
            (one, change(other))
            for document in some
            for one, other in zip(document.first, document.second, strict=True)
            if change(other) != other
        ]
        cosines = (encoder.vectors([a for a, _ in made]) * encoder.vectors([b for _, b in made])).sum(1)
        found = [judge(rule, Pair(a, b, float(c), False)) for (a, b), c in zip(made, cosines, strict=True)]
        proposed = sum(map(rule.proposes, found))
        named = sum(one.chance >= rule.least and bool(one.against) for one in found)
        yield f"| {name} | {len(made)} | {proposed} | {named} |"


def in_a_record(rule: Rewordings, encoder: Embedder, every: Sequence[Document], some: Sequence[Document]) -> str:
    """A sentence on what is proposed when all first translations are on record, with and without the own one."""
    on_record = [text for document in every for text in document.first]
    vectors = encoder.vectors(on_record)
    asked = [pair for document in some for pair in zip(document.first, document.second, strict=True)]
    found = silent = falsely = 0
    for own, words in asked:
        cosines = vectors @ encoder.vectors([words])[0]
        near = [int(at) for at in np.argsort(-cosines, kind="stable")[:LOOKED_AT]]
        judged = [(on_record[at], judge(rule, Pair(words, on_record[at], float(cosines[at]), False))) for at in near]
        proposed = sorted((-one.chance, text) for text, one in judged if rule.proposes(one))
        found += bool(proposed) and proposed[0][1] == own
        silent += not proposed
        falsely += any(text != own for _, text in proposed)
    n = len(asked)
    return (
        f"In a record of {len(on_record):,} sentences, asked with the second translation of {n:,} of them: the right "
        f"one is proposed first for {found / n:.3f}, nothing is proposed for {silent / n:.3f}; some other sentence, "
        f"which would be all where the right one is not on record, is proposed for {falsely / n:.3f}."
    )


def speed() -> None:
    """Print sentences a second and times of searches."""
    encoder = load_encoder()
    data = data_folder()
    texts = (
        sorted({text for one in documents(data) for text in one.first})[:500] if data else ["A bridge is safe."] * 500
    )
    began = time.perf_counter()
    encoder.vectors(texts)
    print(f"{machine()}; {len(texts) / (time.perf_counter() - began):.0f} sentences a second")
    for size in SIZES:
        print(f"{size:,} vectors: one question {search_time(size):.2f} s")


def search_time(size: int) -> float:
    """Seconds of one question to a record with made-up vectors, the best of three."""
    chance = np.random.default_rng(size)
    asked = chance.normal(size=(1, meaning.WIDTH)).astype(np.float32)
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "r.db", create=True) as record:
        with record.batch():
            record.connection.execute("PRAGMA defer_foreign_keys = ON")
            model = meaning.keep_model(record.connection, "made up", "0")
            for first in range(0, size, 10_000):
                made = chance.normal(size=(10_000, meaning.WIDTH)).astype(np.float32) / meaning.WIDTH**0.5
                rows = [(first + at + 1, [(Span(0, 1), vector)]) for at, vector in enumerate(made)]
                numbers = [(number, number.to_bytes(16, "big")) for number, _ in rows]
                record.connection.executemany("INSERT INTO wordings VALUES (?, ?, 0)", numbers)
                meaning.put_vectors(record.connection, model, rows)
        times = []
        for _ in range(3):
            began = time.perf_counter()
            meaning.nearest(record.connection, model, asked, 90)
            times.append(time.perf_counter() - began)
    return min(times)


def misses(rule: Rewordings, pairs: Iterable[Pair]) -> None:
    """Print what was proposed wrongly, and what was not proposed and why."""
    for pair in pairs:
        found = judge(rule, pair)
        if rule.proposes(found) != pair.right:
            why = ", ".join(found.against) or ("short" if found.is_short else "")
            print(
                f"{'-' if pair.right else '+'} {found.chance:.2f} {pair.cosine:.2f} {why}\n  {pair.one}\n  {pair.other}"
            )


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--misses", action="store_true", help="print pairs of the teaching half that were judged wrong"
    )
    options.add_argument("--write", action="store_true", help="write the figures into docs/quality.md")
    options.add_argument("--speed", action="store_true")
    asked = options.parse_args()
    data = data_folder()
    if data is None:
        print(skipped("retranslations"))
        return 0
    try:
        encoder = Remembering(load_encoder())
    except MissingExtra as error:
        print(f"retranslations: skipped. {error}")
        return 0
    if asked.speed:
        speed()
        return 0
    rule, every = load_rewordings(), sorted(documents(data), key=lambda one: one.kind)
    halves = {
        half: [pair for one in every if one.half == half for pair in pairs_of(one, encoder)]
        for half in (LEARNED, REPORTED)
    }
    if asked.misses:
        misses(rule, halves[LEARNED])
        return 0
    human = [one for one in every if one.kind == HUMAN]
    reported = [one for one in human if one.half == REPORTED]
    parts = [
        "\n".join(within_documents(rule, halves[LEARNED], halves[REPORTED])),
        "\n".join(contradictions(rule, encoder, reported)),
        in_a_record(rule, encoder, human, reported),
        f"Measured {today()} by `python -m bench.retranslations`.",
    ]
    body = "\n\n".join(parts)
    print(body)
    if asked.write:
        write_part(ROOT / "docs" / "quality.md", MARK, body)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
