"""Interviews printed turn by turn: each of two speakers speaks to the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from onrecord.circumstances.scene import Clause, Scene
from onrecord.circumstances.told import Told
from onrecord.values.dates import StatementDate
from onrecord.values.entity import Speaker

_FEWEST = 3  # turns; fewer are a name with a colon before a quotation
_MARK = 1  # characters before a label: an exchange that is quoted whole has marks there
_NEXT = 2  # paragraphs from one turn to the next: a turn may take more than one
_BECAUSE = "two speakers answer each other here, turn by turn"


def spoken_between(scene: Scene, speakers: Mapping[str, Speaker]) -> dict[str, Told]:
    """Who is spoken to in labelled turns, by attribution id. With a third speaker it is nobody's guess."""
    found: dict[str, Told] = {}
    for turns in _runs(scene):
        names = [speakers[one.attribution.id].name if one.attribution.id in speakers else "" for one in turns]
        if len(turns) < _FEWEST or len(set(names)) != 2 or "" in names:
            continue
        sources = dict(zip(names, (one.attribution.source for one in turns), strict=True))
        for turn, name in zip(turns, names, strict=True):
            other = next(one for one in sources if one != name)
            found[turn.attribution.id] = Told(other, sources[other], _BECAUSE)
    return found


def _runs(scene: Scene) -> Iterator[Sequence[Clause]]:
    """Rows of paragraphs that begin with a name and a colon."""
    run: list[Clause] = []
    for clause in scene.clauses:
        if not _is_turn(scene, clause):
            continue
        if run and clause.paragraph - run[-1].paragraph > _NEXT:
            yield run
            run = []
        run.append(clause)
    yield run


def date_exchanges(scene: Scene, dates: Mapping[str, StatementDate]) -> dict[str, StatementDate]:
    """Whoever asks and answers turn by turn does so on one day: that of the turns that are dated, if it is one."""
    found: dict[str, StatementDate] = {}
    for turns in _runs(scene):
        keys = [turn.attribution.id for turn in turns]
        told = [dates[key] for key in keys if key in dates]
        if len(turns) >= _FEWEST and told and len({one.edtf for one in told}) == 1:
            said_on = StatementDate(told[0].edtf, f"of one exchange, turn by turn: {told[0].because}")
            found |= {key: said_on for key in keys if key not in dates}
    return found


def _is_turn(scene: Scene, clause: Clause) -> bool:
    source, start = clause.attribution.source, scene.report.paragraphs[clause.paragraph].start
    return bool(source) and clause.anchor.of(scene.report.reading) == ":" and 0 <= source[0].start - start <= _MARK
