"""A headline takes the date of the statement it sums up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.circumstances.scene import Clause, Scene
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker

_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
_STEM = 5  # letters: "apologizes" and "apologized" are one
_COMMON = frozenset(
    "that this with from have about says said will would could should after over their they them what when were been"
    " more than into also just like some other being which while against amid during told".split()
)
_ENOUGH = 2  # stems that a headline and the statement it sums up share at least


def date_headlines(
    scene: Scene, speakers: Mapping[str, Speaker], dates: Mapping[str, StatementDate]
) -> dict[str, StatementDate]:
    """Dates of the headline's statements: each is of the day of the body statement most like it."""
    title = scene.report.title_span
    found: dict[str, StatementDate] = {}
    if title is None:
        return {}
    ours = [clause for clause in scene.clauses if title.overlaps(clause.sentence)]
    body = [c for c in scene.clauses if not title.overlaps(c.sentence) and not c.attribution.nested_in]
    stems = [_stems(clause, scene, speakers) for clause in body]
    for clause in ours:
        who = [_name(clause, speakers) == _name(one, speakers) for one in body]
        best = _most_like(_stems(clause, scene, speakers), stems, who)
        like = body[best] if best is not None else None
        said_on = dates.get(like.attribution.id) if like else None
        if said_on is not None:
            because = f"the headline sums up what was said so: {said_on.because}"
            found[clause.attribution.id] = StatementDate(said_on.edtf, because)
    return found


def _most_like(ours: frozenset[str], body: Sequence[frozenset[str]], same: Sequence[bool]) -> int | None:
    """The first of those that share most, and who speaks; None when none shares enough."""
    shared = [len(ours & one) + is_same for one, is_same in zip(body, same, strict=True)]
    most = max(shared, default=0)
    return shared.index(most) if most >= _ENOUGH else None


def _stems(clause: Clause, scene: Scene, speakers: Mapping[str, Speaker]) -> frozenset[str]:
    attribution, reading = clause.attribution, scene.report.reading
    said = " ".join(span.of(reading) for span in (*attribution.source, *attribution.cue, *attribution.content))
    speaker = speakers.get(attribution.id)
    words = _WORD.findall(f"{said[:1000]} {speaker.name if speaker else ''}".lower())
    return frozenset(word[:_STEM] for word in words if word not in _COMMON)


def _name(clause: Clause, speakers: Mapping[str, Speaker]) -> str | None:
    speaker = speakers.get(clause.attribution.id)
    return speaker.name if speaker else None
