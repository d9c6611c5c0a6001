"""From all statements that have the words, or some of them, to one answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.checking.assess import Asked, Evidence, as_pieces, assess
from onrecord.checking.claim import Claim, disguises_in
from onrecord.checking.passage import Reading, read_in
from onrecord.checking.sources import printed_otherwise, source_first
from onrecord.checking.splices import parts_on_record, spliced
from onrecord.checking.telling import SHORT, content_words
from onrecord.comparing.tokens import Token
from onrecord.text.scripts import mixed_script_words
from onrecord.values.carrier import Carrier
from onrecord.values.printed import Printed
from onrecord.values.searched import Searched
from onrecord.values.verdict import Certainty, DateVerdict, SpeakerVerdict, Verdict

SHOWN = 5  # pieces of evidence that are kept, the best first; the others are counted
_OWN_ENOUGH = 0.85  # of the words in a statement of the one asked for, changed, before another's with all of them
_SEVERAL_SAID_IT = 3  # statements with a short phrase, from which on it is anybody's
_WORTH = {Verdict.VERBATIM: 1.0, Verdict.CUT: 0.9, Verdict.SPLICED: 0.5, Verdict.ALTERED: 0.45, Verdict.PARAPHRASED: 0}
_BY_SHARE = {Verdict.SPLICED: 0.38, Verdict.ALTERED: 0.4, Verdict.PARAPHRASED: 0.3}

Key = tuple[str, tuple[tuple[int, int], ...]]
Readings = dict[Key, Reading]  # of the same words in the same windows


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. speakers: numbers of the one asked for; None where nobody was named, empty for somebody unknown.

    days: ISO, the first and the last that were asked for.
    """

    claim: Claim
    speaker: str | None = None
    speakers: frozenset[int] | None = None
    date: str | None = None
    days: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """The answer, with its evidence, the best first; of a spliced quotation each statement in the order of the words.

    notes: what a reader must know besides, in words. carriers: statements that have the words, as far as they were
    looked at; reports and independent: in which they stand. common: every run of three words is a turn of phrase.
    partly: where no statement has the words, those that have a part of them in a row, in the order of the words.
    printed: reports that have all the words outside of statements; None where the texts were not gone through.
    """

    question: Question
    verdict: Verdict
    speaker_verdict: SpeakerVerdict
    date_verdict: DateVerdict
    certainty: Certainty
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...]
    carriers: int
    reports: int
    independent: int
    searched: Searched
    partly: tuple[Evidence, ...] = ()
    printed: tuple[Printed, ...] | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the record brings: statements that share words, how many runs of words were looked up and are common."""

    carriers: tuple[Carrier, ...]
    runs: int
    common: int
    searched: Searched


def judge(
    question: Question, quotation: Sequence[Token], candidates: Candidates, known: Collection[str] = frozenset()
) -> Check:
    """Answer whether these words are on record. quotation: the words of the claim. known: as for `align.compare`."""
    asked = (question.claim.words, quotation)
    readings: Readings = {}
    ranked = sorted(
        _assessed(asked, _promising(candidates.carriers, question), readings, question, known),
        key=lambda one: _rank(one, question, quotation),
    )
    found = source_first(ranked)
    best = found[0].verdict if found else Verdict.NOT_ON_RECORD
    evidence = found
    read = [(one, readings[_key(one)]) for one in candidates.carriers if _key(one) in readings]
    own = question.speakers or frozenset()
    if best not in (Verdict.VERBATIM, Verdict.CUT) and found[:1] == ranked[:1]:
        pieces = spliced(quotation, read, own)
        in_one = 0 if not found or best is Verdict.PARAPHRASED else len(found[0].found.pairs)
        if sum(piece.last - piece.first for piece in pieces) > in_one:
            best, evidence = Verdict.SPLICED, as_pieces(asked, pieces, known)
    answer = _answer(question, quotation, best, tuple(evidence), candidates)
    if best is not Verdict.NOT_ON_RECORD:
        return answer
    parts = as_pieces(asked, parts_on_record(quotation, read, own), known, Verdict.NOT_ON_RECORD)
    return replace(answer, partly=tuple(parts), notes=tuple(_notes_on_parts(parts, question, len(quotation))))


def _promising(carriers: Sequence[Carrier], question: Question) -> list[Carrier]:
    """Those first that have most of the runs; of the one asked for before others."""
    own = question.speakers or frozenset()
    return sorted(carriers, key=lambda one: (one.speaker_number not in own, -one.runs))


def _key(carrier: Carrier) -> Key:
    return carrier.words, carrier.windows


def _answer(
    question: Question, quotation: Sequence[Token], best: Verdict, evidence: tuple[Evidence, ...], given: Candidates
) -> Check:
    joined = best is Verdict.SPLICED and len(evidence[0].found.parts) == 1
    alike = [one for one in evidence if one.verdict is best and (not joined or one is evidence[0])]
    certainty = _certainty(quotation, alike, given)
    shown = evidence if joined else evidence[:SHOWN]
    return Check(
        question,
        best,
        _speaker_verdict(question, evidence if joined else evidence[:1]),
        _date_verdict(question, evidence if joined else evidence[:1]),
        certainty,
        shown,
        tuple(_notes(question, evidence, joined)),
        carriers=sum(1 + one.carrier.others for one in alike),
        reports=sum(one.carrier.reports for one in alike),
        independent=sum(one.carrier.independent for one in alike),
        searched=given.searched,
    )


def _assessed(
    asked: Asked, carriers: Sequence[Carrier], readings: Readings, question: Question, known: Collection[str]
) -> Iterator[Evidence]:
    """Every statement that is meant; the same words are read once.

    When all words were found with somebody who may have been meant, statements with fewer of them are not read.
    """
    least, is_sourced = 0, False
    alike: dict[tuple[Key, str], Evidence | None] = {}  # by what all that is told of the words depends on
    for carrier in carriers:
        # A report may print words that the transcript of the same speech has otherwise: that one is read all the same.
        may_outrank = carrier.is_primary and not is_sourced and 2 * carrier.runs >= least
        if carrier.runs < least and not may_outrank:
            continue
        key = _key(carrier)
        if key not in readings:
            readings[key] = read_in(carrier.words, carrier.windows, asked[1])
        if (key, carrier.kind) not in alike:
            alike[key, carrier.kind] = assess(asked, carrier, readings[key], known)
        first = alike[key, carrier.kind]
        if first is None:
            continue
        one = replace(first, carrier=carrier)
        yield one
        if one.verdict is Verdict.VERBATIM and (not question.speakers or is_asked_for(one, question)):
            least, is_sourced = max(least, carrier.runs), is_sourced or carrier.is_primary


def _rank(one: Evidence, question: Question, quotation: Sequence[Token]) -> tuple[float | bool | str, ...]:
    """Sorts the best first: the one asked for, the same words, the day asked for, transcripts, direct, the oldest."""
    worth = _WORTH[one.verdict] + _BY_SHARE.get(one.verdict, 0) * one.found.share
    is_own = is_asked_for(one, question)
    is_whole = one.verdict in (Verdict.VERBATIM, Verdict.CUT)
    enough = is_whole or (one.found.share >= _OWN_ENOUGH and len(quotation) >= SHORT)
    carrier = one.carrier
    return (
        not (is_own and enough),
        -round(worth, 2),
        not is_own,
        not _is_on_day(one, question),
        carrier.speaker is None,
        *(not carrier.is_primary, carrier.kind != "direct", carrier.is_nested),
        carrier.days[0][0] if carrier.days else "X",
        carrier.statement,
    )


def is_asked_for(one: Evidence, question: Question) -> bool:
    """Are the words of the one asked for, and not marked as another voice's?"""
    return bool(question.speakers) and one.carrier.speaker_number in (question.speakers or ()) and one.voice is None


