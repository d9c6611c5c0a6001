"""Bodies as servers send them and as crawlers store them: coded, coded twice, cut, and under heads that lie."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from random import Random

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pages.http_bodies import NOT_ENDED, message_of, unpack
from tests.growth import grows_linearly

TEXT = "".join(f"<p>“We are ready {number},” said Ilka Brand.</p>" for number in range(200)).encode()
CHUNKED = {"transfer-encoding": "chunked"}


def chunks(body: bytes, size: int = 100, end: bytes = b"0\r\n\r\n") -> bytes:
    return (
        b"".join(b"%x\r\n%s\r\n" % (len(body[i : i + size]), body[i : i + size]) for i in range(0, len(body), size))
        + end
    )


def bare(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (TEXT, {}),
        (TEXT, {"content-encoding": "identity"}),
        (TEXT, {"content-encoding": "utf-8"}),  # no coding, but often said
        (gzip.compress(TEXT), {"content-encoding": "gzip"}),
        (gzip.compress(TEXT), {"content-encoding": "X-GZIP"}),
        (gzip.compress(TEXT[:50]) + gzip.compress(TEXT[50:]), {"content-encoding": "gzip"}),
        (gzip.compress(TEXT), {}),  # the head does not say so
        (TEXT, {"content-encoding": "gzip"}),  # the head says so, and it is not
        (zlib.compress(TEXT), {"content-encoding": "deflate"}),
        (bare(TEXT), {"content-encoding": "deflate"}),
        (TEXT, {"content-encoding": "deflate"}),
        (brotli.compress(TEXT), {"content-encoding": "br"}),
        (TEXT, {"content-encoding": "br"}),
        (TEXT, {"content-encoding": "zstd"}),
        (brotli.compress(gzip.compress(TEXT)), {"content-encoding": "gzip, br"}),
        (chunks(TEXT), CHUNKED),
        (chunks(TEXT).replace(b"64\r\n", b"64;name=value\r\n"), CHUNKED),
        (chunks(TEXT, end=b"0\r\nTrailer: x\r\n\r\n"), CHUNKED),
        (TEXT, CHUNKED),
        (chunks(gzip.compress(TEXT)), CHUNKED | {"content-encoding": "gzip"}),
    ],
    ids=range(20),
)
def test_the_body_comes_out_whatever_the_head_says(body: bytes, fields: dict[str, str]) -> None:
    found = unpack(body, fields, 1_000_000)
    assert found.content == TEXT
    assert found.flags == ()
    assert not found.is_too_large


@pytest.mark.parametrize("text", [b"BEEF is the word", b"1\r\nfirst", b"c0ffee\nis a colour\n"])
def test_a_text_that_begins_like_a_number_is_not_in_chunks(text: bytes) -> None:
    assert unpack(text, CHUNKED, 100).content == text


@pytest.mark.parametrize(
    ("body", "fields", "flag"),
    [
        (gzip.compress(TEXT)[:-40], {"content-encoding": "gzip"}, "truncated: the gzip body was not ended"),
        (brotli.compress(TEXT * 9)[:-40], {"content-encoding": "br"}, "truncated: the br body was not ended"),
        (chunks(TEXT)[:-300], CHUNKED, "truncated: the chunked body was not ended"),
        (chunks(TEXT, end=b""), CHUNKED, "truncated: the chunked body was not ended"),
        (TEXT[:900], {"content-length": "1000"}, "truncated: 900 of the 1,000 bytes that the server announced"),
    ],
)
def test_a_body_that_breaks_off_is_flagged_and_keeps_what_there_is(
    body: bytes, fields: dict[str, str], flag: str
) -> None:
    found = unpack(body, fields, 1_000_000)
    assert found.flags == (flag,)
    assert found.content
    assert (TEXT * 9).startswith(found.content)


@pytest.mark.parametrize("size", ["", "abc", "-1", "9" * 30])
def test_a_length_that_is_none_says_nothing(size: str) -> None:
    assert unpack(TEXT, {"content-length": size}, 1_000_000).flags == ()


@pytest.mark.parametrize(
    ("pack", "name"), [(gzip.compress, "gzip"), (zlib.compress, "deflate"), (brotli.compress, "br"), (bare, "deflate")]
)
def test_a_bomb_is_unpacked_no_further_than_the_limit(pack: object, name: str) -> None:
    bomb = pack(bytes(10_000_000))  # type: ignore[operator]
    tracemalloc.start()
    found = unpack(bomb, {"content-encoding": name}, 100_000)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.is_too_large
    assert len(found.content) == 100_000
    assert held < 2_000_000


def test_the_limit_itself_is_allowed() -> None:
    assert not unpack(gzip.compress(TEXT), {}, len(TEXT)).is_too_large
    assert unpack(gzip.compress(TEXT), {}, len(TEXT) - 1).is_too_large


@given(
    st.binary(max_size=300) | st.binary(max_size=100).map(gzip.compress) | st.binary(max_size=100).map(chunks),
    st.sampled_from(["", "gzip", "deflate", "br", "zstd", "gzip, gzip", "what"]),
    st.sampled_from(["", "chunked"]),
)
def test_no_body_raises(body: bytes, coding: str, transfer: str) -> None:
    assert len(unpack(body, {"content-encoding": coding, "transfer-encoding": transfer}, 1000).content) <= 1000


def test_members_one_after_another_are_unpacked_in_linear_time() -> None:
    assert grows_linearly(lambda size: unpack(gzip.compress(b"") * size, {}, 10**9), 5_000)


def test_what_comes_before_damage_in_a_later_member_is_kept() -> None:
    more = Random(1).randbytes(2000)
    body = gzip.compress(TEXT) + gzip.compress(more)[:-8] + bytes(8)  # its checksum is wrong
    found = unpack(body, {"content-encoding": "gzip"}, 1_000_000)
    assert found.flags == (NOT_ENDED.format("gzip"),)
    assert (TEXT + more).startswith(found.content)
    assert len(found.content) > len(TEXT) + 1500


def test_chunks_are_joined_in_linear_time() -> None:
    assert grows_linearly(lambda size: unpack(chunks(bytes(size), 3), CHUNKED, 10**9), 20_000)


@pytest.mark.parametrize(
    ("block", "status", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody", 200, b"body"),
        (b"HTTP/1.0 404\nA: b\n\nbody", 404, b"body"),
        (b"HTTP/2 200\r\n\r\n", 200, b""),
        (b"HTTP/1.1 what\r\n\r\nbody", None, b"body"),
        (b"HTTP/1.1 200 OK\r\nA: b\r\n", 200, b""),  # the head does not end
    ],
)
def test_a_message_is_taken_apart(block: bytes, status: int | None, body: bytes) -> None:
    message = message_of(block)
    assert message is not None
    assert (message.status, message.body) == (status, body)


@pytest.mark.parametrize("block", [b"", b"<html>", b"GET / HTTP/1.1\r\n\r\n"])
def test_what_is_no_answer_is_none(block: bytes) -> None:
    assert message_of(block) is None
