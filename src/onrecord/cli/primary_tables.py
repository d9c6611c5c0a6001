"""Quotations beside the transcripts for eyes: what stands there, and what the report made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise

from rich.table import Table
from rich.text import Text

from onrecord.checking.changes import Effect, changes_of
from onrecord.cli.marked_words import marked
from onrecord.cli.terminal import count, one_line, or_unknown, output, print_trimmed, shortened
from onrecord.comparing.align import compare
from onrecord.comparing.difference import Edit
from onrecord.comparing.tokens import tokens_of
from onrecord.store.primary_read import TracedReport, TracedRow, TranscriptRow, carried
from onrecord.values.primary import PrimaryQuotation, SourcePassage
from onrecord.values.verdict import Certainty, DateVerdict, SpeakerVerdict, Verdict

WIDEST, SHORT = 120, 10
_LONGEST = 60
_GOES_ON = 120
_COUNTED = ("quotations", "verbatim", "cut", "altered", "spliced", "other_mouth")
_COLORS = {
    Verdict.VERBATIM: "green",
    Verdict.CUT: "yellow",
    Verdict.ALTERED: "red",
    Verdict.SPLICED: "red",
}


def print_transcripts(rows: Sequence[TranscriptRow]) -> None:
    """One line each, and how its words were carried."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("transcript", overflow="fold", min_width=28)
    table.add_column("said on", no_wrap=True)
    columns = [name for name in _COUNTED if name == "quotations" or any(getattr(row, name) for row in rows)]
    for name in columns:
        table.add_column(name.replace("_", " "), justify="right", no_wrap=True)
    for row in rows:
        named = one_line(row.occasion or row.title or row.given_id or row.origin)
        reports = _in_reports(row.reports, row.independent_reports) if row.quotations else "not quoted"
        told = Text.assemble(named, "\n", (f"report {row.transcript[:SHORT]} · {reports}", "dim"))
        counts = (getattr(row, name) for name in columns)
        table.add_row(told, or_unknown(row.said_on), *(f"{one:,}" if one else "" for one in counts))
    print_trimmed(table, output(), WIDEST)


def _in_reports(reports: int, independent: int) -> str:
    """ "in 12 reports, 5 independent"."""
    more = "" if independent == reports else f", {independent:,} independent"
    return f"in {count(reports, 'report')}{more}"


def print_traced(found: TracedReport) -> None:
    """The quotations of a transcript in its order, or those of a report in its own."""
    console = output()
    console.print(Text(one_line(found.title), "bold"))
    console.print(Text(_summary(found), "dim"), Text(), sep="\n")
    table = Table.grid(padding=(0, 2))
    table.add_column(width=14, overflow="fold")
    table.add_column(overflow="fold")
    for same in _alike(found.rows):
        one = same[0].quotation
        left = Text.assemble((one.verdict.value, _COLORS[one.verdict]), *_other_mouth(one))
        table.add_row(left, Text("\n").join(_told(same, found.is_transcript)))
        table.add_row()
    print_trimmed(table, console, WIDEST)


def _summary(found: TracedReport) -> str:
    counted = carried(found.rows)
    verdicts = [one.value for one in _COLORS]
    by_verdict = {name: sum(row.quotation.verdict == name for row in found.rows) for name in verdicts}
    how = ", ".join(f"{number:,} {name}" for name, number in by_verdict.items() if number)
    others = sum(row.quotation.speaker_verdict is SpeakerVerdict.OTHER for row in found.rows)
    mouths = f"; {others:,} in another mouth" if others else ""
    if found.is_transcript:
        reports = _in_reports(counted["reports"], counted["independent"])
        return f"report {found.asked[:SHORT]} · {count(len(found.rows), 'quotation')} {reports}: {how}{mouths}"
    return f"report {found.asked[:SHORT]} · {count(len(found.rows), 'quotation')} of transcripts: {how}{mouths}"


