"""A programmable publisher on loopback: any host name, any answer, and a record of what was asked when."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from octavo.fetch.door import Door

Answer = web.StreamResponse | Awaitable[web.StreamResponse]
Handler = Callable[[web.Request], Answer]


@dataclass
class Visit:
    host: str
    path: str
    begun: float
    ended: float
    headers: dict[str, str]


@dataclass
class Publisher(AbstractResolver):
    """Serves every name that the resolver is asked for; `pages[host, path]` says how. Unknown paths are 404."""

    pages: dict[tuple[str, str], Handler] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    addresses: dict[str, list[str]] = field(default_factory=dict)  # next answers of DNS for a name
    port: int = 0

    def serve(self, url: str, answer: Handler | str | bytes, *, status: int = 200, **headers: str) -> None:
        """Answers `host/path` with a body, or with whatever a handler makes."""
        host, _, path = url.partition("/")
        if callable(answer):
            self.pages[host, f"/{path}"] = answer
            return
        body = answer.encode() if isinstance(answer, str) else answer
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[host, f"/{path}"] = lambda _: web.Response(body=body, status=status, headers=named)

    def paths(self, host: str) -> list[str]:
        return [visit.path for visit in self.visits if visit.host == host]

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        stated = self.addresses.get(host)
        address = "127.0.0.1" if not stated else stated.pop(0) if len(stated) > 1 else stated[0]
        if address == "unknown":
            raise OSError("no such host")
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=self.port, family=kind, proto=0, flags=0)]

    async def close(self) -> None:
        pass

    async def answer(self, request: web.Request) -> web.StreamResponse:
        host = request.host.partition(":")[0]
        visit = Visit(host, request.path_qs, time.monotonic(), 0.0, dict(request.headers))
        self.visits.append(visit)
        try:
            handler = self.pages.get((host, request.path_qs))
            answer = web.Response(status=404) if handler is None else handler(request)
            return answer if isinstance(answer, web.StreamResponse) else await answer
        finally:
            visit.ended = time.monotonic()


@pytest.fixture(scope="session")
def server() -> Iterator[Publisher]:
    publisher = Publisher()
    loop = asyncio.new_event_loop()

    async def start() -> web.AppRunner:
        async def answer(request: web.BaseRequest) -> web.StreamResponse:
            return await publisher.answer(request)  # type: ignore[arg-type]

        runner = web.ServerRunner(web.Server(answer), shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        publisher.port = runner.addresses[0][1]
        return runner  # type: ignore[return-value]

    runner = loop.run_until_complete(start())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield publisher
    asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def publisher(server: Publisher) -> Publisher:
    server.pages.clear()
    server.visits.clear()
    server.addresses.clear()
    return server


NETWORK = frozenset({"*.test"})  # the test network, as an operator would allow it


@pytest.fixture
def door(publisher: Publisher) -> Iterator[Door]:
    """A door to the test network, with no gap between requests."""
    with Door("ops@example.org", NETWORK, resolver=publisher, gap=0.0, timeout=2.0) as made:
        yield made
