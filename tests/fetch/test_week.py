"""A week of a small network in a few seconds: scheduler, door and publishers under one simulated clock."""

from __future__ import annotations

import asyncio
import heapq
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from aiohttp import web

from octavo.core.gather.feeds import parse_feed
from octavo.core.gather.schedule import LONGEST, SHORTEST, Look, NextLook, next_look
from octavo.errors import OctavoError, Refused
from octavo.fetch.door import Door
from octavo.fetch.messages import Fetched, Request
from tests.fetch.conftest import NETWORK, Publisher

START = datetime(2024, 5, 1, tzinfo=UTC)
HOUR = 3600.0
WEEK = 168 * HOUR
KEPT = 20  # entries that a feed holds


class World:
    """The simulated clock, what publishers have published by then, and when each was visited."""

    def __init__(self) -> None:
        self.now = 0.0
        self.visits: dict[str, list[tuple[float, int]]] = defaultdict(list)
        self.inside: set[str] = set()

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds

    def at(self) -> datetime:
        return START + timedelta(seconds=self.now)

    def feed(self, host: str, every: float) -> web.Response:
        newest = int(self.now // every)
        items = "".join(
            f"<item><guid>{host}-{number}</guid><title>News {number}</title>"
            f"<pubDate>{(START + timedelta(seconds=number * every)):%a, %d %b %Y %H:%M:%S +0000}</pubDate></item>"
            for number in range(newest, max(-1, newest - KEPT), -1)
        )
        return web.Response(
            text=f"<rss><channel><title>{host}</title>{items}</channel></rss>", headers={"ETag": f'"{newest}"'}
        )

    def host(self, publisher: Publisher, host: str, every: float, trouble: str = "") -> None:
        async def answer(request: web.Request) -> web.Response:
            assert host not in self.inside, "two requests at a time"
            self.inside.add(host)
            await asyncio.sleep(0)
            self.inside.discard(host)
            response = self._trouble(trouble, request, host) or self.feed(host, every)
            if response.headers.get("ETag") and response.headers["ETag"] == request.headers.get("If-None-Match"):
                response = web.Response(status=304)
            self.visits[host].append((self.now, response.status))
            return response

        publisher.serve(f"{host}/feed", answer)
        publisher.serve(f"{host}/loop", answer)

    def _trouble(self, trouble: str, request: web.Request, host: str) -> web.Response | None:
        second_day = 24 * HOUR <= self.now < 48 * HOUR
        if trouble == "throttles" and len(self.visits[host]) % 5 == 4:
            return web.Response(status=429, headers={"Retry-After": "9000"})
        if trouble == "fails for a day" and second_day:
            return web.Response(status=500)
        if trouble == "moves" and self.now >= 24 * HOUR:
            return web.Response(status=301, headers={"Location": "http://new-home.test/feed"})
        if trouble == "goes" and self.now >= 24 * HOUR:
            return web.Response(status=410)
        if trouble == "loops":
            return web.Response(status=302, headers={"Location": "/loop"})
        return None


def look(fetched: Fetched, seen: dict[str, list[str]], known: dict[str, str], world: World, errors: int) -> NextLook:
    response = fetched.response
    published: list[datetime] = []
    error = ""
    if fetched.error is None and response is not None and response.status == 200:
        entries = parse_feed(response.body, response.final_url).entries
        seen[response.final_url].extend(entry.id for entry in entries if entry.id not in seen[response.final_url])
        published = [entry.published.at for entry in entries if entry.published]
        known[response.final_url] = response.headers["etag"]
    elif fetched.error is not None:
        error = str(fetched.error)
    status = response.status if response is not None else 0
    headers = response.headers if response is not None else {}
    moved = response.permanent_redirect if response is not None else None
    return next_look(Look(status, headers, None, published, moved, error), now=world.at(), errors=errors)


def test_a_week(publisher: Publisher) -> None:
    world = World()
    calm = {f"h{number}.test": (4 + number % 6) * HOUR for number in range(12)}
    for host, every in calm.items():
        world.host(publisher, host, every)
    troubles = ("throttles", "fails for a day", "moves", "goes", "loops")
    for trouble in troubles:
        world.host(publisher, f"{trouble.replace(' ', '-')}.test", 6 * HOUR, trouble)
    world.host(publisher, "new-home.test", 6 * HOUR)
    publisher.addresses["flaps.example"] = ["127.0.0.1", "10.0.0.1", "::1", "169.254.169.254"]
    names = [*calm, *(f"{trouble.replace(' ', '-')}.test" for trouble in troubles), "flaps.example"]

    due = [(0.0, f"http://{name}/feed", 0) for name in names]
    seen: dict[str, list[str]] = defaultdict(list)
    known: dict[str, str] = {}
    refused: list[OctavoError | None] = []
    with Door(
        "ops@example.org", NETWORK, resolver=publisher, clock=world.clock, sleep=world.sleep, timeout=5.0
    ) as door:
        while due and due[0][0] < WEEK:
            world.now = max(world.now, due[0][0])
            batch: dict[str, int] = {}
            while due and due[0][0] <= world.now:
                _, url, errors = heapq.heappop(due)
                batch[url] = errors
            for fetched in door.get_many([Request(url, "feed", known.get(url)) for url in batch]):
                url = fetched.request.url
                if "flaps" in url:
                    refused.append(fetched.error)
                decided = look(fetched, seen, known, world, batch[url])
                wait = decided.at - world.at()
                assert SHORTEST <= wait <= LONGEST
                if not decided.retired:
                    heapq.heappush(due, (world.now + wait.total_seconds(), decided.address or url, decided.errors))

    for host, visits in world.visits.items():
        assert all(later - earlier >= 1.0 for (earlier, _), (later, _) in pairwise(visits)), host
    for host, every in calm.items():
        wanted = {f"{host}-{number}" for number in range(int(WEEK / every) - KEPT // 2)}
        got = seen[f"http://{host}/feed"]
        assert wanted <= set(got) and len(got) == len(set(got)), host
    throttled = world.visits["throttles.test"]
    assert all(later - earlier >= 9000 for (earlier, status), (later, _) in pairwise(throttled) if status == 429)
    assert sum(status == 429 for _, status in throttled) > 2
    failing = [status for _, status in world.visits["fails-for-a-day.test"]]
    assert 6 < failing.count(500) < 14 and failing[-1] in (200, 304)
    assert [status for _, status in world.visits["moves.test"]].count(301) == 1 and world.visits["new-home.test"]
    assert [status for _, status in world.visits["goes.test"]].count(410) == 1
    assert len(refused) > 30 and all(isinstance(error, Refused) for error in refused)
    assert "flaps.example" not in world.visits
