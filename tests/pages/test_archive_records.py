"""Broken archives: a bad record costs one record, and no damage goes unnoticed."""

from __future__ import annotations

import gzip
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.pages.archive_heads import begins_record, head_at, next_head
from onrecord.pages.archive_records import Damage, Record, records_of
from tests.growth import grows_linearly
from tests.pages.archives import arc, arc_record, faults, http, name, packed, page, pages, read, record

FOUR = [page(number) for number in range(1, 5)]


def numbers(archive: bytes) -> list[int]:
    """The pages that were read, by the number of their record."""
    return [int(one.origin[-13:-1]) for one in pages(read(archive))]


def reasons(archive: bytes) -> list[str]:
    return [one.reason for one in faults(read(archive))]


@pytest.mark.parametrize("seed", range(12))
def test_a_file_that_was_cut_is_read_up_to_there_and_says_so(seed: int) -> None:
    for whole, ends in (
        (packed(FOUR), _ends(map(len, map(gzip.compress, FOUR)))),
        (b"".join(FOUR), _ends(map(len, FOUR))),
    ):
        at = random.Random(seed).randrange(1, len(whole))
        results = read(whole[:at])
        assert [one.origin for one in pages(results)][: sum(end <= at for end in ends)] == [
            name(number) for number, end in enumerate(ends, 1) if end <= at
        ]
        assert at in ends or len(faults(results)) == 1


def _ends(sizes: object) -> list[int]:
    total, ends = 0, []
    for size in sizes:  # type: ignore[attr-defined]
        total += size
        ends.append(total)
    return ends


