"""What is asked with POST, and how it is answered."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from onrecord.checking.draft import Outcome
from onrecord.values.printed import Printed
from onrecord.web.api.answers import Shape
from onrecord.web.api.contract_shapes import Edtf, Place

MOST_TEXT = 1_000_000  # characters of one text
IN_TEXT = "Where no statement has the words, look for them in all texts, however many there are."


class Asked(BaseModel):
    """A question. A field that nobody knows is refused: it may be a slip of the pen."""

    model_config = ConfigDict(extra="forbid")


class CheckAsked(Asked):
    words: Annotated[str, Field(max_length=20_000, description="The quotation.")]
    speaker: Annotated[str | None, Field(max_length=300, description="Who is said to have said it.")] = None
    date: Annotated[str | None, Field(max_length=40, description="When: 2021, 2021-12 or 2021-12-02.")] = None
    in_text: Annotated[bool, Field(description=IN_TEXT)] = False


class TextAsked(Asked):
    """One of `text` and `html`."""

    text: Annotated[str | None, Field(max_length=MOST_TEXT)] = None
    html: Annotated[str | None, Field(max_length=MOST_TEXT)] = None


class ReadAsked(TextAsked):
    """One of `text`, `html` and `address`; what is known of it besides outweighs what it says itself."""

    address: Annotated[str | None, Field(max_length=4000, description="A page to be fetched.")] = None
    title: Annotated[str | None, Field(max_length=1000)] = None
    published: Annotated[str | None, Field(max_length=40)] = None
    outlet: Annotated[str | None, Field(max_length=300)] = None
    url: Annotated[str | None, Field(max_length=4000)] = None
    store: Annotated[bool, Field(description="Put it on record. Otherwise nothing is kept.")] = False


class DraftAsked(TextAsked):
    allow: Annotated[list[Outcome], Field(max_length=30, description="What does not keep the draft back.")] = []
    paraphrases: Annotated[bool, Field(description="A paraphrase with nothing like it keeps it back, too.")] = False


class Searched(Shape):
    statements: int
    reports: int
    outlets: int
    earliest: Edtf | None
    latest: Edtf | None


class Difference(Shape):
    effect: str
    kinds: list[str]
    record: str
    asked: str
    can_change_meaning: bool


class PassageFound(Shape):
    content: Place
    before: str
    words: str
    goes_on: str


class Evidence(Shape):
    statement: str
    report: str
    score: float
    diff: list[list[str]] = Field(description='[sign, words]: "=", "-" on record alone, "+" asked alone.')
    verdict: str
    differences: list[Difference]
    passages: list[PassageFound]
    speaker: str | None
    marked_as: str | None
    said_on: Edtf | None
    occasion: str | None
    place: str | None
    kind: str
    mode: str
    force: str | None
    primary: bool
    outlet: str | None
    title: str | None
    url: str | None
    published: Edtf | None
    times: int
    reports: int
    independent_reports: int


class PartOnRecord(Evidence):
    asked: str = Field(description="The words of the question that this statement has in a row.")


class QuotationAsked(Shape):
    words: str
    compared: str
    speaker: str | None
    date: str | None


class Carriers(Shape):
    statements: int
    reports: int
    independent_reports: int


class Verdict(Shape):
    """The answer of `onrecord check`. `not on record` tells how much was searched and never says "false"."""

    verdict: str
    speaker_verdict: str
    date_verdict: str
    certainty: str
    evidence: list[Evidence]
    notes: list[str]
    ignored: list[str]
    asked: QuotationAsked
    carriers: Carriers
    searched: Searched
    partly: list[PartOnRecord] = Field(description="Statements with a part of words that are not on record.")
    printed: list[Printed] | None = Field(
        description="Reports with the words outside of statements. null: not looked for, as a statement has them, or "
        "there are too many texts to do it unasked; see `in_text`."
    )


class ComparedReportShape(Shape):
    report: str
    kind: str
    origin: str
    outlet: str | None
    title: str | None
    published: Edtf | None
    words: int
    shared: int
    statements: int
    share: float


class SaidShape(Shape):
    statement: str
    kind: str
    speaker: str | None
    said_on: Edtf | None
    words: str


class BesideShape(Shape):
    how: str
    differences: list[str]
    other_speaker: bool
    other_date: bool
    piece: str | None
    here: SaidShape | None
    there: SaidShape | None
    diff: list[list[str]]


class Compared(Shape):
    """Two reports side by side. A `diff` leads from the words there to the words here."""

    here: ComparedReportShape
    there: ComparedReportShape
    are_copies: bool
    counts: dict[str, int]
    statements: list[BesideShape]


class DraftChecked(Shape):
    """The answer of `onrecord check-draft`; `exit` is 0 where nothing keeps the draft back."""

    schema_: str = Field(alias="schema", description='"onrecord-draft/1"')
    draft: dict[str, Any]
    checked: list[dict[str, Any]]
    counts: dict[str, Any]
    record: str
    searched: Searched
    copies: list[dict[str, Any]]
    notes: list[str]
    allowed: list[str]
    paraphrases_count: bool
    exit: int
