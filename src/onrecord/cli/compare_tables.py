"""Two reports side by side for eyes; one below the other where the terminal is narrow."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.marked_words import COME, GONE, marked, one_side
from onrecord.cli.terminal import count, one_line, or_unknown, output, print_trimmed, shortened
from onrecord.comparing.side_by_side import Beside, How
from onrecord.comparing.statements import Said
from onrecord.store.compare_reports import ComparedReport, ReportsCompared

TWO_COLUMNS = 96  # from this width on the reports stand beside each other
WIDEST, SHORT = 160, 10
_LONGEST_TITLE = 80
_AROUND = 120  # characters beside a piece that both have
_LONGEST_WHOLE = 400
_ORDER = (How.SAME, How.CUT_HERE, How.CUT_THERE, How.CHANGED, How.ONLY_HERE, How.ONLY_THERE)
_STYLES = {How.SAME: "", How.CHANGED: "bold", How.ONLY_HERE: GONE.split()[0], How.ONLY_THERE: COME.split()[0]}


def print_compared(found: ReportsCompared) -> None:
    """What they are and share, then their statements."""
    console = output()
    for name, one in (("here", found.here), ("there", found.there)):
        console.print(Text.assemble((f"{name:<7}", "dim"), (_named(one), "bold")))
        for line in _about(one):
            console.print(Text(f"       {line}", "dim"), no_wrap=True, overflow="ellipsis")
    console.print(Text(_summary(found)), Text(), sep="\n")
    if console.width >= TWO_COLUMNS:
        _print_beside(found, console)
    else:
        _print_below(found, console)


def _named(one: ComparedReport) -> str:
    return shortened(one_line(one.title or one.origin), _LONGEST_TITLE)


def _about(one: ComparedReport) -> tuple[str, str]:
    shared = f"{one.share:.0%} of its {count(one.words, 'word')} in the other" if one.words else "no words"
    outlet = "transcript" if one.kind == "transcript" else or_unknown(one.outlet)
    return " · ".join((outlet, f"published {or_unknown(one.published)}", f"report {one.report[:SHORT]}")), shared


def _summary(found: ReportsCompared) -> str:
    counts = found.counts
    names = (*(one.value for one in _ORDER), "other speaker", "other date")
    told = ", ".join(f"{counts[name]:,} {name}" for name in names if counts[name])
    copies = "copies of one text; " if found.are_copies else ""
    return f"{copies}statements: {told}" if told else f"{copies}neither has a statement"


def _print_beside(found: ReportsCompared, console: Console) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 1, 0))
    table.add_column("", width=14, overflow="fold")
    table.add_column("here", ratio=1, overflow="fold")
    table.add_column("there", ratio=1, overflow="fold")
    for one in found.statements:
        table.add_row(_how(one), *_sides(one))
    if found.statements:
        print_trimmed(table, console, WIDEST)


def _print_below(found: ReportsCompared, console: Console) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(width=11, overflow="fold")
    table.add_column(overflow="fold")
    for one in found.statements:
        table.add_row(_how(one), _together(one))
        table.add_row()
    print_trimmed(table, console, WIDEST)


def _how(one: Beside) -> Text:
    """ "changed: negation", "other speaker"."""
    kinds = f": {', '.join(kind.value for kind in one.differences)}" if one.how is How.CHANGED else ""
    beside = (("\nother speaker", one.other_speaker), ("\nother date", one.other_date))
    return Text.assemble(
        (f"{one.how.value}{kinds}", _STYLES.get(one.how, "")), *((name, "bold") for name, is_so in beside if is_so)
    )


def _sides(one: Beside) -> tuple[Text, Text]:
    """Its words in both columns: what only one side has is marked in it."""
    if one.here is None or one.there is None:
        only = Text.assemble(_line(one.here or one.there), _who(one.here or one.there))
        return (only, Text("—", "dim")) if one.here else (Text("—", "dim"), only)
    if one.piece is not None:
        return tuple(  # type: ignore[return-value]
            Text.assemble(_with_piece(said, one.piece), _who(said)) for said in (one.here, one.there)
        )
    here = one_side(one.edits, one.there.words, one.here.words, is_new=True)
    if one.how is How.SAME:
        return Text.assemble(here, _who(one.here)), Text.assemble(("the same words", "dim"), _who(one.there))
    there = one_side(one.edits, one.there.words, one.here.words, is_new=False)
    return Text.assemble(here, _who(one.here)), Text.assemble(there, _who(one.there))


def _together(one: Beside) -> Text:
    """Its words once, with the changes that lead from there to here."""
    if one.here is None or one.there is None:
        only = one.here or one.there
        return Text.assemble(_line(only), _who(only))
    if one.piece is not None:
        return Text.assemble(
            *("here: ", _with_piece(one.here, one.piece), _who(one.here)),
            *("\nthere: ", _with_piece(one.there, one.piece), _who(one.there)),
        )
    words = marked(one.edits, one.there.words, one.here.words)
    differs = one.other_speaker or one.other_date
    there = Text.assemble(("\nthere: ", "dim"), _who(one.there, "")) if differs else Text("")
    return Text.assemble(words, _who(one.here), there)


def _with_piece(said: Said, piece: str) -> Text:
    """The statement with the piece that both have underlined; of a long one what stands around it."""
    words, wanted = one_line(said.words), one_line(piece).strip("“”\"',. ")
    at = words.find(wanted)
    if at < 0:  # written otherwise
        return Text(shortened(words, _LONGEST_WHOLE))
    start, end = max(0, at - _AROUND), at + len(wanted) + _AROUND
    return Text.assemble(
        *(("… " if start else "") + words[start:at], (wanted, "underline"), words[at + len(wanted) : end]),
        "" if end >= len(words) else " …",
    )


def _line(said: Said | None) -> Text:
    return Text(one_line(said.words) if said else "")


def _who(said: Said | None, before: str = "\n") -> Text:
    if said is None:
        return Text("")
    return Text(before + " · ".join((or_unknown(said.speaker), or_unknown(said.said_on), said.kind)), "dim")
