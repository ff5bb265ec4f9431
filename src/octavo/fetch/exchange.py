"""One request on the wire, without redirects: the socket that refuses private addresses, the limits of an answer in
size and time, and what went wrong in words. Whether and when a host is asked is the door's business.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from octavo.errors import FetchError, Refused, TooLarge
from octavo.fetch.addresses import WEB_PORTS, refusal

CONNECT_TIMEOUT = 10.0  # seconds
BODY_TIMEOUT = 8.0  # seconds from the head of an answer to its end: what drips or never ends is given up
MAX_HEADER = 16_384  # bytes of one header line
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(slots=True)
class Hop:
    """The connection being made: whether its host may be private, and what was refused on the way."""

    trusted: bool
    refusals: list[str] = field(default_factory=list)


HOP: ContextVar[Hop] = ContextVar("octavo_fetch_hop")


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def opened(resolver: AbstractResolver | None) -> aiohttp.ClientSession:
    """A session whose every socket passes `_public_socket`. To be made and closed on the loop that uses it."""
    connector = aiohttp.TCPConnector(
        ssl=ssl.create_default_context(),
        resolver=resolver,
        use_dns_cache=resolver is None,
        ttl_dns_cache=60,
        limit=0,
        force_close=True,
        socket_factory=_public_socket,
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None, connect=CONNECT_TIMEOUT),
        auto_decompress=False,
        trust_env=False,
        max_line_size=MAX_HEADER,
        max_field_size=MAX_HEADER,
    )


def _public_socket(info: tuple[Any, ...]) -> socket.socket:
    """Makes the socket for one resolved address, or refuses: this is the last place that nothing can go around."""
    family, kind, protocol, _, address = info
    hop = HOP.get()
    if not hop.trusted:
        what = refusal(str(address[0]))
        if what is None and address[1] not in WEB_PORTS:
            what = f"port {address[1]}"
        if what is not None:
            hop.refusals.append(f"{address[0]} ({what})")
            raise PermissionError(f"refused: {address[0]} ({what})")
    return socket.socket(family, kind, protocol)


async def exchange(
    session: aiohttp.ClientSession, url: str, headers: Mapping[str, str], limit: int
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (names in small letters) and packed body of at most `limit` bytes; `HOP` must be set."""
    async with session.get(URL(url, encoded=True), headers=headers, allow_redirects=False) as answer:
        received = {name.lower(): ", ".join(answer.headers.getall(name)) for name in answer.headers}
        if answer.status in REDIRECTS or answer.status == 304:
            return answer.status, received, b""
        if (answer.content_length or 0) > limit:
            raise TooLarge(f"the answer is {answer.content_length:,} bytes; at most {limit:,} are read")
        try:
            async with asyncio.timeout(BODY_TIMEOUT):
                return answer.status, received, await _body(answer, limit)
        except TimeoutError as error:
            raise FetchError(f"{host_of(url)} sends too slowly: not in full within {BODY_TIMEOUT:g} seconds") from error


async def _body(answer: aiohttp.ClientResponse, limit: int) -> bytes:
    body = bytearray()
    async for chunk in answer.content.iter_any():
        body += chunk
        if len(body) > limit:
            raise TooLarge(f"the answer is more than {limit:,} bytes")
    return bytes(body)


def explained(error: Exception, url: str, hop: Hop, timeout: float) -> FetchError:
    """A library's error in words for the operator."""
    host = host_of(url)
    if hop.refusals:
        return Refused(
            f"{host} is not on the public internet: {', '.join(dict.fromkeys(hop.refusals))}",
            hint="OCTAVO_ALLOW_PRIVATE_HOSTS names hosts of one's own network that may be fetched",
        )
    if isinstance(error, TimeoutError):
        return FetchError(f"{host} did not answer in full within {timeout:g} seconds")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return FetchError(f"there is no host named {host}", hint="check the address")
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError):
        return FetchError(f"{host} cannot prove who it is: its certificate is not valid")
    if isinstance(error, aiohttp.ClientConnectorError):
        return FetchError(f"no connection to {host}: {error.os_error.strerror or error.os_error}")
    if isinstance(error, aiohttp.ClientPayloadError):
        return FetchError(f"{host} broke off in the middle of its answer")
    if isinstance(error, aiohttp.InvalidURL):
        return Refused(f"not a web address: {url[:80]!r}")
    if isinstance(error, aiohttp.ClientResponseError):
        return FetchError(f"{host} does not speak proper HTTP: {str(error)[:200]}")
    return FetchError(f"{host}: {type(error).__name__}: {str(error)[:200]}")
