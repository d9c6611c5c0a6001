"""Gold of the smallest size, invented, and a scorer with the few functions that the measurements use."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.calibration import read_in_process
from bench.corpora import Article, Corpus
from bench.gold import rows
from bench.quality import Figure
from bench.scorer import judge, load_scorer

from onrecord.export.contract import record_to_json
from onrecord.values.model import Model

SCORER = """
def solid(text, spans):
    return frozenset(i for start, end in spans for i in range(start, end) if not text[i].isspace())

def letters(text, cells):
    return frozenset(i for i in cells if text[i].isalnum())

def read_jsonl(path):
    import gzip, json
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}

def pair_up(gold, found):
    sides = [(i, g, j, f) for i, g in enumerate(gold) for j, f in enumerate(found)]
    shares = sorted(((len(g & f) / len(g | f), i, j) for i, g, j, f in sides), reverse=True)
    taken, pairs = set(), []
    for share, i, j in shares:
        if share >= 0.5 and ("g", i) not in taken and ("f", j) not in taken:
            taken |= {("g", i), ("f", j)}
            pairs.append((i, j, share))
    return pairs

def is_speech(text, one):
    return any("sa" in text[start:end] for start, end in one.get("cue") or [])
"""

NAMES_SCORER = """
def same(gold, got, kind):
    return "right" if gold == got else "wrong"
"""

TEXTS = {
    "lamp": "“The lamp is lit,” said Bram Ossery.\n\nOdra Tennick said that the keeper would stay until spring.",
    "soup": "Elske Amberdon said the soup was cold. The kitchen, she whistled, had closed at noon.",
}
# Article -> words of source, cue and content; the last is no verb that anybody knows.
MARKED = {
    "lamp": [
        ("Bram Ossery", "said", "“The lamp is lit,”"),
        ("Odra Tennick", "said that", "the keeper would stay until spring"),
    ],
    "soup": [("Elske Amberdon", "said", "the soup was cold"), ("she", "whistled", "The kitchen")],
}


def write_gold(folder: Path) -> Path:
    """A folder as ONRECORD_DATA names it."""
    (folder / "tools").mkdir(parents=True)
    (folder / "tools" / "prepare.py").write_text("", encoding="utf-8")
    (folder / "tools" / "score_attributions.py").write_text(SCORER, encoding="utf-8")
    write_lines(folder / "tiny.in.jsonl", [{"id": name, "text": text} for name, text in TEXTS.items()])
    marked = [{"id": n, "text": t, "attributions": [_placed(t, m) for m in MARKED[n]]} for n, t in TEXTS.items()]
    write_lines(folder / "tiny.gold.jsonl", marked)
    return folder


def write_speakers(folder: Path) -> None:
    """Who says it, of one article, in PolNeAR's place and form; and a scorer of names."""
    below = folder / "data" / "polnear"
    below.mkdir(parents=True)
    (folder / "tools" / "score_speakers.py").write_text(NAMES_SCORER, encoding="utf-8")
    attributions = [{**_placed(TEXTS["lamp"], marked), "id": f"E{at}"} for at, marked in enumerate(MARKED["lamp"])]
    write_lines(below / "dev.jsonl", [{"id": "lamp", "text": TEXTS["lamp"], "attributions": attributions}])
    (below / "dev.jsonl.gz").write_bytes(gzip.compress((below / "dev.jsonl").read_bytes()))
    who = {f"E{at}": {"speaker": name, "type": "person"} for at, name in enumerate(("Bram Ossery", "Cor Ellis"))}
    write_lines(below / "dev.speakers.jsonl", [{"id": "lamp", "speakers": who}])


def write_lines(path: Path, objects: Sequence[Mapping[str, object]]) -> None:
    path.write_text("".join(json.dumps(one) + "\n" for one in objects), encoding="utf-8")


def _placed(text: str, marked: tuple[str, str, str]) -> dict[str, object]:
    parts = zip(("source", "cue", "content"), marked, strict=True)
    return {part: [[text.index(words), text.index(words) + len(words)]] for part, words in parts}


def articles(data: Path, scratch: Path) -> Iterator[Article]:
    found = {record["report"]["given_id"]: tuple(record["statements"]) for record in rows(scratch / "tiny.jsonl")}
    for row in rows(data / "tiny.gold.jsonl"):
        yield Article(row["id"], row["text"], tuple(row["attributions"]), found[row["id"]])


def figures(data: Path, scratch: Path) -> Iterator[Figure]:
    read = [record_to_json(record) for record in read_in_process(data / "tiny.in.jsonl", Model.RULES)]
    write_lines(scratch / "tiny.jsonl", read)
    found = list(articles(data, scratch))
    right = sum(len(judge(load_scorer(data), a.text, a.gold, a.found).right) for a in found)
    marked = sum(len(article.gold) for article in found)
    yield Figure("recall", right / marked, marked, "tiny")


CORPUS = Corpus("tiny", ("tiny.*.jsonl", "tools/*.py"), figures, articles)
