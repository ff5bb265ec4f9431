"""The one door to the web: every feed, page, picture and robots.txt that Octavo fetches passes here.

It keeps the promises on safety (public addresses only, checked at the socket; limits on time, size and redirects) and
on politeness (one request at a time to a host, robots.txt, an honest name). It parses nothing of what it brings. An
event loop in a thread of its own does the work; callers see plain functions.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import partial
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver

from octavo.core.gather.urls import absolute_url
from octavo.errors import FetchError, OctavoError, Refused
from octavo.fetch.addresses import WEB_PORTS
from octavo.fetch.exchange import HOP, REDIRECTS, Hop, exchange, explained, host_of, opened
from octavo.fetch.headers import headers_of, user_agent
from octavo.fetch.messages import LIMIT, Fetched, Request, Response, failure
from octavo.fetch.pace import GAP, Pace
from octavo.fetch.robots import MAX_BYTES, Robots
from octavo.fetch.turns import Answer, Guests, Turns
from octavo.fetch.unpack import unpack

TIMEOUT = 20.0  # seconds for one request with all its redirects, waiting for turns not counted
MAX_REDIRECTS = 5
AT_ONCE = 100  # requests on the wire; more only cost memory
WAITING_BYTES = 100_000_000
_PERMANENT = frozenset({301, 308})


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
        return self._pace.free_in(host_of(url))

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
            self._wire = asyncio.Semaphore(AT_ONCE)
            self._session = opened(self._resolver)
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
        return await self._follow(Request(url, "robots", limit=MAX_BYTES, held=host_of(url)), ask_robots=False)

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
            host = host_of(url)
            async with self._turn(host, held) as answer:
                if ask_robots:
                    self._pace.slow_down(host, await self._robots.check(url) or 0.0)
                status, headers, body, took = await self._hop(url, request, left, guest=held != host)
                answer.status, answer.headers = status, headers
            left -= took
            location = headers.get("location", "").strip()
            if status not in REDIRECTS or not location:
                return Response(request.url, url, status, headers, body, moved)
            target = absolute_url(urljoin(url, location))
            if target is None:
                raise Refused(f"redirected to what is no web address: {location[:80]!r}")
            if held and request.kind != "robots" and host_of(target) != held:
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
        guests, host = self._guests, host_of(url)
        renew = partial(guests.renew, host) if guests is not None and guest else None
        session, wire = self._opened()
        loop = asyncio.get_running_loop()
        hop = Hop(self._is_trusted(url))
        async with self._pace.turn(host, renew), wire:
            await self._room.wait()
            HOP.set(hop)
            started = loop.time()
            try:
                async with asyncio.timeout(left):
                    status, headers, raw = await exchange(session, url, headers_of(request, self._agent), request.limit)
            except (aiohttp.ClientError, OSError, ValueError) as error:
                raise explained(error, url, hop, self._timeout) from error
            took = loop.time() - started
        return status, headers, unpack(raw, headers.get("content-encoding", ""), request.limit), took
