"""What an address says: scheme, host, port, path. What is written in an unusual way is refused, not interpreted.

Programs differ in how they read `http://0x7f.1`, `http:/\\host` or a host with a tab in it, and every difference
between who checks and who connects is a hole. Here only the plain form passes (RFC 3986, RFC 3987, UTS #46).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import SplitResult, quote, urlsplit

import idna

from onrecord.fetching.limits import Limits
from onrecord.fetching.outcome import NotFetched, Why

DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST = 8_000  # characters: what servers take at most
_BEGINS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HTTP = re.compile(r"https?://[^/?#\\]", re.IGNORECASE)
_STRANGE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\\\ud800-\udfff]")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")  # https://url.spec.whatwg.org/#ends-in-a-number-checker
_KEPT = "/?:@!$&'()*+,;=-._~%[]"
CHECK = "check the address"


@dataclass(frozen=True, slots=True)
class Location:
    """One place on the web. host: a name in ASCII, or a number as `ipaddress` writes it. path: with the query."""

    scheme: str
    host: str
    port: int
    path: str
    number: IPv4Address | IPv6Address | None = None

    @property
    def site(self) -> str:
        """Scheme, host and port: what robots.txt and the spacing of requests are about."""
        host = f"[{self.host}]" if isinstance(self.number, IPv6Address) else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}")

    @property
    def address(self) -> str:
        return self.site + self.path


def location_of(address: str, limits: Limits) -> Location:
    """Read an address. Raises NotFetched for what is not http(s), has a user or password, or is written strangely."""
    text = address.strip(" ")
    _refuse_strange(text)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise _denied(f"{shown(address)} is no address: {error}", CHECK) from error
    _refuse_user(parts)
    scheme = parts.scheme.lower()
    host, number = _host_of(_netloc_host(parts))
    port = DEFAULT_PORTS[scheme] if port is None else port
    if port not in limits.ports and not limits.allow_private:
        raise _denied(
            f"port {port} is not one of the web's",
            "only ports 80 and 443 are fetched from; for a server of your own add --allow-private-addresses",
        )
    path = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Location(scheme, host, port, path, number)


def _refuse_strange(text: str) -> None:
    if _STRANGE.search(text):
        raise _denied("there is a control character, half a character or a backslash in the address", CHECK)
    if len(text) > LONGEST:
        raise _denied(f"the address has more than {LONGEST:,} characters", CHECK)
    if not _HTTP.match(text):
        named = _BEGINS.match(text)
        what = f"{named[0]} addresses are not fetched" if named else f"{shown(text)} is no http or https address"
        raise _denied(what, "only http:// and https:// are")


def _refuse_user(parts: SplitResult) -> None:
    if "@" in parts.netloc:
        raise _denied("the address has a user name or password in it", "take it out; onrecord signs in nowhere")


def _netloc_host(parts: SplitResult) -> str:
    """The host as written, with its brackets: `hostname` of the standard library would take them off."""
    netloc = parts.netloc
    if netloc.startswith("["):
        inside, bracket, rest = netloc.partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise _denied(f"{shown(netloc)} is no host", CHECK)
        return f"{inside}]"
    return netloc.partition(":")[0]


def _host_of(written: str) -> tuple[str, IPv4Address | IPv6Address | None]:
    if written.startswith("["):
        number = _ipv6(written[1:-1])
        return str(number), number
    if "%" in written:
        raise _denied(f"there is a % in the host {shown(written)}", CHECK)
    name = _ascii(written)
    last = name.rpartition(".")[2]
    if _NUMBER.fullmatch(last):
        number4 = _ipv4(name, written)
        return str(number4), number4
    if not all(_LABEL.fullmatch(label) for label in name.split(".")) or len(name) > 253:
        raise _denied(f"{shown(written)} is no host name", CHECK)
    if name == "localhost" or name.endswith(".localhost"):  # RFC 6761: always oneself, whatever a name server says
        return name, IPv4Address("127.0.0.1")
    return name, None


def _ascii(written: str) -> str:
    """The name as name servers know it; other letters by IDNA, other full stops and digits as plain ones."""
    try:
        name = written.lower() if written.isascii() else idna.encode(written, uts46=True, std3_rules=True).decode()
    except (idna.IDNAError, UnicodeError) as error:
        raise _denied(f"{shown(written)} is no host name", CHECK) from error
    return name.removesuffix(".")


def _ipv4(name: str, written: str) -> IPv4Address:
    try:
        return IPv4Address(name)
    except ValueError as error:
        raise _denied(
            f"the host {shown(written)} is a number written in an unusual way", "write it as four decimal numbers"
        ) from error


def _ipv6(written: str) -> IPv6Address:
    try:
        if "%" in written:
            raise ValueError("a zone is of one machine only")
        return IPv6Address(written)
    except ValueError as error:
        raise _denied(f"[{shown(written)}] is no IPv6 address", CHECK) from error


def _denied(what: str, remedy: str) -> NotFetched:
    return NotFetched(Why.DENIED, what, remedy)


def shown(text: str) -> str:
    """At most 80 characters, quoted."""
    return repr(text if len(text) <= 80 else f"{text[:79]}…")
