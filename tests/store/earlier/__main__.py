"""Keep a small record as the code of one version writes it.

usage: python -m tests.store.earlier [--source SRC] [--folder FOLDER] [--again]

SRC is the folder `src` of the version that is to write, by default of this one. The record is written by its commands,
as a user would, out of the invented reports in examples/: a page and a later version of it, a reprint, a transcript, an
input that cannot be read, people and a document of one's own, judgements, cases, and what is found when somebody asks.
Commands that a version does not have are left out, and named. One version writes the same rows each time: its clock
begins at a fixed moment and is a second later at every look. What is kept already is replaced only with --again.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.store.earlier import FOLDER, keep, kept

ROOT = Path(__file__).parents[3]
RECORD = "r.db"
IN_RECORD = ("--record", RECORD)
READ = ("read", "--model", "rules", *IN_RECORD)
JUDGED = ("--because", "seen by hand", "--by", "Ada", *IN_RECORD)
ANY = "%"  # an argument that begins so stands for the id of the first statement with words like these
COMMANDS = (
    (*READ, "examples/velna-skerrin-lamp.txt", "examples/courier-keepers-agreement.html"),
    ("people", "import", "people.csv", *IN_RECORD),
    ("instruments", "import", "own.jsonl", *IN_RECORD),
    (*READ, "examples/islander-lamp-reprint.txt", "damaged.txt", "examples/press-conference.jsonl", "keeper.txt"),
    (*READ, "examples/wires.jsonl", "gone.txt"),
    (*READ, "later/courier-keepers-agreement.html"),
    ("statement", "reject", "%That was the whole conversation%", *JUDGED),
    ("statement", "correct", "%very polite note%", "--said-on", "2023-10-12", *JUDGED),
    ("statement", "correct", "%talked to the gulls%", "--speaker", "Bram Ossery", *JUDGED),
    ("statement", "accept", "%Glass is honest%", *JUDGED),
    ("statement", "add", "wires.jsonl:2", "--content", "0:6", "--speaker", "Pia", *JUDGED),
    ("people", "merge", "Casimir Oule", "Pell Vastrin", *JUDGED),
    ("people", "rename", "Odra Tennick", "Odra Tennick-Vael", *JUDGED),
    ("cases", "add", "%Glass is honest%", "--by", "Ada", *IN_RECORD),
    *((what, *IN_RECORD) for what in ("copies", "occasions", "families", "primary")),
    ("forget", "report", "gone.txt", "--refuse-again", "--yes", *IN_RECORD),
)
# Run by the code of that version, whatever it is: every one asks `datetime` for the time, and begins with `main`.
PROGRAM = f"""
import datetime, itertools, json, sqlite3, sys
from contextlib import closing
real, looks = datetime.datetime, itertools.count(1_795_338_000)  # 2026-11-22, 09:00 UTC
class Kind(type):
    def __instancecheck__(cls, one):
        return isinstance(one, real)
class Then(real, metaclass=Kind):
    @classmethod
    def now(cls, tz=None):
        return real.fromtimestamp(next(looks), tz)
datetime.datetime = Then
from onrecord.__main__ import main
def meant(argument):
    if not argument.startswith({ANY!r}):
        return argument
    with closing(sqlite3.connect({RECORD!r})) as connection:
        asked = "SELECT id FROM statements WHERE words LIKE ? ORDER BY number"
        return (connection.execute(asked, (argument,)).fetchone() or ("none",))[0]
for command in json.load(sys.stdin):
    sys.argv = ["onrecord", *map(meant, command)]
    try:
        main()
    except SystemExit as end:
        if end.code:
            print("exit code", end.code, "of", *command[:3], file=sys.stderr)
try:
    from onrecord.store.feeds import Feeds
    from onrecord.store.record import open_record
    with open_record({RECORD!r}) as record:
        Feeds(record).add(["https://islander.example/feed.xml"], "2026-11-22T09:00:00+00:00")
except ImportError as error:
    print(error, file=sys.stderr)
"""
KEEPER = """“Article 4 of the Treaty of Perrasol says who pays for the lamp,” keeper Bram Ossery said on Monday.
“Security Council Resolution 1860 says nothing of lamps,” Ossery added.
"""
GONE = """“I was never here,” Pia Ossery said in Perrasol on Sunday.
"""
PEOPLE = """itemLabel,alias,position,of,start,end
Odra Tennick,Odra Tennik,Foreign Minister,Luxembourg,2021-04-05,
"""
TREATY = """{"id": "treaty-of-perrasol-1911", "title": "Treaty of Perrasol (1911)", "names": ["Treaty of Perrasol"]}
"""


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        _lay_out(here)
        _write(here, options.source)
        version = _closed(here / RECORD)
        if version in kept() and not options.again and options.folder == FOLDER:
            print(f"the record of version {version} is kept already; --again replaces it", file=sys.stderr)
            return 1
        path = keep(here / RECORD, version, options.folder)
    print(f"{path}: {path.stat().st_size:,} bytes")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Keep a small record as the code of one version writes it.")
    parser.add_argument("--source", type=Path, default=ROOT / "src", help="the folder src of that version")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where it is kept")
    parser.add_argument("--again", action="store_true", help="replace what is kept of that version")
    return parser.parse_args()


def _lay_out(here: Path) -> None:
    """The inputs, under paths that are the same everywhere."""
    shutil.copytree(ROOT / "examples", here / "examples")
    page = (here / "examples" / "courier-keepers-agreement.html").read_text(encoding="utf-8")
    later = page.replace("40,000 crowns", "45,000 crowns").replace("I was invited to a lunch", "I came for lunch")
    (here / "later").mkdir()
    (here / "later" / "courier-keepers-agreement.html").write_text(later, encoding="utf-8")
    (here / "damaged.txt").write_bytes(bytes(range(256)) * 8)
    (here / "keeper.txt").write_text(KEEPER, encoding="utf-8")
    (here / "gone.txt").write_text(GONE, encoding="utf-8")
    (here / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (here / "own.jsonl").write_text(TREATY, encoding="utf-8")


def _write(here: Path, source: Path) -> None:
    """Let the code of that version write the record. What it says of commands that fail it says to whoever asked."""
    environment = {**os.environ, "PYTHONPATH": str(source.resolve()), "PYTHONHASHSEED": "0", "COLUMNS": "100"}
    command, typed = [sys.executable, "-c", PROGRAM], json.dumps(COMMANDS)
    subprocess.run(command, cwd=here, env=environment, input=typed, stdout=subprocess.DEVNULL, text=True, check=True)


def _closed(record: Path) -> int:
    """The version of the record, which is left as one file without gaps."""
    with closing(sqlite3.connect(record, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


if __name__ == "__main__":
    sys.exit(main())
