"""What robots.txt lets Octavo fetch, remembered for a day. Sends nothing itself: the door fetches for it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from octavo.errors import FetchError, RobotsDisallowed, TooLarge
from octavo.fetch.messages import Response

AGENT = "Octavo"
MAX_BYTES = 500_000  # what RFC 9309 asks for at least
_KEPT_SECONDS = 86_400.0
_KEPT_AFTER_FAILURE = 600.0
_KEPT_SITES = 5_000

Fetch = Callable[[str], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class _Rules:
    parsed: Protego | None  # None: no rules, everything is allowed
    until: float
    unreachable: str = ""


class Robots:
    """The rules of all sites. `fetch` gets a robots.txt without asking for permission."""

    def __init__(self, fetch: Fetch, clock: Callable[[], float]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._sites: dict[str, _Rules] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def check(self, url: str) -> float | None:
        """RobotsDisallowed where the site's rules forbid `url`; else its Crawl-delay in seconds, if any.

        A site without robots.txt allows everything; one whose robots.txt cannot be read at the moment (5xx, no
        answer) allows nothing for now, as RFC 9309 wants: FetchError.
        """
        parts = urlsplit(url)
        rules = await self._rules(f"{parts.scheme}://{parts.netloc}")
        if rules.unreachable:
            raise FetchError(f"robots.txt of {parts.netloc} cannot be read: {rules.unreachable}")
        if rules.parsed is None:
            return None
        if not rules.parsed.can_fetch(url, AGENT):
            raise RobotsDisallowed(
                f"robots.txt of {parts.netloc} asks not to fetch this", hint="its feed may hold the text"
            )
        delay = rules.parsed.crawl_delay(AGENT)
        return float(delay) if delay is not None else None

    async def _rules(self, site: str) -> _Rules:
        lock = self._locks.setdefault(site, asyncio.Lock())
        async with lock:
            rules = self._sites.get(site)
            if rules is None or rules.until <= self._clock():
                if len(self._sites) >= _KEPT_SITES:
                    self._sites.clear()
                    self._locks.clear()
                rules = self._sites[site] = await self._read(site)
        return rules

    async def _read(self, site: str) -> _Rules:
        try:
            response = await self._fetch(f"{site}/robots.txt")
        except TooLarge:
            return self._kept(None)
        except FetchError as error:
            return _Rules(None, self._clock() + _KEPT_AFTER_FAILURE, error.message)
        if response.status == 429 or response.status >= 500:
            return _Rules(None, self._clock() + _KEPT_AFTER_FAILURE, f"answered {response.status}")
        if not 200 <= response.status < 300:
            return self._kept(None)
        return self._kept(Protego.parse(response.body.decode("utf-8", "replace")))

    def _kept(self, parsed: Protego | None) -> _Rules:
        return _Rules(parsed, self._clock() + _KEPT_SECONDS)