def _is_on_day(one: Evidence, question: Question) -> bool:
    if question.days is None:
        return False
    first, last = question.days
    return any(latest >= first and earliest <= last for earliest, latest in one.carrier.days)


def _speaker_verdict(question: Question, evidence: Sequence[Evidence]) -> SpeakerVerdict:
    if question.speakers is None:
        return SpeakerVerdict.NOT_ASKED
    if not evidence:
        return SpeakerVerdict.NOT_ON_RECORD
    if all(is_asked_for(one, question) for one in evidence):
        return SpeakerVerdict.MATCH
    others = [one for one in evidence if not is_asked_for(one, question)]
    unnamed = all(one.carrier.speaker is None and one.voice is None for one in others)
    return SpeakerVerdict.NOT_NAMED if unnamed else SpeakerVerdict.OTHER


def _date_verdict(question: Question, evidence: Sequence[Evidence]) -> DateVerdict:
    if question.days is None:
        return DateVerdict.NOT_ASKED
    if not evidence:
        return DateVerdict.NOT_ON_RECORD
    if any(not one.carrier.days for one in evidence):
        return DateVerdict.NOT_DATED
    if not all(_is_on_day(one, question) for one in evidence):
        return DateVerdict.OTHER
    first, last = question.days
    inside = all(first <= earliest and latest <= last for one in evidence for earliest, latest in one.carrier.days)
    return DateVerdict.MATCH if inside else DateVerdict.POSSIBLE


