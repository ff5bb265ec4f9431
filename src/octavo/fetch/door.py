"""The one door to the web: every feed, page, picture and robots.txt that Octavo fetches passes here.

It keeps the promises on safety (public addresses only, checked at the socket; limits on time, size and redirects) and
on politeness (one request at a time to a host, robots.txt, an honest name). It parses nothing of what it brings. An
event loop in a thread of its own does the work; callers see plain functions. It is long so that every promise is kept
in one place.
"""

from __future__ import annotations

import asyncio
import queue
import socket
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from octavo.core.gather.urls import absolute_url
from octavo.errors import FetchError, OctavoError, Refused, TooLarge
from octavo.fetch.addresses import WEB_PORTS, refusal
from octavo.fetch.messages import LIMIT, Fetched, Request, Response, failure
from octavo.fetch.pace import GAP, Pace
from octavo.fetch.robots import AGENT, MAX_BYTES, Robots
from octavo.fetch.turns import Answer, Guests, Turns
from octavo.fetch.unpack import ACCEPTED, unpack

TIMEOUT = 20.0  # seconds for one request with all its redirects, waiting for turns not counted
CONNECT_TIMEOUT = 10.0  # seconds
BODY_TIMEOUT = 8.0  # seconds from the head of an answer to its end: what drips or never ends is given up
MAX_REDIRECTS = 5
MAX_HEADER = 16_384  # bytes of one header line
AT_ONCE = 100  # requests on the wire; more only cost memory
WAITING_BYTES = 100_000_000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_ACCEPT = {
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    "page": "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.5",
    "image": "image/avif, image/webp, image/*, */*;q=0.1",
}


@dataclass(slots=True)
class _Hop:
    """The connection being made: whether its host may be private, and what was refused on the way."""

    trusted: bool
    refusals: list[str] = field(default_factory=list)


class _Room:
    """Keeps answers that no caller has taken yet under `WAITING_BYTES`, or about: fetching waits, not memory."""

    def __init__(self) -> None:
        self._bytes = 0
        self._free = asyncio.Event()
        self._free.set()

    async def wait(self) -> None:
        await self._free.wait()

    def enter(self, size: int) -> None:
        self._bytes += size
        if self._bytes > WAITING_BYTES:
            self._free.clear()

    def leave(self, size: int) -> None:
        self._bytes -= size
        if self._bytes <= WAITING_BYTES:
            self._free.set()


_HOP: ContextVar[_Hop] = ContextVar("octavo_fetch_hop")


