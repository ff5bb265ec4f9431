"""Public addresses and those that are not, however they are written."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.fetch.addresses import refusal


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:2800:21f::1", "2a00:1450:4001::200e", "1.1.1.1"])
def test_public(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("0.0.0.0", "this network"),
        ("10.1.2.3", "private"),
        ("100.64.0.1", "carrier"),
        ("100.127.255.255", "carrier"),
        ("127.8.8.8", "loopback"),
        ("169.254.169.254", "link-local"),
        ("172.31.255.255", "private"),
        ("192.0.0.8", "protocol"),
        ("192.168.0.1", "private"),
        ("198.19.0.1", "benchmarking"),
        ("203.0.113.9", "documentation"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::127.0.0.1", "IPv4-compatible of 127.0.0.1"),
        ("::ffff:8.8.8.8", "IPv4-mapped of 8.8.8.8"),
        ("::ffff:0:7f00:1", "IPv4-translated of 127.0.0.1"),
        ("64:ff9b::7f00:1", "NAT64 of 127.0.0.1"),
        ("64:ff9b:1::1", "local NAT64"),
        ("100::1", "discard"),
        ("2001::1", "Teredo"),
        ("2001:db8::1", "documentation"),
        ("2002:7f00:1::", "6to4 of 127.0.0.1"),
        ("3fff::1", "documentation"),
        ("4000::1", "reserved"),
        ("5f00::1", "reserved"),
        ("fc00::1", "unique local"),
        ("fd12:3456::1", "unique local"),
        ("fe80::1%eth0", "link-local"),
        ("fec0::1", "site-local"),
        ("ff02::1", "multicast"),
        ("localhost", "not an address"),
        ("", "not an address"),
    ],
)
def test_not_public(address: str, what: str) -> None:
    assert what in str(refusal(address))


@given(st.integers(0, 2**32 - 1))
def test_nothing_that_python_calls_private_is_public(number: int) -> None:
    address = IPv4Address(number)
    if address.is_private or address.is_multicast or address.is_reserved or address.is_loopback:
        assert refusal(str(address)) is not None


@given(st.integers(0, 2**128 - 1))
def test_nothing_outside_of_global_unicast_is_public(number: int) -> None:
    address = IPv6Address(number)
    if not address.is_global or number >> 125 != 1:
        assert refusal(str(address)) is not None
