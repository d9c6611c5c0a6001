"""How right `onrecord check` is: printed quotations, made errors, words never said, spoofed letters.

    python -m bench.check [--half even|odd|all] [--seed N] [--made 2000] [--show]

Reads the transcripts named by ONRECORD_DATA into a record in a scratch folder. --half: of the printed quotations those
on even or odd lines. --show prints every wrong answer.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from bench.check_recipes import LEAST, MOST, Said, made_errors, spoofed
from bench.gold import named_folder, rows, skipped
from bench.machine import machine
from onrecord.checking.verdict import Check
from onrecord.comparing.tokens import tokens_of
from onrecord.run.checking import check_words
from onrecord.store.record import Record, open_record
from onrecord.text.words import sentences_of, words_of
from onrecord.values.verdict import Certainty, Verdict

COMMON = Path(__file__).with_name("common_phrases.txt")
_QUOTED = re.compile(r"[“\"]([^“”\"]{8,600})[”\"]")
_NAMED = re.compile(r"\b(?!He\b|She\b|They\b|It\b|The\b|I\b|We\b|You\b|His\b|Her\b|Their\b|A\b|An\b)[A-Z][a-z]+")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--made", type=int, default=2000)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--only", choices=("printed", "made", "never", "spoofed"))
    asked = parser.parse_args()
    data = named_folder() / "data"
    if not (data / "transcripts").exists():
        print(skipped("check"))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "transcripts.db"
        read_transcripts(data / "transcripts" / "us2016.jsonl.gz", file)
        with open_record(file, read_only=True) as record:
            parts = {"printed": printed, "made": made, "never": never_said, "spoofed": spoofs}
            for name, part in parts.items():
                if asked.only in (None, name):
                    part(record, data, asked)
    print(machine())
    return 0


def read_transcripts(source: Path, file: Path) -> None:
    from typer.testing import CliRunner  # noqa: PLC0415

    from onrecord.cli.main import app  # noqa: PLC0415

    done = CliRunner().invoke(app, ["read", "--record", str(file), "--model", "rules", str(source)])
    if done.exit_code:
        sys.exit(done.output)


def printed(record: Record, data: Path, asked: argparse.Namespace) -> None:
    """The quotations printed in newspapers, each with its speaker."""
    given = {row.id: row.given_id for row in record.reports()}
    right: Counter[str] = Counter()
    took = []
    for at, one in enumerate(rows(data / "transcripts" / "printed_quotes.jsonl")):
        if asked.half != "all" and asked.half != ("odd" if at % 2 else "even"):
            continue
        began = time.perf_counter()
        check = check_words(record, one["quote"], speaker=one["by"])
        took.append(time.perf_counter() - began)
        found = given.get(check.evidence[0].carrier.report) if check.evidence else None
        good = (check.verdict == one["label"], found == one["transcript"], check.speaker_verdict == "match")
        right.update({"all": 1, "verdict": good[0], "transcript": good[1], "speaker": good[2]})
        if asked.show and not all(good):
            print(
                f"  line {at}: {check.verdict.value} for {one['label']}, {check.speaker_verdict.value}: {one['quote']}"
            )
    _tell(f"printed quotations, {asked.half}", right, ("verdict", "transcript", "speaker"))
    took.sort()
    print(f"  median {took[len(took) // 2] * 1e3:.0f} ms a check, slowest but one {took[-2] * 1e3:.0f} ms")


def _tell(what: str, right: Counter[str], fields: tuple[str, ...]) -> None:
    shares = "; ".join(f"{field} {right[field]}/{right['all']} ({right[field] / right['all']:.1%})" for field in fields)
    print(f"{what}: {shares}")


def sentences(data: Path) -> tuple[list[Said], str]:
    """Sentences of the transcripts, and all their words, by which it is told what is on record."""
    found, turns = [], []
    for row in rows(data / "transcripts" / "us2016.jsonl.gz"):
        for turn in row["turns"]:
            turns.append(keys_in(turn["text"]))
            for line in turn["text"].split("\n"):
                for words in sentences_of(words_of(line, 0, len(line))):
                    said = line[words[0].start : words[-1].end]
                    size = len(said.split())
                    if LEAST <= size <= MOST and said[0].isupper() and said[-1] in ".!" and ":" not in said:
                        found.append(Said(said, turn["speaker"], row["id"]))
    speakers = [name for name, _ in Counter(one.speaker for one in found).most_common(2)]
    return [one for one in found if one.speaker in speakers], "\n".join(turns)


def keys_in(words: str) -> str:
    return f" {' '.join(token.key for token in tokens_of(words))} "


def made(record: Record, data: Path, asked: argparse.Namespace) -> None:
    """Sentences with one change each."""
    said, everything = sentences(data)
    right: defaultdict[str, Counter[str]] = defaultdict(Counter)
    missed = 0
    for one in made_errors(said, asked.made, asked.seed, lambda words: keys_in(words) in everything):
        check = check_words(record, one.words, speaker=one.speaker)
        good = check.verdict == one.verdict
        whose = check.speaker_verdict == one.speaker_verdict
        missed += one.changes_meaning and check.verdict is Verdict.VERBATIM
        right[one.recipe].update({"all": 1, "verdict": good, "speaker": whose})
        if asked.show and not (good and whose):
            print(
                f"  {one.recipe}: {check.verdict.value} for {one.verdict}, {check.speaker_verdict.value}: {one.words!r}"
            )
            print(f"      was {one.said.words!r}; {_differences(check)}")
    for recipe, counted in right.items():
        _tell(f"made errors, {recipe}", counted, ("verdict", "speaker"))
    _tell(f"made errors, all, seed {asked.seed}", sum(right.values(), Counter()), ("verdict", "speaker"))
    print(f"  meaning changed and called verbatim: {missed}")


def _differences(check: Check) -> list[tuple[str, str, str]]:
    return [
        (change.effect.value, change.old, change.new)
        for one in check.evidence[:1]
        for change in one.changes
        if change.effect.value != "written otherwise"
    ]


def never_said(record: Record, data: Path, asked: argparse.Namespace) -> None:
    """Quotations of people who are not on record, and phrases that anybody says."""
    right: Counter[str] = Counter()
    for who, words in _of_others(record, data, asked):
        check = check_words(record, words)
        long = len(tokens_of(words)) >= 8
        on_record = check.verdict is not Verdict.NOT_ON_RECORD
        marked = check.certainty is not Certainty.ENOUGH
        false = on_record and not (check.verdict is Verdict.VERBATIM and marked)
        right.update({"all": 1, "called on record": false, "verbatim, short and marked": on_record and not false})
        if asked.show and (false or (on_record and long)):
            print(f"  {who}: {check.verdict.value} {words!r}; {_differences(check)}")
    _tell(f"words of others, {asked.half}", right, ("called on record", "verbatim, short and marked"))
    phrases = COMMON.read_text(encoding="utf-8").split("\n")
    counted: Counter[str] = Counter()
    for phrase in filter(None, phrases):
        check = check_words(record, phrase)
        found = check.verdict is Verdict.VERBATIM
        first = check.evidence[0].carrier if check.evidence else None
        shown = first is not None and bool(first.speaker) and bool(first.occasion or first.said_on)
        other = check.verdict not in (Verdict.VERBATIM, Verdict.NOT_ON_RECORD)
        marked = check.certainty is not Certainty.ENOUGH
        counted.update(
            {"all": 1, "verbatim": found, "marked": found and marked and shown, "otherwise on record": other}
        )
        if asked.show and (other or (found and not (marked and shown))):
            print(f"  {check.verdict.value} {check.certainty.value} {phrase!r}; {_differences(check)}")
    _tell("common phrases", counted, ("verbatim", "marked", "otherwise on record"))


def _of_others(record: Record, data: Path, asked: argparse.Namespace) -> list[tuple[str, str]]:
    """1,000 quotations by people named in full who are not on record; half of them for looking at."""
    record_names = [row.name.split()[-1] for row in record.speakers()]
    found = []
    for row in (*rows(data / "polnear" / "train.jsonl.gz"), *rows(data / "polnear" / "dev.jsonl.gz")):
        for one in row["attributions"]:
            who = " ".join(row["text"][a:b] for a, b in one["source"])
            words = " ".join(row["text"][a:b] for a, b in one["content"])
            if _NAMED.search(who) and not any(name in f"{who} {words}" for name in record_names):
                found += [(who, match[1]) for match in _QUOTED.finditer(words) if len(match[1].split()) >= 3]
    chosen = random.Random("others").sample(sorted(set(found)), min(1000, len(set(found))))
    return {"even": chosen[::2], "odd": chosen[1::2], "all": chosen}[asked.half]


def spoofs(record: Record, data: Path, asked: argparse.Namespace) -> None:
    """Sentences in disguise."""
    chance = random.Random(f"spoofed {asked.seed}")
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in chance.sample(sentences(data)[0], 500):
        how, words = spoofed(one.words, chance)
        check = check_words(record, words, speaker=one.speaker)
        found = check.verdict is Verdict.VERBATIM
        flagged = check.question.claim.is_disguised and bool(check.question.claim.ignored)
        counted[how].update({"all": 1, "flagged": flagged, "verbatim without a flag": found and not flagged})
        counted[how]["read as meant"] += found
    for how, right in counted.items():
        _tell(f"spoofed, {how}", right, ("flagged", "verbatim without a flag", "read as meant"))
    whole = sum(counted.values(), Counter())
    _tell("spoofed, all", whole, ("flagged", "verbatim without a flag", "read as meant"))


if __name__ == "__main__":
    sys.exit(main())
