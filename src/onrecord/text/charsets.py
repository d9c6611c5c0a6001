"""Which encoding do these bytes have? Asked only when they say nothing of it themselves and are not UTF-8."""

from __future__ import annotations

import codecs
import re

from onrecord.text.language import language_code

SAMPLE_BYTES = 32_768
_BEFORE, _AFTER = 96, 416  # bytes kept around one that is not ASCII: about a line

# The encodings in which reports are still found (the WHATWG list). Left to itself the detector also offers
# HP Roman and the tables of 1980s terminals, and for short texts prefers them.
_IN_USE = (
    *("cp1252", "cp1251", "koi8_r", "koi8_u", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("cp874", "cp866", "iso8859_2", "iso8859_5", "cp932", "euc_jp", "gb18030", "big5", "cp949"),
)
_CYRILLIC = ("cp1251", "koi8_u", "iso8859_5")
_LATIN = frozenset({"cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "iso8859_2"})
_BY_LANGUAGE = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"), "cp1250"),
    **dict.fromkeys(("tr", "az"), "cp1254"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
    "vi": "cp1258",
}
# Quotation marks, dashes, ellipsis, bullets, the no-break space, angled marks: the same in every Windows code page.
_SHARED_MARKS = bytes((0x82, 0x84, 0x85, 0x8B, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x9B, 0xA0, 0xA9, 0xAB, 0xBB))
_IN_ASCII_TEXT = bytes((0, 9, 10, 13, *range(32, 127)))
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")
_MIXED_WORD = re.compile("[a-z][\u0400-\u04ff]|[\u0400-\u04ff][a-z]")  # French read as Cyrillic is full of these


def guess_encoding(content: bytes) -> str | None:
    """The likeliest encoding, as Python names it; None when nothing fits.

    Looks at no more than SAMPLE_BYTES of the bytes that can tell, so that size does not matter.
    Measured on 14 languages: right from about 50 letters on; shorter texts may be misjudged.
    """
    sample = _telling_sample(content)
    if not _NOT_ASCII.search(sample.translate(None, _SHARED_MARKS)):
        return "cp1252"
    return _cyrillic(sample) or _by_detector(sample)


def unmarked_utf16(content: bytes) -> str | None:
    """ "utf-16-le" or "utf-16-be" when the NULs stand where text in UTF-16 has them, else None.

    Spaces, digits and line ends have a NUL in every script, always on the same side.
    """
    head = content[:SAMPLE_BYTES]
    high, low = head[0::2].count(0), head[1::2].count(0)
    if len(content) % 2 or 50 * (high + low) < len(head):
        return None
    # In Latin script every second byte is a NUL, or it is no UTF-16; in others there are bytes that no ASCII text has.
    if 3 * (high + low) < len(head) and _reads_as_utf8(head):
        return None
    for name, here, elsewhere in (("utf-16-le", low, high), ("utf-16-be", high, low)):
        # Some signs of East Asia end in a NUL themselves, so the other side need not be quite without.
        if here > 3 * elsewhere and _is_text(head, name):
            return name
    return None


def _reads_as_utf8(head: bytes) -> bool:
    """Are these bytes plain text, ASCII or UTF-8, but for NULs? Bytes of UTF-16 have control characters, too."""
    others = head.translate(None, _IN_ASCII_TEXT)
    if others and min(others) < 0x80:
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # the last character may be cut
    except UnicodeDecodeError:
        return False
    return True


def declared_encoding(content: bytes) -> str | None:
    """The encoding an HTML page names in its own head, as Python names it; None when it names none that is known.

    Follows browsers: "latin1" and "ascii" mean windows-1252, "gb2312" means gb18030, and so on.
    """
    found = _XML_LABEL.match(content) or _META_LABEL.search(content[:16_384])
    if found is None:
        return None
    label = found[1].decode("ascii").lower()
    return known_codec(_AS_BROWSERS.get(label.replace("_", "-"), label))


def codec_of_label(label: str) -> str | None:
    """The encoding that a server's label means, as browsers take it and as Python names it; None for an unknown one."""
    label = label.lower().replace("_", "-")
    return known_codec(label if label.startswith("utf-16") else _AS_BROWSERS.get(label, label))


def known_codec(label: str) -> str | None:
    """Python's name of a text encoding, None for an unknown one.

    Python also calls encodings what packs bytes ("zlib") or writes host names ("idna"); pages name these, too. What
    gives no text, or knows no sign for damaged bytes, is none.
    """
    try:
        b"\xff ".decode(label, "replace")
        return codecs.lookup(label).name
    except (LookupError, ValueError):  # ValueError: NUL in the name, or damage that is not replaced
        return None


_META_LABEL = re.compile(rb"<meta\b[^<>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{2,30})", re.IGNORECASE)
_XML_LABEL = re.compile(rb"\s{0,99}<\?xml\b[^<>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w:.-]{2,30})")
_AS_BROWSERS = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb-2312"), "gb18030"),
    **dict.fromkeys(("shift-jis", "x-sjis", "sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks-c-5601-1987", "ksc5601"), "cp949"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be"), "utf-8"),  # a page one can read this from is not UTF-16
    "iso-8859-9": "cp1254",
    "x-mac-cyrillic": "mac_cyrillic",
}


def _telling_sample(content: bytes) -> bytes:
    pieces: list[bytes] = []
    size = at = 0
    while size < SAMPLE_BYTES and (found := _NOT_ASCII.search(content, at)):
        start = max(at, found.start() - _BEFORE)
        at = found.start() + _AFTER
        pieces.append(content[start:at])
        size += at - start
    return b" ".join(pieces)


def _cyrillic(sample: bytes) -> str | None:
    best = max(_CYRILLIC, key=lambda name: _russian_likeness(sample, name))
    return best if _russian_likeness(sample, best) >= 0.55 else None


def _russian_likeness(sample: bytes, name: str) -> float:
    # Ten letters make two thirds of any text in Russian, Ukrainian or Bulgarian; in the wrong table, or in another
    # alphabet read as Cyrillic, a third at most. A detector that knows languages needs longer texts than a headline.
    text = sample.decode(name, "replace")
    letters = _CYRILLIC_LETTER.findall(text)
    foreign = sum(not sign.isascii() for sign in text) - len(letters)
    if len(letters) < 8 or 3 * foreign > len(letters) or 20 * len(_MIXED_WORD.findall(text)) > len(letters):
        return 0.0
    return sum(letter in "оеаинтсрвліОЕАИНТСРВЛІ" for letter in letters) / len(letters)


def _by_detector(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # slow to load, and few inputs need it

    best = from_bytes(sample, cp_isolation=list(_IN_USE)).best()
    if best is None:
        return None
    return _latin_by_language(sample) if best.encoding in _LATIN else best.encoding


def _latin_by_language(sample: bytes) -> str:
    """The Latin tables differ in a handful of letters. The language tells them apart, the detector does not."""
    language = language_code(sample.decode("cp1252", "replace"))
    name = _BY_LANGUAGE.get(language, "cp1252")
    return "iso8859_2" if name == "cp1250" and _is_iso_latin2(sample, language) else name


def _is_iso_latin2(sample: bytes, language: str) -> bool:
    # Central Europe has two tables. Only the Windows one uses 80-9F; the ISO one has its own place for the
    # Polish a, s, z with marks, and for the s, t, z with caron of the others.
    letters = rb"[\xb1\xb6\xbc]" if language == "pl" else rb"[\xb9\xbb\xbe]"
    return not re.search(rb"[\x80-\x9f]", sample) and re.search(letters, sample) is not None


def _is_text(head: bytes, name: str) -> bool:
    text = head[: len(head) // 2 * 2].decode(name, "replace")
    good = sum(sign.isprintable() or sign.isspace() for sign in text)
    return good >= 0.98 * len(text)
