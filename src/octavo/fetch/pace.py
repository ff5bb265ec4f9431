"""Turns at a host: one request at a time, the next one no sooner than a gap after the last. Sends nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

GAP = 1.0  # seconds between two requests to a host
LONGEST_GAP = 300.0  # seconds; a longer Crawl-delay would keep a host busy for days
RENEW = 30.0  # seconds after which a turn among processes is taken anew; such leases last two minutes
_KEPT = 20_000  # hosts


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0
    free_at: float = 0.0
    delay: float | None = None  # Crawl-delay; None where no robots.txt was read
    ended: float | None = None  # when the last request did


class Pace:
    """The turns of all hosts. `clock` gives seconds, `sleep` waits for some: both can be simulated."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], Awaitable[None]], gap: float = GAP) -> None:
        self._clock = clock
        self._sleep = sleep
        self._gap = gap
        self._hosts: dict[str, _Host] = {}

    def slow_down(self, host: str, delay: float) -> None:
        """Obeys a Crawl-delay (seconds, 0 for none) of this host from now on."""
        state = self._host(host)
        state.delay = min(delay, LONGEST_GAP) if delay > 0 else 0.0  # and 0 for what is no number
        if state.ended is not None:  # the request that brought the news counts, too
            state.free_at = max(state.free_at, state.ended + state.delay)

    def crawl_delay(self, host: str) -> float | None:
        """The host's Crawl-delay in seconds, 0 for none; None where its robots.txt was not read."""
        state = self._hosts.get(host)
        return state.delay if state is not None else None

    def free_in(self, host: str) -> float:
        """Seconds until the gap after the last turn at this host is over."""
        state = self._hosts.get(host)
        return max(0.0, state.free_at - self._clock()) if state is not None else 0.0

    @asynccontextmanager
    async def turn(self, host: str, renew: Callable[[], Awaitable[None]] | None = None) -> AsyncIterator[None]:
        """Waits until it is our turn at `host`; others wait until the block ends and the gap is over. `renew` is
        called now and then in a long gap."""
        state = self._host(host)
        state.users += 1
        try:
            async with state.lock:
                while (wait := state.free_at - self._clock()) > 0:
                    await self._sleep(wait if renew is None else min(wait, RENEW))
                    if renew is not None:
                        await renew()
                try:
                    yield
                finally:
                    state.ended = self._clock()
                    state.free_at = state.ended + max(self._gap, state.delay or 0.0)
        finally:
            state.users -= 1

    def _host(self, host: str) -> _Host:
        state = self._hosts.get(host)
        if state is None:
            if len(self._hosts) >= _KEPT:
                self._forget()
            state = self._hosts[host] = _Host()
        return state

    def _forget(self) -> None:
        """Drops hosts that no one uses or has to wait for."""
        now = self._clock()
        self._hosts = {name: host for name, host in self._hosts.items() if host.users or host.free_at > now}
