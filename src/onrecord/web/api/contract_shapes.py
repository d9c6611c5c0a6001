"""The contract "onrecord/1" as shapes, so that the description of the API says what a report looks like.

`export/contract.py` spells the fields; a test holds both against each other.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from onrecord.values.entity import SpeakerType
from onrecord.values.judgement import Act
from onrecord.values.statement import Force, Kind, Mode
from onrecord.web.api.answers import Shape

Offset = Annotated[int, Field(ge=0)]
Place = Annotated[list[Offset], Field(min_length=2, max_length=2, description="[start, end), in Unicode code points.")]
Places = list[Place]
Edtf = Annotated[str, Field(description="EDTF: 2021-12-02, 2021-12, XXXX-02-19.")]
Confidence = Annotated[float, Field(ge=0, le=1)]


class SpeakerShape(Shape):
    name: str
    type: SpeakerType
    entity: str | None
    because: str
    office_printed: str | None
    office: str | None
    office_because: str | None
    office_candidates: list[str]


class ReferenceShape(Shape):
    span: Place
    instrument: str | None
    name: str | None
    candidates: list[str]
    provision: str | None
    identifier: str | None
    because: str | None


class JudgedShape(Shape):
    id: str
    act: Act
    fields: list[str]
    by: str
    at: str
    because: str | None


class OldWordsShape(Shape):
    statement: str
    report: str
    day: str
    words: int
    because: str


class PassageShape(Shape):
    statement: str
    report: str
    content: Place
    quoted: Place
    words: str
    speaker: str | None
    said_on: Edtf | None
    occasion: str | None
    place: str | None


class PrimaryShape(Shape):
    """What of a statement goes back to a transcript on record."""

    statement: str
    report: str
    verdict: str
    speaker_verdict: str
    date_verdict: str
    certainty: str
    differences: list[str]
    can_change_meaning: bool
    quoted: str
    goes_on: str
    marked_as: str | None
    others: int
    passages: list[PassageShape]


class StatementShape(Shape):
    id: str
    kind: Kind
    mode: Mode
    force: Force | None
    content: Places
    cue: Places
    source: Places
    speaker: SpeakerShape | None
    nested_in: str | None
    confidence: Confidence
    because: str
    said_on: Edtf | None
    said_on_because: str | None
    place: str | None
    occasion: str | None
    addressee: str | None
    medium: str | None
    place_because: str | None
    occasion_because: str | None
    addressee_because: str | None
    medium_because: str | None
    evidence: dict[str, Places]
    refers_to: list[ReferenceShape]
    judged: list[JudgedShape]
    occasion_id: str | None
    old_words: OldWordsShape | None
    family: str | None = Field(default=None, description="Only of what is on record.")
    primary: list[PrimaryShape] = Field(default=[], description="Only of what is on record.")


class DateEvidenceShape(Shape):
    kind: str
    words: str
    edtf: Edtf | None
    is_believed: bool
    because: str


class PassageOfReport(Shape):
    span: Place
    kind: str
    because: str


class CopyOfShape(Shape):
    report: str
    kind: str
    share: float
    because: str


class ArchiveShape(Shape):
    file: str
    offset: int | None
    record: str | None


class FeedShape(Shape):
    address: str
    listed: str | None


class ReportShape(Shape):
    id: str
    given_id: str | None
    source: str
    sha256: str
    kind: str
    url: str | None
    outlet: str | None
    wire: str | None
    title: str | None
    byline: str | None
    language: str | None
    dateline_place: str | None
    published: Edtf | None
    published_candidates: list[Edtf]
    published_because: str | None
    republished_from: str | None
    occasion: str | None
    place: str | None
    flags: list[str]
    text: str
    furniture: Places
    furniture_kinds: list[str]
    passages: list[PassageOfReport]
    section: str | None
    updated: Edtf | None
    updated_because: str | None
    published_evidence: list[DateEvidenceShape]
    extractor: str | None
    page_map: list[list[Offset]]
    archive: ArchiveShape | None
    feed: FeedShape | None
    fetched: str | None
    version: int | None
    versions: int | None
    replaces: str | None
    replaced_by: str | None
    copy_of: CopyOfShape | None
    copies: int | None
    copy_group: str | None


class OnRecord(Shape):
    """A report and its statements. What is not known is null."""

    schema_: str = Field(alias="schema", description='"onrecord/1"')
    reader: str
    report: ReportShape
    statements: list[StatementShape]
