"""The gate: no score may sink by accident. `make check` runs it.

usage: python -m bench.gate [--accept] [--accept-lower WHY]

Reads the fixed corpora of ONRECORD_DATA with this version, scores them against bench/floors.json, and lists every gold
statement gained and lost against the version accepted last (bench/right.txt). Ends with 1 when a score is below its
floor. --accept raises the floors to what is measured and remembers which statements are right; --accept-lower lowers
the floors that are not reached, with the reason kept. Without the gold, or with other gold than the floors were
measured on, it says so and ends with 0.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.corpora import CORPORA, Corpus, fingerprint, measure
from bench.floors import Lowering, Measured, Memory, below, load, lowered, raised, save
from bench.gold import ROOT, data_folder, skipped
from bench.quality import today

FLOORS = ROOT / "bench" / "floors.json"
RIGHT = ROOT / "bench" / "right.txt"


def main(arguments: Sequence[str] | None = None, *, corpora: Sequence[Corpus] = CORPORA) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--accept-lower", metavar="WHY", help="lower the floors that are not reached, and say why")
    asked = parser.parse_args(arguments)
    if asked.accept_lower is not None and not asked.accept_lower.strip():
        parser.error("--accept-lower needs a reason")
    data = data_folder()
    if data is None:
        print(skipped("gate"))
        return 1 if asked.accept or asked.accept_lower else 0
    memory = load(FLOORS, RIGHT)
    with tempfile.TemporaryDirectory() as scratch:
        now = list(measured(corpora, data, Path(scratch), memory, anew=bool(asked.accept_lower)))
    for line in (line for one in now for line in told(one, memory)):
        print(line)
    if asked.accept_lower:
        memory = with_lowered(memory, now, today(), asked.accept_lower.strip())
    failed = not_reached(memory, now)
    if failed:
        print(f"gate: below the floor: {'; '.join(failed)}. Mend it, or accept it: --accept-lower WHY (bench/gate.py)")
        return 1
    if asked.accept:
        memory = with_raised(memory, now)
    if asked.accept or asked.accept_lower:
        save(memory, FLOORS, RIGHT)
        print("written: bench/floors.json, bench/right.txt")
    return 0


def measured(corpora: Sequence[Corpus], data: Path, scratch: Path, memory: Memory, *, anew: bool) -> Iterator[Measured]:
    """The corpora whose data are those the floors were measured on; `anew`: the others too."""
    for corpus in corpora:
        accepted = memory.corpora.get(corpus.name)
        if accepted and accepted.data != fingerprint(corpus, data) and not anew:
            print(
                f"gate: {corpus.name} skipped: gold or scorers are not those of the floors ({accepted.data}). Get "
                'those back, or set its floors anew on these with --accept-lower "the data changed: ..."'
            )
            continue
        yield measure(corpus, data, scratch)


def told(now: Measured, memory: Memory) -> Iterator[str]:
    """Scores against floors, then every statement gained and lost."""
    accepted = memory.corpora.get(now.corpus)
    yield f"{now.corpus}: {len(now.right)} of {len(now.statements)} gold statements right, content and source"
    floors = accepted.floors if accepted and accepted.data == now.data else {}
    for name, score in now.scores.items():
        floor = floors.get(name)
        yield f"  {name:60} {100 * score:5.1f} %  floor {f'{100 * floor:5.1f} %' if floor is not None else 'none'}"
    if accepted is None or accepted.data != now.data:
        yield "  nothing accepted to compare with yet"
        return
    gained, lost = now.right - accepted.right, accepted.right - now.right
    yield f"  {len(gained)} gained, {len(lost)} lost since the gate was accepted"
    yield from sorted(f"  + {now.statements[key]}" for key in gained)
    yield from sorted(f"  - {now.statements.get(key, key)}" for key in lost)


def not_reached(memory: Memory, now: Sequence[Measured]) -> list[str]:
    """The scores below their floor, in words."""
    pairs = [(one, memory.corpora[one.corpus]) for one in now if one.corpus in memory.corpora]
    return [
        f"{one.corpus}, {name}: {'gone' if score is None else f'{100 * score:.2f}'} under {100 * floor:.2f} %"
        for one, accepted in pairs
        for name, (score, floor) in below(one, accepted).items()
    ]


def with_raised(memory: Memory, now: Sequence[Measured]) -> Memory:
    known = {one.corpus: raised(one, memory.corpora.get(one.corpus)) for one in now}
    return Memory({**memory.corpora, **known}, memory.lowered)


def with_lowered(memory: Memory, now: Sequence[Measured], date: str, why: str) -> Memory:
    corpora = dict(memory.corpora)
    notes: list[Lowering] = []
    for one in now:
        if one.corpus in corpora:
            corpora[one.corpus], found = lowered(one, corpora[one.corpus], date, why)
            notes.extend(found)
    return Memory(corpora, (*memory.lowered, *notes))


if __name__ == "__main__":
    sys.exit(main())
