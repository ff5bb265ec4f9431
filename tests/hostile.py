# ruff: noqa: E501
"""Feeds that were made to hurt, by name: whole bodies, and streams that take their time."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Callable

from aiohttp import web

from tests.network import Network

GOOD = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>Good</title><item><title>News</title>'
    b"<link>http://good.test/1</link><enclosure url='http://good.test/1.mp3' type='audio/mpeg'/></item></channel></rss>"
)
_HEAD = b'<?xml version="1.0"?>'
_ENTITIES = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))


def _zeros(size: int) -> bytes:
    """`size` zeros, gzipped piece by piece."""
    packer = zlib.compressobj(9, wbits=31)
    piece = b"\0" * 1_000_000
    return b"".join(packer.compress(piece) for _ in range(size // len(piece))) + packer.flush()


def _rss(inside: bytes) -> bytes:
    return _HEAD + b"<rss><channel><title>t</title>" + inside + b"</channel></rss>"


def _attributes(count: int) -> bytes:
    return _rss(b"<item " + b" ".join(b'a%d="1"' % n for n in range(count)) + b"><title>x</title></item>")


BODIES: dict[str, Callable[[], tuple[bytes, dict[str, str]]]] = {
    "entities": lambda: (
        _HEAD + b'<!DOCTYPE r [<!ENTITY l0 "lol">' + _ENTITIES + b"]><rss><channel><title>&l11;</title></channel></rss>",
        {},
    ),
    "quadratic-entity": lambda: (
        _HEAD + b'<!DOCTYPE r [<!ENTITY a "' + b"a" * 100_000 + b'">]><rss><channel><title>' + b"&a;" * 100_000
        + b"</title></channel></rss>",
        {},
    ),
    "outside-entity": lambda: (
        _HEAD + b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>',
        {},
    ),
    "attributes": lambda: (_attributes(200_000), {}),
    "same-attributes": lambda: (_rss(b"<item " + b'a="1" ' * 200_000 + b"/>"), {}),
    "namespaces": lambda: (_rss(b"<item " + b" ".join(b'xmlns:n%d="u%d"' % (n, n) for n in range(100_000)) + b"/>"), {}),
    "zeros": lambda: (_zeros(60_000_000), {"Content-Encoding": "gzip"}),
    "gzip-in-gzip": lambda: (gzip.compress(_zeros(60_000_000)), {"Content-Encoding": "gzip, gzip"}),
    "nuls": lambda: (GOOD.replace(b"News", b"\0" * 5_000_000), {}),
    "only-nuls": lambda: (b"\0" * 9_000_000, {}),
    "wrong-charset": lambda: (
        GOOD.replace(b'"1.0"', b'"1.0" encoding="utf-32"'), {"Content-Type": "text/xml; charset=x-nonsense"}
    ),
    "nested": lambda: (_rss(b"<item>" + b"<a>" * 100_000 + b"x" + b"</a>" * 100_000 + b"</item>"), {}),
    "nested-html": lambda: (
        _rss(b"<item><title>x</title><description>" + b"&lt;div&gt;" * 100_000 + b"</description></item>"), {}
    ),
    "open-comment": lambda: (_rss(b"<!--" + b"-" * 5_000_000), {}),
    "many-entries": lambda: (_rss(b"<item/>" * 1_000_000), {}),
    "nested-json": lambda: (b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 100_000, {"Content-Type": "application/feed+json"}),
    "long-number": lambda: (b'{"version":"https://jsonfeed.org/version/1","items":[' + b"9" * 5_000_000 + b"]}", {}),
}  # fmt: skip
HEAVY = {"gigabyte-of-zeros": lambda: (_zeros(1_000_000_000), {"Content-Encoding": "gzip"})}
REFUSED = frozenset({"zeros", "gzip-in-gzip", "only-nuls", "many-entries", "nested-json", "long-number"})


def serve(network: Network, name: str) -> str:
    """Serve a body under a host of its own; the feed's address."""
    body, headers = (BODIES | HEAVY)[name]()
    network.sites[f"{name}.test"] = lambda _: web.Response(
        body=body, headers={"Content-Type": "application/rss+xml"} | headers
    )
    return f"http://{name}.test/feed"


async def endless() -> AsyncIterator[bytes]:
    """A feed without end, at a good pace."""
    yield _HEAD + b"<rss><channel>"
    while True:
        yield b"<item><title>more</title></item>" * 1000
        await asyncio.sleep(0.1)


async def drip() -> AsyncIterator[bytes]:
    """A byte now and then."""
    for at in range(len(GOOD)):
        yield GOOD[at : at + 1]
        await asyncio.sleep(0.5)


async def silence() -> AsyncIterator[bytes]:
    """The head of an answer and nothing more."""
    yield _HEAD
    await asyncio.sleep(12)


STREAMS = {"endless": endless, "drip": drip, "silence": silence}


def stream(network: Network, name: str) -> str:
    """Serve a stream under a host of its own; the feed's address."""
    network.streams[f"{name}.test"] = STREAMS[name]
    return f"http://{name}.test/feed"
