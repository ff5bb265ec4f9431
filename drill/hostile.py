"""What was made to hurt: feeds, articles' pages, pages read by a rule, sitemaps, robots.txt, lists, and streams.

Each ends within ten seconds, with an error where it cannot be read, while a source that becomes due meanwhile is
looked at.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

LIMIT = 10.0  # seconds for each
SOON = 1.0  # seconds after which the good source becomes due
PROMPT = 2.5  # seconds within which it is looked at then


def main() -> bool:
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"OCTAVO_DATA": name, "OCTAVO_DATABASE_URL": ""}
        from octavo.config.django import setup

        setup()
        from octavo.store import schema

        schema.ensure()
        return _gathered() & _lists()


@contextmanager
def _network() -> Iterator[tuple[Any, Any]]:
    from octavo import clock
    from octavo.fetch.door import Door
    from octavo.gather.turns import HostTurns
    from tests.network import network

    turns = HostTurns("drill", clock.now)
    with network() as made, Door("drill", frozenset({"*.test"}), resolver=made, gap=0.2, turns=turns) as door:
        yield made, door


def _gathered() -> bool:
    from octavo.fetch.sandbox import extract_safely, parse_feed_safely
    from octavo.store import pages, sources
    from tests import hostile
    from tests.hostile_pages import PAGES, ROBOTS, RULE, SITEMAPS, serve

    good = True
    with _network() as (made, door):
        made.sites["good.test"] = lambda _: made.page(hostile.GOOD)
        parse_feed_safely(hostile.GOOD, "")  # the processes run
        _quietly(extract_safely, b"<p>x", "http://good.test/", None, _now())

        def source(url: str, **more: Any) -> None:
            sources.add_source(url, now=_now(), **more)

        for name in (*hostile.BODIES, *hostile.HEAVY):
            source(hostile.serve(made, name))
            good &= _one(door, "feed", f"http://{name}.test/feed")
        for name in hostile.STREAMS:
            source(hostile.stream(made, name))
            good &= _one(door, "stream", f"http://{name}.test/feed")
        for name in SITEMAPS:
            source(url := serve(made, "sitemap", name, SITEMAPS), kind="sitemap")
            good &= _one(door, "sitemap", url)
        for name in PAGES:
            source(url := serve(made, "rule", name, PAGES), kind="page", rule=RULE)
            good &= _one(door, "rule", url)
        for name in PAGES:
            pages.add([(url := serve(made, "page", name, PAGES), _now(), {})], _now())
            good &= _one(door, "page", url)
        for name in ROBOTS:
            pages.add([(url := serve(made, "robots", name, ROBOTS, path="/robots.txt"), _now(), {})], _now())
            good &= _one(door, "robots", url)
    return good


def _now() -> Any:
    from octavo import clock

    return clock.now()


def _one(door: Any, kind: str, url: str) -> bool:
    """Gather until nothing is due, and tell how it went with the one and with the good source."""
    from octavo import clock
    from octavo.gather.flow import Flow
    from octavo.gather.pages import Pages
    from octavo.gather.polling import Sources
    from octavo.store import sources
    from octavo.store.models import Source

    pk, _ = sources.add_source("http://good.test/feed", now=clock.now())
    due = clock.now() + timedelta(seconds=SOON)
    Source.objects.filter(id=pk).update(next_look=due, last_look=None)
    started = time.perf_counter()
    Flow(door, "drill", clock.now).run(Sources("drill", clock.now), Pages("drill", clock.now))
    took = time.perf_counter() - started
    other = Source.objects.get(id=pk)
    waited = (other.last_look - due).total_seconds() if other.last_look else None
    prompt = took < SOON + PROMPT if waited is None else waited < PROMPT and not other.errors
    Source.objects.filter(id=pk).update(next_look=due + timedelta(days=1))
    said = _said(url)
    fine = took < LIMIT and prompt and said is not None
    meanwhile = (
        "" if waited is None else f"; meanwhile another source was looked at {max(waited, 0):.1f} s after it was due"
    )
    print(f"   {'' if fine else 'FAILED '}{kind} {url.split('/')[2][:-5]}: {took:.1f} s, {said}{meanwhile}", flush=True)
    return fine


def _said(url: str) -> str | None:
    """What became of a source or page; None where nothing did."""
    from octavo.store.models import Article, Source, Work

    if row := Source.objects.filter(url=url).first():
        return (row.last_error or "read") if row.looks == 1 else None
    if work := Work.objects.filter(kind="page", subject=url).first():
        return work.reason or None
    return "read" if Article.objects.filter(url=url).exists() else None


def _lists() -> bool:
    from octavo.core.gather.opml import read_opml
    from tests.hostile_pages import OPML

    good = True
    for name, make in OPML.items():
        raw = make()[0]
        started = time.perf_counter()
        said = _quietly(read_opml, raw)
        took = time.perf_counter() - started
        good &= took < LIMIT
        print(f"   {'' if took < LIMIT else 'FAILED '}list {name}: {took:.1f} s, {said}", flush=True)
    return good


def _quietly(act: Callable[..., Any], *arguments: Any) -> str:
    from octavo.errors import OctavoError

    try:
        act(*arguments)
    except OctavoError as error:
        return str(error)
    return "read"


if __name__ == "__main__":
    sys.exit(not main())
