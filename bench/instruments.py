"""Are documents linked where they are meant, and left alone where they are not?

usage: python -m bench.instruments [--misses]

Reads sentences with marked mentions (ONRECORD_DATA/data/instruments/mentions.jsonl). A mention is right when a mention
found at its place has the same document and the same article; where several documents fit, when the same ones are
listed and none is chosen; where the register has none, when the normal form of the number is the same. What is found
and not marked is wrong; a trap is a marked place at which anything is found. Without the data the script says so and
ends with 0.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.gold import data_folder, skipped
from onrecord.instruments.mention import Mention
from onrecord.instruments.search import Search
from onrecord.run.load_instruments import load_catalogue
from onrecord.text.reading_copy import reading_copy
from onrecord.values.report import Report
from onrecord.values.span import Span

Gold = Mapping[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print every sentence with something wrong")
    given = parser.parse_args()
    folder = data_folder()
    path = folder / "data" / "instruments" / "mentions.jsonl" if folder else None
    if path is None or not path.exists():
        print(skipped("documents appealed to"))
        return 0
    counts: Counter[str] = Counter()
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        wrong = list(judged(row["text"], row["mentions"], found_in(row["text"]), counts))
        if wrong and given.misses:
            print(row["text"], *wrong, sep="\n    ")
    print(*told(counts), sep="\n")
    return 0


def found_in(text: str) -> list[Mention]:
    report = Report("r", "r", "r", text, reading_copy(text), paragraphs=(Span(0, len(text)),))
    return Search(report, load_catalogue()).mentions()


def judged(text: str, gold: Sequence[Gold], found: Sequence[Mention], counts: Counter[str]) -> Iterator[str]:
    """Count one sentence into `counts`; gives what is wrong in words."""
    free = list(found)
    for one in gold:
        at = [mention for mention in free if mention.span.overlaps(Span(one["start"], one["end"]))]
        if one["how"] == "trap":
            counts["traps"] += 1
            counts["traps linked"] += bool(at)
            if at:
                yield f"trap: {one['text']!r}"
            continue
        right = next((mention for mention in at if is_right(one, mention)), None)
        counts["marked", one["how"]] += 1
        counts["right", one["how"]] += right is not None
        counts["span right"] += right is not None and right.span == Span(one["start"], one["end"])
        if right:
            free.remove(right)
        else:
            yield f"missed: {one['text']!r} ({one['how']})"
    for mention in free:
        counts["not marked"] += 1
        yield f"not marked: {mention.span.of(text)!r}: {mention.because}"


def is_right(one: Gold, mention: Mention) -> bool:
    if one["instrument"]:
        return mention.instrument == one["instrument"] and mention.provision == one.get("provision")
    if one.get("identifier"):
        return mention.instrument is None and mention.identifier == one["identifier"]
    return mention.instrument is None and set(mention.candidates) == set(one["candidates"])


def told(counts: Counter[Any]) -> Iterator[str]:
    kinds = [key[1] for key in counts if isinstance(key, tuple) and key[0] == "marked"]
    marked, right = (sum(counts[part, kind] for kind in kinds) for part in ("marked", "right"))
    found = right + counts["not marked"]
    precision, recall = right / max(found, 1), right / max(marked, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    yield f"mentions        F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  ({right} right of {marked})"
    yield f"spans           {counts['span right']} of {right} as marked"
    yield f"traps           {counts['traps linked']} of {counts['traps']} linked"
    for kind in kinds:
        yield f"  {kind:13} {counts['right', kind]} of {counts['marked', kind]}"


if __name__ == "__main__":
    raise SystemExit(main())
