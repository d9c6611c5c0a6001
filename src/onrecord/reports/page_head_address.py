"""The address a page gives itself, and what an address says of its outlet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from onrecord.reports.page_head_meta import Meta

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST = 2_000


def canonical_address(tree: HtmlElement, meta: Meta, address: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The address the page gives itself; a bare home page, another host's and anything but http(s) are left out."""
    links = (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    named = [*links, *(meta[name][0] for name in ("og:url", "twitter:url") if meta.get(name))]
    flags: list[str] = []
    for words in named[:10]:
        url = _web_address(words, address)
        if url is None:
            continue
        if urlsplit(url).path in ("", "/") and not urlsplit(url).query:
            continue
        if address and not _samesite_of(url, address):
            flags.append(f"the page's canonical address is of another host, {urlsplit(url).hostname!r}, and left out")
            continue
        return url, tuple(flags)
    return None, tuple(dict.fromkeys(flags))


def _web_address(words: str | None, base: str | None) -> str | None:
    if not words or len(words) > _LONGEST:
        return None
    try:
        joined = urljoin(base or "", words.strip())
        parts = urlsplit(joined)
        hostname = parts.hostname
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and hostname and "." in hostname and not re.search(r"\s", joined)
    return joined if is_web else None


def _samesite_of(one: str, other: str) -> bool:
    """Of one site: the same last two labels of the host, three below a short one as in "example.co.uk"."""
    try:
        return site_of(urlsplit(one).hostname) == site_of(urlsplit(other).hostname)
    except ValueError:
        return False


def hosts_of(address: str | None) -> list[str]:
    """What an address calls the outlet: its host, and the labels that are names."""
    host = host_of(address).removeprefix("www.")
    return [host, host.split(".")[0], site_of(host).split(".")[0]] if host else []


def host_of(address: str | None) -> str:
    """The host in an address, "" where there is none, or none that can be read, as with half a bracket."""
    try:
        return urlsplit(address or "").hostname or ""
    except ValueError:
        return ""


def site_of(host: str | None) -> str:
    """The last two labels of a host, three below a short one as in "example.co.uk"."""
    labels = (host or "").lower().rstrip(".").split(".")
    length = 3 if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2 else 2
    return ".".join(labels[-length:])
