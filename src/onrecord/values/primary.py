"""A quotation in a report, and the turn of a transcript that it goes back to."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.values.verdict import Certainty, DateVerdict, SpeakerVerdict, Verdict


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """Where words of a quotation stand in a transcript.

    statement, report: ids of the turn and of its transcript. start, end: half-open, in code points of the turn's words;
    first, last: the same in the words of the quotation that go back to them. words: the turn's there.
    """

    statement: str
    report: str
    start: int
    end: int
    first: int
    last: int
    words: str
    speaker: str | None
    said_on: str | None
    occasion: str | None
    place: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class PrimaryQuotation:
    """A quotation that goes back to a transcript, and how.

    quoted: its words as the report has them. verdict: as for a check. speaker_verdict: whether the report puts it into
    the mouth of the one whose turn it is; NOT_ASKED where it names nobody. date_verdict: whether the day that the
    report gives is the transcript's. certainty: TOO_SHORT and TOO_COMMON words may have been said elsewhere, too.
    differences: their names, the gravest first. goes_on: the rest of the sentence that the quotation breaks off, or "".
    voice: whose words the transcript marks them as, where that is not the speaker of the turn.
    others: further turns with the same words. passages: several only where it is spliced.
    """

    quoted: str
    verdict: Verdict
    speaker_verdict: SpeakerVerdict
    date_verdict: DateVerdict
    certainty: Certainty
    score: float
    differences: tuple[str, ...]
    can_change_meaning: bool
    goes_on: str
    voice: str | None
    others: int
    passages: tuple[SourcePassage, ...]
