"""Documents as tables for eyes: the list of them, the facts of one, and who appealed to it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from onrecord.cli.listed import ListedRow
from onrecord.cli.tables import SHORT, Entry, print_entries
from onrecord.cli.terminal import count, one_line, or_unknown, output, print_trimmed, say
from onrecord.store.instruments import AppealRow
from onrecord.values.instrument import Instrument
from onrecord.values.statement import Kind

WIDEST = 120


def print_documents(rows: Sequence[ListedRow]) -> None:
    """The list, one document a line."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("document", overflow="fold", min_width=24)
    for name in ("statements", "possible", "reports"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("first", no_wrap=True)
    table.add_column("last", no_wrap=True)
    for row in rows:
        counts = (f"{row.statements:,}", f"{row.possible:,}" if row.possible else "", f"{row.reports:,}")
        dates = (or_unknown(row.first_said_on), or_unknown(row.last_said_on))
        named = Text.assemble(one_line(row.title), "\n", (one_line(row.instrument), "dim"))
        table.add_row(named, *counts, *dates)
    print_trimmed(table, output(), WIDEST)


def print_facts(key: str, one: Instrument | None) -> None:
    """What is known of a document, and from where."""
    console = output()
    if one is None:
        console.print(Text(key, "bold"))
        console.print(Text("known by its number only", "dim"))
        console.print()
        return
    console.print(Text(one_line(one.title), "bold"))
    print_trimmed(_facts(one), console, WIDEST)
    console.print()


def _facts(one: Instrument) -> Table:
    source = one.source or "none"
    told = {
        "id": one.id, "name": one.name, "kind": one.kind, "adopted": one.adopted, "in force": one.in_force,
        "ended": one.ended, "place": one.place, "by": one.by, "number": "; ".join(one.identifiers),
        "also called": "; ".join(one.names), "parts": "; ".join(one.members), "text": one.url,
        "source": source if one.checked else f"{source} (not checked)",
    }  # fmt: skip
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in told.items():
        if value:
            grid.add_row(name, Text(one_line(value)))
    return grid


def print_appeals(appeals: Sequence[AppealRow]) -> None:
    """Who appealed to it, when, and in what words."""
    if not appeals:
        say("no statement on record appeals to it")
        return
    print_entries((_entry(one) for one in appeals), output())
    open_ones = sum(1 for one in appeals if not one.sure)
    unsure = f"; {count(open_ones, 'appeal')} may be to another document" if open_ones else ""
    say(f"{count(len(appeals), 'appeal')}{unsure}")


def _entry(one: AppealRow) -> Entry:
    called = (
        f"“{one_line(one.called)}”"
        if one.provision in (None, one.called)
        else f"“{one_line(one.called)}”, {one.provision}"
    )
    unsure = () if one.sure else ("may be another",)
    place = (one_line(one.outlet),) if one.outlet else ()
    also = (f"also in {count(one.copies, 'copy')}",) if one.copies else ()
    published = f"published {or_unknown(one.published)}"
    where = (called, *unsure, *place, published, f"statement {one.statement[:SHORT]}", *also)
    kind = Kind(one.kind)
    words = Text(one_line(one.words))
    return Entry("", or_unknown(one.speaker), kind.value, or_unknown(one.said_on), kind, words, " · ".join(where))
