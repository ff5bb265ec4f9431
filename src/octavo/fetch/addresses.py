"""Which network addresses Octavo never connects to. Resolves nothing and connects to nothing.

An own table instead of `ipaddress.is_global`, which on Python 3.11 lets NAT64, 6to4, site-local and IPv4-compatible
addresses through. Source: the IANA special-purpose registries (RFC 6890 and later), multicast and reserved space.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

WEB_PORTS = frozenset({80, 443})

_SPECIAL_4 = tuple(
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "AS112"),
        ("192.52.193.0/24", "AMT"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "AS112"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)

# Only 2000::/3 is public at all; these parts of it are not.
_PUBLIC_6 = IPv6Network("2000::/3")
_SPECIAL_6 = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("2001::/23", "protocol assignments, Teredo among them"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("2620:4f:8000::/48", "AS112"),
        ("3fff::/20", "documentation"),
    )
)
_OUTSIDE_6 = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("::1/128", "loopback"),
        ("::/128", "unspecified"),
        ("::ffff:0:0/96", "IPv4-mapped"),
        ("::ffff:0:0:0/96", "IPv4-translated"),
        ("::/96", "IPv4-compatible"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "local NAT64"),
        ("100::/64", "discard-only"),
        ("fc00::/7", "unique local"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)


def refusal(address: str) -> str | None:
    """Why this numeric address is not public ("loopback", …), or None where it is. Unreadable ones are not public."""
    try:
        numeric = ip_address(address.partition("%")[0])
    except ValueError:
        return "not an address"
    if isinstance(numeric, IPv4Address):
        return _first(numeric, _SPECIAL_4)
    if numeric in _PUBLIC_6:
        return _with_embedded(numeric, _first(numeric, _SPECIAL_6))
    return _with_embedded(numeric, _first(numeric, _OUTSIDE_6) or "reserved")


def _first(address: IPv4Address | IPv6Address, table: tuple[tuple[IPv4Network | IPv6Network, str], ...]) -> str | None:
    return next((what for network, what in table if address in network), None)


def _with_embedded(address: IPv6Address, what: str | None) -> str | None:
    """Names the IPv4 address inside, for the operator who reads the message."""
    embedded = address.ipv4_mapped or address.sixtofour
    if embedded is None and what in ("NAT64", "IPv4-compatible", "IPv4-translated"):
        embedded = IPv4Address(int(address) & 0xFFFF_FFFF)
    return f"{what} of {embedded}" if embedded is not None else what
