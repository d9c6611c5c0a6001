"""How well the article is found in saved pages, beside trafilatura and Resiliparse on the same pages in the same run.

`python -m bench.pages [--half even|odd] [--speed | --map]`. ONRECORD_DATA names the folder with the gold.

- articles: words (multiset) and shingles of four words against the gold text, precision and recall averaged over pages
  as the source benchmark does; and the share of the gold's quoted passages that survive, every word of them in order.
- segments: passages that must and must not be in the main text, counted as trafilatura's own evaluation counts them.
- ours: the report's text without its title and without what is marked as furniture.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import html as html_module
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bench.gold import named_folder
from onrecord.errors import UnreadableInput
from onrecord.reports.read_report import read_report
from onrecord.reports.register import Register
from onrecord.run.load_register import load_register
from onrecord.values.page import Page, PageKind
from onrecord.values.report import Report

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[“„«][^“”„«»\n]{20,1500}[”“»]|\"[^\"\n]{20,1500}\"")
_SHINGLE = 4


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One page of a gold set. wanted, unwanted: passages; only where the set has them."""

    id: str
    content: bytes
    text: str = ""
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


def saved_pages(folder: str, half: str | None = None) -> list[SavedPage]:
    """The pages of a set, or those at even or odd places of it."""
    path = named_folder() / "data" / folder / "data.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pages = [_page(json.loads(line)) for line in lines]
    return pages if half is None else pages[half == "odd" :: 2]


def _page(row: dict[str, Any]) -> SavedPage:
    raw = base64.b64decode(row["html_b64"]) if row.get("html_b64") else str(row["html"]).encode("utf-8")
    return SavedPage(
        str(row.get("id") or row.get("url")),
        raw,
        str(row.get("text") or ""),
        tuple(row.get("with") or ()),
        tuple(row.get("without") or ()),
    )


def page_of(saved: SavedPage) -> Page:
    return Page(saved.id, saved.content, hashlib.sha256(saved.content).hexdigest(), PageKind.HTML)


def main_text(report: Report) -> str:
    """The report's text without its title and furniture."""
    left_out = sorted([piece.span for piece in report.furniture] + ([report.title_span] if report.title_span else []))
    pieces, at = [], 0
    for span in left_out:
        pieces.append(report.text[at : span.start])
        at = max(at, span.end)
    return "".join([*pieces, report.text[at:]])


Reader = Callable[[SavedPage], str]


def readers(register: Register) -> dict[str, Reader]:
    """Ours and the others, each from bytes to main text."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415  # a library of development only
    from trafilatura import extract  # noqa: PLC0415

    def ours(saved: SavedPage) -> str:
        try:
            return main_text(read_report(page_of(saved), register))
        except UnreadableInput:
            return ""

    return {
        "onrecord": ours,
        "trafilatura": lambda saved: extract(saved.content) or "",
        "trafilatura, no comments": lambda saved: extract(saved.content, include_comments=False) or "",
        "trafilatura, fast": lambda saved: extract(saved.content, fast=True, include_comments=False) or "",
        "trafilatura, precision": lambda saved: (
            extract(saved.content, favor_precision=True, include_comments=False) or ""
        ),
        "Resiliparse": lambda saved: extract_plain_text(_as_text(saved.content), main_content=True) or "",
    }


def _as_text(content: bytes) -> str:
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding  # noqa: PLC0415

    return str(bytes_to_str(content, detect_encoding(content)))


def shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))


@dataclass(frozen=True, slots=True)
class Overlap:
    """Precision and recall of one page."""

    precision: float
    recall: float


def overlap(gold: Counter[Any], found: Counter[Any]) -> Overlap:
    shared = sum((gold & found).values())
    return Overlap(shared / max(1, sum(found.values())), shared / max(1, sum(gold.values())))


def mean_f1(overlaps: Sequence[Overlap]) -> tuple[float, float, float]:
    """F1 of the means over pages, and the means."""
    precision = sum(one.precision for one in overlaps) / len(overlaps)
    recall = sum(one.recall for one in overlaps) / len(overlaps)
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def quotations(gold: str) -> list[str]:
    """The passages in quotation marks, 20 characters or more, folded to their words."""
    return [folded(words) for words in _QUOTED.findall(gold)]


def folded(text: str) -> str:
    return " " + " ".join(words_of(text)) + " "


@dataclass(slots=True)
class Passages:
    """Counts of passages: wanted and there, wanted and missing, unwanted and there, unwanted and away."""

    there: int = 0
    missing: int = 0
    wrongly_there: int = 0
    away: int = 0

    def row(self) -> tuple[float, float, float, float]:
        """Precision, recall, accuracy, F1."""
        precision = self.there / max(1, self.there + self.wrongly_there)
        recall = self.there / max(1, self.there + self.missing)
        accuracy = (self.there + self.away) / max(1, self.there + self.missing + self.wrongly_there + self.away)
        return precision, recall, accuracy, 2 * precision * recall / max(1e-9, precision + recall)


def count_passages(counts: Passages, saved: SavedPage, text: str) -> list[str]:
    """Add one page's passages to `counts`; gives what went wrong."""
    words = " ".join(html_module.unescape(text).split())
    wrong = []
    for passage in saved.wanted:
        if " ".join(passage.split()) in words:
            counts.there += 1
        else:
            counts.missing += 1
            wrong.append(f"missing: {passage[:110]}")
    for passage in saved.unwanted:
        if " ".join(passage.split()) in words:
            counts.wrongly_there += 1
            wrong.append(f"wrongly there: {passage[:110]}")
        else:
            counts.away += 1
    return wrong


