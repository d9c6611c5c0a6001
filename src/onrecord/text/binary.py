"""Bytes that are no text, told by how they begin."""

from __future__ import annotations

from onrecord.errors import UnreadableInput

_TO_TEXT = "export it as text or HTML and read that"
_UNPACK = "unpack it and read what is inside"
_IMAGE = "if it shows a report, turn it into text first (OCR) and read that"
_RECORD = "this looks like a database; name it with --record to ask it, or export its reports as .jsonl"

# First bytes, what they mean, what to do. The longest known beginnings are told apart before anything is decoded,
# because some of these files open with enough readable characters to pass for a damaged text.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", _TO_TEXT),
    (b"{\\rtf", "an RTF document", _TO_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or Outlook file", _TO_TEXT),
    (b"PK\x03\x04", "a zip archive, .docx, .odt or .epub", "export a document as text or HTML, unpack an archive"),
    (b"PK\x05\x06", "an empty zip archive", _UNPACK),
    (b"SQLite format 3\x00", "an SQLite database", _RECORD),
    (b"\x89PNG\r\n\x1a\n", "an image (PNG)", _IMAGE),
    (b"\xff\xd8\xff", "an image (JPEG)", _IMAGE),
    (b"GIF87a", "an image (GIF)", _IMAGE),
    (b"GIF89a", "an image (GIF)", _IMAGE),
    (b"II*\x00", "an image (TIFF)", _IMAGE),
    (b"MM\x00*", "an image (TIFF)", _IMAGE),
    (b"\x1f\x8b", "gzip inside gzip", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"(\xb5/\xfd", "a zstandard archive", _UNPACK),
    (b"7z\xbc\xaf'\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x7fELF", "a program", "read the reports, not the program"),
    (b"PAR1", "a Parquet table", "export it as .jsonl and read that"),
    (b"OggS", "a sound recording", "read a transcript of it"),
    (b"ID3", "a sound recording", "read a transcript of it"),
)


def refuse_binary(content: bytes, origin: str) -> None:
    """Raise UnreadableInput when `content` is empty, or begins like a format that is no text."""
    if not content:
        raise UnreadableInput(f"{origin}: the input is empty", "check how it was saved, and read it again")
    for magic, name, remedy in _MAGIC:
        if content.startswith(magic) and _is_really(magic, content):
            raise UnreadableInput(f"{origin}: this is {name}, not text", remedy)


def refuse_controls(text: str, origin: str) -> None:
    """Raise UnreadableInput when more than one character in twenty is a control character: decoded bytes of no text.

    Looks at the first 65,536 characters.
    """
    head = text[:65536]
    # Deleted from bytes, not counted one by one: thirty times as quick. No byte of a longer sign is one of these.
    signs = head.encode("utf-8", "surrogatepass")
    if 20 * (len(signs) - len(signs.translate(None, _CONTROLS)) + head.count("\ufffd")) > len(head):
        raise UnreadableInput(
            f"{origin}: these bytes are not text in any encoding known here",
            "export it as text or HTML, or name the encoding with --encoding",
        )


_CONTROLS = bytes((*(code for code in range(32) if code not in b"\t\n\v\f\r\x1b"), 0x7F))


def _is_really(magic: bytes, content: bytes) -> bool:
    # "BZh", "ID3" or "PAR1" may open a sentence; the formats go on with bytes that no text has.
    return not magic.isalnum() or any(byte < 9 for byte in content[len(magic) : len(magic) + 64])
