"""Are copies of a report found, and are other reports of the same event left alone?

usage: python -m bench.copies [--part looked-at|held-out] [--misses] [--write]
       python -m bench.copies --scale [--reports N]

Takes news texts (ECB+, pages, PolNeAR dev; ONRECORD_DATA), makes copies of each by the recipes in bench/copy_recipes.py
with a chance that hangs on the text's id, puts all of them into one record as `onrecord read` does, and looks which
pairs the record holds for copies. Recall: of the (text, copy) pairs. Precision: of all pairs that were called, a copy's
text standing for the copy; between two different texts a pair is right only where both are listed as copies in
bench/known_copies.txt, which was made by reading and says how. Reports of one event and of a similar event in
ECB+ are the negatives that count. ECB+ is parted by topic, the others by their ids; thresholds were chosen on the part
"looked at" alone. Without the data the script says so and ends with 0.

--scale: generated reports, a tenth of them copies; time and candidates per report must not grow with the record.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path

from bench.copy_recipes import RECIPES, paragraphs_of, words_in
from bench.gold import ROOT, data_folder, rows, skipped
from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today
from onrecord.reports.read_report import read_report
from onrecord.reports.register import Register
from onrecord.run.load_register import load_register
from onrecord.store.copies_near import near
from onrecord.store.record import Record, open_record
from onrecord.values.page import Given, Page, PageKind
from onrecord.values.statement import ReportRecord

LOOKED_AT, HELD_OUT = "looked-at", "held-out"
KNOWN = Path(__file__).with_name("known_copies.txt")
FEWEST, MOST = 90, 800  # words of a text of which copies are made; every text is on record, whatever its length
FEWEST_IN_COPY = 45
MARK = "copies"


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it came. event: reports of one event have one; None where that is not known."""

    id: str
    text: str
    topic: str
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """What is put on record. recipe: "" for the text itself."""

    id: str
    of: str
    recipe: str
    text: str


@dataclass(slots=True)
class Told:
    """What came out of one part."""

    texts: int = 0
    made: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    called: int = 0
    right: int = 0
    same_event: int = 0
    near_event: int = 0
    called_same_event: Counter[bool] = field(default_factory=Counter)
    called_near_event: Counter[bool] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=[LOOKED_AT, HELD_OUT], help="only this part")
    parser.add_argument("--misses", action="store_true", help="print every pair that is missed or called wrongly")
    parser.add_argument("--write", action="store_true", help="write the table into docs/quality.md")
    parser.add_argument("--texts", type=int, default=100, help="of how many texts of a part copies are made")
    parser.add_argument("--scale", action="store_true", help="generated reports: does the cost grow?")
    parser.add_argument("--reports", type=int, default=20_000, help="how many, for --scale")
    given = parser.parse_args()
    if given.scale:
        told_of_scale = list(scale(given.reports))
        print(*told_of_scale, sep="\n")
        if given.write:
            write_part(ROOT / "docs" / "quality.md", f"scale of {MARK}", scale_table(told_of_scale))
        return 0
    folder = data_folder()
    if folder is None or not (folder / "data" / "ecbplus").exists():
        print(skipped("copies"))
        return 0
    parts = [given.part] if given.part else [LOOKED_AT, HELD_OUT]
    told = {}
    for part in parts:
        lenders = [one for one in sources(folder, HELD_OUT if part == LOOKED_AT else LOOKED_AT) if not one.event]
        told[part] = measure(sources(folder, part), lenders, given.texts)
    for part, one in told.items():
        print(f"\n{part}", *lines(one), *(one.wrong + one.missed if given.misses else []), sep="\n")
    if given.write:
        write_part(ROOT / "docs" / "quality.md", MARK, table(told))
    return 0


# --- the set ---------------------------------------------------------------------------------------------------------


def sources(folder: Path, part: str) -> list[Source]:
    """The texts of one part."""
    data = folder / "data"
    found = [
        Source(row["id"], "\n".join(" ".join(sentence) for sentence in row["sents"]), row["topic"], row["event"])
        for row in rows(data / "ecbplus" / "data.jsonl.gz")
    ]
    topics = sorted({one.topic for one in found}, key=int)
    for name in ("html_articles/data.jsonl.gz", "polnear/dev.jsonl.gz"):
        if (data / name).exists():
            found += [Source(row["id"], row["text"], f"text {row['id']}") for row in rows(data / name)]
    return [one for one in found if part_of(one, topics) == part]


def part_of(source: Source, topics: Sequence[str]) -> str:
    odd = topics.index(source.topic) % 2 if source.event else zlib.crc32(source.id.encode()) % 2
    return HELD_OUT if odd else LOOKED_AT


