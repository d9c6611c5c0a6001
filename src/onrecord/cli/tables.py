"""Statements as a table for eyes: who, when and how on the left, the words on the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.layout import KIND_COLORS, on_one_or_two
from onrecord.cli.terminal import count, one_line, or_unknown, print_trimmed, shortened
from onrecord.export.evidence import published
from onrecord.export.marks import manner, numbered, when, who
from onrecord.store.search import Hit
from onrecord.text.found_words import around_found, found_words
from onrecord.text.report_name import name_of
from onrecord.values.span import words_at
from onrecord.values.statement import Kind, ReportRecord, Statement

WIDEST = 120
LONGEST_SOURCE = 40
SHORT = 10  # digits of an id shown: enough to name it, few enough to type
FOUND = "bold reverse"


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement in a table. label: its number or nothing. where: what stands below the words, may be empty."""

    label: str
    who: str
    how: str
    when: str
    kind: Kind
    words: Text
    where: str = ""


def print_entries(entries: Iterable[Entry], console: Console) -> None:
    """The entries below each other, the left column a quarter to a third of the width."""
    width = min(console.width, WIDEST)
    left_width = max(22, width // 4)  # "indirect · XXXX-10-12" on one line
    table = Table(box=None, show_header=False, padding=(0, 2, 1, 0), pad_edge=False)
    shown = tuple(entries)
    numbered = any(one.label for one in shown)
    if numbered:
        table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(width=left_width, overflow="fold")
    table.add_column(overflow="fold")
    for one in shown:
        how = on_one_or_two(one.how, one.when, left_width)
        left = Text.assemble((one.who, "bold"), "\n", (how, KIND_COLORS[one.kind]))
        words = Text.assemble(one.words, *([("\n" + one.where, "dim")] if one.where else []))
        table.add_row(*([one.label] if numbered else []), left, words)
    if table.row_count:
        print_trimmed(table, console, width)
        console.print()


def print_report(record: ReportRecord, console: Console) -> None:
    """A report's head and its statements."""
    report = record.report
    date, _ = published(report.published)
    console.print(Text(or_unknown(name_of(report) or report.origin), "bold"))
    head = (or_unknown(report.outlet or report.wire), f"published {date}", f"report {report.id[:SHORT]}")
    console.print(Text(" · ".join(head), "dim"), Text(), sep="\n")
    print_entries((_entry(number, one, report.text) for number, one in numbered(record)), console)
    if not record.statements:
        console.print(Text("no statement found\n", "dim"))


def _entry(number: int, statement: Statement, text: str) -> Entry:
    found = statement.attribution
    words = Text(one_line(words_at(found.content, text)))
    return Entry(str(number), one_line(who(statement)), manner(statement), when(statement), found.kind, words)


def hit_entry(hit: Hit, terms: Sequence[str]) -> Entry:
    """A statement found, with the words that were searched for set off; of long words the passages around them."""
    kind = Kind(hit.kind)
    known = hit.outlet or (f"{hit.wire} (agency)" if hit.wire else hit.title)
    source = [shortened(one_line(known), LONGEST_SOURCE)] if known else []
    several = hit.version is not None and hit.versions is not None and hit.versions > 1
    version = [f"version {hit.version} of {hit.versions}"] if several else []
    place = (*source, f"published {or_unknown(hit.published)}", *version)
    ids = (f"report {hit.report[:SHORT]}", f"statement {hit.statement[:SHORT]}")
    words = highlighted(around_found(one_line(hit.words), terms), terms)
    also = (f"also in {count(hit.copies, 'copy')}",) if hit.copies else ()
    where = " · ".join(place + ids + also)
    how = ", ".join((kind.value, *([hit.judged] if hit.judged else [])))
    return Entry("", or_unknown(hit.speaker), how, or_unknown(hit.said_on), kind, words, where)


def highlighted(words: str, terms: Sequence[str]) -> Text:
    """The words with every occurrence of a term set off, whatever its case and accents, phrases only as a whole."""
    text = Text(words)
    for span in found_words(words, terms):
        text.stylize(FOUND, span.start, span.end)
    return text
