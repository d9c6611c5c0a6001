"""The answer of `onrecord check` for eyes: the verdict, the passage, the differences, who said it, when and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.checking.assess import Evidence
from onrecord.checking.changes import Change, Effect
from onrecord.checking.plain_words import CERTAINTIES, MEANS
from onrecord.checking.verdict import Check, is_asked_for
from onrecord.cli.tables import SHORT, WIDEST
from onrecord.cli.terminal import count, one_line, or_unknown, print_trimmed, shortened
from onrecord.comparing.difference import Edit
from onrecord.values.searched import Searched
from onrecord.values.verdict import DateVerdict, SpeakerVerdict, Verdict

GONE, COME = "red strike", "green bold"
_COLORS = {
    Verdict.VERBATIM: "green bold",
    Verdict.CUT: "yellow bold",
    Verdict.PARAPHRASED: "yellow bold",
    Verdict.SPLICED: "red bold",
    Verdict.ALTERED: "red bold",
    Verdict.NOT_ON_RECORD: "bold",
}
_AROUND = 160  # characters of the sentences around a passage
_LONGEST = 60
_OTHERS = 3


def print_check(check: Check, console: Console) -> None:
    """The whole answer."""
    console.print(Text.assemble((check.verdict.value, _COLORS[check.verdict]), f": {MEANS[check.verdict]}"))
    for line in _about_question(check):
        console.print(line)
    for note in check.notes:
        console.print(Text(f"note: {one_line(note)}", "yellow"))
    parts = _is_joined(check)
    shown = check.evidence if parts else check.evidence[:1]
    for one in shown:
        console.print()
        _print_evidence(one, check.question.claim.words, console)
    _print_others([] if parts else check.evidence[1 : 1 + _OTHERS], console)
    _print_partly(check, console)
    _print_printed(check, console)
    console.print()
    for ignored in check.question.claim.ignored:
        console.print(Text(one_line(ignored), "magenta"))
    for counted in _counted(check):
        console.print(Text(counted, "dim"))


def _is_joined(check: Check) -> bool:
    return check.verdict is Verdict.SPLICED and len(check.evidence[0].found.parts) == 1


def _about_question(check: Check) -> Iterator[Text]:
    question = check.question
    first = check.evidence[0] if check.evidence else None
    if check.speaker_verdict is SpeakerVerdict.MATCH:
        yield Text.assemble("speaker: ", ("match", "green"))
    elif check.speaker_verdict is SpeakerVerdict.OTHER and first:
        other = next(one for one in check.evidence if not is_asked_for(one, question))
        whose = or_unknown(other.voice or other.carrier.speaker)
        asked = one_line(question.speaker or "")
        yield Text.assemble("speaker: ", ("other speaker", "red bold"), f", {whose}, not {asked}")
    elif check.speaker_verdict is SpeakerVerdict.NOT_NAMED:
        yield Text("speaker: the record names nobody for these words")
    if check.date_verdict is DateVerdict.MATCH:
        yield Text.assemble("date: ", ("match", "green"))
    elif check.date_verdict is DateVerdict.POSSIBLE and first:
        yield Text.assemble("date: ", ("possible", "yellow"), f", on record as {or_unknown(first.carrier.said_on)}")
    elif check.date_verdict is DateVerdict.OTHER and first:
        yield Text.assemble("date: ", ("other date", "red bold"), f", {or_unknown(first.carrier.said_on)}")
    elif check.date_verdict is DateVerdict.NOT_DATED:
        yield Text("date: the record does not tell when it was said")
    if check.certainty in CERTAINTIES and check.evidence:
        yield Text(CERTAINTIES[check.certainty], "yellow")


def _print_evidence(one: Evidence, asked: str, console: Console) -> None:
    width = min(console.width, WIDEST)
    print_trimmed(Padding(passage(one, asked), (0, 2)), console, width)
    print_trimmed(Padding(Text(who_and_where(one), "dim"), (0, 2)), console, width)
    for change in one.changes:
        if change.effect is not Effect.WRITTEN:
            print_trimmed(Padding(difference(change), (0, 2)), console, width)
    otherwise = sorted(
        {kind.value for change in one.changes for kind in change.kinds if change.effect is Effect.WRITTEN}
    )
    if otherwise:
        print_trimmed(Padding(Text(f"only written otherwise: {', '.join(otherwise)}", "dim"), (0, 2)), console, width)


def passage(one: Evidence, asked: str) -> Text:
    """The words on record with what went and what came, and around them what stands in the same sentences."""
    text = Text()
    first, last = one.around[0], one.around[-1]
    text.append(_tail(first.before), "dim")
    for at, edits in enumerate(one.edits):
        text.append(" … " if at else "", "dim")
        for edit in edits:
            _append_edit(text, edit, edit.old.of(one.carrier.words), edit.new.of(asked))
    text.append(_head(last.after), "dim")
    return text


def _append_edit(text: Text, edit: Edit, old: str, new: str) -> None:
    """Words changed are marked; spelling and marks stand as they are on record."""
    if not edit.is_news:
        text.append(_line(old))
        return
    _append_marked(text, old, "-")
    # Where words were only left out, a comma in their place is nothing that anybody said.
    _append_marked(text, new if any(sign.isalnum() for sign in new) or not old.strip() else " ", "+")


def _append_marked(text: Text, words: str, sign: str) -> None:
    """White space at the rim stays outside of the signs."""
    inner = words.strip()
    if not inner:
        text.append(" " if not text.plain.endswith(" ") else "")
        return
    opens, closes, style = ("[-", "-]", GONE) if sign == "-" else ("{+", "+}", COME)
    text.append(" " if words[0].isspace() else "")
    text.append(f"{opens}{_line(inner)}{closes}", style)
    text.append(" " if words[-1].isspace() else "")


def _line(words: str) -> str:
    """On one line, with the blanks at its ends."""
    inner = one_line(words)
    if not inner:
        return " " if words else ""
    return f"{' ' if words[:1].isspace() else ''}{inner}{' ' if words[-1:].isspace() else ''}"


def _tail(before: str) -> str:
    words = _line(before)
    return words if len(words) <= _AROUND else "… " + words[-_AROUND:].split(" ", 1)[-1]


def _head(after: str) -> str:
    words = _line(after)
    return words if len(words) <= _AROUND else words[:_AROUND].rsplit(" ", 1)[0] + " …"


def who_and_where(one: Evidence) -> str:
    carrier = one.carrier
    how = "transcript" if carrier.is_primary else carrier.kind
    known = carrier.outlet or carrier.title
    parts = (
        one_line(carrier.speaker) if carrier.speaker else "nobody named",
        carrier.said_on or f"published {or_unknown(carrier.published)}",
        *(one_line(part) for part in (carrier.occasion, carrier.place) if part),
        *([shortened(one_line(known), _LONGEST)] if known else []),
        how,
        f"statement {carrier.statement[:SHORT]}",
        f"report {carrier.report[:SHORT]}",
    )
    return " · ".join(parts)


def difference(change: Change) -> Text:
    kinds = ", ".join(kind.value for kind in change.kinds)
    old, new = (f"“{shortened(one_line(words), _LONGEST)}”" for words in (change.old, change.new))
    what = {
        Effect.LEFT_OUT: f"left out: {old}",
        Effect.ADDED: f"not on record: {new}",
        Effect.CHANGED: f"on record {old}, asked {new if change.new else 'nothing'}",
        Effect.WRITTEN: f"written {new} for {old}",
    }[change.told]
    grave = (" — can change the meaning", "red bold") if change.can_change_meaning else ("", "")
    return Text.assemble("• ", (kinds, "bold"), f": {what}", grave)


def _print_others(others: Iterable[Evidence], console: Console) -> None:
    shown = list(others)
    if not shown:
        return
    console.print()
    console.print(Text("also on record:", "dim"))
    for one in shown:
        console.print(Text(f"  {one.verdict.value} · {who_and_where(one)}", "dim"))


def _print_partly(check: Check, console: Console) -> None:
    """The statements that have a part of the words."""
    for one in check.partly:
        console.print()
        asked = check.question.claim.words
        console.print(Text(f"on record of it: “{one_line(one.asked_of(asked))}”", "yellow"))
        _print_evidence(one, asked, console)


def _print_printed(check: Check, console: Console) -> None:
    """Reports that print the words where no statement was read."""
    if check.printed:
        console.print()
        console.print(Text("printed, but read as nobody's statement; look yourself who says it there:", "yellow"))
    for one in check.printed or ():
        words = Text.assemble((_tail(one.before), "dim"), (_line(one.words), "bold"), (_head(one.after), "dim"))
        print_trimmed(Padding(words, (0, 2)), console, min(console.width, WIDEST))
        known = [part for part in (one.outlet or one.title, f"published {or_unknown(one.published)}") if part]
        known += [f"beside statement {one.statement[:SHORT]}"] if one.statement else []
        known += [f"report {one.report[:SHORT]}"]
        console.print(Text(f"  {' · '.join(one_line(part) for part in known)}", "dim"))


def _counted(check: Check) -> Iterator[str]:
    if check.carriers > 1:
        independent = "" if check.independent == check.reports else f", {check.independent:,} independent"
        found = f"{count(check.carriers, 'statement')} in {count(check.reports, 'report')}"
        yield f"{check.verdict.value} in {found}{independent}, as far as they were looked at"
    texts = ""
    if check.verdict is Verdict.NOT_ON_RECORD:
        texts = ", and the texts around them" if check.printed is not None else "; --in-text looks around them, too"
    yield f"searched {told_searched(check.searched)}{texts}"


def told_searched(searched: Searched) -> str:
    """ "1,034 statements in 101 reports of 3 outlets, published 2016-01-02 to 2016-11-09"."""
    outlets = f" of {count(searched.outlets, 'outlet')}" if searched.outlets else ""
    days = f", published {searched.earliest} to {searched.latest}" if searched.earliest else ""
    return f"{count(searched.statements, 'statement')} in {count(searched.reports, 'report')}{outlets}{days}"