def copies_of(source: Source, other: Source) -> Iterator[Copy]:
    """A copy of the text by each recipe. other: what may be put below it."""
    paragraphs = paragraphs_of(source.text)
    for name, recipe in RECIPES.items():
        chance = random.Random(f"{source.id} {name}")
        copy = recipe(paragraphs, chance, other.text)
        if copy and words_in(copy) >= FEWEST_IN_COPY:
            yield Copy(f"{source.id} {name}", source.id, name, copy)


# --- measuring -------------------------------------------------------------------------------------------------------


def measure(found: Sequence[Source], lenders: Sequence[Source], texts: int) -> Told:
    """found: the texts of a part. lenders: others, not on record; each lends its words to copies of one text."""
    told = Told(texts=len(found))
    able = [one for one in found if FEWEST <= words_in(one.text) <= MOST]
    chosen = sorted(able, key=lambda one: hashlib.sha256(one.id.encode()).digest())[:texts]
    made = [Copy(one.id, one.id, "", one.text) for one in found]
    made += [copy for at, one in enumerate(chosen) for copy in copies_of(one, lenders[at % len(lenders)])]
    with tempfile.TemporaryDirectory() as scratch, open_record(Path(scratch) / "copies.db", create=True) as record:
        put(record, made, load_register())
        pairs = called(record)
    count(told, made, pairs)
    count_events(told, found, pairs)
    return told


def put(record: Record, copies: Iterable[Copy], register: Register) -> None:
    run = record.begin_run(f"{today()}T00:00:00Z", "bench", [])
    waiting = list(copies)
    for at in range(0, len(waiting), 100):
        with record.batch():
            for copy in waiting[at : at + 100]:
                page = page_of(copy)
                record.add(run, ReportRecord(read_report(page, register), (), "bench"), page)


def page_of(copy: Copy) -> Page:
    content = copy.text.encode()
    # Each text as it came in a paper of its own, copies in one of thirty.
    outlet = f"Paper {zlib.crc32(copy.id.encode()) % 30}" if copy.recipe else f"Paper of {copy.of}"
    given = Given(id=copy.id, outlet=outlet)
    return Page(copy.id, content, hashlib.sha256(content).hexdigest(), PageKind.TEXT, given=given)


def called(record: Record) -> set[frozenset[str]]:
    """The pairs that the record holds for copies, by the ids of `Copy`."""
    with record.reading() as connection:
        rows_ = connection.execute(
            "SELECT a.given_id, b.given_id FROM report_pairs AS p JOIN reports AS a ON a.number = p.longer "
            "JOIN reports AS b ON b.number = p.shorter"
        ).fetchall()
    return {frozenset(tuple(row)) for row in rows_}


def count(told: Told, made: Sequence[Copy], pairs: set[frozenset[str]]) -> None:
    of = {copy.id: copy.of for copy in made}
    known, shared = known_copies("copy"), known_copies("shared")
    for copy in made:
        if copy.recipe:
            told.made[copy.recipe] += 1
            is_found = frozenset((copy.id, copy.of)) in pairs
            told.found[copy.recipe] += is_found
            told.missed += [] if is_found else [f"missed: {copy.id}"]
    for pair in pairs:
        texts = frozenset(of[one] for one in pair)
        if texts in shared and pair != texts:
            continue
        is_right = len(texts) == 1 or texts in known
        told.called += 1
        told.right += is_right
        told.wrong += [] if is_right else [f"wrong: {' + '.join(sorted(pair))}"]


def count_events(told: Told, found: Sequence[Source], pairs: set[frozenset[str]]) -> None:
    """Only the texts as they came, and of ECB+ only."""
    known = known_copies("copy")
    for one, other in combinations([one for one in found if one.event], 2):
        pair = frozenset((one.id, other.id))
        if one.topic == other.topic:
            if one.event == other.event:
                told.same_event += 1
                told.called_same_event[pair in known] += pair in pairs
            else:
                told.near_event += 1
                told.called_near_event[pair in known] += pair in pairs


