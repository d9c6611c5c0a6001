"""Web archives: what is read of whole and broken ones, and how fast. Nothing is written.

usage: python -m bench.archives [--mutations N] [--only files|texts|damage|limits|speed]

files: the archives of warc_news and warc_samples below ONRECORD_DATA, a line each. texts: the pages of warc_news beside
the pages they were made of. damage: a compressed and a plain archive of some 1,800 records of invented pages, damaged
at random places (fixed seed): cut, 64 bytes flipped, zeroed, a length changed; how many of the untouched records are
read, and how often damage went unnoticed. limits: a record of two gigabytes, a body that unpacks to one. speed: CPU
time beside FastWARC's own loop over the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import random
import re
import resource
import statistics
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.gold import named_folder, skipped
from onrecord.pages.archive_records import Damage, Record, records_of
from onrecord.pages.files import ReadOptions, read_pages
from onrecord.pages.gzip_members import Readable
from onrecord.pages.warc import pages_of_archive
from onrecord.text.decode import decode_html, repair_mojibake
from onrecord.values.page import Page, Skipped

OPTIONS = ReadOptions()
PARTS = ("files", "texts", "damage", "limits", "speed")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutations", type=int, default=200, help="damaged copies of each form (default: 200)")
    parser.add_argument("--only", choices=PARTS, help="one part")
    given = parser.parse_args()
    for name in [given.only] if given.only else PARTS:
        print(f"== {name}")
        if name == "damage":
            print_damage(given.mutations)
        else:
            {"files": print_files, "texts": print_texts, "limits": print_limits, "speed": print_speed}[name]()
        print(f"peak memory so far {peak():,.0f} MiB\n")
    return 0


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def print_files() -> None:
    """A line for each archive: records, pages, what is no report by kind, faults by reason."""
    folder = named_folder() / "data"
    paths = sorted(p for name in ("warc_news", "warc_samples") for p in (folder / name).glob("*arc*"))
    if not paths:
        print(skipped("web archives"))
        return
    print("| archive | records | read | no report | faults |\n|---|---:|---:|---|---|")
    for path in paths:
        with path.open("rb") as file:
            records = sum(isinstance(one, Record) for one in records_of(file, OPTIONS.max_bytes))
        results = list(read_pages([str(path)], ReadOptions(form="warc"), io.BytesIO()))
        pages = sum(isinstance(one, Page) for one in results)
        faults = [one for one in results if isinstance(one, Skipped) and one.is_fault]
        kinds = Counter(
            one.reason.partition(":")[0] for one in results if isinstance(one, Skipped) and not one.is_fault
        )
        named = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
        why = "; ".join(f"byte {one.arrival.offset}: {one.reason.partition(';')[0]}" for one in faults)
        print(f"| {path.name.replace('__', ': ')} | {records} | {pages} | {named} | {why} |")


def print_texts() -> None:
    """Pages of warc_news: is the decoded page the one it was made of, and do both forms give the same?"""
    folder = named_folder() / "data"
    if not (folder / "warc_news").is_dir():
        print(skipped("texts of web archives"))
        return
    articles = {row["id"]: row for row in rows(folder / "html_articles/data.jsonl.gz")}
    index = {row["record"]: row for row in rows(folder / "warc_news/index.jsonl.gz")}
    same: Counter[tuple[str, bool]] = Counter()
    found: dict[str, str] = {}
    for page in archive_pages(folder / "warc_news/news.warc.gz"):
        row = index[page.origin]
        text = text_of(page)
        found[page.origin] = text
        name = "windows-1252" if row["variant"] == "windows-1252" else "utf-8"
        as_sent = articles[row["article"]]["html"].encode(name, "xmlcharrefreplace").decode(name)
        same[(row["variant"], text == repair_mojibake(as_sent)[0])] += 1
    for (variant, is_same), number in sorted(same.items()):
        print(f"{variant:<14} {'the page it was made of' if is_same else 'another':<24} {number}")
    print(f"pages expected {len(index)}, read {len(found)}")
    for name in ("news_plain.warc", "news_truncated.warc.gz"):
        others = {page.origin: text_of(page) for page in archive_pages(folder / "warc_news" / name)}
        equal = sum(found.get(origin) == text for origin, text in others.items())
        print(f"{name}: {equal} of {len(others)} pages as in news.warc.gz")


def rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def archive_pages(path: Path) -> Iterator[Page]:
    with path.open("rb") as file:
        yield from (one for one in pages_of_archive(file, path.name, OPTIONS) if isinstance(one, Page))


def text_of(page: Page) -> str:
    return page.body or decode_html(page.content, origin=page.origin, encoding=page.encoding).text


@dataclass(frozen=True)
class Placed:
    """A record of the invented archive: where it stands, and the digest of its content."""

    start: int
    end: int
    digest: str


def invented(records: int, *, packed: bool, seed: int = 7) -> tuple[bytes, list[Placed]]:
    """An archive of pages of made-up words. A third each are answers with a page, requests, and other answers."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    chance, out = random.Random(seed), io.BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="1.0")
    words = ["".join(chance.choices("abdeiklmnorstuv", k=chance.randint(2, 9))) for _ in range(4000)]
    placed = []
    for number in range(records):
        url = f"https://news.example/{number // 3}"
        kind, status, type_, body = (
            ("request", "", "", b""),
            ("response", "200 OK", "text/html; charset=utf-8", page_of(words, chance)),
            ("response", chance.choice(["301 Moved", "404 Not Found"]), "text/html", b"<html>elsewhere</html>"),
        )[number % 3]
        http = StatusAndHeaders(status, [("Content-Type", type_)], protocol="HTTP/1.1")
        if kind == "request":
            http = StatusAndHeaders(f"GET /{number} HTTP/1.1", [("Host", "news.example")], is_http_request=True)
        date = {"WARC-Date": "2024-05-01T00:00:00Z", "WARC-Record-ID": f"<urn:uuid:{number:032x}>"}
        made = writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), length=len(body), http_headers=http, warc_headers_dict=date
        )
        start = out.tell()
        writer.write_record(made)
        block = made.http_headers.headers_buff + body
        placed.append(Placed(start, out.tell(), hashlib.sha256(block).hexdigest()))
    return out.getvalue(), placed


