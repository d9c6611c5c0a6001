"""What the checks of a record found, for eyes."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from onrecord.cli.terminal import one_line, output, print_trimmed
from onrecord.store.doctor_values import Found, State

WIDEST = 120
STYLES = {State.WHOLE: "green", State.WRONG: "bold red", State.NOT_CHECKED: "yellow"}


def print_found(found: Sequence[Found]) -> None:
    """One check a line: what it promises; where that does not hold, what is wrong and what to do."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("check", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("what it promises", overflow="fold")
    for one in found:
        table.add_row(one_line(one.check), Text(one.state.value, STYLES[one.state]), _told(one))
    print_trimmed(table, output(), WIDEST)


def _told(one: Found) -> Text:
    lines = [Text(one.promise, "" if one.wrong else "dim")]
    lines += [Text(f"- {one_line(example)}") for example in one.examples]
    if one.wrong > len(one.examples):
        lines.append(Text(f"and {one.wrong - len(one.examples):,} more", "dim"))
    if one.remedy:
        lines.append(Text(one_line(one.remedy[:1].upper() + one.remedy[1:] + "."), "bold" if one.wrong else "dim"))
    return Text("\n").join(lines)
