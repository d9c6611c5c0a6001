"""Links in feeds and lists of feeds."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin

LONGEST = 2_000  # characters


def absolute(base: str, link: object) -> str | None:
    """A link as an absolute http(s) address, without its fragment; None when it leads elsewhere or nowhere."""
    if not isinstance(link, str) or not link.strip() or len(link) > LONGEST:
        return None
    try:
        joined = urldefrag(urljoin(base, link.strip())).url
    except ValueError:
        return None
    return joined if joined.lower().startswith(("http://", "https://")) else None
