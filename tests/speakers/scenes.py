"""Reports and attributions written as marked text, for the tests of this room."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.run.load_gazetteer import load_gazetteer
from onrecord.run.load_ranking import load_ranking
from onrecord.speakers.naming import name_speakers
from onrecord.values.entity import Speaker
from onrecord.values.report import Report
from onrecord.values.span import Span
from onrecord.values.statement import Attribution, Kind, Mode
from tests.marked import Marked, marked


def report_of(text: str, **more: object) -> Report:
    """A report whose paragraphs are its lines."""
    lines = tuple(Span(line.start(), line.end()) for line in re.finditer(r"\S[^\n]*", text))
    report = Report(id="r", origin="r", sha256="0", text=text, reading=text, paragraphs=lines)
    return replace(report, **more)  # type: ignore[arg-type]


def attribution_of(name: str, found: Marked, text: str) -> Attribution:
    """A marked attribution. Without marked content it gets the last character of its paragraph."""
    source, cue = _spans(found.source), _spans(found.cue)
    content = _spans(found.content)
    if not content:
        end = text.find("\n", source[0].end if source else cue[0].end)
        end = len(text) if end < 0 else end
        content = (Span(end - 1, end),)
    direct = text[content[0].start] in "\"“'‘«"
    kind = Kind.DIRECT if direct else Kind.INDIRECT
    return Attribution(name, content, cue, source, kind, Mode.SAID, None, None, 1.0, "marked")


def speakers_of(marked_text: str, **more: object) -> dict[str, Speaker]:
    """The speakers of the attributions marked in a text, by their number; nesting is read from the places."""
    text, found = marked(marked_text)
    attributions = _nested([attribution_of(name, one, text) for name, one in found.items()])
    return name_speakers(report_of(text, **more), attributions, load_gazetteer(), load_ranking())


def speaker_of(marked_text: str, **more: object) -> Speaker:
    """The speaker of the attribution with the highest number."""
    speakers = speakers_of(marked_text, **more)
    return speakers[max(speakers)]


def _nested(attributions: list[Attribution]) -> list[Attribution]:
    def outer(one: Attribution) -> str | None:
        place = (one.source or one.cue or one.content)[0]
        around = [b for b in attributions if b is not one and any(span.contains(place) for span in b.content)]
        return min(around, key=lambda b: sum(map(len, b.content))).id if around else None

    return [replace(one, nested_in=outer(one)) for one in attributions]


def _spans(places: list[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in places)