def _alike(rows: Sequence[TracedRow]) -> Iterator[tuple[TracedRow, ...]]:
    """The same words of the same passage in a row as one."""
    for _, group in groupby(rows, key=_key):
        yield tuple(group)


def _key(row: TracedRow) -> tuple[object, ...]:
    one = row.quotation
    words = tuple(token.key for token in tokens_of(one.quoted))
    return words, one.verdict, one.speaker_verdict, tuple((p.statement, p.start) for p in one.passages)


def _other_mouth(one: PrimaryQuotation) -> Iterator[tuple[str, str]]:
    if one.speaker_verdict is SpeakerVerdict.OTHER:
        yield "\nother mouth", "red bold"


def _told(same: Sequence[TracedRow], is_transcript: bool) -> Iterator[Text]:
    """The words, what differs, who carried them and where they were said."""
    one = same[0].quotation
    yield _words(one)
    if one.differences:
        grave = (" — can change the meaning", "red bold") if one.can_change_meaning else ("", "")
        yield Text.assemble(("differs: ", "dim"), ", ".join(one.differences), grave)
    if one.goes_on and one.verdict is not Verdict.SPLICED:
        yield Text(f"goes on: {shortened(one_line(one.goes_on), _GOES_ON)}", "dim")
    for note in _notes(one, same[0].speaker):
        yield Text(note, "yellow")
    if is_transcript:
        for row in same:
            yield Text(_carrier(row), "dim")
    else:
        for passage in one.passages[:1]:
            yield Text(_source(passage), "dim")


def _words(one: PrimaryQuotation) -> Text:
    """The quotation with its changes; of a splice each passage, and how far it stands from the one before."""
    text = Text()
    for before, passage in pairwise((None, *one.passages)):
        assert passage is not None
        if before is not None:
            text.append(f" […{_apart(before, passage)}…] ", "magenta")
        new = one.quoted[passage.first : passage.last]
        is_change = partial(_is_change, passage.words, new)
        text.append_text(marked(compare(passage.words, new), passage.words, new, is_change))
    return text


def _is_change(old: str, new: str, edit: Edit) -> bool:
    """Not what a transcript notes besides words, nor what is only written otherwise."""
    return any(change.effect is not Effect.WRITTEN for change in changes_of([edit], old, new))


def _apart(before: SourcePassage, after: SourcePassage) -> str:
    if before.statement != after.statement:
        return " another turn "
    gap = after.start - before.end
    return f" {gap:,} characters later " if gap >= 0 else f" {-gap:,} characters before "


def _notes(one: PrimaryQuotation, named: str | None) -> Iterator[str]:
    first = one.passages[0]
    if one.speaker_verdict is SpeakerVerdict.OTHER:
        yield f"the report names {or_unknown(named)}; by the transcript it was {or_unknown(one.voice or first.speaker)}"
    elif one.voice:
        yield f"the transcript marks these words as those of “{one.voice}”"
    if one.date_verdict is DateVerdict.OTHER:
        yield f"the report gives another day; by the transcript it was {or_unknown(first.said_on)}"
    if one.certainty is not Certainty.ENOUGH:
        also = f", also in {count(one.others, 'other turn')}" if one.others else ""
        yield f"few or common words{also}"


def _carrier(row: TracedRow) -> str:
    known = row.outlet or row.title
    outlet = [shortened(one_line(known), _LONGEST)] if known else []
    ids = (f"report {row.report[:SHORT]}", f"statement {row.statement[:SHORT]}")
    return " · ".join((*outlet, f"published {or_unknown(row.published)}", or_unknown(row.speaker), *ids))


def _source(one: SourcePassage) -> str:
    known = (one.occasion or one.title, one.place)
    told = [shortened(one_line(part), _LONGEST) for part in known if part]
    ids = (f"transcript {one.report[:SHORT]}", f"statement {one.statement[:SHORT]}, character {one.start:,}")
    return " · ".join((or_unknown(one.speaker), or_unknown(one.said_on), *told, *ids))
