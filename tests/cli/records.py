"""Records made by hand: marks in the text say what stands where."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.pipeline.join import join
from onrecord.values.dates import PublicationDate, StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.page import Page, PageKind
from onrecord.values.report import Furniture, Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Basis, Circumstances, Kind, Mode, ReportRecord
from tests.marked import Marked, marked

READER = "onrecord test"


@dataclass(frozen=True)
class Told:
    """What a sample says of the statement with a number."""

    kind: Kind = Kind.DIRECT
    speaker: str | None = "Ysolde Marrin"
    said_on: str | None = "2023-05-03"
    nested_in: str | None = None


SAMPLE = """\
{span Home | News | Weather | Sign in}

Harbour keepers will not be hurried, says minister

KORDAVA, May 3. {content:1 “We will not sign anything in the dark,”} {source:1 Ysolde Marrin} {cue:1 said}, \
{content:1 “and we will not be hurried by anybody.”}

{source:2 The minister} {cue:2 told} reporters {content:2 that the agreement of the keepers was “a promise with no \
date” and that nobody had asked the island}. {source:3 Two senior officials of the Harbour and Lights Directorate} \
{cue:3 said} {content:3 the letter {cue:4 demanded} {content:4 an answer by November}}.
"""
TOLD = {
    "1": Told(),
    "2": Told(Kind.MIXED),
    "3": Told(Kind.INDIRECT, "two senior officials of the Harbour and Lights Directorate", None),
    "4": Told(Kind.INDIRECT, None, "XXXX-05-01", nested_in="3"),
}
PUBLISHED = PublicationDate(None, ("2017-05-03", "2023-05-03"), "dateline 'May 3' with 'on Wednesday': 2017 or 2023")


def record_of(
    source: str = SAMPLE,
    told: Mapping[str, Told] = TOLD,
    *,
    origin: str = "news/sample.txt",
    published: PublicationDate | None = PUBLISHED,
    reader: str = READER,
) -> ReportRecord:
    """A record from a marked text."""
    text, found = marked(source)
    report = Report(
        id=_digest(text)[:20],
        origin=origin,
        sha256=_digest(text),
        text=text,
        reading=text,
        outlet="The Kordava Ledger",
        title=next((line for line in text.splitlines() if "says" in line), None),
        published=published,
        furniture=tuple(Furniture(Span(*at), "menu") for one in found.values() for at in one.span),
    )
    ids = {number: f"a{number}" for number, one in found.items() if one.content}
    attributions = [_attribution(ids, number, found[number], told[number]) for number in ids]
    speakers = {ids[n]: _speaker(told[n].speaker) for n in ids}
    around = {
        ids[n]: Circumstances(_said_on(told[n].said_on), occasion="a press conference", **_addressee(text, n))
        for n in ids
    }
    return join(report, attributions, {n: who for n, who in speakers.items() if who}, around, reader)


def _addressee(text: str, number: str) -> dict[str, object]:
    """Statement 2 of the sample is told to reporters."""
    at = text.find("reporters")
    if number != "2" or at < 0:
        return {}
    evidence = Basis("addressee", (Span(at, at + len("reporters")),), "the verb says so")
    return {"addressee": "reporters", "evidence": (evidence,)}


def page_of(record: ReportRecord) -> Page:
    """The page from which the record could have been read."""
    return page(record.report.text, record.report.origin)


def page(text: str, origin: str = "news/sample.txt") -> Page:
    return Page(origin, text.encode(), _digest(text), PageKind.TEXT)


def _attribution(ids: Mapping[str, str], number: str, found: Marked, told: Told) -> Attribution:
    return Attribution(
        id=ids[number],
        content=tuple(Span(*at) for at in found.content),
        cue=tuple(Span(*at) for at in found.cue),
        source=tuple(Span(*at) for at in found.source),
        kind=told.kind,
        mode=Mode.SAID,
        force=None,
        nested_in=ids[told.nested_in] if told.nested_in else None,
        confidence=0.9,
        because="made by hand",
    )


def _speaker(name: str | None) -> Speaker | None:
    return Speaker(name, SpeakerType.PERSON, _digest(name)[:16], "named in the sentence") if name else None


def _said_on(edtf: str | None) -> StatementDate | None:
    return StatementDate(edtf, "the dateline") if edtf else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
