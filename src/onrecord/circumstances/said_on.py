"""The date each statement was made: its own time words, or the occasion the narrative stands at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.circumstances.beside import date_beside
from onrecord.circumstances.candidates import overview
from onrecord.circumstances.carried import choose, date_of
from onrecord.circumstances.exchange import date_exchanges
from onrecord.circumstances.headline_dates import date_headlines
from onrecord.circumstances.narrative import Narrative
from onrecord.circumstances.polls import date_polls
from onrecord.circumstances.scene import Clause, Scene
from onrecord.circumstances.signs import View
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker
from onrecord.values.span import Span

_NEXT = 3  # paragraphs between two statements of which the one says something of the other


def date_statements(scene: Scene, speakers: Mapping[str, Speaker]) -> dict[str, StatementDate]:
    """The date of each statement that can be dated, by attribution id.

    First what the statement's own words and the narrative say for certain, then polls, then the likeliest occasion,
    then what stands beside a dated statement; the headline last.
    """
    narrative = follow(scene, speakers)
    dates = narrative.dates | date_polls(scene, narrative.calendar, narrative.dates)
    for clause, view in views(scene, speakers, narrative, dates):
        said_on = date_of(choose(narrative.candidates.of(clause), view), view)
        if said_on:
            dates[clause.attribution.id] = said_on
    dates |= date_beside(scene, speakers, dates)
    dates |= date_exchanges(scene, dates)
    return dates | date_headlines(scene, speakers, dates)


def follow(scene: Scene, speakers: Mapping[str, Speaker]) -> Narrative:
    """Read the report through."""
    narrative = Narrative(scene, speakers)
    for sentence, clauses in _beats(scene):
        narrative.tell(sentence, clauses)
    return narrative


def views(
    scene: Scene, speakers: Mapping[str, Speaker], narrative: Narrative, dates: Mapping[str, StatementDate]
) -> tuple[tuple[Clause, View], ...]:
    """Each statement that is neither dated nor inside another, with what is known around it."""
    order = [clause for clause in scene.clauses if not clause.attribution.nested_in]
    keys = [clause.attribution.id for clause in order]
    named = {key: speakers[key] for key in keys if key in speakers}
    own = {key: dates[key] for key in keys if key in dates}
    report = overview(narrative.occasions(), narrative.calendar, named, own)
    before, after = _last_dates(order, own), _last_dates(order[::-1], own)[::-1]
    around = zip(order, before, after, strict=True)
    return tuple(
        (clause, View(scene, named.get(clause.attribution.id), report, earlier, later))
        for clause, earlier, later in around
        if clause.attribution.id not in own
    )


def _last_dates(order: Sequence[Clause], dates: Mapping[str, StatementDate]) -> list[str | None]:
    """For each statement what the nearest dated one before it is dated to, unless that is far."""
    found: list[str | None] = []
    last: tuple[str, int] | None = None
    for clause in order:
        found.append(last[0] if last and abs(clause.paragraph - last[1]) <= _NEXT else None)
        said_on = dates.get(clause.attribution.id)
        last = (said_on.edtf, clause.paragraph) if said_on else last
    return found


def _beats(scene: Scene) -> Iterator[tuple[Span, Sequence[Clause]]]:
    """Sentence by sentence, with the statements reported in it."""
    by_sentence: dict[int, list[Clause]] = defaultdict(list)
    for clause in scene.clauses:
        by_sentence[clause.sentence.start].append(clause)
    for sentence in scene.sentences:
        yield sentence, by_sentence.get(sentence.start, ())
