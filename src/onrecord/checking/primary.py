"""A quotation that a report prints, held against the transcripts on record: does it go back to one, and how?

More is asked of it than of an answer to a question: nobody looks at each of these, and who speaks every day says much
that is nearly the same. So the words must be many, or said in the days before the report; changed words and joined ones
count only where the occasion fits, for on another one they may have been said just so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from onrecord.checking.assess import Evidence
from onrecord.checking.changes import Effect
from onrecord.checking.claim import Claim
from onrecord.checking.telling import SHORT, content_words
from onrecord.checking.verdict import Candidates, Check, Question, judge
from onrecord.comparing.difference import by_gravity
from onrecord.comparing.tokens import Token, tokens_of
from onrecord.values.carrier import Carrier
from onrecord.values.searched import Searched
from onrecord.values.verdict import Certainty, DateVerdict, SpeakerVerdict, Verdict

LEAST_WORDS = 4  # of a quotation that is looked up
_SPLICED_WORDS = 10
_FAR_WORDS, _FAR_SHARE = 12, 0.8  # of changed words that may have been said on another day
_OTHER_MOUTH_SHARE = 0.85  # of words changed and put into another's mouth
_QUOTED = re.compile(r"(?:''|[“„«\"])([^“”„«»\"]{1,20000}?)(?:''|[”»\"])")
_MARK = re.compile('[“”„«»"]')
_NOBODY = Searched(0, 0, 0, (), None, None)
_KEPT = (Verdict.VERBATIM, Verdict.CUT, Verdict.ALTERED, Verdict.SPLICED)

Days = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a report prints between quotation marks.

    part: which of the statement's, from 0. speakers: numbers of the one it names, None where it names nobody.
    said: ISO, the days on which it says that it was said, None where it does not. near: the days before it was
    published, in which it most likely was; None where that day is not known.
    """

    part: int
    words: str
    tokens: tuple[Token, ...]
    speaker: str | None = None
    speakers: frozenset[int] | None = None
    said: Days | None = None
    near: Days | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """turn: its number. start, end: of its words; first, last: of the quotation's that go back to them."""

    turn: int
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Traced:
    """Where a quotation goes back to. See `values.primary.PrimaryQuotation`, which is this as it stands on record."""

    quotation: Quotation
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
    passages: tuple[Passage, ...]


def quotations_in(words: str, kind: str) -> Iterator[tuple[int, str, tuple[Token, ...]]]:
    """What of a statement's words is quotation, long enough to be looked up: (part, words, their tokens).

    Of a direct one all, also where the report interrupts it; of a mixed one each by itself; of an indirect one nothing.
    """
    if kind == "direct":
        yield from _long_enough([words])
    elif kind == "mixed":
        yield from _long_enough([match[1] for match in _QUOTED.finditer(words)])


def sentences_quoted(words: str) -> tuple[tuple[int, str, tuple[Token, ...]], ...]:
    """Of a direct quotation that the report interrupts between sentences each part by itself, numbered from 1.

    Where it goes on in the middle of a sentence the reader takes it for one. Nothing where there is one part only.
    """
    parts: list[str] = []
    for match in _QUOTED.finditer(words):
        first = next((sign for sign in match[1] if sign.isalnum()), "")
        if parts and not first.isupper():
            parts[-1] += f" {match[1]}"
        else:
            parts.append(match[1])
    found = tuple(_long_enough(parts))
    return tuple((part + 1, one, tokens) for part, one, tokens in found) if len(parts) > 1 else ()


def _long_enough(parts: Sequence[str]) -> Iterator[tuple[int, str, tuple[Token, ...]]]:
    for part, one in enumerate(parts):
        tokens = tokens_of(one)
        if len(tokens) >= LEAST_WORDS:
            yield part, one, tokens


def trace(
    quotation: Quotation, turns: Sequence[Carrier], runs: tuple[int, int], known: Collection[str] = frozenset()
) -> Traced | None:
    """Which of these turns a quotation goes back to; None where it goes back to none of them for all one can tell.

    turns: of transcripts from before the report. runs: how many runs of words it has, and how many are common.
    """
    claim = Claim(quotation.words, quotation.words, (), is_disguised=False)
    question = Question(claim, quotation.speaker, quotation.speakers, None, quotation.near)
    check = judge(question, quotation.tokens, Candidates(tuple(turns), *runs, _NOBODY), known)
    if check.verdict not in _KEPT:
        return None
    evidence = _chosen(check, quotation)
    return _traced(check, evidence, quotation) if _is_sound(check, evidence, quotation) else None


