"""Keeping what a person judged as a case, and reading the reports of cases anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from onrecord.errors import BadRequest, UnknownReference, UnreadableInput
from onrecord.judging.cases import failings_of_case, fields_of, signed_case
from onrecord.judging.parts import places_in
from onrecord.pages.files import read_pages
from onrecord.pages.options import ReadOptions
from onrecord.run.account import ReadOne
from onrecord.run.faults import FAULTS, told
from onrecord.run.judged import anchor_of
from onrecord.run.judging import now
from onrecord.store.cases import put_case, report_with
from onrecord.store.reader import Shown
from onrecord.store.record import Record, open_record
from onrecord.text.anchor import selector_of
from onrecord.values.case import Case
from onrecord.values.judgement import Act, Field, Judgement, StatementAnchor
from onrecord.values.page import Given, Page
from onrecord.values.report import Report
from onrecord.values.selector import TextQuoteSelector
from onrecord.values.span import hull
from onrecord.values.statement import ReportRecord


@dataclass(frozen=True, slots=True)
class Tried:
    """A case and what of its reading is not as it asks for; nothing where it holds."""

    case: Case
    failings: tuple[str, ...]


def keep_case(path: str | Path, asked: str, *, by: str, clock: Callable[[], str] = now) -> Judgement:
    """Keep the judgement with this id as a case, once. Raises UnknownReference, BadRequest, RecordError."""
    with open_record(path) as record:
        judgement = _judgement(record, asked)
        put_case(record, case_of(record, judgement, by=by, at=clock()))
        return judgement


def case_of(record: Record, judgement: Judgement, *, by: str, at: str) -> Case:
    """What a judgement on one statement asks of a reading."""
    if judgement.act not in (Act.REJECT, Act.CORRECT, Act.ADD, Act.ACCEPT):
        raise BadRequest(
            f"a judgement {judgement.act.value!r} is about no single statement",
            remedy="keep an accepted, added, corrected or rejected statement, or one by its own id",
        )
    anchor = judgement.statements[0]
    report = report_with(record, anchor.sha256)
    source = report[1] if report else ""
    if report and judgement.quotes:
        anchor = _where_it_is(judgement, record.report(report[0]).report.text)
    if judgement.act is Act.ACCEPT:
        case = as_it_stands(record, anchor.statement, by=by, at=at)
        return signed_case(replace(case, judgement=judgement.id, because=judgement.because))
    case = Case("", at, by, judgement.id, judgement.because, source, anchor, judgement.act is not Act.REJECT)
    right = dict(judgement.quotes)
    fields = tuple((field, _words(right[field]) if field in right else value) for field, value in judgement.fields)
    return signed_case(replace(case, fields=fields))


def _where_it_is(judgement: Judgement, text: str) -> StatementAnchor:
    """The statement by the words that it was corrected to have: a right reading has these, and no others."""
    anchor = judgement.statements[0]
    content = (places_in(judgement, text) or {}).get(Field.CONTENT)
    return replace(anchor, quote=selector_of(hull(content), text), content=content) if content else anchor


def _words(quotes: Iterable[TextQuoteSelector]) -> str:
    """As `words_at` gives them."""
    return " … ".join(one.exact for one in quotes)


def as_it_stands(record: Record, asked: str, *, by: str, at: str) -> Case:
    """A statement as its report alone is read, and as people corrected it. Raises UnknownReference.

    What the rest of the record adds, such as a year that another report of the occasion gives, no reader can find.
    """
    found, statement = record.statement(asked)
    machine_s = record.report(found.report.id, Shown.AS_READ).statements
    read = next((one for one in machine_s if one.id == statement.id), statement)  # what a person added, nobody read
    right = fields_of(statement)
    corrected = {field: right[field] for one in statement.judged for field in one.fields if field in right}
    fields = () if statement.is_rejected else tuple((fields_of(read) | corrected).items())
    anchor = anchor_of(found, statement)
    case = Case("", at, by, None, None, found.report.origin, anchor, not statement.is_rejected, fields)
    return signed_case(case)


def _judgement(record: Record, asked: str) -> Judgement:
    found = [one.judgement for one in record.judgements() if asked and one.judgement.id.startswith(asked)]
    if len(found) != 1:
        what = "fits more than one judgement" if found else "is no judgement"
        raise UnknownReference(f"{asked!r} {what}", remedy="`onrecord judgements` lists them with their ids")
    return found[0]


def try_cases(record: Record, cases: Sequence[Case], read_one: ReadOne) -> Iterator[Tried]:
    """Each case held against a new reading of its report, which is read once. What cannot be read fails."""
    readings: dict[str, ReportRecord | str] = {}
    for case in cases:
        sha256 = case.anchor.sha256
        if sha256 not in readings:
            readings[sha256] = _read_again(record, case, read_one)
        reading = readings[sha256]
        yield Tried(case, (reading,) if isinstance(reading, str) else failings_of_case(case, reading))


def _read_again(record: Record, case: Case, read_one: ReadOne) -> ReportRecord | str:
    try:
        return read_one(page_again(record, case.anchor.report, case.anchor.sha256))
    except (UnknownReference, UnreadableInput) as error:
        return error.what
    except FAULTS as error:
        return told(error)


def page_again(record: Record, report_id: str, sha256: str) -> Page:
    """The page of a report from the bytes kept, as it came in. Raises UnknownReference, UnreadableInput."""
    content = record.content(sha256)
    report = _report(record, report_id, sha256)
    form = _form(content, report)
    given = None
    if form != "jsonl" and report.kind == "transcript":
        published = report.published.edtf if report.published else None
        given = Given(published=published, occasion=report.occasion, place=report.place)
    pages = list(read_pages(["-"], ReadOptions(form=form, transcript=given), BytesIO(content)))
    if len(pages) != 1 or not isinstance(pages[0], Page):
        raise UnreadableInput(f"{report.origin}: it cannot be had again as it came in", "keep the case anew")
    page = pages[0]
    if form != "jsonl" and report.url:
        page = replace(page, given=replace(page.given, url=report.url))
    digest = hashlib.sha256(content).hexdigest()
    return replace(page, origin=report.origin, content=content, sha256=digest, arrival=report.arrival)


def _report(record: Record, report_id: str, sha256: str) -> Report:
    """By its id; else by its bytes, should another reader have given it another one."""
    try:
        return record.report(report_id).report
    except UnknownReference:
        same = report_with(record, sha256)
        if same is None:
            raise
        return record.report(same[0]).report


def _form(content: bytes, report: Report) -> str:
    try:
        line = json.loads(content)
    except (ValueError, RecursionError):
        line = None
    if isinstance(line, dict) and {"text", "html", "turns"} & line.keys():
        return "jsonl"
    return "html" if report.page_map or report.extractor else "text"
