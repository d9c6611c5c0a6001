"""Addresses of pages: the same page is called by many, with tracking, ports and "www." in them.

Source: RFC 3986, section 6.2 (normal forms); parameters as web analytics document them.
"""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

_WEB = re.compile(r"(?i)(https?:)?//")
_BARE = re.compile(r"(?i)(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,10}[a-z]{2,24}(?=[/?#:]|$)")
_WWW = re.compile(r"www\d?\.(?=[^.]+\.)")
_NAMES = re.compile(r"(?i)(?:urn|tag):\S{1,2000}")  # names that outlive addresses: RFC 8141, RFC 4151
_SESSION = re.compile(r"(?i);(?:jsessionid|phpsessid|sid)=[^/?#;]*")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_HALF = re.compile("[\ud800-\udfff]")
_DEFAULT_PORTS = (80, 443)
_SAFE = "/:@!$&'()*+,;=~-._%"

# What tells a site from where the reader came, never which page is meant.
_TRACKING = frozenset(
    (
        "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid igshid igsh li_fat_id epik srsltid "
        "mc_cid mc_eid mkt_tok vero_id oly_enc_id oly_anon_id _ga _gl _hsenc _hsmi __hstc __hssc __hsfp "
        "ref_src ref_url cmpid ncid s_cid icid xtor wt_mc wtmc ns_campaign ns_mchannel ns_source ns_linkname "
        "smid smtyp guccounter guce_referrer guce_referrer_sig phpsessid jsessionid sessionid"
    ).split()
)
_TRACKING_BEGINS = ("utm_", "mtm_", "pk_", "piwik_", "hsa_", "at_medium", "at_campaign", "at_custom", "at_link")


def address_key(url: str) -> str | None:
    """What two addresses of one page have in common: "example.org/news/1?page=2"; None for what is no web address.

    Left out are scheme, user, "www.", the default ports, fragment (but "#!…", which names a page), tracking parameters,
    session ids and a slash at the end; parameters are in order, escapes in normal form. A name as urn:… or tag:… stands
    for itself. Never raises, and can be stored: half a character is U+FFFD. `address_key("//" + key)` is the key again.
    """
    bare = _HALF.sub("\ufffd", _CONTROL.sub("", url))
    if _NAMES.fullmatch(bare):
        return bare
    if not _WEB.match(bare):
        if not _BARE.match(bare):
            return None
        bare = f"//{bare}"
    try:
        parts = urlsplit(bare)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:  # a bracket or port that is none
        return None
    if not host:
        return None
    host = f"[{host}]" if ":" in host else host
    where = host if port in (None, *_DEFAULT_PORTS) else f"{host}:{port}"
    query = _query(parts.query)
    page = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"{where}{_path(parts.path)}{'?' if query else ''}{query}{page}"


def names_a_page(key: str) -> bool:
    """Is more named than a site's front page? Publishers' slips make that the canonical address of everything."""
    return any(sign in key for sign in "/?#:")


def _host(name: str) -> str:
    name = name.rstrip(".").lower()
    with suppress(UnicodeError):  # what is no name of a host is compared as it stands
        name = name.encode("idna").decode("ascii") if not name.isascii() else name
    return _WWW.sub("", name, count=1) if _WWW.match(name) else name


def _path(path: str) -> str:
    path = _ESCAPE.sub(_unescaped, _SESSION.sub("", path))
    return _without_dots(quote(path, safe=_SAFE, errors="replace")).rstrip("/")


def _unescaped(escape: re.Match[str]) -> str:
    """RFC 3986, 6.2.2.2: what need not be escaped is not."""
    sign = chr(int(escape[1], 16))
    return sign if sign.isascii() and (sign.isalnum() or sign in "-._~") else escape[0].upper()


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4."""
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            kept = kept[:-1] if len(kept) > 1 else kept
        elif part != ".":
            kept.append(part)
    return "/".join(kept)


def _query(query: str) -> str:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=1000)
    except ValueError:  # a thousand parameters name no page
        return query
    return urlencode(sorted(pair for pair in pairs if not _is_tracking(pair[0].lower())), errors="replace")


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_BEGINS)
