"""Text as XML holds it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

# All that is no Char of XML 1.0 (fifth edition), section 2.2: also escaped it would make the file unreadable.
NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def held(text: str) -> str:
    """The same text, each character that XML cannot hold replaced by U+FFFD."""
    return NO_CHARACTER.sub("\ufffd", text)


def element_text(text: str) -> str:
    """Text between tags."""
    return escape(held(text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    """The value of an attribute, with its quotation marks; line ends and tabs come back as they were."""
    return quoteattr(held(text))
