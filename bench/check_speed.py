"""How fast `onrecord check` is against a record of many statements.

    python -m bench.check_speed [--statements 10000 100000 1000000] [--each 60] [--folder FOLDER] [--keep] [--show]

Builds a record of each size (bench/many_statements.py) in a scratch folder, then asks one question after the other as a
server would, in one process with one connection, and prints median, 99th percentile and worst by kind of question, in
wall time and CPU time; "to the first" is the median of CPU time as a multiple of the first record's. Hostile questions
stand apart. --folder: where records are built, and used again where they stand; --keep: leave them there. --show: the
slowest questions.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.check_recipes import ALTERING, CUTTING, joined, spoofed
from bench.machine import machine
from bench.many_statements import Source, build, source
from onrecord.checking.claim import LONGEST
from onrecord.run.checking import check_words
from onrecord.store.record import Record, open_record

COMMON = Path(__file__).with_name("common_phrases.txt")
SIZES = (10_000, 100_000, 1_000_000)
LONG = 500  # words
WARMING = 30  # questions before the clock runs
HOSTILE = "hostile"


@dataclass(frozen=True, slots=True)
class Asked:
    kind: str
    words: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Took:
    asked: Asked
    verdict: str
    wall: float  # milliseconds
    cpu: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, nargs="+", default=SIZES)
    parser.add_argument("--each", type=int, default=60, help="questions of each kind")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    said = source()
    first: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for size in given.statements:
            file = (given.folder or Path(scratch)) / f"{size}.db"
            built = _built(file, size, said)
            took = _measured(file, said, given.each)
            print(f"{size:,} statements, {file.stat().st_size / 1e6:,.0f} MB{built}")
            _tell(took, first, show=given.show)
            print(f"  command line, once: {_command_line(file, took[0].asked):.0f} ms")
            if not given.keep:
                for one in file.parent.glob(f"{file.name}*"):
                    one.unlink()
    print(machine())
    return 0


def _built(file: Path, size: int, said: Source) -> str:
    if file.exists():
        return ", built before"
    wall, cpu = time.perf_counter(), time.process_time()
    build(file, size, said)
    return f", built in {time.perf_counter() - wall:.0f} s (CPU {time.process_time() - cpu:.0f} s)"


def _measured(file: Path, said: Source, each: int) -> list[Took]:
    with open_record(file, read_only=True) as record:
        asked = list(questions(record, said, each))
        for one in asked[:: max(1, len(asked) // WARMING)]:
            check_words(record, one.words[:200], speaker=one.speaker)
        return [_once(record, one) for one in random.Random("order").sample(asked, len(asked))]


def _once(record: Record, asked: Asked) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    check = check_words(record, asked.words, speaker=asked.speaker)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return Took(asked, check.verdict.value, wall * 1e3, cpu * 1e3)


def _tell(took: Sequence[Took], first: dict[str, float], *, show: bool) -> None:
    print(f"  {'milliseconds':38} wall: median      p99    worst    CPU: median      p99    worst  to the first")
    kinds = dict.fromkeys(one.asked.kind for one in sorted(took, key=lambda one: one.asked.kind))
    usual = [one for one in took if not one.asked.kind.startswith(HOSTILE)]
    groups = {kind: [one for one in took if one.asked.kind == kind] for kind in kinds}
    for kind, some in (groups | {"all but hostile": usual, "all": list(took)}).items():
        wall, cpu = ([getattr(one, column) for one in some] for column in ("wall", "cpu"))
        median = _at(cpu, 0.5)
        ratio = f"{median / first.setdefault(kind, median):8.1f}"
        print(f"  {kind:35} {len(some):4} {_shown(wall)}     {_shown(cpu)}{ratio}")
        if show:
            slowest = sorted(some, key=lambda one: -one.cpu)[:2]
            for one in slowest if kind in groups else []:
                print(f"      {one.cpu:6.0f} ms {one.verdict}, {one.asked.speaker}: {one.asked.words[:110]!r}")
    verdicts = Counter(one.verdict for one in usual)
    print(f"  verdicts: {', '.join(f'{verdict} {number}' for verdict, number in verdicts.most_common())}")


def _shown(took: Sequence[float]) -> str:
    return f"{_at(took, 0.5):8.1f} {_at(took, 0.99):8.1f} {max(took):8.1f}"


def _at(took: Sequence[float], share: float) -> float:
    return sorted(took)[min(len(took) - 1, int(share * len(took)))]


def _command_line(file: Path, asked: Asked) -> float:
    """A process of its own: start of Python and libraries, opening, the question, the answer in text."""
    command = [sys.executable, "-m", "onrecord", "check", asked.words, "--record", str(file)]
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"COLUMNS": "100"})
    return (time.perf_counter() - began) * 1e3


def questions(record: Record, said: Source, each: int) -> Iterator[Asked]:
    """Of every kind as many as asked for, half of what is on record with its speaker, half without."""
    chance = random.Random("questions")
    for kind, words in _of_record(record, said, chance):
        made = 0
        while made < each:
            one = words()
            if one is not None:
                yield Asked(kind, one[0], one[1] if made % 2 else None)
                made += 1
    someone = _drawn(record, chance)[1]
    phrases = list(filter(None, COMMON.read_text(encoding="utf-8").split("\n")))
    for at, phrase in enumerate(chance.sample(phrases, min(each, len(phrases)))):
        yield Asked("common phrase", phrase, someone if at % 2 else None)
    for kind, words in _hostile(said, chance):
        yield from (Asked(f"{HOSTILE}: {kind}", words, speaker) for speaker in (None, someone))


Draw = Callable[[], "tuple[str, str | None] | None"]


def _of_record(record: Record, said: Source, chance: random.Random) -> Iterator[tuple[str, Draw]]:
    def changed(recipes: Sequence[Callable[[str, random.Random], str | None]]) -> Draw:
        def draw() -> tuple[str, str | None] | None:
            words, speaker = _drawn(record, chance)
            other = chance.choice(recipes)(words, chance)
            return (other, speaker) if other else None

        return draw

    def spliced() -> tuple[str, str | None]:
        (one, speaker), (other, _) = _drawn(record, chance), _drawn(record, chance)
        return joined(one, other), speaker

    def short() -> tuple[str, str | None] | None:
        words, speaker = _drawn(record, chance)
        parts = [part for part in words.split() if part.isalnum()]
        start, size = chance.randrange(max(1, len(parts) - 4)), chance.randint(1, 5)
        return (" ".join(parts[start : start + size]), speaker) if parts else None

    def long() -> tuple[str, str | None]:
        parts = chance.choice([turn for turn in said.turns if turn.count(" ") > 2 * LONG] or said.turns).split()
        start = chance.randrange(max(1, len(parts) - LONG))
        return " ".join(parts[start : start + LONG]), _drawn(record, chance)[1]

    def unsaid(number: int) -> Draw:
        return lambda: (" ".join(chance.sample(said.spared, number)), _drawn(record, chance)[1])

    carried, alike = said.carried, said.alike
    yield "true", lambda: _drawn(record, chance)
    yield "altered", changed(tuple(ALTERING.values()))
    yield "cut", changed(tuple(CUTTING.values()))
    yield "spliced", spliced
    yield "never said", unsaid(1)
    yield "never said, 500 words", unsaid(max(1, LONG // 16))
    yield "short", short
    yield "long, 500 words", long
    yield "carried 1,000 times", lambda: (chance.choice(carried), _drawn(record, chance)[1])
    yield "of 10,000 near-identical", lambda: (alike if chance.random() < 0.5 else _cut(alike, chance), None)


def _cut(words: str, chance: random.Random) -> str:
    parts = words.split()
    start = chance.randrange(len(parts) // 2)
    return " ".join(parts[start : start + len(parts) // 2])


def _drawn(record: Record, chance: random.Random) -> tuple[str, str]:
    """A statement by chance: at most forty words of it, and its speaker."""
    connection = record.connection
    (last,) = connection.execute("SELECT max(number) FROM statements").fetchone()
    words, speaker = connection.execute(
        "SELECT s.words, who.name FROM statements AS s JOIN speakers AS who ON who.number = s.speaker "
        "WHERE s.number = ?",
        (chance.randint(1, last),),
    ).fetchone()
    return " ".join(words.strip("“”").split()[:40]), speaker


def _hostile(said: Source, chance: random.Random) -> Iterator[tuple[str, str]]:
    """As long as can be asked, of what is everywhere, or of what is only made to be slow."""
    phrases = COMMON.read_text(encoding="utf-8").split("\n")
    yield "the phrases of everybody", _filled(lambda: chance.choice(phrases))
    yield "one phrase again and again", _filled(lambda: "we are going to")
    yield "one word again and again", _filled(lambda: "the")
    yield "sentences by chance", _filled(lambda: chance.choice(said.sentences))
    yield "a word of each sentence", _filled(lambda: chance.choice(said.sentences).split()[0])
    yield "near-identical ones", _filled(lambda: said.alike)
    yield "a long turn", max(said.turns, key=len)[:LONGEST]
    yield "carried often, joined", _filled(lambda: chance.choice(said.carried))
    yield "signs and operators", _filled(lambda: chance.choice(('"a" NEAR(b c)', "(.*)+$", "col:* OR", "[[", "“„«")))
    yield "look-alikes", spoofed(_filled(lambda: chance.choice(said.sentences)), chance)[1][:LONGEST]
    yield "one word of all", "the"
    yield "two words of all", "of the"


def _filled(words: Callable[[], str]) -> str:
    pieces: list[str] = []
    length = 0
    while length < LONGEST:
        pieces.append(words())
        length += len(pieces[-1]) + 1
    return " ".join(pieces)[:LONGEST]


if __name__ == "__main__":
    sys.exit(main())
