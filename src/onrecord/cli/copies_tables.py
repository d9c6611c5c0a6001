"""Copies for eyes: the groups, the reports of one, and a copy beside its original."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.tables import SHORT
from onrecord.cli.terminal import count, one_line, or_unknown, output, print_trimmed, shortened, visible
from onrecord.store.copies_read import CopyGroup, GroupRow, MemberRow

WIDEST = 120
STYLES = {"=": "", "-": "red strike", "+": "green bold"}
SIGNS = {"=": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}  # as wdiff writes them, for where there are no colours
LONGEST_SAME, LEAST_SAME = 60, 15  # words of what both have are shown beside a change, and at the ends of the text
INDENT = "  "


def print_groups(rows: Sequence[GroupRow]) -> None:
    """One group after another, the newest first."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("group", overflow="fold", min_width=24)
    table.add_column("reports", justify="right", no_wrap=True)
    table.add_column("outlets", justify="right", no_wrap=True)
    table.add_column("first", no_wrap=True)
    table.add_column("last", no_wrap=True)
    for row in rows:
        because = f"original: {_named(row)} · {row.because}" if row.original else row.because
        told = Text.assemble(or_unknown(row.title), "\n", (because, "dim"))
        dates = (or_unknown(row.first_published), or_unknown(row.last_published))
        table.add_row(told, f"{row.reports:,}", f"{row.outlets:,}" if row.outlets else "", *dates)
    print_trimmed(table, output(), WIDEST)


def _named(row: GroupRow) -> str:
    outlet = (one_line(row.original_outlet),) if row.original_outlet else ()
    return " ".join((*outlet, f"report {str(row.original)[:SHORT]}"))


def print_group(group: CopyGroup) -> None:
    """The reports of a group, and the one that was asked for beside what it is compared with."""
    console = output()
    own = next(one for one in group.members if one.report == group.asked)
    console.print(Text(or_unknown(own.title or own.source), "bold"))
    console.print(
        Text(f"{count(len(group.members), 'report')} with this text; {group.because}", "dim"), Text(), sep="\n"
    )
    print_trimmed(_members(group), console, WIDEST)
    if own.compared_with:
        console.print()
        _print_diff(group, own, console)


def _members(group: CopyGroup) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("report", no_wrap=True)
    table.add_column("published", no_wrap=True)
    table.add_column("what it is", overflow="fold", min_width=12)
    for name in ("words", "cut", "added"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("outlet", overflow="fold")
    for one in group.members:
        style = "bold" if one.report == group.asked else ""
        numbers = (one.words, one.words_cut, one.words_added)
        cells = (one.report[:SHORT], or_unknown(one.published), _what(one), *(_number(n) for n in numbers))
        table.add_row(*(Text(cell, style) for cell in (*cells, shortened(or_unknown(one.outlet or one.source), 40))))
    return table


def _what(one: MemberRow) -> str:
    if one.is_original:
        return "the original"
    return f"{one.kind}, {100 * (one.share or 0):.0f} %" if one.kind else "the fullest text"


def _number(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _print_diff(group: CopyGroup, own: MemberRow, console: Console) -> None:
    other = next((one for one in group.members if one.report == own.compared_with), None)
    role = "an earlier version of a page"
    if other is not None:
        role = "the original" if other.is_original else "the fullest text"
    console.print(
        Text.assemble(
            (f"report {own.report[:SHORT]} beside {role}, report {str(own.compared_with)[:SHORT]}: ", "dim"),
            (_marked("-", "left out"), STYLES["-"]),
            " ",
            (_marked("+", "added"), STYLES["+"]),
        )
    )
    text = Text()
    for sign, words in _shortened(group.diff):
        text.append(_marked(sign, visible(words)), STYLES[sign])
        text.append(" ")
    for paragraph in text.split("\n"):
        for line in paragraph.wrap(console, min(console.width, WIDEST) - len(INDENT)):
            line.rstrip()
            console.print(
                Text.assemble(INDENT if line.plain else "", line), no_wrap=True, overflow="ignore", crop=False
            )


def _marked(sign: str, words: str) -> str:
    opens, closes = SIGNS[sign]
    return f"{opens}{_in_paragraphs(words)}{closes}"


def _in_paragraphs(words: str) -> str:
    """White space as single spaces and single line ends."""
    return "\n".join(" ".join(line.split()) for line in words.splitlines() if line.strip())


def _shortened(diff: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Long stretches that are the same in both are told by their beginning and end."""
    for at, (sign, words) in enumerate(diff):
        places = [match.span() for match in re.finditer(r"\S+", words)]
        if sign != "=" or len(places) <= 2 * LONGEST_SAME:
            yield sign, words
            continue
        first = LONGEST_SAME if at else LEAST_SAME
        last = LONGEST_SAME if at + 1 < len(diff) else LEAST_SAME
        head, tail = words[: places[first - 1][1]], words[places[-last][0] :]
        yield sign, f"{head} … ({len(places) - first - last} words) … {tail}"