def page_of(words: Sequence[str], chance: random.Random) -> bytes:
    text = "".join(f"<p>{' '.join(chance.choices(words, k=60))}.</p>\n" for _ in range(chance.randint(4, 60)))
    return f"<!doctype html><html><head><title>{chance.choice(words)}</title></head><body>{text}</body></html>".encode()


def cut(archive: bytearray, placed: list[Placed], chance: random.Random) -> tuple[int, int]:
    at = chance.randrange(1, len(archive))
    end = len(archive)
    del archive[at:]
    return at, end


def flip(archive: bytearray, placed: list[Placed], chance: random.Random) -> tuple[int, int]:
    at = chance.randrange(len(archive) - 64)
    archive[at : at + 64] = bytes(255 ^ byte for byte in archive[at : at + 64])
    return at, at + 64


def zero(archive: bytearray, placed: list[Placed], chance: random.Random) -> tuple[int, int]:
    size = chance.choice([16, 64, 512, 4096])
    at = chance.randrange(len(archive) - size)
    archive[at : at + size] = bytes(size)
    return at, at + size


def wrong_length(archive: bytearray, placed: list[Placed], chance: random.Random) -> tuple[int, int]:
    """Another digit in the Content-Length of a record; a compressed one is packed again, to the same place."""
    where = chance.choice(placed)
    packed = bytes(archive[where.start : where.end])
    is_packed = packed.startswith(b"\x1f\x8b")
    record = bytearray(gzip.decompress(packed) if is_packed else packed)
    found = re.search(rb"\r\nContent-Length: (\d+)", record)
    assert found
    at = chance.randrange(found.start(1), found.end(1))
    record[at] = chance.choice([digit for digit in b"0123456789" if digit != record[at]])
    archive[where.start : where.end] = gzip.compress(bytes(record), mtime=0) if is_packed else record
    return where.start, where.end


MUTATIONS: tuple[Callable[[bytearray, list[Placed], random.Random], tuple[int, int]], ...] = (
    *(cut, flip),
    *(zero, wrong_length),
)


