"""The encoding that a server names: what it is worth for the bytes at hand."""

from __future__ import annotations

import codecs

import pytest

from onrecord.errors import UnreadableInput
from onrecord.text import decode
from onrecord.text.served import Served, charset_in, flag_of, named_encoding, served_encoding, telling_encoding


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/html; charset=utf-8", "utf-8"),
        ('text/html;Charset = "windows-1251"; x=y', "windows-1251"),
        ("text/html; charset='koi8-r'", "koi8-r"),
        ("text/html", None),
        ("text/html; charset=", None),
        (None, None),
    ],
)
def test_the_charset_of_a_header(header: str | None, charset: str | None) -> None:
    assert charset_in(header) == charset


@pytest.mark.parametrize(
    ("content", "label", "encoding", "flags"),
    [
        (b"plain", "utf-8", "utf-8", ()),
        (b"plain", "windows-1252", "utf-8", ()),  # the same, whatever one calls it
        ("“”".encode(), "windows-1252", "utf-8", ("read as UTF-8, not as cp1252, which the server names",)),
        ("“”".encode("cp1252"), "latin1", "cp1252", ("read as cp1252, which the server names",)),
        ("日本".encode("iso2022_jp"), "iso-2022-jp", "iso2022_jp", ("read as iso2022_jp, which the server names",)),
        ("“”".encode("cp1252"), "utf-8", None, ("not utf-8 as the server says",)),
        (b"plain", "x-what", None, ("the server names an encoding that nobody knows: x-what",)),
        (codecs.BOM_UTF8 + b"plain", "koi8-r", None, ()),  # a byte order mark goes before the server
        ("<p>".encode("utf-16-le"), "utf-16", None, ()),
        (b"plain", None, None, ()),
        (b"plain", "", None, ()),
    ],
)
def test_what_the_label_is_worth(
    content: bytes, label: str | None, encoding: str | None, flags: tuple[str, ...]
) -> None:
    assert served_encoding(content, label) == Served(encoding, None, flags)


def test_a_few_damaged_bytes_do_not_make_it_another_encoding() -> None:
    served = served_encoding("“Готово”, сказала она".encode() + b"\xff", "utf-8")
    assert served.text == "“Готово”, сказала она\ufffd"
    assert "damaged bytes replaced" in served.flags


def test_a_page_that_looks_like_no_encoding_is_read_as_browsers_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "guess_encoding", lambda content: None)
    content = b"<html><p>She said it. \xfd\xff\xf1 Now.</p>"
    assert decode.decode_html(content, origin="a") == decode.Decoded(
        content.decode("cp1252"), "cp1252", ("encoding not found out: read as cp1252, as browsers do",)
    )
    with pytest.raises(UnreadableInput, match="could not be found out"):
        decode.decode(content, origin="a")  # plain text nobody would see in a browser


@pytest.mark.parametrize(
    ("content", "label", "told"),
    [
        ("“”".encode("cp1252"), "windows-1252", "cp1252"),
        ("…".encode("utf-16-be"), "utf-16-be", "utf-16-be"),  # " &" to who is not told
        ("“”".encode(), "windows-1252", "cp1252"),  # three signs each
        ("“”".encode(), "utf-8", None),
        (b"plain", "windows-1252", None),
        (b"\xff", "utf-8", "utf-8"),  # that it is not, `decode` says
        (codecs.BOM_UTF8 + "“”".encode(), "windows-1252", None),
        (b"plain", "x-what", None),
        (b"plain", None, None),
    ],
)
def test_an_encoding_that_makes_another_text_is_told(content: bytes, label: str | None, told: str | None) -> None:
    assert telling_encoding(content, label) == told


@pytest.mark.parametrize(
    ("flags", "named"),
    [
        ((), None),
        (("mojibake repaired", flag_of("cp1251")), "cp1251"),
        (served_encoding("“”".encode("cp1252"), "latin1").flags, "cp1252"),
        (served_encoding("“”".encode(), "latin1").flags, None),  # read as what it is, not as what was named
        (("truncated: read as cp1251, which was named",), None),
    ],
)
def test_the_encoding_that_was_named_is_in_the_flags(flags: tuple[str, ...], named: str | None) -> None:
    assert named_encoding(flags) == named
