"""Which addresses are everybody's. All others are somebody's own: loopback, private, link-local, metadata services.

Source: the IANA registries of special-purpose addresses (RFC 6890 and its successors). `ipaddress` knows most of
them, differently from version to version; what it lacks or once lacked is listed here.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

# IETF assignments (Oracle Cloud's metadata service lies in the first); 6to4 relays; benchmarks; Azure's host service,
# a public number that only a machine's own host answers; AS112, AMT.
_NOT_PUBLIC_4 = tuple(
    map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "168.63.129.16/32", "100.64.0.0/10"))
)
_GLOBAL_6 = ip_network("2000::/3")  # all that was ever given out for hosts
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052
# IETF assignments with Teredo and ORCHID, documentation twice.
_NOT_PUBLIC_6 = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "3fff::/20")))
_ISATAP = frozenset((0x00005EFE, 0x02005EFE))  # RFC 5214: the last 32 bits are an IPv4 address


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """May a stranger's page lead us there? An IPv6 address that carries an IPv4 address is as public as this one."""
    if isinstance(number, IPv4Address):
        return _is_plain(number) and not any(number in net for net in _NOT_PUBLIC_4)
    if number.scope_id is not None:
        return False
    if inner := embedded(number):
        return all(is_public(one) for one in inner)
    return number in _GLOBAL_6 and _is_plain(number) and not any(number in net for net in _NOT_PUBLIC_6)


def _is_plain(number: IPv4Address | IPv6Address) -> bool:
    special = number.is_multicast or number.is_reserved or number.is_unspecified or number.is_loopback
    return number.is_global and not special and not number.is_link_local


def embedded(number: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that packets to this one end at: mapped, 6to4, Teredo, NAT64, ISATAP, and the old `::a.b.c.d`.

    Nothing for an ordinary address.
    """
    if number.ipv4_mapped:
        return (number.ipv4_mapped,)
    if number.sixtofour:
        return (number.sixtofour,)
    if number.teredo:
        return number.teredo
    last = IPv4Address(int(number) & 0xFFFFFFFF)
    if number in _NAT64 or int(number) >> 32 == 0:
        return (last,)
    return (last,) if int(number) >> 32 & 0xFFFFFFFF in _ISATAP else ()
