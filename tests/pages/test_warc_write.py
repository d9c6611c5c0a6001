"""Pages that are kept as a web archive come back as they were, also from a file that was killed."""

from __future__ import annotations

import errno
import gzip
import io
import os
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from onrecord.errors import BadRequest
from onrecord.pages.options import ReadOptions
from onrecord.pages.warc import pages_of_archive
from onrecord.pages.warc_write import PageArchive
from onrecord.values.page import Page, Skipped
from tests.pages.archives import HTML

URL = "https://news.example/ferry"
HEADERS = (("Content-Type", "text/html; charset=utf-8"), ("Last-Modified", "Wed, 01 May 2024 09:00:00 GMT"))
DAY = "2024-05-01T12:00:00+02:00"


def results(path: Path) -> list[Page | Skipped]:
    with path.open("rb") as file:
        return list(pages_of_archive(file, str(path), ReadOptions()))


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "kept.warc.gz"
    with PageArchive(path) as archive:
        arrivals = [archive.add(f"{URL}/{number}", 200, HEADERS, HTML.encode(), DAY) for number in range(3)]
    found = results(path)
    assert [one.arrival for one in found] == arrivals
    assert [one.origin for one in found] == [arrival.record for arrival in arrivals]
    assert arrivals[0].fetched == "2024-05-01T10:00:00Z"
    assert all(isinstance(one, Page) and (one.content, one.flags) == (HTML.encode(), ()) for one in found)
    assert found[2].given.url == f"{URL}/2"  # type: ignore[union-attr]


def test_each_record_is_a_member_that_others_can_read(tmp_path: Path) -> None:
    path = tmp_path / "kept.warc.gz"
    with PageArchive(path) as archive:
        offset = archive.add(URL, 200, HEADERS, HTML.encode(), DAY).offset
    content = path.read_bytes()
    assert gzip.decompress(content[offset:]).startswith(b"WARC/1.1\r\n")
    records = [
        (one.rec_type, one.content_stream().read())
        for one in ArchiveIterator(io.BytesIO(content), check_digests="raise")
    ]
    assert records[1] == ("response", HTML.encode())
    assert [kind for kind, _ in records] == ["warcinfo", "response"]


def test_the_same_page_of_the_same_moment_gets_the_same_id(tmp_path: Path) -> None:
    with PageArchive(tmp_path / "kept.warc.gz") as archive:
        one, two, three = (
            archive.add(URL, 200, (), HTML.encode(), day).record
            for day in (DAY, "2024-05-01T10:00:00Z", "2024-05-02T10:00:00Z")
        )
    assert one == two != three


def test_headers_tell_of_the_body_as_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "kept.warc.gz"
    sent = (*HEADERS, ("Content-Encoding", "gzip"), ("Content-Length", "9"), ("Transfer-Encoding", "chunked"))
    with PageArchive(path) as archive:
        archive.add(URL, 200, sent, HTML.encode(), DAY)
    (found,) = results(path)
    assert (found.content, found.flags) == (HTML.encode(), ())  # type: ignore[union-attr]
    assert b"X-Crawl-Content-Encoding: gzip" in gzip.decompress(path.read_bytes())


@pytest.mark.parametrize(
    "header", [("X", "a\r\nSet-Cookie: b"), ("X\r\nSet-Cookie", "b"), ("X", "ж\ud800"), ("Ж", "b"), ("", "b")]
)
def test_no_header_makes_another(header: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "kept.warc.gz"
    with PageArchive(path) as archive:
        archive.add("https://news.example/a b\r\nX: y\ud800", 200, (header,), HTML.encode(), DAY)
    whole = gzip.decompress(path.read_bytes())
    assert b"\r\nSet-Cookie" not in whole
    assert b"\r\nX: y" not in whole
    assert isinstance(results(path)[0], Page)


@pytest.mark.parametrize("left", [1, 5, 11, 100, -1])
def test_half_a_member_at_the_end_is_taken_away(left: int, tmp_path: Path) -> None:
    path = tmp_path / "kept.warc.gz"
    with PageArchive(path) as archive:
        archive.add(URL, 200, HEADERS, HTML.encode(), DAY)
        end = path.stat().st_size
        archive.add(f"{URL}/2", 200, HEADERS, HTML.encode(), DAY)
    whole = path.read_bytes()
    path.write_bytes(whole[: end + left] if left > 0 else whole[:left])
    with PageArchive(path) as archive:
        assert path.stat().st_size == end
        archive.add(f"{URL}/3", 200, HEADERS, HTML.encode(), DAY)
    assert [one.given.url for one in results(path) if isinstance(one, Page)] == [URL, f"{URL}/3"]
    assert len(results(path)) == 2


@pytest.mark.parametrize(
    "content", [b"words", gzip.compress(b"words", mtime=0), b"WARC/1.0\r\nWARC-Type: response\r\n"]
)
def test_a_file_that_is_something_else_is_left_alone(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(BadRequest, match="no compressed web archive"):
        PageArchive(path)
    assert path.read_bytes() == content


def test_a_moment_that_is_none_is_refused(tmp_path: Path) -> None:
    with PageArchive(tmp_path / "kept.warc.gz") as archive, pytest.raises(BadRequest, match="ISO 8601"):
        archive.add(URL, 200, HEADERS, b"", "yesterday")


def test_a_full_disk_leaves_whole_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "kept.warc.gz"
    with PageArchive(path) as archive:
        archive.add(URL, 200, HEADERS, HTML.encode(), DAY)
        before = path.read_bytes()
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", full)
            with pytest.raises(OSError, match="No space left"):
                archive.add(f"{URL}/2", 200, HEADERS, HTML.encode(), DAY)
        assert path.read_bytes() == before
        archive.add(f"{URL}/3", 200, HEADERS, HTML.encode(), DAY)
    assert [one.given.url for one in results(path) if isinstance(one, Page)] == [URL, f"{URL}/3"]
