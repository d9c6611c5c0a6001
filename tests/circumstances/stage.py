"""Reports and attributions made by hand from marked text, for the tests of this room."""

from __future__ import annotations

from dataclasses import replace

from onrecord.circumstances.place_statements import place_statements
from onrecord.reports.paragraphs import find_paragraphs
from onrecord.text.edtf import fold
from onrecord.values.dates import PublicationDate
from onrecord.values.entity import Speaker, SpeakerType
from onrecord.values.report import Dateline, Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Circumstances, Kind, Mode
from tests.marked import Marked, marked


def placed(
    text: str,
    *published: str,
    speakers: dict[str, str] | None = None,
    types: dict[str, SpeakerType] | None = None,
    nested: dict[str, str] | None = None,
    modes: dict[str, str] | None = None,
    dateline: Dateline | None = None,
) -> dict[str, Circumstances]:
    """The circumstances of the marked attributions, by number.

    speakers: name by number, "Bente Moen" where left out. nested: number of the reporting attribution by number.
    """
    plain, parts = marked(text)
    report = Report(
        id="r",
        origin="-",
        sha256="0",
        text=plain,
        reading=plain,
        published=PublicationDate(fold(published), published, "given") if published else None,
        paragraphs=find_paragraphs(plain),
        dateline=dateline,
    )
    attributions = [
        replace(attribution(number, part, (nested or {}).get(number)), mode=Mode((modes or {}).get(number, "said")))
        for number, part in parts.items()
    ]
    named = {number: speaker((speakers or {}).get(number, "Bente Moen"), (types or {}).get(number)) for number in parts}
    return place_statements(report, attributions, named)


def attribution(number: str, part: Marked, nested_in: str | None = None) -> Attribution:
    content, cue, source = (tuple(Span(*span) for span in spans) for spans in (part.content, part.cue, part.source))
    return Attribution(number, content, cue, source, Kind.INDIRECT, Mode.SAID, None, nested_in, 1.0, "by hand")


def speaker(name: str, kind: SpeakerType | None = None) -> Speaker:
    entity = None if kind is SpeakerType.UNKNOWN else f"e:{name}"
    return Speaker(name, kind or SpeakerType.PERSON, entity, "by hand")


def dates(found: dict[str, Circumstances]) -> dict[str, str | None]:
    return {number: one.said_on.edtf if one.said_on else None for number, one in found.items()}
