"""Hostile inputs, each read as a user would, in a child whose processor time and memory are measured.

    python -m bench.hostile            every family at full size, as a table
    python -m bench.hostile NAME…      these only
    python -m bench.hostile --write    also puts the table into docs/reliability.md

What is promised of each (the limits of `onrecord read`): at most 10 s of processor time and 512 MiB; exit code 0 or 1;
a message that says what is wrong and what to do; and a text that is shortened nowhere without a flag.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.machine import machine
from bench.marked_part import write_part

DOC = Path(__file__).parent.parent / "docs" / "reliability.md"
SECONDS, MEBIBYTES = 10.0, 512
OF_TEXT = 60.0, 1_228  # of plain text, up to 20 MB of which are read: nobody made it but who has it
SAID = "<p>“The lamp is lit and it will stay lit,” the keeper Orla Tennby said on Monday in Sennport.</p>\n"
HEAD = (
    "<!DOCTYPE html><html lang=en><head><title>The lamp is lit</title></head><body><article><h1>The lamp is lit</h1>\n"
)
FEET = "</article></body></html>"
LAST = "the very last words of this page"
REST = SAID * 9 + FEET
CLOSING = f"<p>“We keep {LAST},” the keeper Orla Tennby said.</p>"


@dataclass(frozen=True, slots=True)
class Family:
    """Inputs of one kind. make: the file's content at a size. size: what the table shows; small: for the tests."""

    make: Callable[[int], str | bytes]
    size: int
    small: int
    ending: str = "html"


def page(middle: str) -> str:
    """An article with something in its middle; what stands after that must not be lost."""
    return HEAD + SAID * 4 + middle + SAID * 3 + CLOSING + FEET


def in_head(more: str) -> str:
    """The beginning of a page with something in its head."""
    return HEAD.replace("</head>", f"{more}</head>")


def nested(tag: str) -> Callable[[int], str]:
    return lambda size: page(f"<{tag}>" * size + "<p>deep down</p>" + f"</{tag}>" * size)


def repeated(unit: str) -> Callable[[int], str]:
    return lambda size: page(unit * size)


def numbered(unit: str) -> Callable[[int], str]:
    return lambda size: page("".join(unit.format(number) for number in range(size)))


def billion_laughs(size: int) -> str:
    """Entities within entities, as an XML page."""
    rows = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, size + 1))
    return f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "ha">{rows}]>' + page(f"<p>&a{size};</p>")


def json_page(size: int) -> str:
    return json.dumps({"items": [{"title": f"Lamp {n}", "body": "The lamp is lit, she said."} for n in range(size)]})


