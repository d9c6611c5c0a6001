"""Why a statement is on record as it is: every field with its words, their place, and the rule or model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.export.contract import CIRCUMSTANCES
from onrecord.export.marks import UNKNOWN, numbered
from onrecord.export.words_shown import one_line, or_unknown, shortened
from onrecord.text.report_name import name_of
from onrecord.values.dates import PublicationDate
from onrecord.values.entity import Speaker
from onrecord.values.judgement import Act, Field, Judged
from onrecord.values.page import Arrival
from onrecord.values.primary import PrimaryQuotation
from onrecord.values.span import Span, words_at
from onrecord.values.statement import ReportRecord, Statement
from onrecord.values.verdict import Certainty, DateVerdict, SpeakerVerdict

_SHORT = 10  # digits of an id
_LONGEST = 60  # characters of the words that a reason quotes; their place says where to read on
_PLACES = "characters "
_DONE = {Act.ADD: "added by"}
_BELIEVED = {True: "believed", False: "doubted"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field of a statement: its name, its value as shown, and what it rests on; "" where it speaks for itself."""

    field: str
    value: str
    because: str


def evidence_of(statement: Statement, record: ReportRecord) -> Iterator[Evidence]:
    """Every field of the statement, in the order in which a reader asks."""
    by_people = {_shown_as(field): one for one in statement.judged for field in one.fields}
    read = next((one for one in record.as_read or () if one.id == statement.id), None) if by_people else None
    before = {one.field: one for one in _found(read, record)} if read else {}
    for one in _found(statement, record):
        judged = by_people.get(one.field)
        yield _corrected(one, judged, before.get(one.field)) if judged else one
    for each in statement.judged:
        yield Evidence("judged", f"{each.act.value}, judgement {each.id}", f"{told(each)} ({each.at})")


def _shown_as(field: Field) -> str:
    return "words" if field is Field.CONTENT else str(field).replace("_", " ")


def _corrected(one: Evidence, judged: Judged, before: Evidence | None) -> Evidence:
    """By whom; and what was read there, where that is known and was another value."""
    because = one.because
    if not because.startswith(("corrected by", "told apart by", "added by")):
        places = f"{because}; " if because.startswith(_PLACES) else ""
        because = f"{places}{_DONE.get(judged.act, 'corrected by')} {told(judged)}"
    if before and (before.value, before.because) != (one.value, one.because) and before.value != UNKNOWN:
        places = f", {before.because}" if before.because.startswith(_PLACES) else ""
        because = f"{because}; read as: {before.value}{places}"
    return replace(one, because=because)


def _found(statement: Statement, record: ReportRecord) -> Iterator[Evidence]:
    yield from _words(statement, record.report.text)
    yield from _who(statement, record.report.text)
    yield from _circumstances(statement, record.report.text)
    yield from _instruments(statement, record.report.text)
    yield from _nesting(statement, record)
    yield from _primary((record.primary or {}).get(statement.id, ()))


def evidence_of_report(record: ReportRecord) -> Iterator[Evidence]:
    """What all statements of a report share: its date, where it is from, who read it."""
    report = record.report
    yield Evidence("published", *published(report.published))
    if report.updated:
        yield Evidence("updated", *published(report.updated))
    for sign in report.date_evidence:
        named = f"{sign.kind} {shortened(one_line(sign.words), _LONGEST)!r}"
        yield Evidence("date", f"{sign.edtf or UNKNOWN}, {_BELIEVED[sign.is_believed]}", f"{named}: {sign.because}")
    for flag in report.flags:
        if flag.startswith("the day of publication"):
            yield Evidence("date", "doubted", flag)
    yield Evidence("report", or_unknown(name_of(report)), f"id {report.id}, from {report.origin}")
    if came := came_by(report.arrival):
        yield Evidence("came by", came, f"fetched {report.arrival.fetched}" if report.arrival.fetched else "")
    yield Evidence("read by", record.reader, f"input sha256 {report.sha256}")


def came_by(arrival: Arrival) -> str:
    """ "crawl.warc.gz, byte 4711, record <urn:uuid:…>"; "" for what came by no archive."""
    if arrival.archive is None:
        return ""
    place = "" if arrival.offset is None else f", byte {arrival.offset}"
    return f"{arrival.archive}{place}" + (f", record {arrival.record}" if arrival.record else "")


def told(judged: Judged) -> str:
    """Who judged, and why where that was said."""
    return f"{judged.by}: {judged.because}" if judged.because else judged.by


def _words(statement: Statement, text: str) -> Iterator[Evidence]:
    found = statement.attribution
    by_cue = f"the cue {_quoted(found.cue, text)}" if found.cue else "no word says so: the plain case"
    yield Evidence("words", one_line(words_at(found.content, text)), _places(found.content))
    by = "by quotation marks, or as told; " if statement.is_added else "found by: "
    yield Evidence("kind", found.kind.value, f"{by}{found.because}")
    yield Evidence("cue", _words_or_unknown(found.cue, text), _places(found.cue))
    yield Evidence("mode", found.mode.value, by_cue)
    yield Evidence("force", or_unknown(found.force), by_cue if found.force else "")
    sure = f"how often a statement found and named this way is right; its words alone: {found.confidence:.2f}"
    if statement.is_added:
        sure = "nobody measured that: a person added it"
    yield Evidence("confidence", f"{statement.confidence:.2f}", sure)


