"""How quick the site is for twenty readers at a large record while reports are being read into it.

    python -m bench.site_load RECORD [--readers 20] [--seconds 60] [--think 0.5] [--no-writer] [--alone 30]

RECORD: of bench/site_record.py; it is copied first, because the writer writes. Two measurements:

Alone: so many pages of each kind one after the other, in this process; CPU time, client included (some 4 ms a page).
Together: starts `onrecord serve`, and readers that look at pages of all kinds, chosen by chance, with a pause of
--think seconds on the average between two of them; 0 asks as fast as answers come. Meanwhile a writer reads invented
reports by `onrecord read --model rules`, again and again. Times are the server's own (`Server-Timing`: from the request
to the head of its answer, waiting for a turn included): the readers on the same cores are not counted as answering.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient

from bench.machine import machine
from onrecord.store.record import open_record
from onrecord.values.model import Model
from onrecord.web.app import make_app
from onrecord.web.site import Access, Site

DRAWN = 400  # of each kind of thing, by chance
HEADERS = {"Host": "127.0.0.1", "Accept-Encoding": "identity"}
AIM = (60, 300)  # milliseconds: median, 99th percentile


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--think", type=float, default=0.5)
    parser.add_argument("--no-writer", action="store_true")
    parser.add_argument("--alone", type=int, default=30, metavar="PAGES", help="of each kind")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.record.parent) as scratch:
        copy = Path(scratch) / "onrecord.db"
        shutil.copyfile(given.record, copy)
        with open_record(copy) as record:  # brings it up to date
            counts = record.connection.execute("SELECT count(*), (SELECT count(*) FROM statements) FROM reports")
            print("{:,} reports, {:,} statements".format(*counts.fetchone()), flush=True)
        pages = addresses(copy)
        alone(copy, pages, given.alone)
        with serving(copy) as (port, process):
            Load(port, pages, given.think).run(4, 5.0)  # what is asked first is fetched from the disk
            before = memory_of(process)
            load = Load(port, pages, given.think)
            with writing(copy, Path(scratch), active=not given.no_writer) as read:
                load.run(given.readers, given.seconds)
            tell(load, given)
            print(
                f"reports read meanwhile: {len(read)}; memory {before:,.0f} MB before, {memory_of(process):,.0f} after"
            )
    print(machine())
    return 0


def addresses(file: Path) -> dict[str, list[str]]:
    """Paths by kind of page, of what is on record."""
    chance = random.Random("pages")
    with open_record(file, read_only=True) as record:
        connection = record.connection

        def drawn(column: str, table: str) -> list[str]:
            (last,) = connection.execute(f"SELECT max(number) FROM {table}").fetchone()
            numbers = [chance.randint(1, last) for _ in range(DRAWN)] if last else []
            asked = (connection.execute(f"SELECT {column} FROM {table} WHERE number = ?", (one,)) for one in numbers)
            rows = (one.fetchone() for one in asked)
            return [quote(str(row[0]), safe="") for row in rows if row and row[0]]

        words = [quote(" ".join(one.split("%20")[2:5])) for one in drawn("words", "statements")]
        reports, statements, speakers = drawn("id", "reports"), drawn("id", "statements"), drawn("entity", "speakers")
        outlets = drawn("outlet", "reports")
        readings = connection.execute("SELECT DISTINCT reading FROM appeal_readings LIMIT 100").fetchall()
        occasions, families = drawn("id", "occasions"), drawn("id", "families")
    documents = [quote(row[0], safe="") for row in readings]
    pairs = list(pairwise(reports))
    found = {
        "first page": ["/"],
        "report": [f"/report/{one}" for one in reports],
        "what was read": [f"/report/{one}/page" for one in reports],
        "statement": [f"/statement/{one}" for one in statements],
        "speaker": [f"/speaker/{one}" for one in speakers],
        "occasion": [f"/occasion/{one}" for one in occasions],
        "document": [f"/instrument/{one}" for one in documents],
        "outlet": [f"/outlet/{one}" for one in outlets],
        "family": [f"/family/{one}" for one in families],
        "compare": [f"/compare?a={one}&b={other}" for one, other in pairs],
        "search": [f"/search?q={one}" for one in words],
        "search, one word": [f"/search?q={one.split('%20')[0]}" for one in words],
        "search, outlet and kind": [f"/search?q={one.split('%20')[0]}&outlet=post&kind=direct" for one in words],
        "check": [f"/check?words={one}" for one in words],
        "review": ["/review"],
        "API: reports": ["/api/v1/reports", "/api/v1/reports?since=2015&until=2016", "/api/v1/reports?q=courier"],
        "API: report": [f"/api/v1/reports/{one}" for one in reports],
        "API: statements": [f"/api/v1/statements?q={one}" for one in words],
        "API: speakers": ["/api/v1/speakers", "/api/v1/speakers?limit=20"],
        "API: outlets, documents": ["/api/v1/outlets", "/api/v1/instruments"],
        "API: occasions, families": ["/api/v1/occasions", "/api/v1/families"],
        "API: check": [f"/api/v1/check?words={one}" for one in words],
        "Atom: speaker": [f"/speaker/{one}/feed.atom" for one in speakers],
        "Atom: document": [f"/instrument/{one}/feed.atom" for one in documents],
        "Atom: search": [f"/search/feed.atom?q={one}" for one in words],
    }
    return {kind: paths for kind, paths in found.items() if paths}


def alone(file: Path, pages: dict[str, list[str]], number: int) -> None:
    """CPU milliseconds by kind of page, without anybody else."""
    client = TestClient(make_app(Site(file, Access(per_minute=0), Model.RULES)), base_url="http://127.0.0.1")
    print(f"  {'alone: CPU milliseconds':30} pages   median      p99    worst")
    with client:
        for kind, paths in pages.items():
            client.get(paths[-1])
            times, failed = [], 0
            for at in range(number):
                began = time.process_time()
                answer = client.get(paths[at % len(paths)])
                times.append((time.process_time() - began) * 1e3)
                failed += answer.status_code != 200
            print(line_of(kind, times) + (f"  {failed} not answered with 200" if failed else ""), flush=True)


def line_of(kind: str, times: list[float]) -> str:
    ordered = sorted(times)
    median, late = (ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.5, 0.99))
    mark = "" if median <= AIM[0] and late <= AIM[1] else "  missed"
    return f"  {kind:30} {len(times):5} {median:8.0f} {late:8.0f} {ordered[-1]:8.0f}{mark}"


class Load:
    """Readers, each a thread with a connection of its own. took: by kind of page milliseconds, status and path."""

    def __init__(self, port: int, pages: dict[str, list[str]], think: float) -> None:
        self._port, self._pages, self._think = port, pages, think
        self.took: dict[str, list[tuple[float, int, str]]] = defaultdict(list)

    def run(self, readers: int, seconds: float) -> None:
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=self._read, args=(one, until)) for one in range(readers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _read(self, reader: int, until: float) -> None:
        chance, connection = random.Random(f"reader {reader}"), HTTPConnection("127.0.0.1", self._port, timeout=60)
        kinds = list(self._pages)
        while time.monotonic() < until:
            kind = chance.choice(kinds)
            path = chance.choice(self._pages[kind])
            try:
                connection.request("GET", path, headers=HEADERS)
                answer = connection.getresponse()
                answer.read()
            except (OSError, HTTPException):
                self.took[kind].append((60_000.0, 0, path))
                connection.close()
                continue
            told = answer.headers.get("Server-Timing", "total;dur=60000")
            self.took[kind].append((float(told.partition("dur=")[2]), answer.status, path))
            time.sleep(chance.expovariate(1 / self._think) if self._think else 0)


@contextmanager
def serving(file: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "onrecord", "serve", "--port", str(port), "--record", str(file)]
    process = subprocess.Popen([*command, "--per-minute", "0", "--model", "rules"])
    try:
        for _ in range(600):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port, process
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def writing(record: Path, folder: Path, *, active: bool) -> Iterator[list[str]]:
    """While the block runs, invented reports are read, ten at a time. Gives what was read so far."""
    done, read = threading.Event(), list[str]()

    def write() -> None:
        for number in range(100_000):
            if done.is_set():
                return
            lines = [json.dumps({"id": f"new-{number}-{n}", "text": text(number * 10 + n)}) for n in range(10)]
            file = folder / "new.jsonl"
            file.write_text("\n".join(lines), encoding="utf-8")
            command = [sys.executable, "-m", "onrecord", "read", str(file), "--record", str(record), "--model", "rules"]
            ended = subprocess.run([*command, "--quiet"], check=False, capture_output=True, text=True)
            if ended.returncode:
                print(f"the writer failed: {ended.stderr.strip()[-300:]}")
            else:
                read.extend(lines)

    thread = threading.Thread(target=write if active else lambda: None)
    thread.start()
    try:
        yield read
    finally:
        done.set()
        thread.join()


def text(number: int) -> str:
    chance = random.Random(number)
    things = ("harbour", "bridge", "lamp", "school", "road", "council", "market", "ferry")
    lines = [
        f"“The {chance.choice(things)} will be shut for {chance.randint(2, 90)} days,” Mayor Ana Berg said on Monday. "
        f"She denied that the {chance.choice(things)} had cost {chance.randint(2, 900)} million crowns."
        for _ in range(6)
    ]
    return f"VELNA, March {number % 28 + 1} – " + "\n\n".join(lines)


def memory_of(process: subprocess.Popen[bytes]) -> float:
    """Megabytes that it holds."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1000


def tell(load: Load, given: argparse.Namespace) -> None:
    print(f"{given.readers} readers, {given.seconds:.0f} s, {given.think} s between two pages")
    print(f"  {'milliseconds of the server':30} pages   median      p99    worst")
    every = [one for some in load.took.values() for one in some]
    for kind, took in (*load.took.items(), ("all", every)):
        print(line_of(kind, [one for one, _, _ in took]))
    failed = [(status, path) for _, status, path in every if status != 200]
    print(f"  not answered with 200: {len(failed)} {failed[:5] if failed else ''}; SQLite {sqlite3.sqlite_version}")


if __name__ == "__main__":
    sys.exit(main())
