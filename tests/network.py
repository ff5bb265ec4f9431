"""A network on loopback under a simulated clock: any number of host names, each served by a program of its own."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import socket
import threading
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

START = datetime(2024, 5, 1, tzinfo=UTC)
Site = Callable[[web.Request], web.StreamResponse]


@dataclass(slots=True)
class Visit:
    """One request, with simulated times in seconds since `START`."""

    path: str
    begun: float
    ended: float
    status: int
    headers: dict[str, str]


@dataclass
class Network(AbstractResolver):
    """`sites` by host name answer every path; `addresses` are what DNS says of a name, one after the other."""

    sites: dict[str, Site] = field(default_factory=dict)
    addresses: dict[str, list[str]] = field(default_factory=dict)
    streams: dict[str, Callable[[], AsyncIterator[bytes]]] = field(default_factory=dict)  # by host name
    hang: set[str] = field(default_factory=set)  # hosts that never answer
    slow: dict[str, float] = field(default_factory=dict)  # hosts that take their time: seconds
    visits: dict[str, list[Visit]] = field(default_factory=lambda: defaultdict(list))
    at_once: list[str] = field(default_factory=list)  # hosts that got a request while another was under way
    now: float = 0.0
    port: int = 0
    _inside: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _served: int = 0
    _closing: asyncio.Event = field(default_factory=asyncio.Event)
    _sleepers: list[float] = field(default_factory=list)

    # the clock: it moves when someone waits and nobody is at work

    def clock(self) -> float:
        return self.now

    def at(self, seconds: float | None = None) -> datetime:
        return START + timedelta(seconds=self.now if seconds is None else seconds)

    def wait(self, seconds: float) -> None:
        """For the one who drives: nothing is under way."""
        self.now += seconds

    async def sleep(self, seconds: float) -> None:
        """For the door: the first of all sleepers moves the clock once the network is quiet."""
        until = self.now + seconds
        heapq.heappush(self._sleepers, until)
        quiet, served = 0, -1
        while self.now < until:
            await asyncio.sleep(0.001)
            quiet = quiet + 1 if served == self._served and not any(self._inside.values()) else 0
            served = self._served
            if quiet >= 2 and self._sleepers[0] == until:
                self.now = max(self.now, until)
        self._sleepers.remove(until)
        heapq.heapify(self._sleepers)

    # names and answers

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        stated = self.addresses.get(host)
        address = "127.0.0.1" if not stated else stated.pop(0) if len(stated) > 1 else stated[0]
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=self.port, family=kind, proto=0, flags=0)]

    async def close(self) -> None:
        pass

    @staticmethod
    def page(body: bytes, kind: str = "application/rss+xml") -> web.Response:
        return web.Response(body=body, content_type=kind)

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        host = request.host.partition(":")[0]
        if host in self.hang:
            await self._closing.wait()
            return web.Response(status=503)
        if host in self.streams:
            return await self._stream(request, self.streams[host])
        if self._inside[host]:
            self.at_once.append(host)
        self._inside[host] += 1
        begun = self.now
        await asyncio.sleep(self.slow.get(host, 0))
        site = self.sites.get(host)
        answer = web.Response(status=404) if site is None else site(request)  # type: ignore[arg-type]
        if answer.headers.get("ETag") and request.headers.get("If-None-Match") == answer.headers["ETag"]:
            answer = web.Response(status=304, headers={"ETag": answer.headers["ETag"]})
        self._inside[host] -= 1
        self._served += 1
        path = request.path_qs
        self.visits[host].append(Visit(path, begun, self.now, answer.status, dict(request.headers)))
        return answer

    async def _stream(self, request: web.BaseRequest, pieces: Callable[[], AsyncIterator[bytes]]) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "application/rss+xml"})
        await answer.prepare(request)
        with contextlib.suppress(ConnectionError):
            async for piece in pieces():
                await answer.write(piece)
        return answer


@contextmanager
def network() -> Iterator[Network]:
    """A running network."""
    made = Network()
    loop = asyncio.new_event_loop()

    async def start() -> web.ServerRunner:
        runner = web.ServerRunner(web.Server(made.answer), shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=1000).start()
        made.port = runner.addresses[0][1]
        return runner

    runner = loop.run_until_complete(start())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        loop.call_soon_threadsafe(made._closing.set)
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
