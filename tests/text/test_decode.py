"""Bytes become text once, rightly or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UnreadableInput
from onrecord.text.decode import clean, decode, decode_html, decoded_already, repair_mojibake
from onrecord.text.served import served_encoding
from tests.growth import grows_linearly

RUSSIAN = (
    "Министр иностранных дел заявил в четверг, что переговоры продолжатся на следующей неделе. "
    "По его словам, стороны обсудят вопросы безопасности и новые предложения."
)
ENGLISH = "“We are ready,” the minister’s aide said – and that was all. The “other” side agreed."
GERMAN = "Die Ministerin erklärte am Donnerstag, die Gespräche würden fortgesetzt. Über alles Weitere schwieg sie."
FRENCH = "Le ministre a déclaré jeudi que les négociations se poursuivraient l’été prochain, malgré les désaccords."
POLISH = "Minister powiedział w czwartek, że rozmowy będą kontynuowane. Są też świeże żądania, dodał ściśle."
CZECH = "Ministr ve čtvrtek řekl, že jednání budou pokračovat příští týden. Všichni jsou připraveni, dodal."
GREEK = "Ο υπουργός δήλωσε την Πέμπτη ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα."
JAPANESE = "大臣は木曜日に、来週も協議を続けると述べた。「準備はできている」と彼は記者団に言った。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN[:30], "cp1251"),  # a headline
        (RUSSIAN.replace("я", "ї"), "cp1251"),  # letters that Russian lacks
        (ENGLISH, "cp1252"),
        ("It’s over", "cp1252"),  # one mark, bytes 0x91 to 0x97 are enough
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (CZECH, "cp1250"),
        (CZECH, "iso8859_2"),
        (GREEK, "cp1253"),
        (JAPANESE, "cp932"),
    ],
)
def test_an_undeclared_encoding_is_found_out(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), origin="a.txt")
    assert decoded.text == text
    assert decoded.flags == (f"encoding guessed: {decoded.encoding}",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [RUSSIAN, ENGLISH, JAPANESE + "\r\n2021"])
def test_unicode_needs_no_guess(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), origin="a.txt")
    assert (decoded.text, decoded.flags) == (text, ())


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        ("zażółć".encode("cp1250"), "cp1250", "zażółć"),
        ("мир".encode("koi8-r"), "KOI8-R", "мир"),
        ("\ufeffмир".encode(), "cp1251", "мир"),  # the mark is better evidence than the option
    ],
)
def test_a_named_encoding_counts_unless_the_bytes_carry_a_mark(content: bytes, encoding: str, text: str) -> None:
    assert decode(content, origin="a.txt", encoding=encoding).text == text


@pytest.mark.parametrize(
    ("content", "encoding", "reason"),
    [
        (b"na\xefve", "utf-8", "byte 2 is not utf-8"),
        (b"words", "no-such-thing", "no encoding is called 'no-such-thing'"),
        (b"words", "rot13", "no encoding is called 'rot13'"),
        (b"words", "hex", "no encoding is called 'hex'"),
        (b"words", "a\0b", "no encoding is called"),
    ],
)
def test_a_named_encoding_that_does_not_fit_is_an_error_with_a_remedy(
    content: bytes, encoding: str, reason: str
) -> None:
    with pytest.raises(UnreadableInput, match=reason) as raised:
        decode(content, origin="a.txt", encoding=encoding)
    assert "--encoding" in raised.value.remedy or "encoding" in raised.value.remedy


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "white space"),
        ("\ufeff".encode(), "white space"),
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", "zip"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"SQLite format 3\0\x10\0", "SQLite"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "Word"),
        (b"{\\rtf1\\ansi A report}", "RTF"),
        (bytes(range(256)) * 40, "encoding could not be found out"),
        (b"\0" * 5000, "not text in any encoding"),
        (b"\x00\x01\x02word\x03" * 100, "not text in any encoding"),
    ],
)
def test_what_is_no_text_says_what_it_is_and_what_to_do(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason) as raised:
        decode(content, origin="a.txt")
    assert raised.value.what.startswith("a.txt: ")
    assert len(raised.value.remedy) > 15


@pytest.mark.parametrize("text", ["BZh is how it starts", "ID3 tags were discussed", "PAR1 was the name"])
def test_a_text_may_begin_like_a_format(text: str) -> None:
    assert decode(text.encode(), origin="a.txt").text == text


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        ("itâ€™s over", "it’s over"),
        ("â€œGoâ€\x9d, he said", "“Go”, he said"),
        ("une journÃ©e d'Ã©tÃ©", "une journée d'été"),
        ("ÐœÐ¸Ñ€", "Мир"),
        ("one line is fine “so”\nthe other isnâ€™t\n", "one line is fine “so”\nthe other isn’t\n"),
    ],
)
def test_mojibake_is_repaired_and_said(damaged: str, text: str) -> None:
    decoded = decode(damaged.encode(), origin="a.txt")
    assert (decoded.text, decoded.flags) == (text, ("mojibake repaired",))


@pytest.mark.parametrize(
    "text",
    [
        '“curly”, ‘single’, «angled» and "straight"',
        "the ﬁrst oﬃce",  # ligatures
        "ＡＢＣ １２３",  # full width
        "AT&amp;T &lt;said&gt; &quot;yes&quot;",  # entities
        "line\r\nline\rline\n\u2028line",
        "cafe\u0301 and café",  # both normal forms
        "IL Y A MARQUÉ…",
    ],
)
def test_what_is_no_damage_stays_as_it_is(text: str) -> None:
    assert repair_mojibake(text) == (text, False)
    assert decode(text.encode(), origin="a.txt").text == text


@pytest.mark.parametrize(
    ("text", "cleaned", "flags"),
    [
        ("plain", "plain", ()),
        ("a\ud800b", "a\ufffdb", ("lone surrogates replaced",)),
        ("a\0b", "a\ufffdb", ("NUL characters replaced",)),
        ("a\udfff\0", "a\ufffd\ufffd", ("lone surrogates replaced", "NUL characters replaced")),
        ("abc\u202edef\u202c", "abc\u202edef\u202c", ("bidi controls",)),
        ("emoji 😀 stays", "emoji 😀 stays", ()),
    ],
)
def test_what_no_store_can_hold_is_replaced(text: str, cleaned: str, flags: tuple[str, ...]) -> None:
    assert clean(text) == (cleaned, flags)


@given(st.text(st.characters(), max_size=60) | st.text("a\0\ud800\udc00\u202e", max_size=20))
def test_cleaning_keeps_every_offset_and_can_be_stored(text: str) -> None:
    cleaned, _ = clean(text)
    assert len(cleaned) == len(text)
    assert "\0" not in cleaned.encode("utf-8").decode("utf-8")
    assert all(after in (before, "\ufffd") for before, after in zip(text, cleaned, strict=True))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_that_can_be_stored_or_one_named_error(content: bytes) -> None:
    try:
        decoded = decode(content, origin="a.txt")
    except UnreadableInput as error:
        assert error.remedy
    else:
        decoded.text.encode("utf-8")
        assert "\0" not in decoded.text


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=80))
def test_marked_utf8_comes_back_unchanged_unless_said(text: str) -> None:
    if text.isspace() or text.startswith("\ufeff"):
        return
    decoded = decode(text.encode("utf-8-sig"), origin="a.txt")
    assert decoded.text == text or "mojibake repaired" in decoded.flags


def test_nul_bytes_on_every_second_place_for_a_while_make_no_utf16() -> None:
    text = "\0a" * 1000 + "“The lamp is lit,” she said. " * 1000
    assert decode(text.encode(), origin="a.txt").text == text.replace("\0", "\ufffd")


def test_nul_bytes_in_a_text_cost_no_words() -> None:
    decoded = decode(b"The minister\0 said that she\0 would go on with it.", origin="a.txt")
    assert decoded.text == "The minister\ufffd said that she\ufffd would go on with it."
    assert decoded.flags == ("NUL characters replaced",)


def test_a_few_damaged_bytes_do_not_make_it_another_encoding() -> None:
    content = RUSSIAN.encode() + b"\xd0"  # cut in the middle of a letter
    decoded = decode(content, origin="a.txt")
    assert (decoded.text, decoded.encoding) == (RUSSIAN + "\ufffd", "utf-8")
    assert decoded.flags == ("damaged bytes replaced",)


def test_text_that_came_decoded_gets_the_same_care() -> None:
    decoded = decoded_already("itâ€™s \ud800 over", origin="a.jsonl:1")
    assert decoded.text == "it’s \ufffd over"
    assert decoded.flags == ("mojibake repaired", "lone surrogates replaced")


PAGE = "<html><head><meta charset={}></head><body><p>{}</p></body></html>"


@pytest.mark.parametrize(
    ("declared", "real", "text"),
    [
        ("windows-1251", "cp1251", "Мир"),  # too short to be found out
        ('"koi8-r"', "koi8_r", "мир"),
        ("iso-8859-1", "cp1252", "“naïve”"),  # as browsers take it
        ("gb2312", "gb18030", "部长说"),
        ("shift_jis", "cp932", "大臣は述べた"),
        ("iso-2022-jp", "iso2022_jp", "大臣は述べた"),
        ("windows-1251", "utf-8", RUSSIAN),  # the declaration is wrong
        ("utf-8", "cp1251", RUSSIAN),
        ("no-such-thing", "utf-8", RUSSIAN),
        ("utf-16", "utf-8", "naïve"),  # impossible, else it could not be read
    ],
)
def test_a_page_says_its_encoding_but_utf8_proves_itself(declared: str, real: str, text: str) -> None:
    decoded = decode_html(PAGE.format(declared, text).encode(real), origin="a.html")
    assert f"<p>{text}</p>" in decoded.text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<?xml version="1.0" encoding="windows-1251"?><html><p>Мир</p>'.encode("cp1251"), "Мир"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Мир</p>'.encode("cp1251"),
            "Мир",
        ),
        ("<p>Мир</p>".encode("utf-16"), "Мир"),
    ],
)
def test_a_page_declares_in_several_ways(content: bytes, text: str) -> None:
    assert f"<p>{text}</p>" in decode_html(content, origin="a.html").text


def test_the_encoding_the_user_names_beats_what_the_page_declares() -> None:
    content = PAGE.format("koi8-r", "Мир").encode("cp1251")
    assert "<p>Мир</p>" in decode_html(content, origin="a.html", encoding="cp1251").text


@pytest.mark.parametrize("unit", [ENGLISH.encode() + b" ", RUSSIAN.encode("cp1251") + b"\n", b"<meta ", b"\x93 "])
def test_twice_the_bytes_take_about_twice_the_time(unit: bytes) -> None:
    assert grows_linearly(lambda size: decode_html(unit * (size // len(unit)), origin="a.html"), 300_000)


@pytest.mark.parametrize("label", ["zlib", "zip", "hex", "rot13", "idna", "punycode", "undefined"])
def test_what_python_calls_an_encoding_and_gives_no_text_is_none(label: str) -> None:
    page = f'<meta charset="{label}"><p>{GERMAN}</p>'
    assert decode_html(page.encode("cp1252"), origin="a.html").text == page
    assert served_encoding(b"caf\xe9", label).encoding is None
    with pytest.raises(UnreadableInput, match="no encoding is called"):
        decode(b"caf\xe9", origin="a.txt", encoding=label)