def _who(statement: Statement, text: str) -> Iterator[Evidence]:
    speaker = statement.speaker
    source = statement.attribution.source
    yield Evidence("source", _words_or_unknown(source, text), _places(source))
    if speaker is None:
        none = "who added it told of none" if statement.is_added else "nothing in the report names one"
        yield Evidence("speaker", UNKNOWN, none)
    else:
        yield Evidence("speaker", f"{one_line(speaker.name)} ({speaker.type.value})", speaker.because)
        yield from _office(speaker)


def _office(speaker: Speaker) -> Iterator[Evidence]:
    """The office as printed and as known; nothing for speakers without either."""
    if speaker.office_printed:
        yield Evidence("office", one_line(speaker.office_printed), "as printed in the report")
    if speaker.office:
        yield Evidence("office then", one_line(speaker.office), speaker.office_because or "")
    if speaker.office_candidates:
        names = " or ".join(one_line(name) for name in speaker.office_candidates)
        yield Evidence("may be", names, "each may have held the office then, as far as the gazetteer knows")


def _circumstances(statement: Statement, text: str) -> Iterator[Evidence]:
    around = statement.circumstances
    said_on = around.said_on
    yield Evidence("said on", said_on.edtf if said_on else UNKNOWN, said_on.because if said_on else "")
    if statement.old_words:
        yield Evidence("old words", statement.old_words.day, statement.old_words.because)
    if statement.occasion_id:
        yield Evidence("occasion of", statement.occasion_id, "onrecord occasions ID shows all that is on record of it")
    for field in CIRCUMSTANCES:
        found = around.evidence_for(field)
        because = _rests_on(found.spans, found.because, text) if found else ""
        yield Evidence(field, or_unknown(getattr(around, field)), because)


def _rests_on(spans: Sequence[Span], because: str, text: str) -> str:
    """ "“a press briefing in Tervel”, characters 120–146: the sentence that reports it says so"."""
    words = "; ".join(f"{_quoted([span], text)}, {_places([span])}" for span in spans)
    return f"{words}: {because}" if words else because


def _nesting(statement: Statement, record: ReportRecord) -> Iterator[Evidence]:
    """The statements that report this one, from the nearest to the outermost."""
    outer = statement.nested_in
    known = {one.id: (number, one) for number, one in numbered(record)} if outer else {}
    while outer and outer in known:
        number, one = known.pop(outer)  # each once, so that a damaged record cannot send us round
        who = one_line(one.speaker.name) if one.speaker else UNKNOWN
        words = shortened(one_line(words_at(one.attribution.content, record.report.text)), _LONGEST)
        yield Evidence("reported in", outer, f"statement {number} in this report, by {who}: {words}")
        outer = one.nested_in


def _instruments(statement: Statement, text: str) -> Iterator[Evidence]:
    """One line a document that the words lean on."""
    for to in statement.refers_to:
        provision = f"{to.provision}, " if to.provision else ""
        named = to.name or to.identifier or " or ".join(to.candidates)
        yield Evidence("refers to", f"{provision}{one_line(named)}", f"{to.because or ''}; {_places((to.span,))}")


def _primary(found: Sequence[PrimaryQuotation]) -> Iterator[Evidence]:
    """One line a quotation that goes back to a transcript."""
    for one in found:
        yield Evidence("primary", primary_told(one), f"{_quoted_words(one.quoted)}: {primary_because(one)}")


def primary_told(one: PrimaryQuotation) -> str:
    """ "cut, from the convention speech, 2016-07-21"."""
    first = one.passages[0]
    known = (first.speaker, first.occasion or first.title, first.said_on)
    how = one.verdict.value + (" in another mouth" if one.speaker_verdict is SpeakerVerdict.OTHER else "")
    return ", ".join((how, *(one_line(part) for part in known if part)))


def primary_because(one: PrimaryQuotation) -> str:
    """What differs from the transcript, and where it stands there."""
    first = one.passages[0]
    told = [", ".join(one.differences)] if one.differences else []
    if one.speaker_verdict is SpeakerVerdict.OTHER:
        told.append("another's words by the transcript")
    if one.date_verdict is DateVerdict.OTHER:
        told.append("another day by the transcript")
    if one.certainty is not Certainty.ENOUGH:
        told.append("few or common words" if not one.others else f"few or common words, also in {one.others} others")
    told.append(f"characters {first.start}–{first.end} of statement {first.statement[:_SHORT]}")
    return "; ".join(told)


def _quoted_words(words: str) -> str:
    bare = one_line(words).strip("“”\"'")
    return f"“{shortened(bare, _LONGEST)}”"


def published(date: PublicationDate | None) -> tuple[str, str]:
    """The publication date as shown, and why. Several readings are all shown: none is chosen for the reader."""
    if date is None:
        return UNKNOWN, "nothing in the report gives a date"
    return date.edtf or " or ".join(date.candidates), date.because


def _quoted(spans: Sequence[Span], text: str) -> str:
    return f"“{shortened(one_line(words_at(spans, text)), _LONGEST)}”"


def _words_or_unknown(spans: Sequence[Span], text: str) -> str:
    return or_unknown(words_at(spans, text))


def _places(spans: Sequence[Span]) -> str:
    if not spans:
        return ""
    return _PLACES + ", ".join(f"{span.start}–{span.end}" for span in spans)