def articles_table(found: dict[str, list[str]], pages: Sequence[SavedPage]) -> Iterator[str]:
    yield "| articles | words F1 | precision | recall | shingles F1 | precision | recall | quotations kept |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for name, texts in found.items():
        pairs = [(words_of(page.text), words_of(text)) for page, text in zip(pages, texts, strict=True)]
        by_word = mean_f1([overlap(Counter(gold), Counter(got)) for gold, got in pairs])
        by_shingle = mean_f1([overlap(shingles(gold), shingles(got)) for gold, got in pairs])
        kept = [said in folded(text) for page, text in zip(pages, texts, strict=True) for said in quotations(page.text)]
        cells = [f"{value:.3f}" for value in (*by_word, *by_shingle)]
        yield f"| {name} | {' | '.join(cells)} | {sum(kept)} of {len(kept)} |"


def segments_table(found: dict[str, list[str]], pages: Sequence[SavedPage]) -> Iterator[str]:
    yield "| segments | precision | recall | accuracy | F1 |"
    yield "|---|---:|---:|---:|---:|"
    for name, texts in found.items():
        counts = Passages()
        for page, text in zip(pages, texts, strict=True):
            count_passages(counts, page, text)
        yield f"| {name} | {' | '.join(f'{value:.3f}' for value in counts.row())} |"


def read_all(by: dict[str, Reader], pages: Sequence[SavedPage]) -> dict[str, list[str]]:
    return {name: [read(page) for page in pages] for name, read in by.items()}


def seconds(read: Callable[[SavedPage], object], pages: Iterable[SavedPage]) -> float:
    """CPU seconds of this process."""
    start = time.process_time()
    for page in pages:
        read(page)
    return time.process_time() - start


def speed(register: Register, half: str | None) -> Iterator[str]:
    """Bytes to Report against `trafilatura.extract`, in turns, so that a busy machine is busy for both."""
    from trafilatura import extract  # noqa: PLC0415

    pages = saved_pages("html_articles", half)
    for page in pages[:25]:  # what loads late loads here
        read_report(page_of(page), register)
        extract(page.content)
    ours, theirs = 0.0, 0.0
    for page in pages:
        ours += seconds(lambda one: read_report(page_of(one), register), [page])
        theirs += seconds(lambda one: extract(one.content), [page])
    count = len(pages)
    yield f"onrecord, bytes to report: {count / ours:.1f} pages a second; trafilatura.extract: {count / theirs:.1f}"
    yield f"ratio of the times: {ours / theirs:.2f}"


def places(register: Register, half: str | None) -> Iterator[str]:
    """How much of our texts has no place in the page."""
    without, count = 0, 0
    for saved in (*saved_pages("html_articles", half), *saved_pages("html_segments", half)):
        try:
            report = read_report(page_of(saved), register)
        except UnreadableInput:
            continue
        letters = sum(not sign.isspace() for sign in report.text)
        count += letters
        without += letters - sum(not sign.isspace() for run in report.page_map for sign in run.text.of(report.text))
    yield f"{without:,} of {count:,} characters, white space aside, have no place in their page"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("even", "odd"), help="only the pages at even or odd places of each set")
    parser.add_argument("--speed", action="store_true", help="speed beside trafilatura.extract, and nothing else")
    parser.add_argument("--map", action="store_true", help="how much of our texts has no place in its page")
    asked = parser.parse_args()
    register = load_register()
    if asked.speed:
        print(*speed(register, asked.half), sep="\n")
        return 0
    if asked.map:
        print(*places(register, asked.half), sep="\n")
        return 0
    by = readers(register)
    for folder, table in (("html_articles", articles_table), ("html_segments", segments_table)):
        pages = saved_pages(folder, asked.half)
        print(f"{folder}: {len(pages)} pages\n", *table(read_all(by, pages), pages), "", sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