class Door:
    """Fetches, politely and safely. Use one per process; all methods may be called from any thread.

    `contact` is an address or mail address that publishers find in the User-Agent. `allow_private_hosts` names hosts
    ("host", "host:port" or "*.domain") that may lie in private networks and on any port. `gap` is the least number of
    seconds between two requests to a host; `clock` and `sleep` can be simulated, `resolver` replaced. With `turns`
    all processes that share them ask a host one after the other; without, this is the only one.
    """

    def __init__(
        self,
        contact: str,
        allow_private_hosts: frozenset[str] = frozenset(),
        *,
        gap: float = GAP,
        timeout: float = TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        resolver: AbstractResolver | None = None,
        turns: Turns | None = None,
    ) -> None:
        self._agent = user_agent(contact)
        self._trusted = frozenset(host.lower() for host in allow_private_hosts)
        self._timeout = timeout
        self._resolver = resolver
        self._pace = Pace(clock, sleep, gap)
        self._guests = Guests(turns, sleep, self._pace.free_in, self._pace.crawl_delay) if turns is not None else None
        self._room = _Room()
        self._robots = Robots(self._fetch_robots, clock)
        self._lock = threading.Lock()
        self._closed = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._session: aiohttp.ClientSession | None = None
        self._wire: asyncio.Semaphore | None = None

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        kind: str = "page",
        limit: int = LIMIT,
    ) -> Response:
        """One answer (2xx or 304). Raises a FetchError for anything else, TooLarge over `limit` bytes."""
        fetched = next(self.get_many([Request(url, kind, etag, last_modified, limit)]))
        if fetched.error is not None:
            raise fetched.error
        assert fetched.response is not None
        return fetched.response

    def get_many(self, requests: Iterable[Request]) -> Iterator[Fetched]:
        """The ends of all requests, each as soon as it is there. Hosts do not wait for each other."""
        done: queue.SimpleQueue[Fetched] = queue.SimpleQueue()
        tasks = [self.send(request, done.put) for request in requests]
        try:
            for _ in range(len(tasks)):
                fetched = done.get()
                self.taken(fetched)
                yield fetched
        finally:
            for task in tasks:
                task.cancel()

    def send(self, request: Request, done: Callable[[Fetched], None]) -> Future[None]:
        """Begin a request and return; `done` is called in the loop's thread when it has ended, once, and must not
        block. Who has taken the answer says so with `taken`."""
        loop = self._running()
        return asyncio.run_coroutine_threadsafe(self._end(request, done), loop)

    def taken(self, fetched: Fetched) -> None:
        """The answer left the door: there is room for others."""
        if fetched.response is not None and fetched.response.body:
            self._running().call_soon_threadsafe(self._room.leave, len(fetched.response.body))

    def free_in(self, url: str) -> float:
        """Seconds until the host of `url` may be asked again."""
        return self._pace.free_in(_host(url))

    def crawl_delay(self, host: str) -> float | None:
        """The Crawl-delay of a host in seconds, 0 for none; None where its robots.txt was not read."""
        return self._pace.crawl_delay(host)

    def close(self) -> None:
        """Ends the loop's thread for good; what is under way ends in an error."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
            self._closed = True
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(self._shut(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

    def __enter__(self) -> Door:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What follows runs on the loop, but for `_running`.

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._closed:
                raise RuntimeError("this door was closed")
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                # Names are looked up in threads; the default of a few would let slow name servers hold up everyone.
                self._loop.set_default_executor(ThreadPoolExecutor(AT_ONCE, thread_name_prefix="octavo-dns"))
                self._thread = threading.Thread(target=self._loop.run_forever, name="octavo-fetch", daemon=True)
                self._thread.start()
            return self._loop

    async def _shut(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None
        if self._guests is not None:
            await self._guests.close()
        await asyncio.get_running_loop().shutdown_default_executor()

    def _opened(self) -> tuple[aiohttp.ClientSession, asyncio.Semaphore]:
        if self._session is None or self._wire is None:
            connector = aiohttp.TCPConnector(
                ssl=ssl.create_default_context(),
                resolver=self._resolver,
                use_dns_cache=self._resolver is None,
                ttl_dns_cache=60,
                limit=0,
                force_close=True,
                socket_factory=_public_socket,
            )
            self._wire = asyncio.Semaphore(AT_ONCE)
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None, connect=CONNECT_TIMEOUT),
                auto_decompress=False,
                trust_env=False,
                max_line_size=MAX_HEADER,
                max_field_size=MAX_HEADER,
            )
        return self._session, self._wire

    async def _end(self, request: Request, done: Callable[[Fetched], None]) -> None:
        """Hands how the request ended to `done`, whatever happens: the caller waits for it."""
        response = None
        error: OctavoError | None = FetchError("given up: the door was closed")
        try:
            response = await self._follow(request, ask_robots=request.kind == "page")
            error = failure(response)
            self._room.enter(len(response.body))
        except OctavoError as raised:
            error = raised
        except Exception as raised:  # noqa: BLE001  # one odd answer must not end the others
            error = FetchError(f"cannot be fetched: {type(raised).__name__}: {raised}")
        finally:
            done(Fetched(request, response, error))

    async def _fetch_robots(self, url: str) -> Response:
        """For a request that has the turn at this host."""
        return await self._follow(Request(url, "robots", limit=MAX_BYTES, held=_host(url)), ask_robots=False)

    async def _follow(self, request: Request, *, ask_robots: bool) -> Response:
        """The answer at the end of the redirects; robots.txt is asked for each address on the way.

        No more than one host's turn is held at a time, so that two processes never wait for each other; only a
        robots.txt that leads elsewhere is followed while the turn at its own host is held.
        """
        url = absolute_url(request.url)
        if url is None:
            raise Refused(f"not a web address: {request.url[:80]!r}", hint="an address starts with http:// or https://")
        left, held = self._timeout, request.held
        moved: str | None = None
        permanent = True
        for _ in range(MAX_REDIRECTS + 1):
            self._judge(url)
            host = _host(url)
            async with self._turn(host, held) as answer:
                if ask_robots:
                    self._pace.slow_down(host, await self._robots.check(url) or 0.0)
                status, headers, body, took = await self._hop(url, request, left, guest=held != host)
                answer.status, answer.headers = status, headers
            left -= took
            location = headers.get("location", "").strip()
            if status not in _REDIRECTS or not location:
                return Response(request.url, url, status, headers, body, moved)
            target = absolute_url(urljoin(url, location))
            if target is None:
                raise Refused(f"redirected to what is no web address: {location[:80]!r}")
            if held and request.kind != "robots" and _host(target) != held:
                self._leave(held, answer)
                held = ""
            permanent = permanent and status in _PERMANENT
            moved = target if permanent else moved
            url = target
        raise FetchError(
            f"redirected more than {MAX_REDIRECTS} times", hint="open the address in a browser to see where it leads"
        )

    def _turn(self, host: str, held: str) -> AbstractAsyncContextManager[Answer]:
        """The turn at a host among all processes, where it is not held already."""
        if self._guests is None or host == held:
            return nullcontext(Answer())
        return self._guests.turn(host)

    def _leave(self, host: str, answer: Answer) -> None:
        if self._guests is not None:
            self._guests.leave(host, answer)

    def _judge(self, url: str) -> None:
        """Refuses ports before a name is looked up; addresses are judged where the socket is made."""
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if port not in WEB_PORTS and not self._is_trusted(url):
            raise Refused(f"port {port} is not a web server's", hint="only ports 80 and 443 are fetched")

    def _is_trusted(self, url: str) -> bool:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        domains = (host[at:] for at, char in enumerate(host) if char == ".")
        names = (host, f"{host}:{port}", *(f"*{domain}" for domain in domains))
        return not self._trusted.isdisjoint(names)

    async def _hop(
        self, url: str, request: Request, left: float, *, guest: bool
    ) -> tuple[int, dict[str, str], bytes, float]:
        """One request without redirects: status, headers, unpacked body, seconds taken."""
        guests, host = self._guests, _host(url)
        renew = partial(guests.renew, host) if guests is not None and guest else None
        session, wire = self._opened()
        loop = asyncio.get_running_loop()
        hop = _Hop(self._is_trusted(url))
        async with self._pace.turn(host, renew), wire:
            await self._room.wait()
            _HOP.set(hop)
            started = loop.time()
            try:
                async with asyncio.timeout(left):
                    status, headers, raw = await _exchange(session, url, self._headers(request), request.limit)
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise _explained(error, url, hop, self._timeout) from error
            took = loop.time() - started
        return status, headers, unpack(raw, headers.get("content-encoding", ""), request.limit), took

    def _headers(self, request: Request) -> dict[str, str]:
        headers = {
            "User-Agent": self._agent,
            "Accept": _ACCEPT.get(request.kind, "*/*"),
            "Accept-Encoding": ACCEPTED,
        }
        if request.etag:
            headers["If-None-Match"] = _header_value(request.etag)
        if request.last_modified:
            headers["If-Modified-Since"] = _header_value(request.last_modified)
        return headers


def user_agent(contact: str) -> str:
    """The honest name: product, version, and whom to ask."""
    try:
        number = version("octavo")
    except PackageNotFoundError:
        number = "0"
    contact = _header_value(contact)
    return f"{AGENT}/{number} (+{contact})" if contact else f"{AGENT}/{number}"


def _header_value(text: str) -> str:
    return "".join(char for char in text if " " <= char <= "~")[:500].strip()


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""


def _public_socket(info: tuple[Any, ...]) -> socket.socket:
    """Makes the socket for one resolved address, or refuses: this is the last place that nothing can go around."""
    family, kind, protocol, _, address = info
    hop = _HOP.get()
    if not hop.trusted:
        what = refusal(str(address[0]))
        if what is None and address[1] not in WEB_PORTS:
            what = f"port {address[1]}"
        if what is not None:
            hop.refusals.append(f"{address[0]} ({what})")
            raise PermissionError(f"refused: {address[0]} ({what})")
    return socket.socket(family, kind, protocol)


async def _exchange(
    session: aiohttp.ClientSession, url: str, headers: Mapping[str, str], limit: int
) -> tuple[int, dict[str, str], bytes]:
    async with session.get(URL(url, encoded=True), headers=headers, allow_redirects=False) as answer:
        received = {name.lower(): ", ".join(answer.headers.getall(name)) for name in answer.headers}
        if answer.status in _REDIRECTS or answer.status == 304:
            return answer.status, received, b""
        if (answer.content_length or 0) > limit:
            raise TooLarge(f"the answer is {answer.content_length:,} bytes; at most {limit:,} are read")
        try:
            async with asyncio.timeout(BODY_TIMEOUT):
                return answer.status, received, await _body(answer, limit)
        except TimeoutError as error:
            raise FetchError(f"{_host(url)} sends too slowly: not in full within {BODY_TIMEOUT:g} seconds") from error


async def _body(answer: aiohttp.ClientResponse, limit: int) -> bytes:
    body = bytearray()
    async for chunk in answer.content.iter_any():
        body += chunk
        if len(body) > limit:
            raise TooLarge(f"the answer is more than {limit:,} bytes")
    return bytes(body)


def _explained(error: Exception, url: str, hop: _Hop, timeout: float) -> FetchError:
    """A library's error in words for the operator."""
    host = _host(url)
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
