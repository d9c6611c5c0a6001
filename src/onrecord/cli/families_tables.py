"""Families for eyes: the list, and one family with every member beside the fullest statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.table import Table
from rich.text import Text

from onrecord.cli.copies_tables import SIGNS, STYLES
from onrecord.cli.tables import SHORT
from onrecord.cli.terminal import count, one_line, or_unknown, output, print_trimmed, shortened, visible
from onrecord.store.families_read import FamilyRow, MemberRow

WIDEST = 120
LONGEST = 200  # characters of the words in a list
AROUND = 60  # characters of what both have, kept beside a change


def print_families(rows: Sequence[FamilyRow]) -> None:
    """One family after another: how many carry it and when on the left, the words on the right."""
    console = output()
    table = Table.grid(padding=(0, 2, 1, 0), collapse_padding=False)
    table.add_column(overflow="fold", width=22)
    table.add_column(overflow="fold")
    for row in rows:
        words = Text.assemble(
            (or_unknown(row.speaker), "bold"), "\n", shortened(one_line(row.words), LONGEST), "\n", (_fates(row), "dim")
        )
        table.add_row(Text("\n".join(_counts(row))), words)
    print_trimmed(table, console, min(console.width, WIDEST))


def _counts(row: FamilyRow) -> tuple[str, ...]:
    independent = f"{row.independent_reports:,} independent" if row.independent_reports < row.reports else ""
    days = " – ".join(dict.fromkeys(day for day in (row.first_published, row.last_published) if day))
    outlets = count(row.outlets, "outlet") if row.outlets else ""
    return tuple(one for one in (count(row.reports, "report"), independent, outlets, days) if one)


def _fates(row: FamilyRow) -> str:
    """ "family 1a2b… · cut in 2 · altered in 1"."""
    fates = (("cut", row.cut), ("altered", row.altered), ("paraphrased", row.paraphrases))
    told = [f"{name} in {number:,}" for name, number in fates if number]
    mouths = [f"{count(row.other_mouths, 'time')} as somebody else's words"] if row.other_mouths else []
    proposed = [f"{row.proposals:,} proposed by meaning"] if row.proposals else []
    return " · ".join((_handle(row), *told, *mouths, *proposed))


def _handle(row: FamilyRow) -> str:
    """What to ask for to see it."""
    return f"family {row.family[:SHORT]}" if row.family else f"in no family · statement {row.statement[:SHORT]}"


def print_family(members: Sequence[MemberRow]) -> None:
    """The fullest statement, and the others beside it; those with the same words below each other."""
    console = output()
    fullest = members[0]
    console.print(Text(or_unknown(fullest.speaker), "bold"))
    console.print(Text(visible(fullest.words)))
    console.print(Text(_counted(members), "dim"), Text(), sep="\n")
    table = Table.grid(padding=(0, 2, 1, 0), collapse_padding=False)
    table.add_column(overflow="fold", width=20)
    table.add_column(overflow="fold")
    for _, alike in groupby(members, key=lambda one: (one.how, one.words, one.speaker)):
        group = tuple(alike)
        table.add_row(Text(_how(group[0])), _beside(group, fullest))
    print_trimmed(table, console, min(console.width, WIDEST))


def _counted(members: Sequence[MemberRow]) -> str:
    """ "family 1a2b…: 3 statements in 2 reports of 2 outlets; 1 more proposed by meaning"."""
    own = [one for one in members if one.label is None]
    reports, outlets = ({value(one) for one in own} - {None} for value in (_report, _outlet))
    told = f"family {own[0].family}: {count(len(own), 'statement')} in {count(len(reports), 'report')}"
    if own[0].family is None:
        told = f"statement {own[0].statement}: in no family by its words"
    elif outlets:
        told += f" of {count(len(outlets), 'outlet')}"
    more = len(members) - len(own)
    return f"{told}; {more:,} more proposed by meaning" if more else told


def _report(one: MemberRow) -> str:
    return one.report


def _outlet(one: MemberRow) -> str | None:
    return one.outlet


def _how(one: MemberRow) -> str:
    """ "cut: negation"; "retranslated: by meaning, a proposal"."""
    if one.label is not None:
        return f"{one.how}, {one.label}, chance {one.chance:.2f}"
    named = [name for name in one.differences if name not in ("words", "punctuation", "quotation marks", "ellipsis")]
    return f"{one.how}{': ' if named else ''}{', '.join(named)}"


def _beside(group: Sequence[MemberRow], fullest: MemberRow) -> Text:
    first = group[0]
    text = Text()
    if first.other_mouth or first.speaker != fullest.speaker:
        text.append(f"{'another speaker: ' if first.other_mouth else ''}{or_unknown(first.speaker)}\n", "bold")
    if first.how == "paraphrase" or first.label is not None:
        text.append(f"{one_line(first.words)}\n")
    elif first.how not in ("fullest", "same"):
        text.append_text(_marked(first.diff))
        text.append("\n")
    for sentence in first.left_out:
        text.append(f"left out: {shortened(one_line(sentence), LONGEST)}\n", "dim")
    if first.beside is not None and first.beside != fullest.statement:
        text.append(f"perhaps what statement {first.beside[:SHORT]} says\n", "dim")
    text.append("\n".join(_where(one) for one in group), "dim")
    return text


def _marked(diff: Iterable[tuple[str, str]]) -> Text:
    """The words with what went and what came; long stretches that both have are told by their beginning and end."""
    text = Text()
    pieces = tuple(diff)
    for at, (sign, words) in enumerate(pieces):
        inner = " ".join(visible(words).split())
        if sign == "=":
            text.append(f"{_folded(inner, first=at == 0, last=at == len(pieces) - 1)} " if inner else " ")
        elif inner:
            text.append(f"{SIGNS[sign][0]}{inner}{SIGNS[sign][1]}", STYLES[sign])
            text.append(" ")
    return text


def _folded(words: str, *, first: bool, last: bool) -> str:
    if len(words) <= 3 * AROUND:
        return words
    head = "" if first else words[:AROUND].rsplit(" ", 1)[0]
    tail = "" if last else words[-AROUND:].split(" ", 1)[-1]
    return f"{head} … {tail}".strip()


def _where(one: MemberRow) -> str:
    known = one.outlet or one.title
    parts = [shortened(one_line(known), 40)] if known else []
    parts += [f"published {or_unknown(one.published)}", f"report {one.report[:SHORT]}"]
    return " · ".join((*parts, f"statement {one.statement[:SHORT]}", *(["copy"] if one.is_copy else [])))
