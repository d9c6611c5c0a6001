"""The answer of `onrecord check-draft` for eyes: one line that tells all, then each place, the worst first."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.checking.assess import Evidence
from onrecord.checking.changes import Effect
from onrecord.checking.draft import MEANING, Checked, DraftCheck, DraftKind, Outcome
from onrecord.checking.verdict import Check, is_asked_for
from onrecord.cli.check_text import difference, passage, told_searched, who_and_where
from onrecord.cli.tables import SHORT, WIDEST
from onrecord.cli.terminal import count, one_line, or_unknown, print_trimmed, shortened
from onrecord.export.draft_checks import line_of
from onrecord.values.alike import Alike
from onrecord.values.verdict import SpeakerVerdict, Verdict

_RED = (Outcome.ALTERED, Outcome.OTHER_SPEAKER, Outcome.SPLICED, Outcome.NOT_ON_RECORD)
_GREEN = (Outcome.CONFIRMED, Outcome.IN_THESE_OR_OTHER_WORDS)
_QUIET = (Outcome.NOTHING_LIKE_IT, Outcome.NOT_ATTRIBUTED)
_LONGEST = 300  # characters of a quotation that are shown


def print_draft(found: DraftCheck, console: Console) -> None:
    """The summary; each place, the worst first; what it was checked against."""
    color = "green bold" if found.passes else "red bold"
    console.print(Text(summary(found), color))
    for note in found.notes:
        console.print(Text(f"note: {one_line(note)}", "yellow"))
    numbers = {id(one): number for number, one in enumerate(found.checked, 1)}
    for one in found.worst_first:
        console.print()
        _print_place(one, numbers[id(one)], found, console)
    console.print()
    for line in _foot(found):
        console.print(Text(line, "dim"))


def summary(found: DraftCheck) -> str:
    """ "draft.txt: 3 of 9 quotations not confirmed: 1 altered, 2 not on record; 2 paraphrases, 1 like nothing …"."""
    origin = one_line(found.draft.report.origin)
    places = found.quotations
    open_ones = [one for one in places if one.failings]
    if not places:
        told = "no quotation in it"
    elif not open_ones:
        told = "its only quotation is confirmed" if len(places) == 1 else f"all {len(places):,} quotations confirmed"
    else:
        counts = [f"{number:,} {one.value}" for one, number in found.counts.items() if _is_open(one)]
        total = count(len(places), "quotation")
        told = f"{len(open_ones):,} of {total} not confirmed: {', '.join(counts)}"
    parts = [told, *_paraphrases(found)]
    if open_ones and not any(found.holds_back(one) for one in open_ones):
        parts.append("all of that is allowed")
    if found.left:
        parts.append(f"{count(found.left, 'more quotation')} not even looked at: check the draft in parts")
    return f"{origin}: {'; '.join(parts)}"


def _is_open(outcome: Outcome) -> bool:
    return outcome not in (*_GREEN, Outcome.NOTHING_LIKE_IT)


def _paraphrases(found: DraftCheck) -> list[str]:
    told = [one for one in found.checked if one.quoted.kind is DraftKind.PARAPHRASE]
    lost = sum(bool(one.failings) for one in told)
    if not told:
        return []
    return [
        f"{count(len(told), 'paraphrase')}, {f'{lost:,} like nothing' if lost else 'each like something'} on record"
    ]


def _print_place(one: Checked, number: int, found: DraftCheck, console: Console) -> None:
    width = min(console.width, WIDEST)
    console.print(Text.assemble((one.outcome.value, _color(one.outcome)), f": {MEANING[one.outcome]}"))
    for line in (*_asked(one, number, found), *_answer(one)):
        print_trimmed(Padding(line, (0, 2)), console, width)


def _color(outcome: Outcome) -> str:
    return "red bold" if outcome in _RED else "green bold" if outcome in _GREEN else _color_of_doubt(outcome)


def _color_of_doubt(outcome: Outcome) -> str:
    return "bold" if outcome in _QUIET else "yellow bold"


def _asked(one: Checked, number: int, found: DraftCheck) -> Iterator[Text]:
    place, line = one.quoted, line_of(one, found)
    words = shortened(one_line(place.words), _LONGEST)
    yield Text(f"{number}. {words}")
    if place.kind is DraftKind.MARK:
        who = "an unpaired quotation mark"
    elif place.kind is DraftKind.UNATTRIBUTED or place.speaker is None:
        who = "the draft names nobody for it"
    else:
        who = one_line(place.speaker)
    told = ["draft", f"line {line}" if line else "outside of the page's article", who]
    told += [place.date] if place.date else []
    told += ["paraphrase"] if place.kind is DraftKind.PARAPHRASE else []
    yield Text(" · ".join(told), "dim")


def _answer(one: Checked) -> Iterator[Text]:
    rest = [failing.value for failing in one.failings[1:]]
    if rest:
        yield Text(f"also: {', '.join(rest)}", "yellow")
    for why in one.why:
        yield Text(f"note: {one_line(why)}", "yellow")
    if one.check is not None:
        yield from _of_check(one, one.check)
    for hit in one.alike:
        yield from _of_alike(hit)


def _of_check(one: Checked, check: Check) -> Iterator[Text]:
    for note in (*check.notes, *check.question.claim.ignored):
        yield Text(f"note: {one_line(note)}", "yellow")
    for evidence in check.evidence if Outcome.SPLICED in one.failings else check.evidence[:1]:
        yield from _of_evidence(evidence, check)
    for part in check.partly:
        yield Text.assemble(("on record of it: ", "dim"), one_line(part.asked_of(check.question.claim.words)))
        yield Text(who_and_where(part), "dim")
    others = check.reports - 1
    if others > 0:
        told = f", {check.independent:,} independent" if check.independent != check.reports else ""
        yield Text(f"in {count(check.reports, 'report')}{told}", "dim")


def _of_evidence(one: Evidence, check: Check) -> Iterator[Text]:
    if one.verdict is Verdict.VERBATIM and check.speaker_verdict is SpeakerVerdict.MATCH:
        yield Text.assemble(("on record: ", "dim"), who_and_where(one))
        return
    yield Text.assemble(("on record: ", "dim"), passage(one, check.question.claim.words))
    if check.speaker_verdict is SpeakerVerdict.OTHER and not is_asked_for(one, check.question):
        yield Text.assemble(
            (or_unknown(one.voice or one.carrier.speaker), "red bold"), f", not {or_unknown(check.question.speaker)}"
        )
    yield Text(who_and_where(one), "dim")
    for change in one.changes:
        if change.effect is not Effect.WRITTEN:
            yield difference(change)


def _of_alike(hit: Alike) -> Iterator[Text]:
    force = " (told as denied, or as not said)" if hit.is_denied else ""
    yield Text.assemble(("on record: ", "dim"), f"{shortened(one_line(hit.words), _LONGEST)}{force}")
    when = hit.said_on or f"published {or_unknown(hit.published)}"
    parts = (or_unknown(hit.speaker), when, or_unknown(hit.outlet), hit.kind, f"statement {hit.statement[:SHORT]}")
    yield Text(f"{' · '.join(parts)} · {hit.shared} of {hit.asked} words that say something", "dim")


def _foot(found: DraftCheck) -> Iterator[str]:
    yield f"searched {told_searched(found.searched)}"
    if found.terms.allowed:
        yield f"allowed: {', '.join(sorted(one.value for one in found.terms.allowed))}"
    if not found.passes:
        yield "not confirmed does not say false: it says that this record does not bear it out"
