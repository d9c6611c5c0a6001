"""Records to write, made by hand and by chance."""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import strategies as st

from onrecord.pipeline.join import statement_id
from onrecord.values.dates import PublicationDate, StatementDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.page import Page, PageKind, Turn
from onrecord.values.report import Dateline, Furniture, Report, SpokenTurn
from onrecord.values.span import Span
from onrecord.values.statement import (
    Attribution,
    Basis,
    Circumstances,
    Force,
    Kind,
    Mode,
    Reference,
    ReportRecord,
    Statement,
)

READER = "onrecord 0.1.0 rules"
WHEN = "2031-01-02T03:04:05Z"
TEXT = "“The bridge is safe,” said Mayor Ana Lindqvist. “We tested it twice,” she added."


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def page_of(record: ReportRecord) -> Page:
    """The page a made record was read from: its text as bytes."""
    content = record.report.text.encode("utf-8", "replace")
    return Page(record.report.origin, content, sha256(content), PageKind.TEXT)


def attribution_at(start: int, end: int, **fields: Any) -> Attribution:
    given: dict[str, Any] = {
        "id": f"{start}-{end}",
        "content": (Span(start, end),),
        "cue": (),
        "source": (),
        "kind": Kind.DIRECT,
        "mode": Mode.SAID,
        "force": None,
        "nested_in": None,
        "confidence": 0.9,
        "because": "quotation marks",
    }
    return Attribution(**(given | fields))


def statement_at(report: str, start: int, end: int, **fields: Any) -> Statement:
    attribution = fields.pop("attribution", None) or attribution_at(start, end)
    given: dict[str, Any] = {
        "id": statement_id(report, attribution),
        "attribution": attribution,
        "speaker": Speaker("Ana Lindqvist", SpeakerType.PERSON, "e1", "named in the same sentence"),
        "circumstances": Circumstances(),
        "refers_to": (),
        "nested_in": None,
        "confidence": 0.8,
    }
    return Statement(**(given | fields))


def record_of(words: str, reader: str = READER, **fields: Any) -> ReportRecord:
    """A report of which every word is one statement by `speaker`, said on `said_on`, of this `kind`."""
    name, said_on = fields.pop("speaker", "Ana Lindqvist"), fields.pop("said_on", None)
    kind = fields.pop("kind", Kind.DIRECT)
    published = fields.pop("published", None)
    if isinstance(published, str):
        published = PublicationDate(published, (published,), "given")
    report = Report(
        id=fields.pop("id", sha256(repr((words, fields)).encode())[:20]),
        origin=fields.pop("origin", "reports/one.txt"),
        sha256=sha256(words.encode("utf-8", "replace")),
        text=words,
        reading=words,
        published=published,
        **fields,
    )
    statement = statement_at(
        report.id,
        0,
        len(words),
        attribution=attribution_at(0, len(words), kind=kind),
        speaker=Speaker(name, SpeakerType.PERSON, f"entity of {name}", "named") if name else None,
        circumstances=Circumstances(StatementDate(said_on, "said so") if said_on else None),
    )
    return ReportRecord(report, (statement,), reader)


# --- by chance -------------------------------------------------------------------------------------------------------

# Few letters, so that texts collide; NUL, an emoji and a combining mark, because stores have lost them before.
letters = st.sampled_from("ab A“”.\n\0é́😀\u2028")
texts = st.text(letters, min_size=1, max_size=40)
words = st.text(letters, max_size=12)
maybe_words = st.none() | words
chances = st.floats(0, 1)
edtf = st.sampled_from(["2021-12-02", "2021-12", "2021", "XXXX-02-19", "202X", "2021?", "no date"])


def spans_in(length: int) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, length - 1), st.integers(1, length)).map(
        lambda pair: Span(min(pair[0], pair[1] - 1), max(pair[0] + 1, pair[1]))
    )


def tuples_of(strategy: st.SearchStrategy[Any], **limits: int) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, **({"max_size": 3} | limits)).map(tuple)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(texts)
    spans = spans_in(len(text))
    published = st.builds(PublicationDate, st.none() | edtf, tuples_of(edtf, min_size=1), words)
    return Report(
        id=draw(st.text("0123456789abcdef", min_size=20, max_size=20)),
        origin=draw(words),
        sha256=sha256(text.encode()),
        text=text,
        reading=draw(st.just(text) | st.text(letters, min_size=len(text), max_size=len(text))),
        kind=draw(st.sampled_from(["report", "transcript"])),
        **{
            name: draw(maybe_words)
            for name in ("given_id", "url", "outlet", "wire", "title", "byline", "language", "republished_from")
        },
        **{name: draw(maybe_words) for name in ("occasion", "place", "extractor")},
        title_span=draw(st.none() | spans),
        dateline=draw(st.none() | st.builds(Dateline, spans, maybe_words, maybe_words, maybe_words)),
        published=draw(st.none() | published),
        paragraphs=draw(tuples_of(spans)),
        furniture=draw(tuples_of(st.builds(Furniture, spans, words))),
        turns=draw(tuples_of(st.builds(SpokenTurn, st.builds(Turn, words, words), spans))),
        flags=draw(tuples_of(words)),
    )


@st.composite
def report_records(draw: st.DrawFn) -> ReportRecord:
    report = draw(reports())
    spans = spans_in(len(report.text))
    attributions = draw(
        st.lists(
            st.builds(
                Attribution,
                id=words,
                content=tuples_of(spans, min_size=1),
                cue=tuples_of(spans),
                source=tuples_of(spans),
                kind=st.sampled_from(Kind),
                mode=st.sampled_from(Mode),
                force=st.none() | st.sampled_from(Force),
                nested_in=maybe_words,
                confidence=chances,
                because=words,
            ),
            max_size=4,
            unique_by=lambda attribution: (attribution.content, attribution.cue, attribution.source),
        )
    )
    ids = [statement_id(report.id, attribution) for attribution in attributions]
    offices = (maybe_words, maybe_words, maybe_words, tuples_of(words))
    speakers = st.builds(Speaker, words, st.sampled_from(SpeakerType), st.none() | words.filter(bool), words, *offices)
    said = st.builds(StatementDate, edtf, words)
    statements = tuple(
        Statement(
            id=own_id,
            attribution=attribution,
            speaker=draw(st.none() | speakers),
            circumstances=draw(
                st.builds(
                    Circumstances,
                    st.none() | said,
                    *[maybe_words] * 4,
                    tuples_of(st.builds(Basis, words, tuples_of(spans), words)),
                )
            ),
            refers_to=draw(tuples_of(st.builds(Reference, spans, words, words))),
            nested_in=draw(st.none() | st.sampled_from(ids)),
            confidence=draw(chances),
        )
        for own_id, attribution in zip(ids, attributions, strict=True)
    )
    return ReportRecord(report, statements, draw(words))
