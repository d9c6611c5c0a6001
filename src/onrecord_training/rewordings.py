"""Fits the weights by which two texts are held for one statement in other words.

usage: python -m onrecord_training.rewordings [--write]

Learns from wmt21_translations in ONRECORD_DATA (default ../shared): news sentences with two human translations and
several machine ones. Pairs: each sentence's first human translation with the second, and with one machine translation,
against all other sentences of the same document; documents are the file's own, else blocks of twenty sentences in its
order. Half of the documents, chosen by a checksum of their names, teach; `bench.retranslations` reports the other half.
The threshold is the least chance above which RIGHT of the proposals of the teaching half are right. Needs the extra
`meaning`.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import onrecord
from onrecord.comparing.rewording import COLUMNS, Rewordings, evidence_of, gist_of, table_of
from onrecord.inference.sentences import Embedder
from onrecord.run.load_meaning import load_encoder
from onrecord.text.passages import plain
from onrecord_training.corpus import read_rows

log = logging.getLogger(__name__)
Numbers = NDArray[np.float64]

DATA = Path("data", "wmt21_translations", "data.jsonl.gz")
BLOCK = 20  # sentences of a document where the file names none
RIGHT = 0.975  # of the proposals of the teaching half; on texts that taught nothing it is two points less
RIDGE, ROUNDS = 1.0, 40
LEARNED, REPORTED = 0, 1
HUMAN, MACHINE = "human and human", "human and machine"


@dataclass(frozen=True, slots=True)
class Document:
    """Sentences of one document, each in two translations. kind: whose the second one is."""

    name: str
    kind: str
    first: tuple[str, ...]
    second: tuple[str, ...]

    @property
    def half(self) -> int:
        return half_of(self.name)


@dataclass(frozen=True, slots=True)
class Pair:
    """The first translation of one sentence and the second of one of the same document. right: is it one sentence?"""

    one: str
    other: str
    cosine: float
    right: bool
    kind: str = HUMAN


def half_of(name: str) -> int:
    return hashlib.sha256(name.encode()).digest()[0] % 2


def documents(data: Path) -> Iterator[Document]:
    """Each document twice: in two human translations, and in a human and a machine one."""
    by_name: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in read_rows(data / DATA):
        by_name[name_of(row)].append(row)
    for name, found in by_name.items():
        first = tuple(plain(row["human"][0]) for row in found)
        yield Document(name, HUMAN, first, tuple(plain(row["human"][1]) for row in found))
        yield Document(name, MACHINE, first, tuple(plain(_machine(row)) for row in found))


def name_of(row: Mapping[str, Any]) -> str:
    """The document of a sentence; "de-en-41" without one is the first of the third block."""
    if row["doc"]:
        return str(row["doc"])
    return f"{row['lang']} {(int(row['id'].rsplit('-', 1)[1]) - 1) // BLOCK}"


def _machine(row: Mapping[str, Any]) -> str:
    """One machine translation, another system's from sentence to sentence."""
    systems = sorted(row["machine"])
    text: str = row["machine"][systems[int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % len(systems)]]
    return text


def pairs_of(document: Document, encoder: Embedder) -> Iterator[Pair]:
    """Every sentence of the first translation with every one of the second."""
    cosines = encoder.vectors(document.first) @ encoder.vectors(document.second).T
    for i, one in enumerate(document.first):
        for j, other in enumerate(document.second):
            yield Pair(one, other, float(cosines[i, j]), i == j, document.kind)


def fit(pairs: Sequence[Pair]) -> Rewordings:
    """Weights by logistic regression with a ridge, and the threshold."""
    evidence = np.array([evidence_of(gist_of(pair.one), gist_of(pair.other), pair.cosine) for pair in pairs])
    weights = _fit(evidence, np.array([float(pair.right) for pair in pairs]))
    rule = Rewordings(tuple(weights.tolist()), 0.0)
    return Rewordings(rule.weights, _least(rule, pairs))


def _fit(evidence: Numbers, right: Numbers) -> Numbers:
    weights: Numbers = np.zeros(evidence.shape[1])
    for _ in range(ROUNDS):
        said = 1 / (1 + np.exp(-evidence @ weights))
        slope = evidence.T @ (right - said) - RIDGE * weights
        bend = (evidence * (said * (1 - said))[:, None]).T @ evidence + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def _least(rule: Rewordings, pairs: Iterable[Pair]) -> float:
    """The least chance from which on RIGHT of what would be proposed is right."""
    judged = ((rule.judge(gist_of(pair.one), gist_of(pair.other), pair.cosine), pair.right) for pair in pairs)
    proposed = sorted(((found.chance, right) for found, right in judged if rule.proposes(found)), reverse=True)
    least, good = 1.0, 0
    for count, (chance, right) in enumerate(proposed, 1):
        good += right
        if good >= RIGHT * count:
            least = chance
    return least


def main() -> int:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    data = Path(os.environ.get("ONRECORD_DATA", "../shared"))
    encoder = load_encoder()
    pairs = [pair for one in documents(data) if one.half == LEARNED for pair in pairs_of(one, encoder)]
    rule = fit(pairs)
    for name, weight in zip(COLUMNS, rule.weights, strict=True):
        log.info("%-16s %7.2f", name, weight)
    log.info("%d pairs, %d of one sentence; proposed from %.4f on", len(pairs), sum(p.right for p in pairs), rule.least)
    if "--write" in sys.argv[1:]:
        path = Path(onrecord.__file__).parent / "data" / "rewordings.tsv"
        path.write_text(table_of(rule.weights, rule.least), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