def print_damage(mutations: int) -> None:
    for packed in (True, False):
        archive, placed = invented(1800, packed=packed)
        name = "compressed" if packed else "plain"
        print(f"{name}: {len(placed)} records, {len(archive):,} bytes, {mutations} damaged copies")
        for mutate in MUTATIONS:
            chance = random.Random(mutate.__name__)
            tried = [attempt(archive, placed, mutate, chance) for _ in range(mutations // len(MUTATIONS))]
            untouched, read, unnoticed, invented_more = (sum(column) for column in zip(*tried, strict=True))
            share = 100 * read / untouched
            print(
                f"  {mutate.__name__:<13} untouched records read {read:,} of {untouched:,} ({share:.3f} %), "
                f"unnoticed {unnoticed}, read that never were {invented_more}"
            )


def attempt(
    archive: bytes,
    placed: list[Placed],
    mutate: Callable[[bytearray, list[Placed], random.Random], tuple[int, int]],
    chance: random.Random,
) -> tuple[int, int, int, int]:
    """Untouched records, those of them that were read, whether nothing was noticed, and records read wrongly."""
    broken = bytearray(archive)
    start, end = mutate(broken, placed, chance)
    untouched = Counter(one.digest for one in placed if one.end <= start or one.start >= end)
    found: Counter[str] = Counter()
    is_noticed = False
    for one in records_of(io.BytesIO(broken), OPTIONS.max_bytes):
        if isinstance(one, Damage) or one.wrong:
            is_noticed = True
        else:
            found[hashlib.sha256(one.block).hexdigest()] += 1
    read = sum((untouched & found).values())
    if not is_noticed:  # a changed byte of a plain file shows only in the digest of its record
        is_noticed = any(is_told(one) for one in pages_of_archive(io.BytesIO(broken), "damaged", OPTIONS))
    return untouched.total(), read, int(not is_noticed), (found - Counter(p.digest for p in placed)).total()


def is_told(one: Page | Skipped) -> bool:
    return bool(one.flags) if isinstance(one, Page) else one.is_fault


class Zeros:
    """A file of a head and many zeros that nobody has to store."""

    def __init__(self, head: bytes, zeros: int) -> None:
        self._head, self._left = head, zeros

    def read(self, size: int, /) -> bytes:
        if self._head:
            head, self._head = self._head[:size], self._head[size:]
            return head
        here = min(size, self._left)
        self._left -= here
        return bytes(here)


def answer_head(length: int, http: bytes) -> bytes:
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://news.example/\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % (length + len(http)) + http
    )


def print_limits() -> None:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    told("a record of 2 GB", Zeros(answer_head(2_000_000_000, http), 2_000_000_000))
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(1000)) + packer.flush()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    told("a body that unpacks to 1 GB", io.BytesIO(answer_head(len(bomb), http) + bomb + b"\r\n\r\n"))
    record = zlib.compressobj(9, zlib.DEFLATED, 31)
    pieces = [record.compress(answer_head(1_000_000_000, http))]
    pieces += [record.compress(bytes(1_000_000)) for _ in range(1000)]
    told("a gzip member of 1 GB", io.BytesIO(b"".join(pieces) + record.flush()))


def told(what: str, file: Readable) -> None:
    began = time.process_time()
    reasons = [one.reason if isinstance(one, Skipped) else "read" for one in pages_of_archive(file, "x", OPTIONS)]
    print(f"{what}: {reasons}, {time.process_time() - began:.1f} s CPU, peak memory {peak():,.0f} MiB")


def print_speed() -> None:
    folder = named_folder() / "data"
    news = folder / "warc_news/news.warc.gz"
    sources = [("invented", packed, invented(1800, packed=packed)[0]) for packed in (True, False)]
    if news.is_file():
        packed_news = news.read_bytes() * 10
        sources += [("warc_news x 10", True, packed_news), ("warc_news x 10", False, gzip.decompress(packed_news))]
    for name, packed, archive in sources:
        times = {
            told_by: cpu(loop, archive) for told_by, loop in (("fastwarc", by_fastwarc), ("onrecord", by_onrecord))
        }
        records = sum(1 for _ in records_of(io.BytesIO(archive), OPTIONS.max_bytes))
        rates = ", ".join(f"{told_by} {records / seconds:,.0f} records/s" for told_by, seconds in times.items())
        form = "compressed" if packed else "plain"
        print(f"{name}, {form}: {rates}; onrecord takes {times['onrecord'] / times['fastwarc']:.2f} x the time")


def cpu(loop: Callable[[bytes], None], archive: bytes) -> float:
    times = []
    for _ in range(5):
        began = time.process_time()
        loop(archive)
        times.append(time.process_time() - began)
    return statistics.median(times)


def by_fastwarc(archive: bytes) -> None:
    from fastwarc import ArchiveIterator  # noqa: PLC0415

    for record in ArchiveIterator(io.BytesIO(archive), parse_http=True):
        record.reader.read()


def by_onrecord(archive: bytes) -> None:
    for _ in pages_of_archive(io.BytesIO(archive), "x", OPTIONS):
        pass


if __name__ == "__main__":
    raise SystemExit(main())
