"""Versions for eyes: the list of them, the statements that changed, and the text with what went and what came.

What went stands in [-…-], what came in {+…+}, as in word diffs of old; colour comes on top, never alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.terminal import count, one_line, or_unknown, output, print_trimmed, shortened, visible
from onrecord.comparing.difference import NEWS, Edit
from onrecord.comparing.paragraphs import Fate as ParagraphFate
from onrecord.comparing.paragraphs import Paragraph
from onrecord.comparing.readable import readable
from onrecord.comparing.statements import Fate, Said, StatementChange
from onrecord.store.version_steps import Step
from onrecord.store.versions import VersionRow

WIDEST = 120
SHORT = 10
LONGEST_TITLE = 60
AROUND = 60  # characters of an unchanged passage shown on each side of a change
GONE, COME = "red strike", "green underline"
ORDER = (Fate.CHANGED, Fate.VANISHED, Fate.NEW, Fate.MOVED, Fate.SPELLING)


def print_pages(pages: Sequence[tuple[Sequence[VersionRow], Sequence[Step]]]) -> None:
    """Pages with several versions, and what happened to their statements, the last step first."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("page", overflow="fold")
    table.add_column("versions", justify="right", no_wrap=True)
    table.add_column("what happened", overflow="fold")
    for rows, steps in pages:
        last = rows[-1]
        title = shortened(one_line(last.title), LONGEST_TITLE) if last.title else ""
        page = Text.assemble(one_line(last.address), *([("\n" + title, "dim")] if title else []))
        happened = "\n".join(f"{one.old.version} to {one.new.version}: {happened_in(one)}" for one in reversed(steps))
        table.add_row(page, str(last.versions), happened)
    if pages:
        print_trimmed(table, output(), WIDEST)


def happened_in(step: Step) -> str:
    """ "heading; 1 changed, 2 new", or that nothing in it is news."""
    fates = step.fates
    parts = ["heading"] if step.heading.is_news else []
    names = (*(one.value for one in (Fate.CHANGED, Fate.VANISHED, Fate.NEW)), "other speaker", "other date")
    told = ", ".join(f"{fates[name]} {name}" for name in names if fates[name])
    if told:
        parts.append(f"statements: {told}")
    if not parts and step.is_spelling_only:
        return "spelling and punctuation only"
    if not parts:
        return f"no statement changed; {count(step.words_changed, 'word')} elsewhere"
    return "; ".join(parts)


def print_versions(rows: Sequence[VersionRow], steps: Mapping[int, Step]) -> None:
    """The versions of one page. steps: by the number of the later version."""
    console = output()
    console.print(Text(one_line(rows[0].address), "bold"))
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("version", justify="right", no_wrap=True)
    table.add_column("read", no_wrap=True)
    table.add_column("dated", no_wrap=True)
    table.add_column("changed", justify="right", no_wrap=True)
    table.add_column("title", overflow="fold")
    for version, group in groupby(rows, key=lambda row: row.version):
        same = tuple(group)
        row, step = same[0], steps.get(version)
        again = f"; {len(same) - 1} more with the same text" if len(same) > 1 else ""
        told = (f"{happened_in(step)} · " if step else "", f"report {row.report[:SHORT]}{again}")
        title = Text.assemble(or_unknown(row.title), "\n", ("".join(told), "dim"))
        changed = f"{step.words_changed:,}" if step else ""
        table.add_row(str(version), (row.fetched or row.read_at)[:10], _dated(row), changed, title)
    print_trimmed(table, console, WIDEST)


def _dated(row: VersionRow) -> str:
    if row.updated and row.updated != row.published:
        return f"{row.updated} (updated)"
    return or_unknown(row.published or row.updated)


def print_step(step: Step, *, with_text: bool = True) -> None:
    """What happened to heading and statements, then the text with its changes."""
    console = output()
    console.print()
    console.print(Text(f"from version {step.old.version} to {step.new.version}", "bold"))
    if step.by_other_reader:
        readers = f"{one_line(step.old.reader)}; {one_line(step.new.reader)}"
        console.print(Text(f"read by different readers ({readers}): some differences may be theirs", "dim"))
    if any(not edit.is_same for edit in step.heading.edits):
        console.print(
            Text.assemble(("heading  ", "dim"), _marked(step.heading.edits, step.heading.old, step.heading.new))
        )
    _print_statements(step.statements, console)
    if with_text:
        console.print()
        _print_text(step.paragraphs, console)


# --- statements ------------------------------------------------------------------------------------------------------


def _print_statements(changes: Sequence[StatementChange], console: Console) -> None:
    told = [one for one in changes if one.fate is not Fate.SAME or one.changed_fields]
    if not told:
        console.print(Text("every statement is the same", "dim"))
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold", width=22)
    table.add_column(overflow="fold")
    order = {fate: at for at, fate in enumerate(ORDER)}
    for one in sorted(told, key=lambda change: order.get(change.fate, 0)):
        table.add_row(Text(_fate(one), "bold" if one.is_news else ""), _told(one))
    print_trimmed(table, console, WIDEST)
    same = len(changes) - len(told)
    if same:
        console.print(Text(f"{count(same, 'statement')} unchanged", "dim"))


