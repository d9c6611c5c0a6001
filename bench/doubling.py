"""Does a text of twice the length cost twice as much? `python -m bench.doubling [NAME …] [--most 1000000] [--write]`.

Families of pasted text, each made of one unit over and over, or of a unit with new names each time: what patterns and
stages stumble over, and what grows with all the people, bodies and documents of a report. Each is read by rules at half
of the largest size and at the largest, in this process, the better of two runs. Told is how many times the time of half
the length the whole takes, and the seconds for a million characters. --write puts the table into docs/reliability.md.
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
# {n}, {m}: names of people; {l}: a word of such a name; {i}: two letters; {d}, {y}: a day and a year.
WITH_NAMES = {
    "many of one office": "The minister {n} said on Monday that it was lit. The minister said that it was cold.\n\n",
    "of one office, two states": "The Greek minister {n} said no. The Irish minister said that it was cold.\n\n",
    "relatives": "{n} said that it was lit. His father said that it was cold. Her ex-wife said no.\n\n",
    "one surname": "{l} Berg said that it was lit. His wife said that it was cold. Berg said no.\n\n",
    "pairs": "{n} and {m} said that it was lit. Both said that it was cold. The two men said no.\n\n",
    "bodies and their letters": "The {l} Institute (T{i}I) said it was lit. The institute said no. It said so.\n\n",
    "letters between people": "In a letter to {n} dated May {d}, {m} said that it was lit. The letter said no.\n\n",
    "occasions": "{n} told reporters in {l} that it was lit. In an interview with the {l} Times she said no.\n\n",
    "years": "{n} said on May {d}, 20{y} that it was lit. A day later he said that it was cold.\n\n",
    "treaties with names": "{n} said that the Treaty of {l} was signed. The treaty said that it was cold.\n\n",
    "voices": "{n}: It is lit, and she said that it was cold.\n\n",
    "spokespeople": "A spokesman for {n} said that it was lit. The spokesman said no. His spokeswoman said so.\n\n",
    "works": "In “{l} of the Lamps,” {n} wrote that it was lit. The book said that it was cold.\n\n",
    "names in capitals": "{N} SAID IT WAS LIT. THE MINISTER SAID IT WAS COLD.\n\n",
}
ALL = {**UNITS, **MORE_UNITS, **WITH_NAMES}
_PARTS = "ka lo mi nu pe ra so ti vu za be do fi gu he".split()


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
    """A plain text of some `size` characters made of `unit`, behind a dateline."""
    many = size // len(unit)
    body = "".join(filled(unit, number) for number in range(many)) if "{" in unit else unit * many
    content = (HEAD + body).encode()
    return Page("hostile.txt", content, hashlib.sha256(content).hexdigest(), PageKind.TEXT)


def filled(unit: str, number: int) -> str:
    """The unit with the names that belong to its number; some ten thousand pass until they come again."""
    names = [_name(7919 * (2 * number + k)) for k in range(2)]
    days = {"d": number % 28 + 1, "y": 10 + number % 10}
    return unit.format(n=names[0], m=names[1], N=names[0].upper(), l=names[1].split()[1], i=names[0][:2], **days)


def _name(number: int) -> str:
    parts = [_PARTS[number // len(_PARTS) ** place % len(_PARTS)] for place in range(4)]
    return f"{parts[0]}{parts[1]}n {parts[2]}{parts[3]}ss".title()


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
