"""Do quotations printed in newspapers find by themselves the turn of the transcript that they go back to?

    python -m bench.primary [--half even|odd|all] [--model rules|fast|best] [--articles printed|all]
                            [--record FILE] [--first reports|transcripts] [--show]

Reads the PolNeAR articles and the transcripts named by ONRECORD_DATA into one record and compares what it then knows
with the quotations that people traced back. --half: of those on even or odd lines. --record keeps the record in FILE
and takes it from there the next time. --show prints what is wrong, and what was found that nobody had traced.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.gold import named_folder, rows, skipped
from bench.machine import machine
from onrecord.run.primary import trace_quotations
from onrecord.store.record import Record, open_record

FOUND = """
SELECT r.given_id, q.words, q.verdict, q.speaker_verdict, q.date_verdict, q.certainty, t.given_id AS transcript,
  q.others, who.name AS speaker, p.starts, p.ends, q.part, s.kind,
  (SELECT min(starts) FROM spans WHERE statement = s.number AND part = 'content') AS first,
  (SELECT max(ends) FROM spans WHERE statement = s.number AND part = 'content') AS last
FROM primary_quotations AS q JOIN statements AS s ON s.number = q.statement JOIN reports AS r ON r.number = s.report
JOIN primary_passages AS p ON p.quotation = q.number AND p.place = 0
JOIN statements AS turn ON turn.number = p.turn JOIN reports AS t ON t.number = turn.report
LEFT JOIN speakers AS who ON who.number = s.speaker ORDER BY q.number"""
ON_RECORD = """
SELECT min(p.starts) AS first, max(p.ends) AS last FROM statements AS s JOIN reports AS r ON r.number = s.report
JOIN spans AS p ON p.statement = s.number AND p.part = 'content'
WHERE r.given_id = ? AND s.kind <> 'indirect' GROUP BY s.number"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--model", choices=("rules", "fast", "best"), default="rules")
    parser.add_argument("--articles", choices=("printed", "all"), default="printed")
    parser.add_argument("--first", choices=("reports", "transcripts"), default="reports")
    parser.add_argument("--record", type=Path)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    data = named_folder() / "data"
    if not (data / "transcripts").exists():
        print(skipped("primary"))
        return 0
    gold = [
        one
        for at, one in enumerate(rows(data / "transcripts" / "printed_quotes.jsonl"))
        if asked.half == "all" or asked.half == ("odd" if at % 2 else "even")
    ]
    with tempfile.TemporaryDirectory() as scratch:
        file = asked.record or Path(scratch) / "record.db"
        if not file.exists():
            fill(file, data, gold if asked.articles == "printed" else None, asked, Path(scratch))
        with open_record(file) as record:
            began = time.perf_counter()
            left = [*trace_quotations(record)]
            if left:
                print(f"looked up in {time.perf_counter() - began:.1f} s")
            tell(record, gold, show=asked.show)
    print(machine())
    return 0


def fill(file: Path, data: Path, gold: list[dict[str, Any]] | None, asked: argparse.Namespace, scratch: Path) -> None:
    """The articles and the transcripts, one after the other."""
    articles = scratch / "articles.jsonl"
    wanted = {one["printed_in"] for one in gold} if gold is not None else None
    with articles.open("w", encoding="utf-8") as out:
        for part in ("train", "dev"):
            for row in rows(data / "polnear" / f"{part}.jsonl.gz"):
                if wanted is None or row["id"] in wanted:
                    line = {"id": row["id"], "text": row["text"], "published": row["id"].split("_")[1]}
                    out.write(json.dumps(line | {"outlet": row["id"].split("_")[0]}) + "\n")
    inputs = [articles, data / "transcripts" / "us2016.jsonl.gz"]
    for one in inputs if asked.first == "reports" else inputs[::-1]:
        read(one, file, asked.model)


def read(source: Path, file: Path, model: str) -> None:
    from typer.testing import CliRunner  # noqa: PLC0415

    from onrecord.cli.main import app  # noqa: PLC0415

    done = CliRunner().invoke(app, ["read", "--quiet", "--record", str(file), "--model", model, str(source)])
    if done.exit_code > 1:
        sys.exit(done.output)


def tell(record: Record, gold: list[dict[str, Any]], *, show: bool) -> None:
    with record.reading() as connection:
        found = [dict(row) for row in connection.execute(FOUND)]
        right: Counter[str] = Counter()
        met: set[int] = set()
        for one in gold:
            statements = [dict(row) for row in connection.execute(ON_RECORD, (one["printed_in"],))]
            at = [k for k, row in enumerate(found) if row["given_id"] == one["printed_in"] and _is_it(row, one)]
            met.update(at)
            is_there = any(_overlap(row, one) for row in statements)
            best = next((found[k] for k in at), None)
            good = {
                "traced": best is not None,
                "right transcript": bool(best and best["transcript"] == one["transcript"]),
                "right verdict": bool(best and best["verdict"] == one["label"]),
            }
            right.update({"all": 1, "read as a quotation": is_there, **good})
            right["right speaker"] += bool(best and best["speaker_verdict"] == "match")
            if show and not all(good.values()):
                told = {name: best[name] for name in ("verdict", "speaker_verdict", "transcript")} if best else None
                there = "read" if is_there else "NOT read"
                print(f"  {one['label']} of {one['transcript']}, {there}: {one['quote']}\n      {told}")
    shares = "; ".join(f"{name} {number}/{right['all']}" for name, number in right.items() if name != "all")
    print(f"traced by people: {shares}")
    others = [row for k, row in enumerate(found) if k not in met]
    print(f"found besides: {len(others)}; {dict(Counter(row['verdict'] for row in others))}")
    for row in others if show else ():
        how = " ".join(str(row[name]) for name in ("verdict", "speaker_verdict", "certainty", "date_verdict", "others"))
        print(f"  {how} · {row['given_id'][:40]} · {row['speaker']} · {row['transcript']}: {row['words'][:160]}")


def _is_it(row: dict[str, Any], one: dict[str, Any]) -> bool:
    """Does a quotation found have the words that people traced?"""
    words, quote = (" ".join(text.strip(" “”\"'‘’.,").split()) for text in (row["words"], one["quote"]))
    return _overlap(row, one) and (quote[:40] in words or words[:40] in quote or quote[-30:] in words)


def _overlap(row: dict[str, Any], one: dict[str, Any]) -> bool:
    start, end = one["span"]
    return bool(row["first"] is not None and row["first"] < end and start < row["last"])


if __name__ == "__main__":
    sys.exit(main())
