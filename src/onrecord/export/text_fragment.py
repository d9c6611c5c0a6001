"""A link to the outlet's own page that opens at the words.

Source: Text Fragments, WICG Draft Community Group Report (`#:~:text=start,end`). A browser without it opens the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from onrecord.values.span import Span

_WHOLE = 12  # words up to which a stretch is named whole
_ENDS = 5  # words of its beginning, and of its end, where it is longer
_MARKS = "“”„«»‹›\"'‘’‚.,;:!?…()[]"  # outlets change them after printing: a link holds better without


def web_address(url: str | None) -> str | None:
    """The address where a browser may be sent to: http or https, and with a host; else None."""
    if url is None or any(ord(sign) <= 0x20 or sign == "\x7f" for sign in url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def page_at(url: str | None, text: str, spans: Sequence[Span]) -> str | None:
    """The address of the page at the words from the first span's beginning to the last one's end.

    text, spans: a report's text and places in it. None where the report has no address a browser may be sent to.
    """
    address = web_address(url)
    if address is None or not spans:
        return address
    page, _, anchor = address.partition("#")
    words = _words(text[spans[0].start : spans[-1].end])
    if not words:
        return address
    ends = [words] if len(words) <= _WHOLE else [words[:_ENDS], words[-_ENDS:]]
    named = ",".join(quote(" ".join(one), safe="").replace("-", "%2D") for one in ends)
    return f"{page}#{anchor.partition(':~:')[0]}:~:text={named}"


def _words(stretch: str) -> list[str]:
    """The words without the marks at both ends of the whole."""
    return stretch.strip(_MARKS + " \t\r\n\u00a0").encode("utf-8", "replace").decode("utf-8").split()
