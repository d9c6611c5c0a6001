"""How often each rule is right: the confidence that onrecord states, measured on gold made by hand.

usage: python -m bench.confidence [--write]

Reads the 840 training articles of PolNeAR through ONRECORD_DATA (default ../shared), finds their attributions, and
counts for each rule and kind how many have the right content (intersection over union of at least one half) and share a
letter with the right source; a quotation without a source of its own needs the right content only. With --write the
shares, drawn towards one half where there are few cases, become src/onrecord/data/confidence.tsv.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.pipeline.read_one import page_to_record
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord.values.page import Given, Page, PageKind
from onrecord.values.span import Span
from onrecord.values.statement import Attribution

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "onrecord" / "data" / "confidence.tsv"
HEAD = """# How often statements found by a rule are right, content and source: PolNeAR train, by bench/confidence.py.
rule\tkind\tright\tcases\tconfidence
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table that ships with the program")
    write = parser.parse_args().write
    articles = Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared")) / "data" / "polnear" / "train.jsonl.gz"
    if not articles.is_file():
        print(f"confidence: skipped, no {articles}. Name the folder of the gold data with ONRECORD_DATA=FOLDER.")
        return 0
    cases: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            for attribution, is_right in judged(article):
                cases[attribution.because, attribution.kind.value] += 1
                right[attribution.because, attribution.kind.value] += is_right
    table = HEAD + "".join(_row(key, right[key], cases[key]) for key in sorted(cases))
    print(table, end="")
    if write:
        TABLE.write_text(table, encoding="utf-8")
    return 0


def _row(key: tuple[str, str], right: int, cases: int) -> str:
    confidence = (right + 2) / (cases + 4)  # drawn towards one half: four cases prove nothing
    return f"{key[0]}\t{key[1]}\t{right}\t{cases}\t{confidence:.2f}\n"


def judged(article: dict[str, object]) -> Iterable[tuple[Attribution, bool]]:
    """The outermost attributions found in an article, each with whether the gold has it."""
    text = str(article["text"])
    record = page_to_record(_page(article, text), load_tools(Model.RULES))
    found = [s.attribution for s in record.statements if s.nested_in is None]
    gold = article["attributions"]
    assert isinstance(gold, list)
    pairs = _paired([_solid(a["content"], text) for a in gold], [_solid(_plain(a.content), text) for a in found])
    for index, attribution in enumerate(found):
        match = pairs.get(index)
        if match is None:
            yield attribution, False
            continue
        source = _solid(gold[match]["source"], text)
        mine = _solid(_plain(attribution.source), text)
        yield attribution, bool(source & mine) or not mine


def _page(article: dict[str, object], text: str) -> Page:
    content = text.encode()
    given = Given(id=str(article["id"]), title=str(article["title"]), published=str(article["date"]))
    digest = hashlib.sha256(content).hexdigest()
    return Page(origin=str(article["id"]), content=content, sha256=digest, kind=PageKind.TEXT, body=text, given=given)


def _plain(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans]


def _solid(spans: Iterable[Sequence[int]], text: str) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, end) if not text[i].isspace())


def _paired(gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]]) -> dict[int, int]:
    """Found index -> gold index, one to one, greatest overlap first."""
    overlaps = [(len(g & f) / len(g | f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if g & f]
    pairs: dict[int, int] = {}
    for share, i, j in sorted(overlaps, key=lambda o: (-o[0], o[1], o[2])):
        if share >= 0.5 and j not in pairs and i not in pairs.values():
            pairs[j] = i
    return pairs


if __name__ == "__main__":
    sys.exit(main())
