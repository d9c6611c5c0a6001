"""Inputs come in one at a time, and a bad one costs only itself."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.pages.files import A_FEED, LOOKS_LIKE_A_PAGE, ReadOptions, read_pages
from onrecord.values.page import Page, PageKind, Skipped

REPORT = "“We are ready,” she said.\r\n".encode()


def read(
    *paths: Path | str, stdin: bytes = b"", ignored: Callable[[str], None] = lambda path: None, **options: Any
) -> list[Page | Skipped]:
    return list(read_pages([str(path) for path in paths], ReadOptions(**options), io.BytesIO(stdin), ignored))


def only(results: list[Page | Skipped]) -> Any:
    assert len(results) == 1
    return results[0]


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", REPORT, PageKind.TEXT),
        ("a.md", REPORT, PageKind.TEXT),
        ("A.TXT", REPORT, PageKind.TEXT),
        ("a.html", b"<p>", PageKind.HTML),
        ("a.htm", b"<p>", PageKind.HTML),
        ("a.xhtml", b"<p>", PageKind.HTML),
        ("a.txt", b"<body><p>", PageKind.TEXT),  # the ending counts
        ("report", b"\n <!DOCTYPE html><p>", PageKind.HTML),  # no ending: the first bytes count
        ("report.dat", b"<!-- saved --><p>", PageKind.HTML),
        ("report", "<html>".encode("utf-16"), PageKind.HTML),
        ("report", REPORT, PageKind.TEXT),
        ("report", b"<3 is how it began", PageKind.TEXT),
    ],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_the_form_is_told_by_ending_or_by_first_bytes(
    tmp_path: Path, name: str, content: bytes, kind: PageKind, pack: Callable[[bytes], bytes]
) -> None:
    path = write(tmp_path / name, pack(content))
    page = only(read(path))
    assert page == Page(str(path), content, hashlib.sha256(content).hexdigest(), kind)


def test_gzip_is_seen_by_its_bytes_and_the_ending_before_gz_counts(tmp_path: Path) -> None:
    assert only(read(write(tmp_path / "a.html.gz", gzip.compress(b"<p>", mtime=0)))).kind is PageKind.HTML
    assert only(read(write(tmp_path / "b.txt.gz", b"not packed at all"))).content == b"not packed at all"
    two_members = gzip.compress(b"one ", mtime=0) + gzip.compress(b"two")
    assert only(read(write(tmp_path / "c.txt", two_members))).content == b"one two"


@pytest.mark.parametrize(
    ("stdin", "kind", "origin"),
    [
        (REPORT, PageKind.TEXT, "-"),
        (gzip.compress(REPORT, mtime=0), PageKind.TEXT, "-"),
        (b"<html><body>", PageKind.HTML, "-"),
        (b"[Updated at noon] She said: no.", PageKind.TEXT, "-"),
        (b'{"text": "words"}', PageKind.TEXT, "-:1"),
        (b'\xef\xbb\xbf{ "html": "<p>"}\n', PageKind.HTML, "-:1"),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(stdin: bytes, kind: PageKind, origin: str) -> None:
    page = only(read("-", stdin=stdin))
    assert (page.kind, page.origin) == (kind, origin)


def test_a_list_of_reports_on_standard_input_is_told_how_to_part_them() -> None:
    for stdin in (b'[{"text": "words"}]', b'[\n{"text": "words"}\n]', b'\xef\xbb\xbf[{"text": "words"}]'):
        assert only(read("-", stdin=stdin)).reason == "one JSON document, not one report a line"


def test_a_turn_at_fault_is_named_once() -> None:
    skipped = only(read("-", stdin=b'{"turns": [{"speaker": "Ann Leth", "text": "No."}, {"text": 5}]}'))
    assert (skipped.origin, skipped.reason) == ("-:1", 'turn 2: "text" is a number, not a text')


def test_a_turn_without_a_speaker_is_kept() -> None:
    page = only(read("-", stdin=b'{"turns": [{"speaker": "Ann Leth", "text": "No."}, {"text": "Why?"}]}'))
    assert [(turn.speaker, turn.text) for turn in page.turns] == [("Ann Leth", "No."), ("", "Why?")]


def test_our_own_codebook_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    (tmp_path / "all.csv.codebook.md").write_text("# Codebook", encoding="utf-8")
    assert only(read(str(tmp_path))).origin.endswith("a.txt")


def test_an_empty_path_is_not_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt", REPORT)
    monkeypatch.chdir(tmp_path)
    assert only(read("")).reason == "an empty path"


def test_standard_input_stays_open_for_its_owner() -> None:
    stdin = io.BytesIO(REPORT)
    assert len(list(read_pages(["-"], ReadOptions(), stdin))) == 1
    assert not stdin.closed


def test_the_user_knows_the_form_and_the_encoding_better(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"<p>")
    page = only(read(path, form="html", encoding="cp1251"))
    assert (page.kind, page.encoding) == (PageKind.HTML, "cp1251")
    with pytest.raises(ValueError, match="form is one of"):
        ReadOptions(form="pdf")


def test_a_folder_is_read_in_order_and_says_what_it_passes_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/b.jsonl.gz", "c.md", ".hidden.txt", ".git/config.txt", "photo.jpg", "notes"):
        content = gzip.compress(b'{"text": "words"}', mtime=0) if name.endswith("gz") else b"words"
        write(tmp_path / name, content)
    ignored: list[str] = []
    results = read(tmp_path, ignored=ignored.append)
    assert [result.origin for result in results] == [
        str(tmp_path / name) for name in ("a/b.jsonl.gz:1", "a/z.html", "b.txt", "c.md")
    ]
    assert sorted(ignored) == [str(tmp_path / name) for name in (".git", ".hidden.txt", "notes", "photo.jpg")]


def test_with_a_form_named_every_file_of_a_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path / "notes", b"words")
    assert only(read(tmp_path, form="text")).content == b"words"


def test_a_folder_with_nothing_to_read_is_said(tmp_path: Path) -> None:
    write(tmp_path / "photo.jpg", b"x")
    skipped = only(read(tmp_path))
    assert skipped.origin == str(tmp_path)
    assert ".txt" in skipped.remedy


def test_a_link_back_to_its_own_folder_is_said_once_and_nothing_is_read_twice(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"words")
    write(tmp_path / "sub/b.txt", b"words")
    (tmp_path / "sub/up").symlink_to(tmp_path)
    (tmp_path / "twin").symlink_to(tmp_path / "sub")
    ignored: list[str] = []
    results = read(tmp_path, ignored=ignored.append)
    assert [Path(page.origin).name for page in results if isinstance(page, Page)] == ["a.txt", "b.txt"]
    loops = [result for result in results if isinstance(result, Skipped)]
    assert [loop.origin for loop in loops] == [str(tmp_path / "sub/up")]
    assert "link back" in loops[0].reason
    assert ignored == [str(tmp_path / "twin")]


def no_such_file(folder: Path) -> Path:
    return folder / "missing.txt"


def broken_link(folder: Path) -> Path:
    (folder / "a.txt").symlink_to("nowhere")
    return folder / "a.txt"


def link_to_itself(folder: Path) -> Path:
    (folder / "a.txt").symlink_to("a.txt")
    return folder / "a.txt"


def named_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "a.txt")
    return folder / "a.txt"


def device(folder: Path) -> Path:
    return Path("/dev/zero")


def too_large(folder: Path) -> Path:
    return write(folder / "a.txt", b"x" * 101)


def gzip_bomb(folder: Path) -> Path:
    return write(folder / "a.txt", gzip.compress(b"x" * 10_000_000, mtime=0))


def cut_gzip(folder: Path) -> Path:
    return write(folder / "a.txt.gz", gzip.compress(b"words " * 10, mtime=0)[:-12])


def flipped_gzip(folder: Path) -> Path:
    packed = bytearray(gzip.compress(b"words " * 10, mtime=0))
    packed[-6] ^= 255  # its checksum
    return write(folder / "a.html.gz", bytes(packed))


def gzip_with_rubbish(folder: Path) -> Path:
    return write(folder / "a.txt.gz", gzip.compress(b"words", mtime=0) + b"rubbish")


def web_archive(folder: Path) -> Path:
    return write(folder / "a.warc.gz", gzip.compress(b"WARC/1.0\r\n", mtime=0))


def web_archive_by_its_bytes(folder: Path) -> Path:
    return write(folder / "archive", b"WARC/1.1\r\n")


def nul_in_the_name(folder: Path) -> Path:
    return folder / "a\0b.txt"


def too_long_a_name(folder: Path) -> Path:
    return folder / ("a" * 300 + ".txt")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (no_such_file, "no such file"),
        (broken_link, "no such file"),
        (link_to_itself, "symbolic links"),
        (named_pipe, "named pipe"),
        (device, "device"),
        (too_large, "larger than 100 bytes"),
        (gzip_bomb, "larger than 100 bytes"),
        (cut_gzip, "ends too early"),
        (flipped_gzip, "damaged"),
        (gzip_with_rubbish, "damaged"),
        (web_archive, "inside the head of a record"),
        (web_archive_by_its_bytes, "inside the head of a record"),
        (nul_in_the_name, "null"),
        (too_long_a_name, "too long"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_others_go_on(
    tmp_path: Path, make: Callable[[Path], Path], reason: str
) -> None:
    good = write(tmp_path / "good/b.txt", b"words")
    skipped, page = read(make(tmp_path), good, max_bytes=100)
    assert isinstance(skipped, Skipped)
    assert isinstance(page, Page)
    assert reason in skipped.reason.lower()
    assert skipped.origin not in skipped.reason
    assert "\0" not in skipped.origin
    assert (skipped.room, page.content) == ("pages", b"words")
    assert len(skipped.remedy) > 15


def test_a_file_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really_open = Path.open

    def refuse(self: Path, *args: Any, **more: Any) -> Any:
        if self.name == "secret.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return really_open(self, *args, **more)

    write(tmp_path / "secret.txt", b"words")
    write(tmp_path / "open.txt", b"words")
    monkeypatch.setattr(Path, "open", refuse)
    page, skipped = read(tmp_path)
    assert isinstance(page, Page)
    assert isinstance(skipped, Skipped)
    assert skipped.reason == "no permission to read it"


def test_a_folder_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really_list = Path.iterdir

    def refuse(self: Path) -> Iterator[Path]:
        if self.name == "secret":
            raise PermissionError(13, "Permission denied", str(self))
        return really_list(self)

    write(tmp_path / "secret/a.txt", b"words")
    write(tmp_path / "open.txt", b"words")
    monkeypatch.setattr(Path, "iterdir", refuse)
    page, skipped = read(tmp_path)
    assert (page.origin, skipped.origin) == (str(tmp_path / "open.txt"), str(tmp_path / "secret"))


def test_a_disk_that_fails_while_reading_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.BytesIO):
        def readinto(self, buffer: Any) -> int:
            raise OSError(5, "Input/output error")

    path = write(tmp_path / "a.txt", b"words")
    monkeypatch.setattr(Path, "open", lambda self, mode: Failing())
    skipped = only(read(path))
    assert skipped.reason == "Input/output error"


def test_fifty_megabytes_in_one_line_are_refused_without_loading_them(tmp_path: Path) -> None:
    text = write(tmp_path / "a.txt", b"a" * 50_000_000)
    lines = write(tmp_path / "b.jsonl", b'{"text": "' + b"a" * 50_000_000 + b'"}\n{"text": "good"}\n')
    tracemalloc.start()
    results = read(text, lines)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [result.origin for result in results] == [str(text), f"{lines}:1", f"{lines}:2"]
    assert [type(result) for result in results] == [Skipped, Skipped, Page]
    assert peak < 65_000_000  # the limit of 20 MB, and what it takes to put its pieces together


def test_memory_is_flat_however_many_lines(tmp_path: Path) -> None:
    line = json.dumps({"text": "x" * 10_000}).encode() + b"\n"
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(line * 2000, compresslevel=1, mtime=0))
    tracemalloc.start()
    count = sum(1 for _ in read_pages([str(path)], ReadOptions(), io.BytesIO()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 2000
    assert peak < 2_000_000


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.95])
def test_a_cut_jsonl_keeps_its_good_lines_and_names_where_it_ends(tmp_path: Path, cut: float) -> None:
    lines = [json.dumps({"id": number, "text": os.urandom(20).hex()}).encode() for number in range(3000)]
    packed = gzip.compress(b"\n".join(lines), mtime=0)
    path = write(tmp_path / "a.jsonl.gz", packed[: int(len(packed) * cut)])
    *pages, damage = read(path)
    assert len(pages) > 3000 * cut * 0.8
    assert [page.content for page in pages if isinstance(page, Page)] == lines[: len(pages)]
    assert isinstance(damage, Skipped)
    assert damage.origin == f"{path}:{len(pages) + 1}"
    assert "ends too early" in damage.reason


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200) | st.text('{}[]":,tex \n\\u', max_size=60).map(str.encode), packed=st.booleans())
@pytest.mark.parametrize("form", [None, "text", "html", "jsonl", "warc"])
def test_no_bytes_raise_and_every_input_ends_as_something(content: bytes, packed: bool, form: str | None) -> None:
    results = read("-", stdin=gzip.compress(content, mtime=0)[: 15 + len(content)] if packed else content, form=form)
    assert results
    assert all(isinstance(result, Page) or result.remedy for result in results)


@pytest.mark.parametrize(
    ("content", "flags"),
    [
        (b"\xef\xbb\xbf<!DOCTYPE html><p>words</p>", (LOOKS_LIKE_A_PAGE,)),
        (b"\n <html lang=en><p>words</p>", (LOOKS_LIKE_A_PAGE,)),
        (b"<p>left-over tags</p>", ()),
        (b'<a href="x">left-over tags</a>', ()),
    ],
)
def test_a_page_named_as_text_is_read_as_text_and_flagged(
    content: bytes, flags: tuple[str, ...], tmp_path: Path
) -> None:
    page = only(read(write(tmp_path / "a.txt", content)))
    assert (page.kind, page.flags) == (PageKind.TEXT, flags)


def test_an_archive_is_known_under_any_name(tmp_path: Path) -> None:
    record = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    assert not [one for one in read(write(tmp_path / "a.html", gzip.compress(record))) if isinstance(one, Page)]


@pytest.mark.parametrize(
    "feed",
    [
        b'<?xml version="1.0"?>\n<!-- <p> --><rss version="2.0"><channel/></rss>',
        b'<rss version="2.0"><channel/></rss>\n<!-- made in 0.1 s -->\n',
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lamp</title></feed>'.encode("utf-16"),
        b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="x"><channel/></rdf:RDF>',
    ],
)
def test_a_feed_is_read_as_a_page_and_says_so_and_one_that_breaks_off_is_named(tmp_path: Path, feed: bytes) -> None:
    assert only(read(write(tmp_path / "feed.xml", feed))).flags == (A_FEED,)
    whole, skipped = read(write(tmp_path / "half.xml", feed[: feed.rindex(b"<", 0, feed.rindex(b"/"))]))
    assert isinstance(whole, Page)
    assert isinstance(skipped, Skipped)
    assert "breaks off" in skipped.reason
    assert skipped.is_fault


@pytest.mark.parametrize(
    "content", [b'<?xml version="1.0"?><html><body><feed/><p>No.', b"He said: <rss> it.", b"<feedback>"]
)
def test_what_only_speaks_of_feeds_is_none(tmp_path: Path, content: bytes) -> None:
    assert only(read(write(tmp_path / "report", content))).flags == ()
