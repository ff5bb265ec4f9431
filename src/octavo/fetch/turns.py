"""Turns at hosts that other processes ask, too: taken before a host is asked, left when it has answered.

Who holds the turns of all processes is told to `Guests` as a `Turns` (the store has one); nothing is sent here. What
the caller of the door holds itself (the flow of gathering takes turns by the hundred) never comes here: guests are
requests that got to a host by a redirect, or that nobody took a turn for.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

from octavo.errors import Throttled

CROWD = 50  # requests of this process that wait for one host; more would keep others from being sent
PATIENCE = 60.0  # seconds; a host that wants to be left alone for longer is not waited for


class Turns(Protocol):
    """The turns of all processes. Called in one thread; may be slow, as databases are."""

    def take(self, host: str) -> float:
        """Take or keep the turn at `host`: 0 when we have it, else the seconds after which to ask again."""

    def leave(self, host: str, gap: float, crawl_delay: float | None, status: int, headers: Mapping[str, str]) -> None:
        """Our request has ended, with this answer (0: none); nobody asks `host` within `gap` seconds."""

    def close(self) -> None:
        """No more turns are taken."""


@dataclass(slots=True)
class Answer:
    """What a host said last; filled in while its turn is held."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)


class Guests:
    """Requests to hosts whose turn is not the caller's. `gap` and `crawl_delay` tell what is known of a host."""

    def __init__(
        self,
        turns: Turns,
        sleep: Callable[[float], Awaitable[None]],
        gap: Callable[[str], float],
        crawl_delay: Callable[[str], float | None],
    ) -> None:
        self._turns, self._sleep, self._gap, self._crawl_delay = turns, sleep, gap, crawl_delay
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="octavo-turns")
        self._queues: dict[str, tuple[asyncio.Lock, list[None]]] = {}  # with one entry a waiting request

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[Answer]:
        """Waits for the turn at `host` and has it until the block ends. Throttled where it is long off."""
        lock, users = self._queues.setdefault(host, (asyncio.Lock(), []))
        if len(users) >= CROWD:
            raise Throttled(f"{len(users)} requests wait for {host} already", retry_after=float(2 * CROWD))
        users.append(None)
        try:
            async with lock:  # one of this process asks for the turn; the others wait for that one
                await self._take(host)
                answer = Answer()
                try:
                    yield answer
                finally:
                    self.leave(host, answer)
        finally:
            users.pop()
            if not users:
                self._queues.pop(host, None)

    async def renew(self, host: str) -> None:
        """Keep the turn that is held."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._turns.take, host)

    def leave(self, host: str, answer: Answer) -> None:
        """Give a turn back: not waited for, since all calls are made one after the other."""
        gap, delay = self._gap(host), self._crawl_delay(host)
        self._thread.submit(self._turns.leave, host, gap, delay, answer.status, answer.headers)

    async def close(self) -> None:
        """Turns that were left are written down first."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._turns.close)
        self._thread.shutdown(wait=False)

    async def _take(self, host: str) -> None:
        while wait := await self._asked(host):
            if wait > PATIENCE:
                raise Throttled(f"{host} asked to be left alone for a while", retry_after=wait)
            await self._sleep(wait)

    async def _asked(self, host: str) -> float:
        asked = self._thread.submit(self._turns.take, host)
        try:
            return await asyncio.wrap_future(asked)
        except asyncio.CancelledError:  # what is taken all the same would keep everyone from the host for minutes
            self._thread.submit(self._give_back, host, asked)
            raise

    def _give_back(self, host: str, asked: Future[float]) -> None:
        """In the thread that took it, so after that."""
        if not asked.cancelled() and asked.exception() is None and not asked.result():
            self._turns.leave(host, 0.0, self._crawl_delay(host), 0, {})
