"""What speaks for a statement's being of an occasion, and what against it: signs by name, which the model weighs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.circumstances.candidates import Candidate, Overview
from onrecord.circumstances.cue_words import asks, beside, is_at_another_time, is_past, is_present, is_since
from onrecord.circumstances.scene import Clause, Scene
from onrecord.text.edtf import day_of
from onrecord.values.entity import Speaker
from onrecord.values.span import Span

LEAD = 3  # paragraph number: headline, standfirst and byline stand before the lead
_STEM = 6  # letters
_WORD = re.compile(r"[^\W\d_]{5,}")
_PRONOUN = re.compile(r"(?:he|she|they|it)", re.IGNORECASE)
_OUTSIDER = re.compile(
    r"\b(?:professors?|analysts?|experts?|scholars?|strategists?|pollsters?|historians?|fellow|author|economists?"
    r"|researchers?|consultants?|former|critics|observers|officials|aides|advisers|people|some|many)\b",
    re.IGNORECASE,
)
_SPOKES = re.compile(r"\b(?:spokes(?:man|woman|person)|campaign|office|press secretary)\b", re.IGNORECASE)
_GATHERING = re.compile(
    r"\b(?:debate|hearing|speech|rally|conference|briefing|interview|meeting|event|forum|town hall|show|panel|summit"
    r"|remarks|address|statement|letter|testimony|convention|appearance|lawsuit|editorial|ruling|decision|call)\b",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"\w{2,}ing\b", re.IGNORECASE)
_NEW_EVENT = re.compile(
    r"\b(?:in|during|on|at) (?:an?|another) (?:[\w’'-]{1,20} ){0,3}"
    r"(?:statement|interview|letter|post|e-?mail|tweet|speech|rally|appearance|meeting|conference|op-ed|article|book|ad)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class View:
    """What is known around a statement.

    before, after: what the statements next to it are dated to; None where they are not.
    """

    scene: Scene
    speaker: Speaker | None
    report: Overview
    before: str | None
    after: str | None

    @property
    def surname(self) -> str:
        """ "" when there is no name long enough to be looked for."""
        surname = self.speaker.name.rpartition(" ")[2] if self.speaker else ""
        return surname if len(surname) > 2 else ""


def signs_of_statement(clause: Clause, view: View) -> tuple[str, ...]:
    """The names of the signs that are there whatever the occasion."""
    return ("bias", *_of_cue(clause, view.scene), *_of_source(clause, view))


def signs_of_occasion(candidate: Candidate, view: View) -> tuple[str, ...]:
    """The names of the signs for and against this occasion."""
    is_news = candidate.edtf in view.report.days
    return (
        *(f"{'tie' if is_news else 'older tie'}: {tie.name.lower()}" for tie in candidate.ties),
        *_of_place(candidate, view, is_news=is_news),
        *_of_words(candidate, view),
        f"before: {_agrees(view.before, candidate.edtf)}",
        f"after: {_agrees(view.after, candidate.edtf)}",
    )


def _of_place(candidate: Candidate, view: View, *, is_news: bool) -> Iterator[str]:
    gap = _nearest(candidate)
    if not is_news:
        yield f"older, as exact as {len(candidate.edtf)}"
        yield f"older, paragraphs since: {gap}"
        return
    days, in_lead = view.report.days, min(one.paragraph for one in candidate.told) <= LEAD
    yield f"names {min(len(days), 4)} days"
    yield f"names it {min(days[candidate.edtf], 3)} times"
    yield f"paragraphs since: {gap}"
    yield "told in the lead" if in_lead else "told later"
    if next(iter(days)) == candidate.edtf:
        yield "the day named first"
    if len(days) == 1 and in_lead:
        yield "the only day, in the lead"


def _of_words(candidate: Candidate, view: View) -> Iterator[str]:
    words = " ".join(one.words for one in candidate.told)
    yield f"shares {min(_shared(candidate.clause, words, view.scene), 4)} words"
    yield f"days ago: {_days_ago(candidate.edtf, view.scene)}"
    if view.report.tells_older:
        yield "tells of older times"
    if _GATHERING.search(words):
        yield "a gathering or document"
    if view.surname and view.surname in words:
        yield "told with the speaker"
    own = view.report.own_days.get(view.speaker.name) if view.speaker else None
    if own:
        yield "the speaker’s own day" if candidate.edtf in own else "the speaker has another day"


def _of_cue(clause: Clause, scene: Scene) -> Iterator[str]:
    near, attribution, title = beside(clause), clause.attribution, scene.report.title_span
    yield f"mode: {attribution.mode.value}"
    yield f"kind: {attribution.kind.value}"
    yield f"cue: {_tense(clause, scene)}"
    if is_at_another_time(near):
        yield "at another time"
    if is_since(near):
        yield "has said"
    if asks(clause, scene):
        yield "asks"
    if _NEW_EVENT.search(clause.masked):
        yield "at an event of its own"
    if title is not None and title.overlaps(clause.sentence):
        yield "headline"


def _tense(clause: Clause, scene: Scene) -> str:
    cue = " ".join(span.of(scene.report.reading) for span in clause.attribution.cue)
    if is_past(clause, scene):
        return "past"
    if _PARTICIPLE.match(cue):
        return "participle"
    return "present" if is_present(clause, scene) else "other" if cue else "none"


def _of_source(clause: Clause, view: View) -> Iterator[str]:
    reading = view.scene.report.reading
    source = " ".join(span.of(reading) for span in clause.attribution.source)
    yield f"speaker: {view.speaker.type.value if view.speaker else 'none'}"
    if _PRONOUN.fullmatch(source):
        yield "source: pronoun"
    if _OUTSIDER.search(source):
        yield "source: outsider"
    if _SPOKES.search(source):
        yield "source: spokesperson"
    if view.speaker:
        yield from _of_speaker(view, view.speaker)


def _of_speaker(view: View, speaker: Speaker) -> Iterator[str]:
    share = view.report.shares.get(speaker.name, 0.0)
    yield "speaks: " + ("most" if share > 0.4 else "much" if share > 0.2 else "some" if share > 0.07 else "little")
    lead = view.scene.report.paragraphs[: LEAD + 1]
    if view.surname and view.surname in Span(lead[0].start, lead[-1].end).of(view.scene.report.reading):
        yield "speaker in the lead"


def _shared(clause: Clause, words: str, scene: Scene) -> int:
    """How many words the statement, content and all, has in common with the sentences that tell the occasion."""
    attribution = clause.attribution
    said = (span.of(scene.report.reading) for span in (*attribution.content, *attribution.source))
    return len(_stems(" ".join(said)[:1500] + clause.masked) & _stems(words))


@lru_cache(maxsize=512)
def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:_STEM].lower() for word in _WORD.findall(words))


def _days_ago(edtf: str, scene: Scene) -> str:
    published = scene.report.published
    day, today = day_of(edtf), day_of(published.edtf if published else None)
    return _band((today - day).days, (0, 1, 3, 7)) if day and today else "none"


def _nearest(candidate: Candidate) -> str:
    """Paragraphs from the nearest telling to the statement, one before it if there is any."""
    gaps = [candidate.clause.paragraph - told.paragraph for told in candidate.told]
    before = [gap for gap in gaps if gap >= 0]
    return _band(min(before), (0, 1, 3, 7)) if before else "ahead"


def _band(number: int, limits: tuple[int, ...]) -> str:
    return next((str(limit) for limit in limits if number <= limit), "more")


def _agrees(other: str | None, edtf: str) -> str:
    return "nothing" if other is None else "the same" if other == edtf else "another"
