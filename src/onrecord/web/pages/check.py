"""Check: did somebody say this?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from onrecord.checking.assess import Evidence
from onrecord.checking.changes import Change, Effect
from onrecord.checking.plain_words import AGAINST, CERTAINTIES, MEANS
from onrecord.checking.verdict import Check, is_asked_for
from onrecord.errors import BadRequest, MissingExtra
from onrecord.run.checking import check_words, look_in_texts
from onrecord.run.meaning import Proposed, load_proposer
from onrecord.store.record import Record
from onrecord.values.verdict import SpeakerVerdict, Verdict
from onrecord.web.pages.common import site_of
from onrecord.web.pieces import Piece, passage_of
from onrecord.web.rendering import page
from onrecord.web.site import TookTooLong

router = APIRouter(include_in_schema=False)
TONES = {
    Verdict.VERBATIM: "good",
    Verdict.CUT: "doubt",
    Verdict.PARAPHRASED: "doubt",
    Verdict.SPLICED: "bad",
    Verdict.ALTERED: "bad",
    Verdict.NOT_ON_RECORD: "open",
}
SIGNS = {"good": "✓", "doubt": "!", "bad": "✕", "open": "?"}


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """One statement that has the words. differences: those that say something else. written: what changes nothing."""

    one: Evidence
    passage: tuple[Piece, ...]
    differences: tuple[Change, ...]
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """The answer for a page. whole: evidence that is shown with its passage. others: of which only a line is.

    partly: what has a part of the words, with that part.

    whose: who said it by the record, where that is another one than was asked for.
    """

    check: Check
    means: str
    tone: str
    certainty: str | None
    whose: str | None
    whole: tuple[ShownEvidence, ...]
    others: tuple[Evidence, ...]
    partly: tuple[tuple[str, ShownEvidence], ...]

    @property
    def sign(self) -> str:
        return SIGNS[self.tone]


@dataclass(frozen=True, slots=True)
class Proposals:
    """What may be the same in other words. left_out: wordings without vectors yet. missing: why there is none."""

    found: Sequence[Proposed] = ()
    left_out: int = 0
    missing: str | None = None


@router.get("/check")
def check(
    request: Request, words: str = "", speaker: str = "", date: str = "", meaning: str = "", in_text: str = ""
) -> Response:
    answer, proposed, wrong, status = None, None, None, 200
    try:
        if words.strip():
            with site_of(request).reading() as record:
                found = check_words(record, words, speaker=speaker.strip() or None, date=date.strip() or None)
                answer = shown_check(look_in_texts(record, found, wanted=bool(in_text)))
                proposed = _proposals(record, found) if meaning else None
    except TookTooLong:
        raise
    except BadRequest as error:
        wrong, status = error, 400
    asked = {"words": words, "speaker": speaker.strip(), "date": date.strip(), "meaning": meaning}
    again = urlencode({name: value for name, value in asked.items() if value} | {"in_text": "1"})
    return page(
        request,
        "check.html",
        status,
        asked=asked,
        answer=answer,
        proposed=proposed,
        wrong=wrong,
        against=AGAINST,
        again=again,
    )


def shown_check(check: Check) -> ShownCheck:
    """From an answer to what is shown of it."""
    joined = check.verdict is Verdict.SPLICED and len(check.evidence[0].found.parts) == 1
    whole, others = (check.evidence, ()) if joined else (check.evidence[:1], check.evidence[1:])
    tone, asked = TONES[check.verdict], check.question.claim.words
    if tone == "good" and check.speaker_verdict is SpeakerVerdict.OTHER:
        tone = "bad"
    return ShownCheck(
        check,
        MEANS[check.verdict],
        tone,
        CERTAINTIES.get(check.certainty) if check.evidence else None,
        _whose(check),
        tuple(_shown(one, asked) for one in whole),
        tuple(others),
        tuple((one.asked_of(asked), _shown(one, asked)) for one in check.partly),
    )


def _whose(check: Check) -> str | None:
    if check.speaker_verdict is not SpeakerVerdict.OTHER:
        return None
    other = next((one for one in check.evidence if not is_asked_for(one, check.question)), None)
    return (other.voice or other.carrier.speaker) if other else None


def _shown(one: Evidence, asked: str) -> ShownEvidence:
    written = {kind.value for change in one.changes for kind in change.kinds if change.effect is Effect.WRITTEN}
    differences = tuple(change for change in one.changes if change.effect is not Effect.WRITTEN)
    return ShownEvidence(one, passage_of(one, asked), differences, tuple(sorted(written)))


def _proposals(record: Record, found: Check) -> Proposals:
    """As far as the record has vectors: a page writes none."""
    try:
        proposer = load_proposer()
    except MissingExtra as error:
        return Proposals(missing=f"{error.what}: {error.remedy}")
    return Proposals(proposer.propose(record, found.question.claim.words), proposer.lacking(record))
