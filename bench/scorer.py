"""Which statements are right, one by one, by the matching functions of the gold's own scorer.

Right end to end, as the scorer counts: the contents share at least half of their characters (intersection over union,
one to one, greatest overlap first) and the sources share a letter; a gold statement without a source needs a found one
without.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

Spans = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One article's gold against what was found in it.

    pairs: found index -> gold index, contents alike. right: the found indexes that are right end to end.
    speech: the found indexes whose cue is a word of saying.
    """

    pairs: Mapping[int, int]
    right: frozenset[int]
    speech: frozenset[int]

    @property
    def right_gold(self) -> frozenset[int]:
        return frozenset(self.pairs[index] for index in self.right)


def load_scorer(data: Path, name: str = "score_attributions.py") -> ModuleType:
    """One of the gold data's scorers, as a module."""
    path = data / "tools" / name
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"quality: {path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def counted(scorer: ModuleType, gold: Path, records: Path) -> Mapping[tuple[str, str], int]:
    """The scorer's own counts over all articles of `gold`, by kind and by what is counted.

    records: attributions in the scorer's form or records of `onrecord read`. Raises SystemExit when an article's text
    is not the gold's.
    """
    marked, found = scorer.read_jsonl(gold), scorer.read_jsonl(records)
    for key in marked.keys() & found.keys():
        if found[key].get("text", marked[key]["text"]) != marked[key]["text"]:
            raise SystemExit(f"quality: the text of {key} in {records.name} is not the gold's")
    counts: Mapping[tuple[str, str], int] = scorer.total(
        scorer.score_article(row["text"], row["attributions"], found.get(key, {}).get("attributions", []))
        for key, row in sorted(marked.items())
    )
    return counts


def judge(
    scorer: ModuleType, text: str, gold: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]
) -> Judged:
    """gold, found: attributions with "source", "cue" and "content" as lists of [start, end) into `text`."""
    contents = [[scorer.solid(text, one["content"]) for one in side] for side in (gold, found)]
    pairs = {f: g for g, f, _ in scorer.pair_up(*contents)}
    right = frozenset(f for f, g in pairs.items() if _same_source(scorer, text, gold[g], found[f]))
    speech = frozenset(i for i, one in enumerate(found) if scorer.is_speech(text, one))
    return Judged(pairs, right, speech)


def _same_source(scorer: ModuleType, text: str, gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    marked = scorer.solid(text, gold.get("source") or [])
    mine = scorer.solid(text, found.get("source") or [])
    if not marked:
        return not mine
    return bool(scorer.letters(text, marked) & scorer.letters(text, mine))
