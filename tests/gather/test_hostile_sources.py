"""Feeds that were made to hurt end quickly, with a clear error where they cannot be read, while others go on.

Those that take their seconds are in `./run drill hostile`.
"""

from __future__ import annotations

import contextlib
import time
from datetime import datetime

import pytest

from octavo.core.gather.opml import read_opml
from octavo.errors import InputError
from octavo.fetch.door import Door
from octavo.gather.flow import Flow
from octavo.gather.pages import Pages
from octavo.gather.polling import Sources, poll
from octavo.store import pages, sources
from octavo.store.models import Article, Source, Work
from tests.drafts import NOW
from tests.hostile import BODIES, GOOD, REFUSED, serve
from tests.hostile_pages import OPML, PAGES, QUICK, ROBOTS, RULE, SITEMAPS, SLOW_SITEMAPS
from tests.hostile_pages import serve as serve_page
from tests.network import network


@pytest.mark.django_db(transaction=True)
def test_hostile_feeds_end_in_an_error_and_hold_up_nobody() -> None:
    with network() as made:
        for name in BODIES:
            sources.add_source(serve(made, name), now=NOW)
        made.sites["good.test"] = lambda _: made.page(GOOD)
        sources.add_source("http://good.test/feed", now=NOW)
        begun = time.monotonic()
        with Door("tests", frozenset({"*.test"}), resolver=made, gap=0.0) as door:
            result = poll(door, lambda: NOW)
        assert result.looked == len(BODIES) + 1
        assert time.monotonic() - begun < 30
    rows = {row.url.split("/")[2].removesuffix(".test"): row for row in Source.objects.all()}
    assert {name for name, row in rows.items() if row.last_error} == REFUSED
    assert (rows["good"].entries, rows["good"].errors) == (1, 0)
    assert "root:" not in str([row.title for row in rows.values()])


@pytest.mark.django_db(transaction=True)
def test_hostile_pages_sitemaps_and_robots_hold_up_nobody() -> None:
    with network() as made, Door("tests", frozenset({"*.test"}), resolver=made, gap=0.0) as door:
        for name in SITEMAPS.keys() - SLOW_SITEMAPS:
            sources.add_source(serve_page(made, "sitemap", name, SITEMAPS), now=NOW, kind="sitemap")
        for name in QUICK[:4]:
            sources.add_source(serve_page(made, "rule", name, PAGES), now=NOW, kind="page", rule=RULE)
        wanted = [serve_page(made, "page", name, PAGES) for name in QUICK]
        wanted += [serve_page(made, "robots", name, ROBOTS, path="/robots.txt") for name in ROBOTS]
        pages.add([(url, NOW, {}) for url in wanted], NOW)
        made.sites["good.test"] = lambda _: made.page(GOOD)
        good, _ = sources.add_source("http://good.test/feed", now=NOW)
        begun = time.monotonic()
        Flow(door, "me", lambda: NOW).run(Sources("me", lambda: NOW), Pages("me", lambda: NOW))
        assert time.monotonic() - begun < 60
    assert set(Source.objects.values_list("looks", flat=True)) == {1}
    failed = dict(Work.objects.filter(kind="page").values_list("subject", "reason"))
    stored = set(Article.objects.values_list("url", flat=True))
    assert set(wanted) <= failed.keys() | stored and all(failed.values())
    assert {url for url in wanted if "robots-" in url} - stored == set(), (
        "what is wrong in a robots.txt forbids nothing"
    )
    assert Source.objects.get(id=good).errors == 0


@pytest.mark.parametrize("name", OPML)
def test_hostile_lists_end(name: str) -> None:
    begun = time.monotonic()
    with contextlib.suppress(InputError):
        read_opml(OPML[name]()[0])
    assert time.monotonic() - begun < 10


@pytest.mark.django_db(transaction=True)
def test_a_host_that_never_answers_holds_up_no_other() -> None:
    with network() as made:
        made.hang.add("slow.test")
        for number in range(20):
            host = f"quick-{number}.test"
            made.sites[host] = lambda _: made.page(GOOD)
            sources.add_source(f"http://{host}/feed", now=NOW)
        sources.add_source("http://slow.test/feed", now=NOW)
        late = sources.add_source("http://late.test/feed", now=NOW.replace(year=NOW.year + 1))[0]
        made.sites["late.test"] = lambda _: made.page(GOOD)

        def clock() -> datetime:
            if Source.objects.filter(looks=1).count() >= 20:  # becomes due while the slow one is under way
                Source.objects.filter(id=late, looks=0).update(next_look=NOW)
            return NOW

        with Door("tests", frozenset({"*.test"}), resolver=made, gap=0.0, timeout=3.0) as door:
            result = poll(door, clock)
        assert (result.looked, result.failed) == (22, 1)
        order = [row.url for row in Source.objects.order_by("bytes")]
        assert Source.objects.get(id=late).looks == 1
        assert "did not answer" in Source.objects.get(url="http://slow.test/feed").last_error
        assert order[0] == "http://slow.test/feed"
