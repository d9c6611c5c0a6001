"""Gold articles -> examples: what the network sees of a report, and what it should find there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.inference.features import Hint, Ids, Marks, feature_rows
from onrecord.inference.tokens import Tokens, tokens_of
from onrecord.pages.lines import page_of_line
from onrecord.pipeline.tools import Tools
from onrecord.reports.read_report import read_report
from onrecord.statements.find_attributions import find_attributions
from onrecord.text.quotemarks import find_quotations
from onrecord.values.report import Report
from onrecord.values.span import Span

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Relation:
    """One gold attribution in tokens: `head` is the cue's most telling token; roles by token number."""

    head: int
    roles: dict[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """One article. rows, owners: see onrecord.inference.features.

    relations: the gold ones. is_gold: somebody marked them all; else the article is only read by the teacher.
    weight: how much the article counts.
    """

    id: str
    report: Report
    tokens: Tokens
    quotations: tuple[Marks, ...]
    rows: Ids
    owners: Ids
    hints: tuple[Hint, ...]
    relations: tuple[Relation, ...]
    is_gold: bool
    weight: float


class Reader:
    """Makes examples out of rows {"id", "text", "title"?, "attributions"?, "weight"?}, as the product reads them.

    telling: for each word, how often it stands in a cue; see `telling_words`.
    """

    def __init__(self, tools: Tools, telling: Mapping[str, float]) -> None:
        self._tools = tools
        self._telling = telling

    def example(self, row: Row) -> Example:
        report = self._report(row)
        tokens = tokens_of(report.reading, report.paragraphs)
        quotations = tuple(
            Marks(q.span, q.inner, q.closed, q.continues or q.continued)
            for inside in find_quotations(report.reading, report.paragraphs)
            for q in inside
        )
        hints = tuple(
            Hint(a.source, a.cue, a.content, a.because, a.confidence)
            for a in find_attributions(report, self._tools.cues)
            if a.nested_in is None
        )
        rows, owners = feature_rows(tokens, quotations, hints)
        gold = [_relation(tokens, one, self._telling) for one in row.get("attributions") or []]
        return Example(
            id=str(row["id"]),
            report=report,
            tokens=tokens,
            quotations=quotations,
            rows=rows,
            owners=owners,
            hints=hints,
            relations=tuple(relation for relation in gold if relation is not None),
            is_gold="attributions" in row,
            weight=row.get("weight", 1.0),
        )

    def _report(self, row: Row) -> Report:
        given = {"id": row["id"], "text": row["text"]} | ({"title": row["title"]} if row.get("title") else {})
        page = page_of_line(json.dumps(given).encode(), str(row["id"]), None)
        return read_report(page, self._tools.register)


def _relation(tokens: Tokens, gold: Row, telling: Mapping[str, float]) -> Relation | None:
    """None where the cue or the content has no word: nothing to learn from."""
    cue, content = covered(tokens, gold.get("cue") or []), covered(tokens, gold.get("content") or [])
    if not cue or not content:
        return None
    roles = dict.fromkeys(content, ROLE["content"])
    roles |= dict.fromkeys(covered(tokens, gold.get("source") or []), ROLE["source"])
    roles |= dict.fromkeys(cue, ROLE["cue"])
    return Relation(max(cue, key=lambda i: (telling.get(tokens.texts[i].lower(), 0.0), -i)), roles)


ROLE = {"none": 0, "source": 1, "content": 2, "cue": 3}


def covered(tokens: Tokens, spans: Iterable[Sequence[int]]) -> list[int]:
    """Numbers of the tokens that begin inside the spans, each [start, end)."""
    return [i for first, last in tokens.inside([Span(*span) for span in spans]) for i in range(first, last)]


def roles_in(relation: Relation | None, window: NDArray[np.int64]) -> NDArray[np.int64]:
    """The role of each token of a window; none for all where there is no relation."""
    roles = relation.roles if relation else {}
    return np.array([roles.get(int(i), 0) for i in window], dtype=np.int64)


def telling_words(rows: Iterable[Row]) -> dict[str, float]:
    """For each word, how often it stands in a cue when it stands at all: of "said in a statement" that is "said"."""
    inside: Counter[str] = Counter()
    anywhere: Counter[str] = Counter()
    for row in rows:
        text = row["text"]
        anywhere.update(_words(text, (0, len(text))))
        for one in row["attributions"]:
            for span in one.get("cue") or []:
                inside.update(_words(text, span))
    return {word: n / (anywhere[word] + 5) for word, n in inside.items()}


def _words(text: str, span: Sequence[int]) -> list[str]:
    return [word.lower() for word in tokens_of(text, [Span(*span)]).texts] if text else []