FAMILIES: dict[str, Family] = {
    # depth
    "nested <div>": Family(nested("div"), 100_000, 3_000),
    "nested <b>": Family(nested("b"), 100_000, 3_000),
    "nested <table><tr><td>": Family(repeated("<table><tr><td>"), 100_000, 1_000),
    "nested <ul><li>": Family(repeated("<ul><li>"), 100_000, 1_000),
    "nested <blockquote>": Family(nested("blockquote"), 100_000, 300),
    "unclosed <p><b>": Family(repeated("<p><b>word "), 100_000, 1_000),
    "unclosed <font>": Family(repeated("<font>a "), 300_000, 1_000),
    "misnested <a><b></a>": Family(repeated("<a><b>x</a>"), 100_000, 1_000),
    "unclosed <form><select>": Family(repeated("<form><select><option>a"), 100_000, 1_000),
    # attributes
    "attributes of one tag": Family(
        lambda n: page("<p " + " ".join(f"a{i}=1" for i in range(n)) + ">x</p>"), 100_000, 9_000
    ),
    "attributes without a name": Family(lambda n: page("<p " + "= " * n + ">x</p>"), 1_000_000, 9_000),
    "1,900 attributes on every tag": Family(
        lambda n: page(("<p " + " ".join(f"a{i}=1" for i in range(1_900)) + ">x</p>") * n), 300, 3
    ),
    "one attribute of 100 MB": Family(lambda n: page(f'<p title="{"x" * n}">x</p>'), 100_000_000, 100_000),
    "one attribute of 19 MB": Family(lambda n: page(f'<p title="{"x" * n}">x</p>'), 19_000_000, 100_000),
    "an attribute never closed": Family(lambda n: page('<p title="' + "x " * n), 5_000_000, 100_000),
    "one class of many words": Family(lambda n: page(f'<div class="{"share " * n}"><p>x</p></div>'), 2_000_000, 10_000),
    # much of one thing
    "links": Family(numbered("<a href=/{0}>lamp {0}</a> "), 600_000, 2_000),
    "list of links": Family(numbered("<li><a href=/{0}>lamp {0}</a></li>"), 500_000, 2_000),
    "rows of a table": Family(lambda n: page("<table>" + "<tr><td>a<td>b</tr>" * n + "</table>"), 100_000, 1_000),
    "paragraphs": Family(numbered("<p>word {0} of a small paragraph.</p>"), 50_000, 1_000),
    "paragraphs of quotations": Family(numbered("<p>“Lamp {0} is lit,” he said.</p>"), 50_000, 300),
    "line breaks": Family(repeated("word<br>"), 1_000_000, 5_000),
    "headlines": Family(numbered("<h2>Lamp {0}</h2>"), 100_000, 1_000),
    "images": Family(numbered('<img src="/{0}.jpg" alt="lamp {0}">'), 200_000, 1_000),
    "iframes": Family(numbered("<iframe src=/{0}></iframe>"), 200_000, 1_000),
    "scripts": Family(numbered("<script>var lamp = {0}</script>"), 300_000, 1_000),
    "meta tags": Family(
        lambda n: in_head('<meta property="article:published_time" content="2021-05-06">' * n) + REST,
        150_000,
        1_000,
    ),
    "JSON-LD in depth": Family(
        lambda n: in_head(f'<script type="application/ld+json">{"[" * n}</script>') + REST,
        1_000_000,
        10_000,
    ),
    "JSON-LD many": Family(
        lambda n: (
            in_head('<script type="application/ld+json">{"@type":"NewsArticle","headline":"Lamp"}</script>' * n) + REST
        ),
        100_000,
        500,
    ),
    # size
    "a text of 100 MB": Family(lambda n: page(f"<p>{'lamp ' * (n // 5)}</p>"), 100_000_000, 100_000),
    "a text of 19 MB": Family(lambda n: page(f"<p>{'lamp ' * (n // 5)}</p>"), 19_000_000, 100_000),
    "a word of 19 MB": Family(lambda n: page(f"<p>{'x' * n}</p>"), 19_000_000, 100_000),
    "a comment of 19 MB": Family(lambda n: page(f"<!--{'x ' * (n // 2)}-->"), 19_000_000, 100_000),
    "a comment of 25 MB": Family(lambda n: page(f"<!--{'x ' * (n // 2)}-->"), 25_000_000, 100_000),
    "a title of 5 MB": Family(
        lambda n: HEAD.replace("<title>", "<title>" + "lamp " * (n // 5)) + REST, 5_000_000, 90_000
    ),
    "a date of 1 MB": Family(
        lambda n: in_head(f'<meta name="date" content="{"1 May " * (n // 6)}">') + REST,
        1_000_000,
        30_000,
    ),
    # signs
    "colspan": Family(
        lambda n: page("<table><tr><td colspan=9007199254740991 rowspan=9007199254740991>a</table>" * n), 1_000, 10
    ),
    "entities": Family(repeated("&amp;&lt;&#x202e;&notanentity;"), 500_000, 2_000),
    "entities unclosed": Family(repeated("&#1"), 3_000_000, 10_000),
    "entity expansion (XML page)": Family(billion_laughs, 9, 5),
    "<svg><template>": Family(repeated("<svg><template><svg><math><mi>"), 50_000, 300),
    "<![a[b": Family(repeated("<![a[b"), 1_000_000, 5_000),
    "<![CDATA[": Family(repeated("<![CDATA["), 1_000_000, 5_000),
    "<!doctype>": Family(repeated("<!doctype html [ "), 500_000, 5_000),
    "< < <": Family(repeated("< "), 5_000_000, 20_000),
    "<a <a <a": Family(repeated("<a "), 2_000_000, 20_000),
    "</p></p>": Family(repeated("</p>"), 2_000_000, 10_000),
    "<script unclosed": Family(lambda n: page("<script>" + "<!--<script>" * n), 500_000, 5_000),
    "NUL": Family(lambda n: page("<p>" + "\0a" * (n // 50) + "b" * n + "</p>"), 5_000_000, 50_000),
    "many encodings": Family(lambda n: page("").encode() + bytes(range(128, 256)) * n, 50_000, 500),
    "declares UTF-7": Family(lambda n: b"<meta charset=utf-7>" + page("+ADw-p+AD4-" * n).encode(), 300_000, 1_000),
    # words: what our own patterns and stages must bear
    "quotation marks unmatched": Family(lambda n: page(f"<p>{'“a ' * n}</p>"), 300_000, 2_000),
    "capitals and said": Family(lambda n: page(f"<p>{'Aaa said ' * n}</p>"), 30_000, 500),
    "capitals": Family(lambda n: page(f"<p>{'Aaa ' * n}</p>"), 300_000, 2_000),
    "dates": Family(lambda n: page(f"<p>{'on Thursday, May 3, ' * n}</p>"), 30_000, 300),
    "apostrophes": Family(lambda n: page(f"<p>{chr(39)}a{chr(39)} b{chr(39)} " * n), 100_000, 1_000),
    "one sentence over and over": Family(
        lambda n: page(f"<p>{'“The lamp is lit,” Orla Tennby said. ' * n}</p>"), 18_000, 200
    ),
    # not what it says
    "JSON as HTML": Family(json_page, 300_000, 500),
    "bytes at random": Family(
        lambda n: b"<html>" + bytes((i * i * 7 + i // 3) % 256 for i in range(n)), 5_000_000, 20_000
    ),
    "a feed as HTML": Family(
        lambda n: (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>'
            + "".join(f"<item><title>Lamp {i}</title><link>https://post.example/{i}</link></item>" for i in range(n))
            + "</channel></rss>"
        ),
        100_000,
        500,
    ),
    # plain text
    "text: one line, one speaker": Family(lambda n: '"The lamp is lit," said Orla Tennby. ' * n, 18_000, 200, "txt"),
    "text: said": Family(lambda n: "said " * n, 200_000, 1_000, "txt"),
    "text: unmatched marks": Family(lambda n: '“a ‘b "c ' * n, 100_000, 1_000, "txt"),
    "text: 19 MB of one letter": Family(lambda n: "a" * n, 19_000_000, 50_000, "txt"),
    "text: 100 MB": Family(lambda n: "a" * n, 100_000_000, 50_000, "txt"),
    "jsonl: depth": Family(lambda n: '{"text":' + "[" * n, 1_000_000, 10_000, "jsonl"),
    "jsonl: long numbers": Family(
        lambda n: '{"text": "The lamp is lit, she said.", "id": ' + "9" * n + "}", 5_000_000, 10_000, "jsonl"
    ),
    "jsonl: 300,000 bad lines": Family(lambda n: "{}\n" * n, 300_000, 100, "jsonl"),
}


# What a script or a template never closed holds, or a tag swallows, is not text, in a browser neither.
SWALLOWED = {"<script unclosed", "an attribute never closed", "<a <a <a", "entities unclosed", "<svg><template>"}


@dataclass(frozen=True, slots=True)
class Result:
    """What one reading cost and said. seconds: processor time of all its processes; mebibytes: the largest process."""

    name: str
    size: int
    code: int
    seconds: float
    wall: float
    mebibytes: int
    said: str
    is_whole: bool

    @property
    def keeps_promise(self) -> bool:
        seconds, mebibytes = OF_TEXT if FAMILIES[self.name].ending == "txt" else (SECONDS, MEBIBYTES)
        return self.code in (0, 1) and self.seconds <= seconds and self.mebibytes <= mebibytes and self.is_whole


# Started in a fresh process, because a process knows only the sum of what all its children cost.
MEASURE = """
import json, resource, subprocess, sys, time
begun = time.monotonic()
with open(sys.argv[1], "wb") as out, open(sys.argv[1] + ".err", "wb") as err, \
        subprocess.Popen(sys.argv[2:], stdout=out, stderr=err) as run:
    try:
        done = run.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        run.kill()
        done = run.wait()
cost = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done, cost.ru_utime + cost.ru_stime, time.monotonic() - begun, cost.ru_maxrss // 1024,
                  open(sys.argv[1] + ".err", encoding="utf-8", errors="replace").read()]))
""".replace("PATIENCE", "600")


def measured(name: str, family: Family, folder: Path, size: int) -> Result:
    """Read one input of a family with the command line."""
    made = family.make(size)
    path = folder / f"{''.join(c if c.isalnum() else '-' for c in name)}.{family.ending}"
    path.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass"))
    out = folder / "out.jsonl"
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "read",
        "--no-record",
        "--model",
        "rules",
        "--format",
        "jsonl",
        str(path),
    ]
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, str(out), *command], capture_output=True, text=True, check=True
    )
    code, seconds, wall, mebibytes, error = json.loads(run.stdout)
    path.unlink()
    is_whole = name in SWALLOWED or not isinstance(made, str) or LAST not in made or _is_whole(out, code)
    return Result(name, size, code, seconds, wall, mebibytes, _first_line(error, str(path)), is_whole)


def _is_whole(out: Path, code: int) -> bool:
    """Do the page's last words stand in every report that was printed without a flag that says otherwise?

    There is one, unless the exit code says that the page could not be read.
    """
    reports = [json.loads(line)["report"] for line in out.read_text(encoding="utf-8").splitlines()]
    return bool(reports or code) and all(
        LAST in report["text"] or "truncated" in " ".join(report["flags"]) for report in reports
    )


def _first_line(error: str, path: str) -> str:
    line = error.strip().splitlines()[0] if error.strip() else ""
    return line.removeprefix("onrecord: ").replace(f"{path}: ", "").replace(f"{path}:", "line ")


def main(arguments: list[str]) -> int:
    wanted = [name for name in arguments if not name.startswith("--")] or list(FAMILIES)
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            family = FAMILIES[name]
            result = measured(name, family, Path(folder), family.size)
            results.append(result)
            print(("  " if result.keeps_promise else "! ") + row(result), flush=True)
    broken = sum(not result.keeps_promise for result in results)
    print(f"{len(results)} families, {broken} beyond {SECONDS:g} s or {MEBIBYTES} MiB, cut, or without an answer")
    if "--write" in arguments and not broken:
        write(results)
    return 1 if broken else 0


def row(result: Result) -> str:
    figures = f"{result.size:,} | {result.seconds:.1f} | {result.mebibytes} | {result.code}"
    return f"| {result.name.replace('|', '/')} | {figures} | {result.said[:150]} |"


def write(results: list[Result]) -> None:
    heads = "| family | size | processor s | MiB | exit | what it said |\n|---|---:|---:|---:|---:|---|"
    day = time.strftime("%Y-%m-%d", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))))
    told = f"Measured on {day} with `python -m bench.hostile`, {machine()}."
    write_part(DOC, "hostile inputs", "\n".join([told, "", heads, *map(row, results)]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