def _fate(one: StatementChange) -> str:
    """ "changed: negation, number", "moved", "other speaker"."""
    named = {"speaker": "other speaker", "said_on": "other date", "kind": "other kind"}
    fields = [named[field] for field in one.changed_fields]
    kinds = [kind.value for kind in one.differences if kind in NEWS] if one.fate is Fate.CHANGED else []
    fate = [f"{one.fate.value}{': ' if kinds else ''}{', '.join(kinds)}"] if one.fate is not Fate.SAME else []
    return "; ".join((*fate, *fields))


def _told(one: StatementChange) -> Text:
    """The words with their changes, and below them who and when, of both versions where they differ."""
    there = one.new or one.old
    assert there is not None
    if one.old and one.new:
        words = _marked(one.edits, one.old.words, one.new.words)
        pairs = ((one.old.speaker, one.new.speaker), (one.old.said_on, one.new.said_on), (one.old.kind, one.new.kind))
        return Text.assemble(words, ("\n" + " · ".join(_before_and_now(*pair) for pair in pairs), "dim"))
    style, sign, end = (GONE, "[-", "-]") if one.new is None else (COME, "{+", "+}")
    words = Text(f"{sign}{one_line(there.words)}{end}", style)
    return Text.assemble(words, ("\n" + _about(there), "dim"))


def _about(one: Said) -> str:
    return " · ".join((or_unknown(one.speaker), or_unknown(one.said_on), one.kind))


def _before_and_now(old: str | None, new: str | None) -> str:
    return or_unknown(new) if old == new else f"{or_unknown(old)} → {or_unknown(new)}"


# --- the text --------------------------------------------------------------------------------------------------------


def _print_text(paragraphs: Sequence[Paragraph], console: Console) -> None:
    """Every paragraph that changed, with a sign before it; runs of others folded into one line."""
    for is_same, group in groupby(paragraphs, key=lambda one: one.fate is ParagraphFate.SAME):
        if is_same:
            console.print(Text(f"  … {count(len(list(group)), 'paragraph')} unchanged", "dim"))
            continue
        for one in group:
            grid = Table.grid(padding=(0, 1))
            grid.add_column(no_wrap=True)
            grid.add_column(overflow="fold")
            grid.add_row(*_paragraph(one))
            print_trimmed(grid, console, WIDEST)


def _paragraph(one: Paragraph) -> tuple[Text, Text]:
    old, new = one.old or "", one.new or ""
    if one.fate is ParagraphFate.CHANGED:
        return Text("~"), _marked(one.edits, old, new, fold=True)
    if one.fate is ParagraphFate.MOVED:
        where = "moved from here: " if one.new is None else "moved here: "
        return Text("↕"), Text.assemble((where, "dim"), (_folded(visible(old or new), first=True, last=True), "dim"))
    if one.fate is ParagraphFate.GONE:
        return Text("-"), Text(f"[-{visible(old)}-]", GONE)
    return Text("+"), Text(f"{{+{visible(new)}+}}", COME)


def _marked(edits: Sequence[Edit], old: str, new: str, *, fold: bool = False) -> Text:
    """The new words with what came and, before it, what went. fold: long unchanged passages become a "…"."""
    shown = readable(edits, old, new)
    text = Text()
    for at, edit in enumerate(shown):
        if edit.is_same:
            words = visible(edit.new.of(new))
            text.append(_folded(words, first=at == 0, last=at == len(shown) - 1) if fold else words)
        else:
            for piece, style in _signed(edit, old, new):
                text.append(piece, style)
    return text


def _signed(edit: Edit, old: str, new: str) -> Iterable[tuple[str, str]]:
    """White space at the rim stays outside of the signs."""
    gone, come = visible(edit.old.of(old)), visible(edit.new.of(new))
    yield from _enclosed(gone, "[-", "-]", GONE)
    yield from _enclosed(come, "{+", "+}", COME)


def _enclosed(words: str, opens: str, closes: str, style: str) -> Iterator[tuple[str, str]]:
    inner = words.strip()
    if not inner:
        return
    lead = words[: len(words) - len(words.lstrip())]
    yield lead, ""
    yield f"{opens}{inner}{closes}", style
    yield words[len(lead) + len(inner) :], ""


def _folded(words: str, *, first: bool, last: bool) -> str:
    """The beginning and the end of a passage; of one at the rim of a paragraph only what is next to a change."""
    if len(words) <= 3 * AROUND:
        return words
    head = "" if first and not last else words[:AROUND].rsplit(" ", 1)[0]
    tail = "" if last and not first else words[-AROUND:].split(" ", 1)[-1]
    return f"{head} … {tail}".strip(" ") if head and tail else f"{head} …" if head else f"… {tail}"
