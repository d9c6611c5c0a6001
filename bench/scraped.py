"""What is left of a report in plain text as bad scrapers make it, measured on web pages with gold article text.

usage: python -m bench.scraped [--odd] [--other-languages] [--write]

The pages of html_articles and html_segments are scraped on the fly in the ways of `onrecord_training.scraped`, and read
as plain text with --model rules. For each way: the words that are left beside the gold article, quoted sentences of
the gold that were taken for furniture, statements found in the gold text and found again, statements invented from the
page around it; wanted and unwanted passages; title and byline. English pages, or all others with --other-languages;
--odd: only those with an odd number, which the weights were not fitted to. --write puts the tables into
docs/quality.md. Without ONRECORD_DATA it says so and ends with 0.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import py3langid

from bench.gold import ROOT, data_folder, skipped
from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today
from bench.scraped_score import compare, fold, is_kept, is_marked, overlap, quoted_sentences, tokens_left, tokens_of
from onrecord.pipeline.read_one import page_to_record
from onrecord.pipeline.tools import Tools
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord.values.page import Page, PageKind
from onrecord.values.report import Report
from onrecord.values.statement import ReportRecord
from onrecord_training.scraped import ARTICLES, SEGMENTS, Scraped, scraped_pages

Sums = dict[str, Counter[str]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--odd", action="store_true", help="only pages the weights were not fitted to")
    parser.add_argument("--other-languages", action="store_true", help="the pages that are not English")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/quality.md")
    chosen = parser.parse_args()
    data = data_folder()
    if data is None:
        print(skipped("scraped"))
        return 0
    tools = load_tools(Model.RULES)
    pages = [_chosen(data, name, chosen.odd, not chosen.other_languages) for name in (ARTICLES, SEGMENTS)]
    told = "\n\n".join(
        [
            f"{tools.reader}, measured on {today()} with `{_command(chosen)}`, {machine()}.",
            articles_table(articles(pages[0], tools)),
            segments_table(segments(pages[1], tools)),
        ]
    )
    print(told)
    if chosen.write:
        write_part(ROOT / "docs" / "quality.md", "scraped text", told)
        print("written: docs/quality.md")
    return 0


def _command(chosen: argparse.Namespace) -> str:
    flags = [name for name in ("odd", "other_languages") if getattr(chosen, name)]
    return " ".join(["python -m bench.scraped", *(f"--{name.replace('_', '-')}" for name in flags)])


def _chosen(data: Path, name: str, odd: bool, english: bool) -> Iterator[Scraped]:
    for page in scraped_pages(data, name):
        told = page.row["text"] if name == ARTICLES else " ".join(page.row.get("with") or [])
        if (page.number % 2 or not odd) and told and (py3langid.classify(told[:3000])[0] == "en") == english:
            yield page


def read(text: str, tools: Tools) -> ReportRecord:
    content = text.encode("utf-8", "replace")
    return page_to_record(Page("scraped", content, hashlib.sha256(content).hexdigest(), PageKind.TEXT), tools)


def articles(pages: Iterator[Scraped], tools: Tools) -> Sums:
    """Sums over the pages, by way of scraping."""
    sums: Sums = defaultdict(Counter)
    known: dict[int, ReportRecord] = {}
    for page in pages:
        gold, count = page.row["text"], sums[page.form]
        record = read(page.text, tools)
        if page.number not in known:
            known[page.number] = read(gold, tools)
        count["pages"] += 1
        count["raw"] += overlap(tokens_of(page.text), gold)[2]
        for name, share in zip(("precision", "recall", "f1"), overlap(tokens_left(record.report), gold), strict=True):
            count[name] += share
        letters = fold(record.report.text)
        quoted = [spans for one in quoted_sentences(gold) if (spans := letters.spans(one))]
        count["quoted"] += len(quoted)
        count["lost"] += sum(not is_kept(record.report, spans) for spans in quoted)
        for name, value in compare(known[page.number], record).counts().items():
            count[name] += value
    return sums


def segments(pages: Iterator[Scraped], tools: Tools) -> Sums:
    """The same for wanted and unwanted passages, titles and bylines; what the text does not hold is not asked."""
    sums: Sums = defaultdict(Counter)
    for page in pages:
        report, count = read(page.text, tools).report, sums[page.form]
        letters = fold(report.text)
        count["pages"] += 1
        for name, right in (("with", is_kept), ("without", is_marked)):
            places = [spans for one in page.row.get(name) or [] if (spans := letters.spans(one))]
            count[name] += len(places)
            count[f"{name} right"] += sum(right(report, spans) for spans in places)
        for name, found in _named(report):
            if page.row.get(name) and letters.spans(page.row[name]):
                count[name] += 1
                count[f"{name} found"] += found is not None
                count[f"{name} right"] += found is not None and fold(found).letters == fold(page.row[name]).letters
    return sums


def _named(report: Report) -> tuple[tuple[str, str | None], ...]:
    return ("title", report.title), ("author", report.byline)


def articles_table(sums: Sums) -> str:
    lines = [
        "| way | pages | F1 of all words | precision | recall | F1 | quoted sentences lost "
        "| statements in the gold text | found again | same speaker | from the page around it |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for form, count in sums.items():
        shares = " | ".join(f"{count[name] / count['pages']:.3f}" for name in ("raw", "precision", "recall", "f1"))
        counts = " | ".join(str(count[name]) for name in ("gold", "again", "same_speaker", "invented"))
        lines.append(f"| {form} | {count['pages']} | {shares} | {count['lost']} of {count['quoted']} | {counts} |")
    return "\n".join(lines)


def segments_table(sums: Sums) -> str:
    names = ("with", "without", "title", "author")
    lines = [
        "| way | pages | wanted passages kept | unwanted marked | title right | byline right |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for form, count in sums.items():
        shares = " | ".join(f"{count[f'{name} right']} of {count[name]}" for name in names)
        lines.append(f"| {form} | {count['pages']} | {shares} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