def known_copies(verdict: str) -> set[frozenset[str]]:
    """Pairs of texts in ECB+ that are "copy" or "shared", as bench/known_copies.txt says."""
    listed = (line.split() for line in KNOWN.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {frozenset(line[:2]) for line in listed if line[2:] == [verdict]}


# --- telling ---------------------------------------------------------------------------------------------------------


def lines(told: Told) -> Iterator[str]:
    made, found = told.made.total(), told.found.total()
    yield f"texts {told.texts}, copies made {made}"
    yield f"recall    {found / max(1, made):.4f}  ({found} of {made})"
    yield f"precision {told.right / max(1, told.called):.4f}  ({told.right} of {told.called} pairs called)"
    for name, kind, total in (
        ("same event", told.called_same_event, told.same_event),
        ("similar event", told.called_near_event, told.near_event),
    ):
        yield f"{name}: {kind[False]} of {total} pairs called wrongly, {kind[True]} called that are known copies"
    for name in RECIPES:
        yield f"  {name:34} {told.found[name] / max(1, told.made[name]):.3f}  of {told.made[name]}"


def table(told: dict[str, Told]) -> str:
    head = f"Measured on {today()} with `python -m bench.copies`, {machine()}.\n"
    rows_ = ["", f"| | {' | '.join(part.replace('-', ' ') for part in told)} |", f"|---|{'---:|' * len(told)}"]
    rows_.append(_row("texts", [f"{one.texts:,}" for one in told.values()]))
    rows_.append(_row("copies made of them", [f"{one.made.total():,}" for one in told.values()]))
    rows_.append(_row("recall, all copies", [_share(one.found.total(), one.made.total()) for one in told.values()]))
    for name in RECIPES:
        rows_.append(_row(f"recall, {name}", [_share(one.found[name], one.made[name]) for one in told.values()]))
    rows_.append(_row("pairs called", [f"{one.called:,}" for one in told.values()]))
    rows_.append(_row("precision", [f"{100 * one.right / max(1, one.called):.2f} %" for one in told.values()]))
    for name in ("same_event", "near_event"):
        words = {"same_event": "pairs of reports of one event", "near_event": "pairs of reports of a similar event"}[
            name
        ]
        rows_.append(_row(words, [f"{getattr(one, name):,}" for one in told.values()]))
        kinds = [getattr(one, f"called_{name}") for one in told.values()]
        rows_.append(_row("- called, and known to be copies", [f"{kind[True]:,}" for kind in kinds]))
        rows_.append(_row("- called wrongly", [f"{kind[False]:,}" for kind in kinds]))
    return head + "\n".join(rows_)


def _row(name: str, cells: Iterable[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(1, whole):.1f} %"


# --- scale -----------------------------------------------------------------------------------------------------------


def scale(reports: int) -> Iterator[str]:
    """Time and candidates per report, by fourths of the record as it grows."""
    marks = [0, reports // 16, reports // 4, reports]
    register = load_register()
    costs = []
    with tempfile.TemporaryDirectory() as scratch, open_record(Path(scratch) / "scale.db", create=True) as record:
        made = generated(reports)
        for start, end in pairwise(marks):
            some = [next(made) for _ in range(start, end)]
            pages = [page_of(one) for one in some]
            read = [(page, ReportRecord(read_report(page, register), (), "bench")) for page in pages]
            began = time.process_time()
            run = record.begin_run(f"{today()}T00:00:00Z", "bench", [])
            for at in range(0, len(read), 100):
                with record.batch():
                    for page, one in read[at : at + 100]:
                        record.add(run, one, page)
            spent = 1000 * (time.process_time() - began) / len(read)
            costs.append(spent)
            looked_at = _candidates(record, end)
            yield f"reports {start + 1:>6} to {end:>6}: {spent:.2f} ms each, {looked_at:.2f} candidates each"
        pairs = len(called(record))
    yield f"ratio of the last to the one before (4x the record): {costs[-1] / costs[-2]:.2f}; pairs: {pairs}"


def scale_table(told: Sequence[str]) -> str:
    head = f"Measured on {today()} with `python -m bench.copies --scale`, {machine()}:\n\n```text\n"
    return head + "\n".join(told) + "\n```"


def _candidates(record: Record, end: int) -> float:
    """Candidates of the last 200 reports."""
    with record.reading() as connection:
        return sum(len(near(connection, number).candidates) for number in range(max(1, end - 199), end + 1)) / 200


def generated(reports: int) -> Iterator[Copy]:
    """Texts of 150 to 450 words drawn as words of news are (Zipf), one in ten a copy of one of the last thousand."""
    chance = random.Random(20261122)
    weights = [1 / (rank + 2) for rank in range(5000)]
    last: list[str] = []
    notice = " ".join(chance.choices([f"w{n}" for n in range(5000)], weights, k=60))
    for number in range(reports):
        if last and chance.random() < 0.1:
            sentences = chance.choice(last).split("\n\n")
            text = "\n\n".join(sentences[: max(4, int(len(sentences) * chance.uniform(0.4, 1)))])
        else:
            words = chance.choices([f"w{n}" for n in range(5000)], weights, k=chance.randrange(150, 450))
            text = "\n\n".join(" ".join(words[at : at + 25]).capitalize() + "." for at in range(0, len(words), 25))
            last = [*last[-999:], text]
            if number % 3 == 0:  # an outlet that puts one notice under everything
                text = f"{text}\n\n{notice.capitalize()}."
        yield Copy(f"generated {number}", f"generated {number}", f"outlet {number % 3}", text)


if __name__ == "__main__":
    raise SystemExit(main())
