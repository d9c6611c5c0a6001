"""Occasions for eyes: the list, and one with its statements by report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.table import Table
from rich.text import Text

from onrecord.cli.tables import SHORT, Entry, print_entries
from onrecord.cli.terminal import count, one_line, or_unknown, output, print_trimmed, shortened
from onrecord.store.occasions_read import OccasionRow, ToldRow
from onrecord.values.statement import Kind

WIDEST = 120
_LONGEST_TITLE = 60


def print_occasions(rows: Sequence[OccasionRow]) -> None:
    """One occasion after another: who and where on the left, how much is on record of it on the right."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("said on", no_wrap=True)
    table.add_column("occasion", overflow="fold", min_width=24)
    for name in ("statements", "reports", "independent", "outlets"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        words = Text.assemble((one_line(row.speaker), "bold"), *_what(row), "\n", (row.occasion[:SHORT], "dim"))
        numbers = (row.statements, row.reports, row.independent_reports, row.outlets)
        table.add_row(or_unknown(row.said_on), words, *(f"{number:,}" if number else "" for number in numbers))
    print_trimmed(table, output(), WIDEST)


def _what(row: OccasionRow) -> Iterator[str]:
    """The occasion or what carried it, and the place, each on a line of its own where it is known."""
    called = dict.fromkeys(one_line(words) for words in (row.occasion_words, row.medium) if words)
    if told := [*called, *([one_line(row.place)] if row.place else [])]:
        yield f"\n{' · '.join(told)}"


def print_occasion(row: OccasionRow, told: Sequence[ToldRow]) -> None:
    """What is known of it, then each report with what joined it to the others, and its statements."""
    console = output()
    head = " · ".join((one_line(row.speaker), or_unknown(row.said_on), *(one.strip() for one in _what(row))))
    counts = (
        count(row.statements, "statement"),
        f"{count(row.reports, 'report')}, {row.independent_reports:,} of them independent",
        count(row.outlets, "outlet"),
        f"occasion {row.occasion}",
    )
    console.print(Text(head, "bold"), Text(" · ".join(counts), "dim"), Text(), sep="\n")
    for _, group in groupby(told, key=lambda one: one.report):
        some = tuple(group)
        first = some[0]
        source = first.outlet or ("transcript" if first.report_kind == "transcript" else None)
        named = [one_line(one) for one in (source, shortened(first.title or "", _LONGEST_TITLE)) if one]
        published = f"published {or_unknown(first.published)}"
        console.print(Text(" · ".join((*named, published, f"report {first.report[:SHORT]}")), "underline"))
        for because in dict.fromkeys(reason for one in some for reason in one.joined_because):
            console.print(Text(f"joined {one_line(because)}", "dim"))
        for because in dict.fromkeys(one.said_on_because or "" for one in some if one.is_dated_here):
            console.print(Text(f"dated: {one_line(because)}", "dim"))
        console.print()
        print_entries((_entry(one) for one in some), console)


def _entry(one: ToldRow) -> Entry:
    notes = [f"statement {one.statement[:SHORT]}"]
    if one.old_words_of:
        notes.insert(0, f"the same words are on record of {one.old_words_of}")
    words = Text(one_line(one.words))
    return Entry("", _where(one), one.kind, or_unknown(one.said_on), Kind(one.kind), words, " · ".join(notes))


def _where(one: ToldRow) -> str:
    return shortened(one_line(one.occasion_words or one.medium or one.place or "–"), 60)
