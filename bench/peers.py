"""onrecord beside other programs and beside two human readers, on the same articles and by the same scorer.

The other programs were measured once; peers.json keeps their figures and says when and on what. Ours and the readers'
are computed at every run of bench/quality.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from textwrap import fill
from types import ModuleType

from bench.gold import ROOT, can_choose_model, read, rows
from bench.scorer import counted, load_scorer

PEERS = ROOT / "bench" / "peers.json"
OTHERS = ("fast", "rules")
COLUMNS = ("saying", "direct", "mixed", "indirect", "all", "pages")
LEGEND = (
    "F1 in per cent, content and source right. saying: verbs of saying only; direct, mixed and indirect are parts of "
    "it; all: with beliefs, intentions and acts; pages: all, of the news articles of 13 outlets. –: not measured."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    scores: column -> F1 end to end, 0 to 1; a column that was not measured is not there. decimals: shown of a per cent.
    """

    name: str
    scores: Mapping[str, float]
    is_ours: bool = False
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Readers:
    """What two people reach who mark the same article. pairs: of readers; 0 where the figures are from peers.json."""

    row: Row
    articles: int
    pairs: int


def section(data: Path, scratch: Path) -> str:
    """The table and what it says, in markdown. `scratch` holds what bench/quality.py has read."""
    kept = json.loads(PEERS.read_text(encoding="utf-8"))
    scorer = load_scorer(data)
    ours = our_rows(scorer, scratch)
    peers = [Row(one["name"], {c: one[c] for c in COLUMNS if c in one}, decimals=0) for one in kept["peers"]]
    readers = agreement(scorer, data) or Readers(Row("two human readers", kept["readers"], decimals=0), 0, 0)
    found = [*ours, *peers, readers.row]
    told = f"{LEGEND} The other programs: measured in {kept['measured']} on {kept['on']}."
    return "\n\n".join([table(found), *(fill(part, 120) for part in (told, about_readers(readers), *worse(found)))])


def our_rows(scorer: ModuleType, scratch: Path) -> list[Row]:
    """This version as users get it, and each other model that they can choose."""
    ours = [_our_row(scorer, scratch, ".records")]
    for model in OTHERS if can_choose_model() else ():
        for stem in ("polnear", "pages"):
            read([str(scratch / f"{stem}.in.jsonl")], scratch / f"{stem}.{model}.jsonl", "--model", model)
        ours.append(_our_row(scorer, scratch, f".{model}"))
    return ours


def _our_row(scorer: ModuleType, scratch: Path, suffix: str) -> Row:
    records = scratch / f"polnear{suffix}.jsonl"
    scores = by_column(scorer, counted(scorer, scratch / "polnear.gold.jsonl", records))
    pages = counted(scorer, scratch / "pages.gold.jsonl", scratch / f"pages{suffix}.jsonl")
    return Row(_name(records), {**scores, "pages": scorer.line(pages, "all")["e2eF1"]}, is_ours=True)


def _name(records: Path) -> str:
    """ "onrecord (rules)" from "onrecord 0.1.0 rules 1f2e3d4c": the reader as the records themselves name it."""
    program, _, model = next(rows(records))["reader"].split()[:3]
    return f"{program} ({model})"


def by_column(scorer: ModuleType, counts: Mapping[tuple[str, str], int]) -> dict[str, float]:
    kinds = {kind: scorer.speech_f1(counts, kind)[2] for kind in ("direct", "mixed", "indirect")}
    return {"saying": scorer.speech_f1(counts, "all")[2], **kinds, "all": scorer.line(counts, "all")["e2eF1"]}


def agreement(scorer: ModuleType, data: Path) -> Readers | None:
    """Each pair of readers of the articles that several have marked, one as gold; None without their marks.

    Of dev these are two articles, which is too few: the training part's are counted too.
    """
    files = [data / "data" / "polnear" / f"{part}.annotators.jsonl.gz" for part in ("dev", "train")]
    articles = [row for path in files if path.is_file() for row in rows(path)]
    if not articles:
        return None
    pairs = [score for article in articles for score in _pairs(scorer, article)]
    row = Row("two human readers", by_column(scorer, scorer.total(pairs)))
    return Readers(row, len(articles), len(pairs))


def _pairs(scorer: ModuleType, article: Mapping[str, object]) -> Iterator[Mapping[tuple[str, str], int]]:
    marks = article["annotators"]
    assert isinstance(marks, dict)
    readers = [[one for one in marks[name]["attributions"] if one["content"]] for name in sorted(marks)]
    yield from (scorer.score_article(article["text"], one, other) for one, other in combinations(readers, 2))


def about_readers(readers: Readers) -> str:
    if not readers.pairs:
        return "The readers' figures are those of `bench/peers.json`: their marks were not at hand."
    return (
        f"Two human readers: {readers.pairs} pairs of readers over the {readers.articles} articles of PolNeAR's dev "
        "and training parts that several people marked; those of dev alone would be too few. The pages had one reader."
    )


def table(found: Sequence[Row]) -> str:
    head = f"| | {' | '.join(COLUMNS)} |\n|---|{'---:|' * len(COLUMNS)}"
    return "\n".join(
        [head, *(f"| {row.name} | {' | '.join(_cell(row, column) for column in COLUMNS)} |" for row in found)]
    )


def _cell(row: Row, column: str) -> str:
    return f"{100 * row.scores[column]:.{row.decimals}f}" if column in row.scores else "–"


def worse(found: Sequence[Row]) -> Iterator[str]:
    """For each row of ours: who is better, and on what."""
    for mine in (row for row in found if row.is_ours):
        better = [told for told in (_better(mine, row) for row in found if row is not mine) if told]
        yield f"Better than {mine.name}: {'; '.join(better)}." if better else f"Nobody here is better than {mine.name}."


def _better(mine: Row, other: Row) -> str:
    on = [c for c in COLUMNS if c in mine.scores and c in other.scores and other.scores[c] > mine.scores[c]]
    told = (f"{c} ({_cell(other, c)} against {_cell(mine, c)})" for c in on)
    return f"{other.name} on {', '.join(told)}" if on else ""
