"""The fixed corpora of the gate: what is read, what it is scored by, and its fingerprint."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bench import quality
from bench.floors import Measured
from bench.gold import rows
from bench.scorer import judge, load_scorer

LOWER_IS_BETTER = ("date said wrong, of the dated",)
DIGITS = 12  # of a digest: two statements of a corpus do not meet by chance


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its gold and what was found in it, nested statements left out on both sides."""

    id: str
    text: str
    gold: tuple[Mapping[str, Any], ...]
    found: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """files: patterns inside the gold's folder, scorers included: a change of any is another corpus.

    figures: measures it and leaves the records in the scratch folder; articles: (data, scratch) -> the articles.
    """

    name: str
    files: tuple[str, ...]
    figures: Callable[[Path, Path], Iterator[quality.Figure]]
    articles: Callable[[Path, Path], Iterator[Article]]


def fingerprint(corpus: Corpus, data: Path) -> str:
    """Of gold and scorers, 16 digits. Packed files are unpacked first: packing anew changes nothing."""
    digest = hashlib.sha256()
    for pattern in corpus.files:
        for path in sorted(data.glob(pattern)):
            content = path.read_bytes()
            content = gzip.decompress(content) if path.suffix == ".gz" else content
            digest.update(f"{path.relative_to(data).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


def measure(corpus: Corpus, data: Path, scratch: Path) -> Measured:
    """Read the corpus with this version, and score it."""
    scores = {f.measure: round(f.value, 4) for f in corpus.figures(data, scratch) if f.measure not in LOWER_IS_BETTER}
    statements, right = right_ones(load_scorer(data), corpus.articles(data, scratch))
    return Measured(corpus.name, fingerprint(corpus, data), scores, statements, right)


def right_ones(scorer: ModuleType, articles: Iterator[Article]) -> tuple[dict[str, str], frozenset[str]]:
    """Digest -> words of every gold statement, and the digests of those that are right end to end."""
    statements: dict[str, str] = {}
    right: set[str] = set()
    for article in articles:
        judged = judge(scorer, article.text, article.gold, article.found)
        keys = [_digest(article.id, one) for one in article.gold]
        statements |= {key: in_words(article, one) for key, one in zip(keys, article.gold, strict=True)}
        right |= {keys[index] for index in judged.right_gold}
    return statements, frozenset(right)


def _digest(article: str, gold: Mapping[str, Any]) -> str:
    place = [[list(span) for span in gold.get(part) or []] for part in ("source", "cue", "content")]
    return hashlib.sha256(f"{article}|{place}".encode()).hexdigest()[:DIGITS]


def in_words(article: Article, gold: Mapping[str, Any]) -> str:
    source, cue, content = (_words(article.text, gold.get(part) or []) for part in ("source", "cue", "content"))
    return f"{article.id}: {source or '-'} | {cue or '-'} | {content}"


def _words(text: str, spans: Sequence[Sequence[int]]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def _scored(stem: str) -> Callable[[Path, Path], Iterator[Article]]:
    """The articles of a corpus that was brought into the scorer's form under `stem` in the scratch folder."""

    def articles(_data: Path, scratch: Path) -> Iterator[Article]:
        found = {record["report"]["given_id"]: _outer(record) for record in rows(scratch / f"{stem}.records.jsonl")}
        for row in rows(scratch / f"{stem}.gold.jsonl"):
            yield Article(row["id"], row["text"], tuple(row["attributions"]), found.get(row["id"], ()))

    return articles


def _seeds(data: Path, scratch: Path) -> Iterator[Article]:
    """The agency reports: offsets of their gold are offsets into the text of the record."""
    records = {Path(r["report"]["source"]).stem: r for r in rows(scratch / "seeds.records.jsonl")}
    for path in sorted((data / "seeds" / "gold").glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        if name in records:
            gold = json.loads(path.read_text(encoding="utf-8"))
            yield Article(name, records[name]["report"]["text"], _outer(gold), _outer(records[name]))


def _outer(record: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return tuple(one for one in record["statements"] if not one.get("nested_in"))


_TOOLS = ("tools/prepare.py", "tools/score_attributions.py", "tools/score_speakers.py")
CORPORA = (
    Corpus(
        "polnear-dev",
        ("data/polnear/dev.jsonl.gz", "data/polnear/dev.speakers.jsonl", *_TOOLS),
        quality.polnear,
        _scored("polnear"),
    ),
    Corpus(
        "pages",
        ("data/html_articles/data.jsonl.gz", "data/html_articles/statements.gold.jsonl", *_TOOLS),
        quality.pages,
        _scored("pages"),
    ),
    Corpus("seeds", ("seeds/*.txt", "seeds/gold/*.json", *_TOOLS, "tools/score_seeds.py"), quality.seeds, _seeds),
)
