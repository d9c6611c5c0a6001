"""What the gate remembers: floors, the data they were measured on, and which gold statements were right then.

floors.json holds the first two and every lowering with its reason. right.txt holds digests only, no text of the gold:
one line a statement, under the name of its corpus.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HEAD = """# Gold statements that were right when the gate was last accepted, as digests of article, place and source.
# Written by `python -m bench.gate --accept`; the words are printed from ONRECORD_DATA when one is gained or lost.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One corpus as it is now.

    data: fingerprint of gold and scorers. scores: measure -> share, 0 to 1, four decimals.
    statements: digest -> the gold statement in words; right: the digests of those found with the right source.
    """

    corpus: str
    data: str
    scores: Mapping[str, float]
    statements: Mapping[str, str]
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Accepted:
    """One corpus as it was accepted."""

    data: str
    floors: Mapping[str, float]
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lowering:
    """A floor that was lowered, for good. `was` and `now` are shares; both None where the data changed."""

    date: str
    corpus: str
    measure: str
    was: float | None
    now: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Memory:
    """All that is remembered, by name of corpus."""

    corpora: Mapping[str, Accepted] = field(default_factory=dict)
    lowered: tuple[Lowering, ...] = ()


def load(floors: Path, right: Path) -> Memory:
    """What was accepted; an empty memory where nothing was."""
    if not floors.is_file():
        return Memory()
    told = json.loads(floors.read_text(encoding="utf-8"))
    digests = _digests(right.read_text(encoding="utf-8")) if right.is_file() else {}
    corpora = {
        name: Accepted(one["data"], one["floors"], digests.get(name, frozenset()))
        for name, one in told["corpora"].items()
    }
    return Memory(corpora, tuple(Lowering(**one) for one in told["lowered"]))


def save(memory: Memory, floors: Path, right: Path) -> None:
    corpora = {name: {"data": one.data, "floors": dict(one.floors)} for name, one in memory.corpora.items()}
    lowered = [{name: getattr(one, name) for name in Lowering.__slots__} for one in memory.lowered]
    told = json.dumps({"corpora": corpora, "lowered": lowered}, ensure_ascii=False, indent=1)
    floors.write_text(told + "\n", encoding="utf-8")
    parts = ["\n".join([f"[{name}]", *sorted(one.right)]) for name, one in memory.corpora.items()]
    right.write_text(HEAD + "\n".join(parts) + "\n", encoding="utf-8")


def _digests(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("["):
            name = line.strip("[]")
            found[name] = set()
        elif line and not line.startswith("#"):
            found[name].add(line)
    return {name: frozenset(digests) for name, digests in found.items()}


def below(measured: Measured, accepted: Accepted) -> dict[str, tuple[float | None, float]]:
    """The measures under their floor: measure -> (score now, floor). A measure that is gone is under any floor."""
    now = {measure: measured.scores.get(measure) for measure in accepted.floors}
    return {m: (now[m], floor) for m, floor in accepted.floors.items() if (score := now[m]) is None or score < floor}


def raised(measured: Measured, accepted: Accepted | None) -> Accepted:
    """The floors raised to what is measured, none lowered; the statements that are right now remembered."""
    before = accepted.floors if accepted else {}
    floors = {**before, **{m: max(score, before.get(m, 0.0)) for m, score in measured.scores.items()}}
    return Accepted(measured.data, floors, measured.right)


def lowered(measured: Measured, accepted: Accepted, date: str, why: str) -> tuple[Accepted, tuple[Lowering, ...]]:
    """The floors that are not reached lowered to what is measured, the others as they were, and a note for each."""
    name = measured.corpus
    if measured.data != accepted.data:
        note = Lowering(date, name, "all: the data changed", None, None, why)
        return Accepted(measured.data, measured.scores, measured.right), (note,)
    sunk = below(measured, accepted)
    floors = {m: floor for m, floor in accepted.floors.items() if m not in sunk}
    floors |= {m: score for m, (score, _) in sunk.items() if score is not None}
    notes = tuple(Lowering(date, name, m, floor, score, why) for m, (score, floor) in sunk.items())
    return Accepted(accepted.data, floors, measured.right), notes
