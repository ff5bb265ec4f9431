"""Several processes on one database ask each host one after the other, however they come to it."""

from __future__ import annotations

import multiprocessing
import time
from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from aiohttp import web

from octavo.errors import Throttled
from octavo.fetch.door import Door
from octavo.fetch.turns import CROWD
from octavo.gather.polling import poll
from octavo.gather.turns import HostTurns
from octavo.store import hosts, pages, sources
from octavo.store.models import HostTurn, Source, Work
from tests.drafts import NOW
from tests.flows import fetch_pages
from tests.network import network
from tests.two_workers import FEEDS, GAP, TEST, prepare, work

DELAY = 0.4


def _site(asked: dict[str, list[tuple[float, str]]], number: int):  # type: ignore[no-untyped-def]
    """A publisher whose feed is served by one hub for all, and whose pages stand on one host for all."""

    def answer(request: web.Request) -> web.Response:
        asked[request.host.partition(":")[0]].append((time.monotonic(), request.path))
        if request.path == "/robots.txt":
            return web.Response(text=f"User-agent: *\nCrawl-delay: {DELAY if 'pages' in request.host else 0}")
        if request.path == "/feed":
            return web.Response(status=302, headers={"Location": f"http://hub.test/{number}"})
        if request.host.startswith("hub"):
            number_ = request.path.strip("/")
            items = "".join(
                f"<item><title>Report {number_}</title><link>http://{host}.test/{number_}</link></item>"
                for host in ("pages", "old-pages")
            )
            return web.Response(text=f"<rss><channel><title>f</title>{items}</channel></rss>", content_type="text/xml")
        if request.host.startswith("old"):
            return web.Response(status=301, headers={"Location": f"http://pages.test{request.path}"})
        return web.Response(text="<p>Nothing", content_type="text/html")

    return answer


SPAWN = multiprocessing.get_context("spawn")


def _run(target, *arguments: object):  # type: ignore[no-untyped-def]
    process = SPAWN.Process(target=target, args=arguments)
    process.start()
    return process


def test_two_processes_ask_a_host_one_after_the_other(tmp_path: Path) -> None:
    asked: dict[str, list[tuple[float, str]]] = defaultdict(list)
    with network() as made:
        for number in range(FEEDS):
            made.sites[f"feed-{number}.test"] = _site(asked, number)
        for host in ("hub", "pages", "old-pages"):
            made.sites[f"{host}.test"] = _site(asked, -1)
            made.slow[f"{host}.test"] = 0.03
        _run(prepare, str(tmp_path)).join()
        stop = SPAWN.Event()
        workers = [_run(work, str(tmp_path), made.port, name, stop) for name in ("one", "two")]
        late = time.monotonic() + 60
        while len(asked["pages.test"]) < 2 * FEEDS + 1 and time.monotonic() < late:
            time.sleep(0.2)
        stop.set()
        for worker in workers:
            worker.join(20)
            assert worker.exitcode == 0
    assert made.at_once == []
    for host in ("hub.test", "pages.test"):
        assert len({path for _, path in asked[host]} - {"/robots.txt"}) == FEEDS
    for host, visits in asked.items():
        gaps = [after - before for (before, _), (after, _) in pairwise(visits)]
        least = DELAY if host == "pages.test" else GAP
        assert min(gaps[1:], default=9) > least - 0.02, (host, visits)


@pytest.mark.django_db(transaction=True)
def test_a_turn_is_taken_kept_and_left_with_what_is_known_of_the_host() -> None:
    one, two = HostTurns("one", lambda: NOW), HostTurns("two", lambda: NOW)
    assert one.take("arden.test") == 0.0 and one.take("arden.test") == 0.0
    assert two.take("arden.test") == hosts.HELD
    two.leave("arden.test", 0.0, None, 200, {})  # not theirs to give
    assert two.take("arden.test") == hosts.HELD
    one.leave("arden.test", 1.0, 20.0, 200, {})
    assert two.take("arden.test") == 20.0
    assert hosts.take("arden.test", "two", NOW + timedelta(seconds=20)) == 0.0
    hosts.release({"arden.test": NOW}, "two", NOW)  # has read no robots.txt, and obeys what another process read
    assert HostTurn.objects.get().until == NOW + timedelta(seconds=20)
    assert hosts.take("arden.test", "one", NOW + timedelta(seconds=40)) == 0.0
    hosts.release({"arden.test": NOW}, "one", NOW, {"arden.test": 0.0})
    assert HostTurn.objects.get().until == NOW


@pytest.mark.django_db(transaction=True)
def test_a_host_that_asked_to_be_left_alone_is_not_asked_by_way_of_a_redirect() -> None:
    with network() as made:
        made.sites["busy.test"] = lambda _: web.Response(status=429, headers={"Retry-After": "7200"})
        made.sites["arden.test"] = lambda request: web.Response(
            status=404 if request.path == "/robots.txt" else 302, headers={"Location": "http://busy.test/feed"}
        )
        sources.add_source("http://arden.test/feed", now=NOW)
        pages.add([("http://arden.test/1", NOW, {})], NOW)
        with Door("tests", TEST, resolver=made, gap=0.0, turns=HostTurns("me", lambda: NOW)) as door:
            poll(door, lambda: NOW, owner="me")
            Source.objects.update(next_look=NOW)
            poll(door, lambda: NOW, owner="me")
            assert fetch_pages(door, "me", lambda: NOW) == 1
            with pytest.raises(Throttled, match="left alone"):
                door.get("http://busy.test/other", kind="feed")
        assert len(made.visits["busy.test"]) == 1 and len(made.visits["arden.test"]) == 4  # its robots.txt, too
        assert HostTurn.objects.get(name="busy.test").until == NOW + timedelta(hours=2)
        assert HostTurn.objects.get(name="arden.test").until == NOW
    source, page = Source.objects.get(), Work.objects.get()
    assert (source.looks, source.errors, source.next_look) == (1, 1, NOW + timedelta(hours=2))
    assert (page.attempts, page.not_before) == (0, NOW + timedelta(hours=2))


@pytest.mark.django_db(transaction=True)
def test_sources_that_all_lead_to_one_host_hold_up_no_other() -> None:
    with network() as made:
        made.sites["hub.test"] = lambda _: web.Response(text="<rss><channel><title>hub</title></channel></rss>")
        made.slow["hub.test"] = 0.02
        for number in range(CROWD + 20):
            made.sites[f"arden-{number}.test"] = lambda _: web.Response(
                status=302, headers={"Location": "http://hub.test/feed"}
            )
            sources.add_source(f"http://arden-{number}.test/feed", now=NOW)
        with Door("tests", TEST, resolver=made, gap=0.0, turns=HostTurns("me", lambda: NOW)) as door:
            poll(door, lambda: NOW, owner="me")
    assert CROWD <= len(made.visits["hub.test"]) < CROWD + 20 and not made.at_once
    assert set(Source.objects.values_list("errors", flat=True)) == {0}
    assert set(Source.objects.filter(looks=0).values_list("next_look", flat=True)) == {
        NOW + timedelta(seconds=2 * CROWD)
    }