@pytest.mark.parametrize(
    ("archive", "reason"),
    [
        (packed(FOUR[:1])[:-1], "the file ends inside a gzip member"),
        (FOUR[0][:-30], "the file ends inside the record: "),
        (FOUR[0][:60], "the file ends inside the head of a record"),
        (FOUR[0][:-2], "the file ends inside the line ends that close its last record"),
        (arc(arc_record(http()))[:-20], "the file ends inside the record: "),
        (packed([b"WARC/1.0\r\nWARC-Type: response\r\n\r\n"]), "the record does not say how long it is"),
        (packed([record(http(), length=9)]), "the record goes on after the 9 bytes that it claims to have"),
        (packed([record(http(), length=999)]), "the file ends inside the record: "),
        (packed([record(b"no HTTP")]), "no HTTP head, though the record says it is HTTP"),
        (b"what is this", "what stands here is no record; 12 bytes were passed over"),
        (packed(FOUR[:1]) + b"rubbish", "after a gzip member come bytes that are none"),
        (packed([b"rubbish"]), "what stands here is no record; 7 bytes were passed over"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(archive: bytes, reason: str) -> None:
    (fault,) = faults(read(archive))
    assert fault.reason.startswith(reason)
    assert fault.remedy
    assert fault.arrival.archive == "a.warc"
    assert fault.arrival.offset is not None


@pytest.mark.parametrize("length", [0, 9, 100, 100_000])
@pytest.mark.parametrize("form", [packed, b"".join])
def test_a_wrong_length_costs_one_record(length: int, form: object) -> None:
    archive = form([FOUR[0], record(http("<p>Two", "Content-Type: text/html"), number=2, length=length), *FOUR[2:]])  # type: ignore[operator]
    assert numbers(archive) == [1, 3, 4]
    assert len(reasons(archive)) == 1


def test_the_page_of_a_record_with_a_wrong_length_is_read_where_the_server_gave_its_own() -> None:
    body = "<html><p>“Two,” she said."
    wrong = record(http(body, "Content-Type: text/html", f"Content-Length: {len(body.encode())}"), number=2, length=70)
    results = read(FOUR[0] + wrong + FOUR[2])
    assert [one.origin for one in pages(results)] == [name(1), name(2), name(3)]
    assert pages(results)[1].content == body.encode()
    assert pages(results)[1].flags == (f"its record is broken: {faults(results)[0].reason}",)
    assert faults(results)[0].origin == f"a.warc:{len(FOUR[0])}"  # not a second time by the same name


@pytest.mark.parametrize("at", [0, 2, 15, 40, 100, -9, -3])
@pytest.mark.parametrize("damage", [b"\0" * 4, b"\xff" * 64])
def test_damage_in_a_gzip_member_costs_that_record(at: int, damage: bytes) -> None:
    members = [gzip.compress(one, mtime=0) for one in FOUR]
    broken = bytearray(members[1])
    start = at % len(broken)
    size = min(len(damage), len(broken) - start)
    broken[start : start + size] = damage[:size]
    assert broken != members[1]
    archive = members[0] + broken + members[2] + members[3]
    assert numbers(archive) == [1, 3, 4]
    assert len(reasons(archive)) == 1


def test_damaged_bytes_are_kept_and_the_record_named() -> None:
    members = [gzip.compress(one, mtime=0) for one in FOUR]
    members[1] = members[1][:-5] + b"\0\0\0\0\0"
    (fault,) = faults(read(b"".join(members)))
    assert fault.origin == name(2)
    assert fault.arrival.offset == len(members[0])
    assert fault.content is not None
    assert FOUR[1].partition(b"\r\n\r\n")[2].startswith(fault.content)
    assert len(fault.content) > 100
    assert fault.outcome == "quarantined"


def test_garbage_between_records_costs_none() -> None:
    archive = FOUR[0] + b"rubbish\r\nWARC/1.0 is the name of a standard\r\n\r\n" + FOUR[1]
    assert numbers(archive) == [1, 2]
    assert len(reasons(archive)) == 1
    assert numbers(packed(FOUR[:1]) + b"rubbish" * 5000 + packed(FOUR[1:])) == [1, 2, 3, 4]


def test_a_record_that_quotes_an_archive_is_one_record() -> None:
    inside = record(http("<p>" + FOUR[1].decode()), number=9)
    assert numbers(FOUR[0] + inside + FOUR[2]) == [1, 9, 3]
    assert reasons(FOUR[0] + inside + FOUR[2]) == []


@pytest.mark.parametrize(
    "archive",
    [
        gzip.compress(b"".join(FOUR), mtime=0),  # one member for all
        b"".join(gzip.compress(b"".join(FOUR)[at : at + 100], mtime=0) for at in range(0, 5000, 100)),  # blocks
        packed(FOUR) + bytes(512),  # filled up
        b"".join(FOUR).replace(b"WARC/1.0", b"WARC/0.17"),
        b"".join(FOUR).replace(b"WARC/1.0", b"warc/1.1"),
        b"".join(one[:-2] for one in FOUR[:-1]) + FOUR[-1],  # one line end instead of two
        b"".join(one[:-4] for one in FOUR[:-1]) + FOUR[-1],  # none
        b"\r\n" + b"\r\n\r\n".join(FOUR),
    ],
    ids=range(8),
)
def test_what_is_unusual_is_no_damage(archive: bytes) -> None:
    assert numbers(archive) == [1, 2, 3, 4]
    assert reasons(archive) == []


@pytest.mark.parametrize("length", ["-1", "abc", "7"])
def test_a_bad_line_of_an_arc_costs_one_record(length: str) -> None:
    bad = (
        arc_record(http())
        .replace(b" 1", b" 1", 1)
        .replace(str(len(http())).encode() + b"\n", length.encode() + b"\n", 1)
    )
    results = read(arc(arc_record(http("<p>One")), bad, arc_record(http("<p>Three"))))
    assert [one.content for one in pages(results)] == [b"<p>One", b"<p>Three"]
    assert len(faults(results)) == 1


def test_a_pipe_gives_its_bytes_in_pieces() -> None:
    class Pipe:
        def __init__(self, content: bytes) -> None:
            self._file = io.BytesIO(content)

        def read(self, size: int, /) -> bytes:
            return self._file.read(min(size, 7))

    for archive in (packed(FOUR), b"".join(FOUR)):
        found = list(records_of(Pipe(archive), 10_000))
        assert [one.offset for one in found] == [one.offset for one in records_of(io.BytesIO(archive), 10_000)]
        assert all(isinstance(one, Record) and one.wrong is None for one in found)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from([*FOUR, b"WARC/1.0\r\n", b"\r\n", b"x", arc(arc_record(http()))]), max_size=6),
    st.integers(0, 3000),
    st.binary(max_size=20),
    st.booleans(),
)
def test_no_bytes_raise_and_whole_records_are_whole(parts: list[bytes], at: int, put: bytes, is_packed: bool) -> None:
    archive = packed(parts) if is_packed else b"".join(parts)
    for one in records_of(io.BytesIO(archive[:at] + put + archive[at + len(put) :]), 10_000):
        assert one.offset <= len(archive) + len(put)
        assert isinstance(one, Damage) or one.wrong or one.is_long or len(one.block) == one.head.length


@pytest.mark.parametrize(
    ("start", "is_one"),
    [
        (b"WARC/1.0\r\nWARC-Type: response\r\n", True),
        (b"WARC/1.1 \nContent-Length : 3\n", True),
        (b"WARC/1.0 is a standard\r\n", False),
        (b"http://a.example/b c 192.0.2.7 20240501100000 text/html 12\n", True),
        (b"http://a.example/ 192.0.2.7 20240501100000 text/html 200 - - 0 x.arc 12\n", True),  # version 2
        (b"http://a.example/ is a page\n", False),
        (b"", False),
    ],
)
def test_the_beginning_of_a_record_is_known(start: bytes, is_one: bool) -> None:
    assert begins_record(start) is is_one


def test_the_first_of_two_fields_counts_and_long_heads_are_cut() -> None:
    found = head_at(
        b"WARC/1.0\nWARC-Type: response\nWARC-Type: request\nContent-Length: 5\n" + b"X: y\n" * 9000 + b"\n"
    )
    assert found is not None
    assert (found[0].kind, found[0].length) == ("response", 5)


@pytest.mark.parametrize("line", [b"\nWARC/1.0\nA:b", b"\nhttp: a a a a 1 1", b"\nhttp:" + b" 1.1.1.1 20240501" * 40])
def test_looking_for_the_next_record_is_linear(line: bytes) -> None:
    assert grows_linearly(lambda size: next_head(line * (size // len(line))), 5_000)


def test_lines_that_a_nul_begins_are_looked_at_once() -> None:
    assert grows_linearly(lambda size: next_head(b"\0ab:" * size), 250, enough=0.005)
