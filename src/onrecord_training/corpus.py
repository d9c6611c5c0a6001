"""Which articles teach, which are held out, and what is made of them on the way.

Teaching: PolNeAR train and the annotated articles of other outlets, nine tenths of each. Held out from all training,
for the threshold and the calibration: the other tenth, chosen by a checksum of the id. Never read here: PolNeAR dev,
and the 15 articles of html_articles/statements.gold.jsonl, labelled or not. Unmarked texts for the teacher to mark:
what else the data folder has of English news.
"""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import py3langid

from onrecord_training.annotated import annotated_articles
from onrecord_training.article import article_from_row, article_to_row
from onrecord_training.examples import Example, Reader, Row
from onrecord_training.perturb import PERTURBATIONS, perturbed
from onrecord_training.texts import SETS, texts_of

UNMARKED = 0.5
_TENTH = 10
_SHORTEST, _LONGEST = 500, 12_000  # characters of an unmarked text


@dataclass(frozen=True, slots=True)
class Corpus:
    teaching: list[Row]
    held_out: list[Row]
    unmarked: list[Row]


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSON-lines file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read_corpus(data: Path, only: int | None = None) -> Corpus:
    """only: so many articles of each kind, for a trial of the whole way."""
    polnear = list(read_rows(data / "data" / "polnear" / "train.jsonl.gz"))[:only]
    others = list(annotated_articles(data))[:only]
    gold = [*polnear, *others]
    known = {str(row["id"]) for row in others} | _for_measuring(data)
    unmarked = [row for row in islice(_unmarked(data), None if only is None else 20 * only) if _is_new(row, known)]
    return Corpus([r for r in gold if not is_held_out(r)], [r for r in gold if is_held_out(r)], unmarked[:only])


def _is_new(row: Row, known: set[str]) -> bool:
    return str(row["id"]) not in known and py3langid.classify(row["text"])[0] == "en"


def is_held_out(row: Row) -> bool:
    return zlib.crc32(str(row["id"]).encode()) % _TENTH == 0


def _for_measuring(data: Path) -> set[str]:
    return {str(row["id"]) for row in read_rows(data / "data" / "html_articles" / "statements.gold.jsonl")}


def _unmarked(data: Path) -> Iterator[Row]:
    for name in SETS:
        for id_, text in texts_of(name, data):
            if _SHORTEST < len(text) < _LONGEST:
                yield {"id": id_, "text": text, "weight": UNMARKED}


def perturbing(rows: Sequence[Row], reader: Reader, seed: int, share: float) -> Callable[[int], list[Example]]:
    """The examples of an epoch, a share of them as another newsroom would have printed them."""
    plain = [reader.example(row) for row in rows]

    def of_epoch(epoch: int) -> list[Example]:
        rng = random.Random(f"{seed} {epoch}")
        return [
            reader.example(_perturbed(row, rng)) if rng.random() < share else example
            for row, example in zip(rows, plain, strict=True)
        ]

    return of_epoch


def _perturbed(row: Row, rng: random.Random) -> Row:
    article = article_from_row(row)
    for name in rng.sample(list(PERTURBATIONS), rng.choice((1, 1, 2))):
        article = perturbed(article, name, rng)
    return {**article_to_row(article), "weight": row.get("weight", 1.0)}
