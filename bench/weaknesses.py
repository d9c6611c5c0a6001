"""What onrecord gets wrong, by example: `python -m bench.weaknesses [--write]` reads each and shows what it records.

The passages are invented. Each stands for a kind of error that the figures in docs/quality.md count; --write puts them
into docs/weaknesses.md with what this version makes of them, and a test says when that is no longer so.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from typing import NamedTuple

from bench.gold import ROOT
from bench.marked_part import write_part
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord.values.page import Page, PageKind
from onrecord.values.span import words_at
from onrecord.values.statement import Statement

PAGE = ROOT / "docs" / "weaknesses.md"


class Example(NamedTuple):
    """why: what a careful reader sees in it, and why onrecord does not."""

    name: str
    text: str
    why: str


EXAMPLES = (
    Example(
        "Thoughts told as facts",
        "SENNPORT, 3 May 2023. Marrin shook her head. The lamp would never be lit again, not in her lifetime. What was "
        "the board thinking?",
        "Free indirect speech has neither a word of saying nor marks. Nothing is recorded.",
    ),
    Example(
        "Two men and one “he”",
        "SENNPORT, 3 May 2023. Bo Ek met Tomas Vray in the harbour office on Tuesday. He said that the levy would "
        "fall. He disagreed, and he would vote against it.",
        "Who “he” is only the matter tells. The nearer man is taken, with a middling confidence; the second sentence "
        "is missed.",
    ),
    Example(
        "Three deep",
        "SENNPORT, 3 May 2023. Ysolde Marrin said that Bo Ek had told her the board would sell the lamp and that the "
        "mayor had called it a scandal.",
        "What the mayor called it stays inside what Ek is said to have told.",
    ),
    Example(
        "A surname that two have",
        "SENNPORT, 3 May 2023. Anna Vray, the mayor, and her brother Tomas Vray, a fisherman, spoke at the meeting. "
        "Vray said the levy was a mistake.",
        "The report does not say which; the name stays as printed.",
    ),
    Example(
        "Said by the headline alone",
        "Marrin: lamp stays lit\n\nSENNPORT, 3 May 2023. The lamp stays where it is. The council voted on Tuesday.",
        "The name before the colon stands nowhere else, so nothing says that it is somebody and no subject.",
    ),
    Example(
        "Questions and answers without names",
        "Q: Will you light the lamp?\nA: We will, as soon as the oil is there.\nQ: Who pays?\nA: The board, whether it "
        "likes it or not.",
        "The turns are found, nobody is named for them, and one of the questions is taken for an answer.",
    ),
    Example(
        "Who answers from the other side",
        "SENNPORT, 3 May 2023. The mayor was blunt. “Nobody asked us. Nobody wrote. Nobody called.”\n\n“And nobody,” "
        "came the answer from the other side of the room, “was going to.”",
        "That the mayor speaks stands in the sentence before, without a word of saying; the answer is missed.",
    ),
    Example(
        "Titles in quotation marks",
        "SENNPORT, 3 May 2023. In her book “The Last Lamp”, Marrin writes of the winter of 1994.",
        "The title of a book is taken for words of hers.",
    ),
    Example(
        "Marks of doubt",
        "SENNPORT, 3 May 2023. The harbour board's “reform” has so far cost three people their work.",
        "Whether the marks quote the board or doubt its word cannot be seen; nothing is recorded.",
    ),
    Example(
        "One verb for two clauses",
        "SENNPORT, 3 May 2023. The keepers are confident the oil will last, and fear the board wants the lamp gone.",
        "The second clause is missed.",
    ),
    Example(
        "Everybody agrees",
        "SENNPORT, 3 May 2023. Keepers, fishermen and half the council agree: the lamp must stay.",
        "Of three groups, one is told as the speaker.",
    ),
    Example(
        "No date to reckon from",
        "Marrin said on Thursday that the lamp would burn until spring.",
        "No date of publication, so the Thursday stays without a date. That is meant so: see below.",
    ),
    Example(
        "Another language",
        "SENNPORT, 3. Mai 2023. „Wir werden die Lampe nicht löschen“, sagte Marrin am Dienstag.",
        "Cues and models are English.",
    ),
)


def recorded(text: str) -> tuple[str, ...]:
    """What the default model records of a passage, a line a statement."""
    content = text.encode()
    page = Page("example.txt", content, hashlib.sha256(content).hexdigest(), PageKind.TEXT)
    record = page_to_record(page, load_tools(Model.BEST))
    return tuple(_told(record.report.text, one) for one in record.statements)


def _told(text: str, statement: Statement) -> str:
    attribution, speaker = statement.attribution, statement.speaker
    who = speaker.name if speaker and speaker.name else "nobody named"
    day = statement.circumstances.said_on
    when = f", {day.edtf}" if day and day.edtf else ""
    words = words_at(attribution.content, text)
    return f"{who}{when}: {words} ({attribution.kind}, {statement.confidence:.1f})"


def told() -> str:
    """The part of the page."""
    parts = []
    for one in EXAMPLES:
        passage = "\n".join(f"> {line}".rstrip() for line in one.text.split("\n"))
        found = "\n".join(f"- {line}" for line in recorded(one.text)) or "- nothing"
        parts.append(f"### {one.name}\n\n{passage}\n\nRecorded:\n\n{found}\n\n{one.why}\n")
    return "\n".join(["", *parts])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write them into docs/weaknesses.md")
    found = told()
    if parser.parse_args().write:
        write_part(PAGE, "weaknesses", found)
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