def _certainty(quotation: Sequence[Token], alike: Sequence[Evidence], given: Candidates) -> Certainty:
    """Fewer than eight words are anybody's where several said them, or where they say nothing in particular."""
    if given.runs and given.common == given.runs:
        return Certainty.TOO_COMMON
    if len(quotation) >= SHORT:
        return Certainty.ENOUGH
    speakers = {one.carrier.speaker_number for one in alike}
    said = sum(1 + one.carrier.others for one in alike)
    common = len(speakers) > 1 or said >= _SEVERAL_SAID_IT or content_words(quotation) < 2
    return Certainty.TOO_COMMON if common else Certainty.TOO_SHORT


def _notes(question: Question, evidence: Sequence[Evidence], joined: bool) -> Iterator[str]:
    if not evidence:
        return
    speakers = {one.carrier.speaker for one in evidence if one.carrier.speaker}
    yield from printed_otherwise(evidence)
    if joined and len(speakers) > 1:
        yield f"the words are of {len(speakers)} speakers: {', '.join(sorted(speakers))}"
    for one in evidence if joined else evidence[:1]:
        yield from _notes_on(one, question)


def _notes_on_parts(parts: Sequence[Evidence], question: Question, words: int) -> Iterator[str]:
    """How much of a quotation is on record that is not as a whole, and what must be known of these words."""
    if parts:
        yield f"{sum(one.found.words for one in parts):,} of its {words:,} words are on record, but not with the rest"
    for one in parts:
        yield from _notes_on(one, question)


def _notes_on(one: Evidence, question: Question) -> Iterator[str]:
    carrier = one.carrier
    if one.voice:
        yield f"the transcript marks these words as those of “{one.voice}”, in the turn of {carrier.speaker}"
    surname = (carrier.speaker or "").split()[-1:]
    named = {part.named_before for part in one.around if part.named_before}
    for other in sorted(name for name in named if not surname or surname[0].casefold() not in name.casefold()):
        yield f"“{other}:” stands before these words, in the turn of {carrier.speaker}: they may be of that voice"
    if (carrier.force == "asks" or any(part.is_question for part in one.around)) and "?" not in question.claim.words:
        yield "said, but as a question"
    if carrier.force in _FORCES:
        yield _FORCES[carrier.force]
    if carrier.is_nested or (carrier.is_primary and any(part.in_marks for part in one.around)):
        yield "said, but quoting somebody else: the words stand inside quotation marks or another statement"
    if carrier.mode == "thought":
        yield "on record as what was thought or hoped, not as what was said"
    for part in one.around:
        yield from part.turns
    yield from _disguises(" ".join(carrier.words[start:end] for start, end in one.passages))


def _disguises(words: str) -> Iterator[str]:
    """What in words on record makes others of them that look the same."""
    if disguises := disguises_in(words):
        yield f"on record with {' and '.join(disguises)} in these words"
    if mixed := mixed_script_words(words):
        yield f"on record with letters of several scripts in {', '.join(map(repr, mixed))}"


_FORCES = {
    "demands": "said, but as a demand",
    "denies": "said, but to deny it",
    "not said": "the report tells that these words were not said",
}