def _chosen(check: Check, quotation: Quotation) -> tuple[Evidence, ...]:
    """The statement that is meant; of several with the same words the last before the report. Of a splice all."""
    if check.verdict is Verdict.SPLICED:
        joined = len(check.evidence[0].found.parts) == 1
        return check.evidence if joined else check.evidence[:1]
    first = check.evidence[0]
    alike = [
        one
        for one in check.evidence
        if one.verdict is first.verdict
        and one.carrier.speaker_number == first.carrier.speaker_number
        and _is_on(one.carrier, quotation.near) == _is_on(first.carrier, quotation.near)
        and (first.verdict is not Verdict.ALTERED or one.score >= first.score)
    ]
    said = [one for one in alike if _is_on(one.carrier, quotation.said)]
    return (max(said or alike, key=lambda one: (one.carrier.days[:1], -one.carrier.number)),)


def _is_on(carrier: Carrier, days: Days | None) -> bool:
    return days is not None and any(last >= days[0] and first <= days[1] for first, last in carrier.days)


def _is_sound(check: Check, evidence: Sequence[Evidence], quotation: Quotation) -> bool:
    """Is it no chance that these words stand there?"""
    words = [token for token in quotation.tokens if not token.in_brackets]
    own = check.speaker_verdict is SpeakerVerdict.MATCH
    if not own and any(_is_quoted_there(one) for one in evidence):
        return False  # the turn quotes them itself: they may well be the words of whom the report names
    fits = all(_is_on(one.carrier, quotation.near) or _is_on(one.carrier, quotation.said) for one in evidence)
    share = min(one.found.share for one in evidence)
    if check.verdict is Verdict.SPLICED:
        one_transcript = len({one.carrier.report for one in evidence}) == 1
        return own and one_transcript and fits and len(words) >= _SPLICED_WORDS
    if len(words) < SHORT:
        only_one = check.carriers == 1 and content_words(words) >= 2
        return own and check.verdict is Verdict.VERBATIM and (only_one or (fits and content_words(words) >= 1))
    if check.verdict in (Verdict.VERBATIM, Verdict.CUT):
        own = own and (fits or check.carriers == 1)
        return own or (content_words(words) >= 2 and check.certainty is not Certainty.TOO_COMMON)
    if not own:
        return fits and len(words) >= _FAR_WORDS and share >= _OTHER_MOUTH_SHARE
    is_undated = quotation.near is None and quotation.said is None
    return fits or (share >= _FAR_SHARE and (is_undated or len(words) >= _FAR_WORDS))


def _is_quoted_there(one: Evidence) -> bool:
    """Does the turn have some of the words in quotation marks?"""
    inside = (one.carrier.words[start:end] for start, end in one.passages)
    return any(around.in_marks for around in one.around) or any(_MARK.search(words) for words in inside)


def _traced(check: Check, evidence: Sequence[Evidence], quotation: Quotation) -> Traced:
    changes = [change for one in evidence for change in one.changes if change.effect is not Effect.WRITTEN]
    last = evidence[-1].around[-1]
    return Traced(
        *(quotation, check.verdict, check.speaker_verdict, _date_verdict(evidence, quotation), check.certainty),
        score=min(one.score for one in evidence),
        differences=tuple(kind.value for kind in by_gravity(kind for change in changes for kind in change.kinds)),
        can_change_meaning=any(change.can_change_meaning for change in changes),
        goes_on=last.after if tokens_of(last.after) else "",
        voice=next((one.voice for one in evidence if one.voice), None),
        others=0 if check.verdict is Verdict.SPLICED else check.carriers - 1,
        passages=tuple(passage for one in evidence for passage in _passages(one, quotation)),
    )


def _passages(one: Evidence, quotation: Quotation) -> Iterator[Passage]:
    tokens = quotation.tokens
    for part, (start, end) in zip(one.found.parts, one.passages, strict=True):
        first, last = tokens[part.new_first].start, tokens[part.new_last - 1].end
        yield Passage(one.carrier.number, start, end, first, last)


def _date_verdict(evidence: Sequence[Evidence], quotation: Quotation) -> DateVerdict:
    """Is the day that the report gives the transcript's?"""
    if quotation.said is None:
        return DateVerdict.NOT_ASKED
    if not all(one.carrier.days for one in evidence):
        return DateVerdict.NOT_DATED
    return DateVerdict.MATCH if all(_is_on(one.carrier, quotation.said) for one in evidence) else DateVerdict.OTHER
