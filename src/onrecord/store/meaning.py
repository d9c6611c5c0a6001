"""Sentence vectors in the record: what still lacks them, putting them in, and the nearest to a question.

The nearest are found by a plain product with every vector, in pieces, so that memory stays flat: exact, with nothing to
build or to keep in order (figures: docs/quality.md).
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.store.search import Filters, Hit, statements_asked
from onrecord.values.span import Span

WIDTH = 384
# A passage: where it stands in its wording (code points), and its vector in eight bits with one scale.
PASSAGE = np.dtype([("start", "<u4"), ("end", "<u4"), ("scale", "<f4"), ("numbers", "i1", (WIDTH,))])
_ROWS_AT_ONCE = 4096  # wordings read at once: some megabytes, unless they are long turns
_LONG = 127

Vectors = NDArray[np.float32]
Passages = Sequence[tuple[Span, NDArray[np.float32]]]

MODEL = "SELECT number FROM sentence_models WHERE digest = ?"
NEW_MODEL = "INSERT INTO sentence_models (name, digest) VALUES (?, ?)"
PUT = "INSERT OR REPLACE INTO wording_vectors (wording, model, passages) VALUES (?, ?, ?)"
_LACKING = """FROM worded AS w WHERE w.wording > ?
  AND NOT EXISTS (SELECT 1 FROM wording_vectors AS v WHERE v.wording = w.wording AND v.model = ?)"""
COUNT_LACKING = f"SELECT count(DISTINCT w.wording) {_LACKING}"
NEXT_LACKING = f"""SELECT wording, (SELECT words FROM statements WHERE number = first) AS words FROM (
  SELECT w.wording, min(w.statement) AS first {_LACKING} GROUP BY w.wording ORDER BY w.wording LIMIT ?)"""
WORDING_OF = "(SELECT wording FROM worded WHERE statement = s.number)"
VECTORS = "SELECT wording, passages FROM wording_vectors WHERE model = ? ORDER BY wording"


class Near(NamedTuple):
    """A wording near a question. passage: of its words, the one that is nearest. cosine: -1 to 1."""

    cosine: float
    wording: int
    passage: Span


def model_number(connection: sqlite3.Connection, digest: str) -> int:
    """The number of a model in this record; 0, which none has, when it made nothing here yet."""
    row = connection.execute(MODEL, (digest,)).fetchone()
    return int(row[0]) if row else 0


def keep_model(connection: sqlite3.Connection, name: str, digest: str) -> int:
    """The number of a model, which is added when it is new. A transaction must be open."""
    return model_number(connection, digest) or connection.execute(NEW_MODEL, (name, digest)).lastrowid or 0


def lacking(connection: sqlite3.Connection, model: int) -> int:
    """How many wordings of statements have no vectors of this model."""
    return int(connection.execute(COUNT_LACKING, (0, model)).fetchone()[0])


def next_lacking(connection: sqlite3.Connection, model: int, after: int, limit: int) -> list[tuple[int, str]]:
    """Wordings without vectors of this model and their words, behind the number `after`, in order."""
    rows = connection.execute(NEXT_LACKING, (after, model, limit)).fetchall()
    return [(int(row["wording"]), str(row["words"])) for row in rows]


def put_vectors(connection: sqlite3.Connection, model: int, found: Iterable[tuple[int, Passages]]) -> None:
    """Keep the vectors of wordings, in place of those of another model. A transaction must be open."""
    connection.executemany(PUT, [(wording, model, packed(passages)) for wording, passages in found])


def packed(passages: Passages) -> bytes:
    """Vectors of length one in eight bits: a cosine is off by less than .01."""
    rows = np.zeros(len(passages), dtype=PASSAGE)
    for row, (span, vector) in zip(rows, passages, strict=True):
        scale = max(float(np.abs(vector).max(initial=0.0)), 1e-9) / _LONG
        row["start"], row["end"], row["scale"] = span.start, span.end, scale
        row["numbers"] = np.round(vector / scale).astype(np.int8)
    return rows.tobytes()


def nearest(
    connection: sqlite3.Connection,
    model: int,
    asked: Vectors,
    most: int,
    only: Collection[int] | None = None,
) -> list[list[Near]]:
    """For each row of `asked` the nearest wordings, at most so many, the nearest first.

    asked: [questions, WIDTH], of length one. only: wordings that count; None for all. Memory does not grow with the
    record, time does.
    """
    best: list[list[Near]] = [[] for _ in asked]
    wanted = None if only is None else np.fromiter(sorted(only), dtype=np.int64)
    for wordings, passages in _pieces(connection, model):
        chosen = slice(None) if wanted is None else np.flatnonzero(np.isin(wordings, wanted))
        owners, rows = wordings[chosen], passages[chosen]
        cosines = (rows["numbers"].astype(np.float32) @ asked.T) * rows["scale"][:, None]
        for at, column in enumerate(cosines.T):
            best[at] = heapq.nsmallest(most, [*best[at], *_top(column, owners, rows, most)], key=_order)
    return best


def _order(one: Near) -> tuple[float, int]:
    return -one.cosine, one.wording


def _pieces(connection: sqlite3.Connection, model: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.void]]]:
    """(wording of each passage, passages), piece by piece. Raises ValueError where a row is damaged."""
    cursor = connection.cursor()
    cursor.row_factory = None  # plain tuples: there are as many as wordings
    cursor.execute(VECTORS, (model,))
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        counts = [len(row[1]) // PASSAGE.itemsize for row in rows]
        passages = np.frombuffer(b"".join(row[1] for row in rows), dtype=PASSAGE)
        yield np.repeat(np.array([row[0] for row in rows], dtype=np.int64), counts), passages


def _top(cosines: Vectors, owners: NDArray[np.int64], rows: NDArray[np.void], most: int) -> list[Near]:
    """The best passage of each of the best wordings of a piece."""
    order = np.lexsort((np.arange(len(owners)), owners, -cosines))
    found: dict[int, Near] = {}
    for at in order.tolist():
        wording = int(owners[at])
        if wording not in found:
            place = Span(int(rows["start"][at]), int(rows["end"][at]))
            found[wording] = Near(float(cosines[at]), wording, place)
        if len(found) == most:
            break
    return list(found.values())


def wordings_asked(connection: sqlite3.Connection, filters: Filters) -> set[int] | None:
    """The wordings of statements that pass the filters; None where no filter narrows anything."""
    if not filters.narrows:
        return None
    question = statements_asked(connection, filters)
    return {int(row[0]) for row in connection.execute(question.select(f"DISTINCT {WORDING_OF}"), question.values)}


def holders_of(connection: sqlite3.Connection, wordings: Sequence[int], filters: Filters) -> dict[int, list[Hit]]:
    """The statements with these wordings that pass the filters, by wording, in the order of the record."""
    among = ", ".join(str(int(one)) for one in wordings)
    question = statements_asked(connection, filters)
    question = question.asking(f"s.number IN (SELECT statement FROM worded WHERE wording IN ({among}))")
    owners = dict(connection.execute(question.select(f"s.id, {WORDING_OF}"), question.values).fetchall())
    found: dict[int, list[Hit]] = {}
    for row in connection.execute(question.hits(), question.values | {"limit": -1, "offset": 0}):
        hit = Hit(**dict(row))
        found.setdefault(owners[hit.statement], []).append(hit)
    return found
