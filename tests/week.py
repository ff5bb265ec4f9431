"""A week of a network of publishers of every kind, gathered for real under a simulated clock, and what must hold then.

`run` gives the broken promises, in words; none is what tests and drills want.
"""

from __future__ import annotations

import gzip
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from aiohttp import web

from octavo.fetch.door import Door
from octavo.gather.once import gather_once
from octavo.gather.turns import HostTurns
from octavo.store import sources
from octavo.store.models import Article, ArticleVersion, Source, Work
from tests.network import Network, Visit

HOUR = 3600.0
DAY = 24 * HOUR
WEEK = 7 * DAY
STEP = 2400.0  # seconds between two rounds of gathering
SLACK = 3 * STEP
KEPT = 8  # entries that a feed holds
ASKED_TO_WAIT = 9000  # seconds
CRAWL_DELAY = 20
WORDS = ("river", "bridge", "council", "vote", "harbour", "school", "winter", "market", "train", "garden", "storm")
BOMB = gzip.compress(b"\0" * 60_000_000, 9)


@dataclass
class Programme:
    """What one publisher does. `every`: seconds between its entries; `trouble`: a name that `_trouble` knows."""

    host: str
    every: float
    kind: str = "whole"  # whole: the text stands in the feed; paged: it stands on pages
    trouble: str = ""
    begun: float = -2 * DAY
    versions: bool = False
    served: Counter[str] = field(default_factory=Counter)

    def published(self, now: float) -> list[int]:
        """The numbers of its entries by then, newest first."""
        newest = int((now - self.begun) // self.every)
        return list(range(newest, max(-1, newest - KEPT), -1))

    def moment(self, number: int) -> float:
        return self.begun + number * self.every

    def link(self, number: int) -> str:
        return f"http://{self.host}/{number}"


def text(host: str, number: int, edition: int = 0) -> str:
    seed = zlib.crc32(f"{host} {number}".encode())
    words = [WORDS[(seed >> at % 24) * (at + 3) % len(WORDS)] for at in range(220)]
    said = " ".join(words).replace("storm", "storm.").capitalize()
    return f"Report {number} of {host}, printed in edition {edition}. {said}."


def programmes(hosts: int) -> list[Programme]:
    """A network of `hosts` publishers: half of them silent, a third steady, the rest difficult."""
    odd = [
        Programme("paged-{}.test", DAY, "paged"),
        Programme("delay-{}.test", DAY, "paged", "crawl-delay"),
        Programme("closed-{}.test", DAY, "paged", "disallow"),
        Programme("alias-{}.test", DAY, "paged", "canonical"),
        Programme("edited-{}.test", 40 * DAY, versions=True),
        Programme("bursty-{}.test", 2 * HOUR, trouble="burst"),
        Programme("flicker-{}.test", 12 * HOUR, trouble="flicker"),
        Programme("throttle-{}.test", 12 * HOUR, trouble="throttle"),
        Programme("busy-{}.test", 12 * HOUR, trouble="busy"),
        Programme("broken-{}.test", 12 * HOUR, trouble="second day"),
        Programme("moved-{}.test", 12 * HOUR, trouble="moved"),
        Programme("chain-{}.test", 12 * HOUR, trouble="chain"),
        Programme("loop-{}.test", 12 * HOUR, trouble="loop"),
        Programme("gone-{}.test", 12 * HOUR, trouble="gone"),
        Programme("bomb-{}.test", 12 * HOUR, trouble="bomb"),
        Programme("huge-{}.test", 12 * HOUR, trouble="huge"),
        Programme("html-{}.test", 12 * HOUR, trouble="html"),
        Programme("plain-{}.test", 12 * HOUR, trouble="wrong type"),
        Programme("turns-{}.test", 12 * HOUR, trouble="turns private"),
    ]
    made = []
    for number in range(hosts):
        place = number % 60
        if place < 30:
            made.append(Programme(f"silent-{number}.test", 60 * DAY, begun=-170 * DAY))
        elif place < 60 - len(odd):
            made.append(Programme(f"steady-{number}.test", (12 + number % 7) * HOUR))
        else:
            like = odd[place - (60 - len(odd))]
            made.append(
                Programme(like.host.format(number), like.every, like.kind, like.trouble, versions=like.versions)
            )
    return made


def site(network: Network, one: Programme) -> Callable[[web.Request], web.StreamResponse]:
    """The program that answers for a publisher."""

    def answer(request: web.Request) -> web.StreamResponse:
        path = request.path
        one.served[path] += 1
        if path == "/robots.txt":
            return _robots(one)
        if path in ("/feed", "/feed2", "/new", "/hop1", "/hop2"):
            return _trouble(network, one, path) or _feed(network, one)
        return _page(network, one, int(path.rpartition("/")[2]))

    return answer


def _robots(one: Programme) -> web.Response:
    if one.trouble == "crawl-delay":
        return web.Response(text=f"User-agent: *\nCrawl-delay: {CRAWL_DELAY}\n")
    if one.trouble == "disallow":
        return web.Response(text="User-agent: *\nDisallow: /*1$\nDisallow: /*3$\n")
    return web.Response(status=404)


def _trouble(network: Network, one: Programme, path: str) -> web.Response | None:
    count, now = one.served[path], network.now
    match one.trouble:
        case "throttle" if count % 5 == 4:
            return web.Response(status=429, headers={"Retry-After": str(ASKED_TO_WAIT)})
        case "busy" if count % 4 == 2:
            return web.Response(status=503)
        case "second day" if DAY <= now < 2 * DAY:
            return web.Response(status=500)
        case "moved" if path == "/feed" and now > DAY:
            return _to("/new", 301)
        case "chain" if path != "/hop2":
            return _to("/hop2" if path == "/hop1" else "/hop1", 302)
        case "loop":
            return _to("/feed", 302)
        case "gone" if now > DAY:
            return web.Response(status=410)
        case "bomb":
            return web.Response(body=BOMB, headers={"Content-Encoding": "gzip"})
        case "huge":
            return web.Response(body=b"x" * 10_000_001)
        case "html":
            return web.Response(text="<html><p>Sign in", content_type="application/rss+xml")
        case "turns private" if count > 1:
            return _to(f"http://inside-{one.host.replace('.test', '.example')}/feed", 302)
    return None


def _to(where: str, status: int) -> web.Response:
    return web.Response(status=status, headers={"Location": where})


def shown(network: Network, one: Programme) -> list[int]:
    """The entries that the feed holds now."""
    numbers = one.published(network.now)
    if one.trouble == "burst":  # five at once, once a day
        numbers = [number for number in one.published(network.now // DAY * DAY) if number % 12 < 5]
    if one.trouble == "flicker":  # every other entry comes and goes
        numbers = [number for number in numbers if (number + one.served["/feed"]) % 2]
    return numbers


def _feed(network: Network, one: Programme) -> web.Response:
    edition = max(0, int(network.now // DAY)) if one.versions else 0
    items = []
    for number in shown(network, one):
        body = text(one.host, number, edition) if one.kind == "whole" else "In short."
        when = f"{network.at(one.moment(number)):%a, %d %b %Y %H:%M:%S +0000}"
        items.append(
            f"<item><guid>{number}</guid><title>Report {number}</title><link>{one.link(number)}</link>"
            f"<pubDate>{when}</pubDate><description>{body}</description></item>"
        )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{one.host}</title>{"".join(items)}</channel></rss>'
    kind = "text/plain" if one.trouble == "wrong type" else "application/rss+xml"
    return web.Response(text=body, content_type=kind, headers={"ETag": f'"{zlib.crc32(body.encode())}"'})


def _page(network: Network, one: Programme, number: int) -> web.Response:
    edited = network.now > one.moment(number) + 12 * HOUR  # once, half a day after publishing
    canonical = f'<link rel="canonical" href="http://{one.host}/story/{number}">' if one.trouble == "canonical" else ""
    sentences = text(one.host, number, int(edited)).split(". ")
    paragraphs = "".join(f"<p>{sentence}.</p>" for sentence in sentences)
    body = (
        f'<!doctype html><html lang="en"><head><title>Report {number}</title>{canonical}'
        f'<meta property="og:type" content="article"><meta property="article:published_time"'
        f' content="{network.at(one.moment(number)).isoformat()}"></head>'
        f"<body><article><h1>Report {number}</h1>{paragraphs}</article></body></html>"
    )
    return web.Response(text=body, content_type="text/html", headers={"ETag": f'"{int(edited)}"'})


def run(network: Network, hosts: int) -> list[str]:
    """Gather for a week; the promises that were broken."""
    all_ = programmes(hosts)
    for one in all_:
        network.sites[one.host] = site(network, one)
        sources.add_source(f"http://{one.host}/feed", now=network.at())
        if one.kind == "paged":  # the same articles in a second feed of another host
            twin = Programme(one.host, one.every, one.kind)
            network.sites[f"twin-{one.host}"] = site(network, twin)
            sources.add_source(f"http://twin-{one.host}/feed", now=network.at())
    for number, private in enumerate(("10.0.0.1", "::1", "169.254.169.254", "::ffff:127.0.0.1", "100.64.0.1")):
        network.addresses[f"private-{number}.example"] = ["127.0.0.1", private]
        sources.add_source(f"http://private-{number}.example/feed", now=network.at())
    with Door(
        "tests",
        frozenset({"*.test"}),
        resolver=network,
        clock=network.clock,
        sleep=network.sleep,
        timeout=10.0,
        turns=HostTurns("week", network.at),
    ) as door:
        while network.now < WEEK:
            network.now = (network.now // STEP + 1) * STEP
            gather_once(door, "week", network.at, network.wait)
    return [*_polite(network, all_), *_fresh(network, all_), *_safe(network), *_complete(network, all_)]


def _polite(network: Network, all_: list[Programme]) -> Iterator[str]:
    if network.at_once:
        yield f"two requests at once: {Counter(network.at_once).most_common(3)}"
    programme = {one.host: one for one in all_}
    for host, visits in network.visits.items():
        one = programme.get(host)
        delayed = False
        for before, after in pairwise(visits):
            gap = after.begun - before.ended
            delayed = delayed or before.path == "/robots.txt"
            least = CRAWL_DELAY if delayed and one is not None and one.trouble == "crawl-delay" else 1.0
            if gap < least - 1e-6:
                yield f"{host}: {before.path} and {after.path} only {gap:.2f} s apart"
            if before.status == 429 and gap < ASKED_TO_WAIT:
                yield f"{host}: asked to wait {ASKED_TO_WAIT} s, came after {gap:.0f}"
        if one is not None and one.trouble == "disallow":
            yield from (f"{host}: {v.path} is disallowed" for v in visits if v.path.endswith(("1", "3")))


def _looks(visits: list[Visit], one: Programme) -> list[Visit]:
    first = {"moved": ("/feed", "/new")}.get(one.trouble, ("/feed",))
    seen = [visit for visit in visits if visit.path in first]
    return [v for i, v in enumerate(seen) if not (v.path == "/new" and seen[i - 1].path == "/feed")]


def _fresh(network: Network, all_: list[Programme]) -> Iterator[str]:
    troubled = {"loop", "bomb", "huge", "html", "turns private", "second day"}
    for one in all_:
        looks = _looks(network.visits[one.host], one)
        gaps = [after.begun - before.begun for before, after in pairwise(looks)]
        if one.trouble == "loop":
            gaps = [gap for gap in gaps if gap > 60]
        if gaps and min(gaps) < 300:
            yield f"{one.host}: looked at after {min(gaps):.0f} s"
        if one.trouble == "gone":
            if sum(look.status == 410 for look in looks) != 1:
                yield f"{one.host}: gone, and still looked at"
            continue
        ends = [0.0, *(look.begun for look in looks), WEEK]
        longest = max(after - before for before, after in pairwise(ends))
        if longest > DAY + SLACK:
            yield f"{one.host}: not looked at for {longest / HOUR:.1f} h"
        failing = [a for a, b in pairwise(looks) if a.status >= 500 and b.begun - a.begun > 4 * HOUR + SLACK]
        always = one.trouble in troubled and gaps and max(gaps[1:]) > 4 * HOUR + SLACK
        if failing or (always and one.trouble != "second day"):
            yield f"{one.host}: backs off for more than four hours"
        row = Source.objects.get(url__in=[f"http://{one.host}/feed", f"http://{one.host}/new"])
        told_to_wait = one.trouble in ("busy", "throttle") and looks[-1].status in (429, 503)
        if (row.errors > 0) != (one.trouble in troubled - {"second day"}) and not told_to_wait:
            yield f"{one.host}: {row.errors} errors at the end ({row.last_error})"


def _safe(network: Network) -> Iterator[str]:
    for host in network.visits:
        if not host.endswith(".test"):
            yield f"{host}: a private address was asked"
    inside = Source.objects.filter(url__contains="private-") | Source.objects.filter(url__contains="turns-")
    for row in inside:
        if "not on the public internet" not in row.last_error:
            yield f"{row.url}: not refused but {row.last_error!r}"


def _complete(network: Network, all_: list[Programme]) -> Iterator[str]:
    have: dict[str, set[str]] = defaultdict(set)
    urls = list(Article.objects.values_list("url", flat=True))
    for url in urls:
        have[url.split("/")[2]].add(url)
    if len(urls) != len(set(urls)):
        yield "an address stands twice"
    versions = Counter(ArticleVersion.objects.values_list("article__url", flat=True))
    unread = {"loop", "bomb", "huge", "html"}
    for one in all_:
        until = {"gone": DAY, "turns private": STEP}.get(one.trouble, WEEK - DAY - SLACK)
        past = max(0, int((0 - one.begun) // one.every) - KEPT + 1)
        numbers = range(past, int((until - one.begun) // one.every) + 1)
        wanted = {n for n in numbers if one.trouble != "burst" or n % 12 < 5}
        if one.trouble in unread:
            wanted = set()
        link = "http://{}/story/{}" if one.trouble == "canonical" else "http://{}/{}"
        missing = {link.format(one.host, n) for n in wanted} - have[one.host]
        if missing and one.trouble not in ("gone", "turns private", "burst"):
            yield f"{one.host}: {len(missing)} of {len(wanted)} articles lost, like {min(missing)}"
        highest = max(one.published(WEEK), default=0)
        if len(have[one.host]) > highest + 1:
            yield f"{one.host}: {len(have[one.host])} articles of {highest + 1}"
        yield from _editions(one, {u: n for u, n in versions.items() if u.split("/")[2] == one.host})
        if one.kind == "paged":
            yield from _page_visits(network.visits[one.host], one)
    if stuck := Work.objects.filter(kind="page", not_before__lt=network.at(WEEK - DAY)).count():
        yield f"{stuck} pages were never fetched"


def _editions(one: Programme, versions: dict[str, int]) -> Iterator[str]:
    for url, count in versions.items():
        number = int(url.rpartition("/")[2])
        if one.versions and count < 6:
            yield f"{url}: {count} versions of at least 6"
        if one.kind == "whole" and not one.versions and count != 1:
            yield f"{url}: {count} versions of one text"
        closed = one.trouble == "disallow" and url.endswith(("1", "3"))
        young = 0 < one.moment(number) < WEEK - 2 * DAY
        if one.kind == "paged" and young and count != (1 if closed else 2):
            yield f"{url}: {count} versions where the page was edited once"


def _page_visits(visits: list[Visit], one: Programme) -> Iterator[str]:
    often = Counter(v.path for v in visits if v.path.strip("/").replace("story/", "").isdigit())
    yield from (f"{one.host}{path} was fetched {count} times" for path, count in often.items() if count > 3)
