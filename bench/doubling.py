"""Does a text of twice the length cost twice as much? `python -m bench.doubling [NAME …] [--most 1000000] [--write]`.

Forty families of pasted text, each made of one unit over and over: what patterns and stages stumble over. Each is read
by rules at half of the largest size and at the largest, in this process, the better of two runs. Told is how many times
the time of half the length the whole takes, and the seconds for a million characters. --write puts the table into
docs/reliability.md.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import sys
import time
from dataclasses import dataclass

from bench.gold import ROOT
from bench.machine import machine
from bench.marked_part import write_part
from bench.quality import today
from onrecord.pipeline.read_one import page_to_record
from onrecord.run.load_tools import load_tools
from onrecord.values.model import Model
from onrecord.values.page import Page, PageKind

HEAD = "SENNPORT, May 3 (VELNA) – The minister spoke on Thursday.\n\n"
RATIO, SECONDS = 2.6, 2.0  # what was aimed at: times for twice the length, and seconds for a million characters
UNITS = {
    "unmatched double quotes": '" ',
    "unmatched opening quotes": "“a ",
    "unmatched single quotes": "‘a ",
    "apostrophes": "'a' b' ",
    "said": "said ",
    "he said": "He said. ",
    "capitals": "Aaa ",
    "capitals and said": "Aaa said ",
    "opening brackets": "[ ",
    "opening tags": "<a ",
    "question marks": "a?b ",
    "commas": "a, ",
    "according to": "according to ",
    "quoted quotes": "“‘a’ ",
    "guillemets": "«a ",
    "dashes": "A – b ",
    "dates": "on Thursday, May 3, ",
    "that": "said that ",
    "paragraphs": "“A b c d e.\n\n",
    "blank lines": "\n \n",
    "one long word": "a",
    "quotation and cue": "“We are ready to talk about it,” Ann Lee said on Monday. ",
    "single quotation and plural": "‘We are ready’ she said. the voters’ rights ",
    "open quotation a paragraph": "“We are ready to go.\n\n",
    "statement a line": "He said that it was good on Monday.\n",
    "share line": "x ",
}
MORE_UNITS = {
    "nested quotes": "“He said ‘she said ",
    "nested and closed": "“‘“‘a’”’” ",
    "closing quotes": "a” ",
    "initials": "A. B. ",
    "numbers": "1,234.5 ",
    "addresses": "https://a.example/b?c=d ",
    "e-mail": "a.b@c.example, ",
    "treaties": "the Treaty of Velna (1999) ",
    "offices": "the deputy prime minister of Velna, ",
    "pronouns": "he told her that she had told him ",
    "asked and answered": "Q: Why?\nA: “No.”\n\n",
    "emphasis": "**a** _b_ ",
    "entities": "&amp;&#8220;a&lt;b ",
    "hyphens": "a-b-",
    "zero width": "a\u200bb ",
    "bidi": "\u202ea\u202c ",
}
ALL = {**UNITS, **MORE_UNITS}


@dataclass(frozen=True, slots=True)
class Doubled:
    """seconds: of the whole length. times: that, of half the length."""

    name: str
    times: float
    seconds: float
    statements: int

    @property
    def row(self) -> str:
        return f"| {self.name} | {self.times:.2f} | {self.seconds:.1f} | {self.statements:,} |"


def page_of(unit: str, size: int) -> Page:
    """A plain text of `size` characters made of `unit`, behind a dateline."""
    content = (HEAD + unit * (size // len(unit))).encode()
    return Page("hostile.txt", content, hashlib.sha256(content).hexdigest(), PageKind.TEXT)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="of families; default: all")
    parser.add_argument("--most", type=int, default=1_000_000, help="characters")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    load_tools(Model.RULES)
    found = []
    for name in given.names or ALL:
        found.append(doubled(name, given.most))
        print(found[-1].row, flush=True)
    if given.write:
        write_part(ROOT / "docs" / "reliability.md", "doubling", table(found, given.most))
    return 0


def doubled(name: str, most: int) -> Doubled:
    half = min(_seconds(name, most // 2)[0] for _ in range(2))
    runs = [_seconds(name, most) for _ in range(2)]
    whole = min(seconds for seconds, _ in runs)
    return Doubled(name, whole / max(half, 1e-3), whole * 1_000_000 / most, runs[0][1])


def _seconds(name: str, size: int) -> tuple[float, int]:
    """Processor time, and how many statements were found."""
    page = page_of(ALL[name], size)
    gc.collect()
    began = time.process_time()
    statements = page_to_record(page, load_tools(Model.RULES)).statements
    return time.process_time() - began, len(statements)


def table(found: list[Doubled], most: int) -> str:
    """The ten that cost most, and how many of all are within what was aimed at."""
    linear, quick = (sum(one.times <= RATIO for one in found), sum(one.seconds <= SECONDS for one in found))
    told = (
        f"Measured on {today()} with `python -m bench.doubling --most {most}`, {machine()}: {len(found)} families, "
        f"each of {most:,} characters and of half of that. Within {RATIO} times the time of half the length: {linear}. "
        f"Within {SECONDS:g} s for a million characters: {quick}. Those that cost most, and any beyond {RATIO} times:"
    )
    dear = sorted(found, key=lambda one: -one.seconds)
    shown = [one for number, one in enumerate(dear) if number < 8 or one.times > RATIO]
    head = ("| text made of | times the time of half the length | s a million characters | statements |",)
    return "\n".join((told, "", *head, "|---|---:|---:|---:|", *(one.row for one in shown)))


if __name__ == "__main__":
    sys.exit(main())
