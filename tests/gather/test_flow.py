"""Hosts are asked by one process at a time, edits become versions, and what is under way at a stop is given back."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest

from octavo.fetch.door import Door
from octavo.gather.polling import poll
from octavo.store import hosts, looks, pages, sources, work
from octavo.store.models import Article, ArticleVersion, HostTurn, Source, Work
from tests.drafts import FLOOD, NOW
from tests.flows import fetch_pages
from tests.network import Network, network

pytestmark = pytest.mark.django_db(transaction=True)
TEST = frozenset({"*.test"})
HOUR = timedelta(hours=1)


def test_a_host_belongs_to_one_process_at_a_time() -> None:
    for path in ("a", "b"):
        sources.add_source(f"http://arden.test/{path}", now=NOW)
    pages.add([("http://arden.test/1", NOW, {})], NOW)
    assert len(looks.claim_due("me", NOW, 10)) == 1
    assert looks.claim_due("you", NOW, 10) == [] and pages.claim("you", NOW, 10) == []
    hosts.release({"arden.test": NOW + timedelta(seconds=20)}, "you", NOW)  # not theirs to give
    assert pages.claim("you", NOW, 10) == []
    hosts.release({"arden.test": NOW + timedelta(seconds=20)}, "me", NOW)
    assert looks.claim_due("you", NOW + timedelta(seconds=19), 10) == []
    assert len(looks.claim_due("you", NOW + timedelta(seconds=20), 10)) == 1


def test_what_a_dead_process_held_is_free_at_once() -> None:
    sources.add_source("http://arden.test/a", now=NOW)
    dead = f"{socket.gethostname()}:999999999:x"
    looks.claim_due(dead, NOW, 10)
    work.release_dead(NOW)
    assert HostTurn.objects.get().owner == ""
    assert len(looks.claim_due("me", NOW, 10)) == 1


def test_a_stop_gives_back_what_is_under_way() -> None:
    with network() as made:
        made.hang.add("slow.test")
        sources.add_source("http://slow.test/feed", now=NOW)
        pages.add([("http://slower.test/1", NOW, {})], NOW)
        asked = 0

        def stop() -> bool:
            nonlocal asked
            asked += 1
            return asked > 1

        with Door("tests", TEST, resolver=made, gap=0.0, timeout=5.0) as door:
            assert poll(door, lambda: NOW, owner="me", stop=stop).looked == 0
        assert HostTurn.objects.get().owner == ""
        assert Source.objects.get().next_look == NOW


def story(made: Network, text: str, etag: str) -> None:
    def answer(request):  # type: ignore[no-untyped-def]
        if request.path == "/robots.txt":
            return made.page(b"User-agent: *\nAllow: /", "text/plain")
        if request.path == "/feed":
            return made.page(
                b"<rss><channel><title>Arden</title><item><title>Flood in Marlow</title>"
                b"<link>http://arden.test/flood?from=feed</link></item></channel></rss>"
            )
        paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        found = made.page(
            f"<html lang='en'><head><link rel='canonical' href='http://arden.test/flood'></head><body><article>"
            f"<h1>Flood in Marlow</h1>{paragraphs}</article></body></html>".encode(),
            "text/html",
        )
        found.headers["ETag"] = etag
        return found

    made.sites["arden.test"] = answer


def test_an_edit_becomes_a_version_and_an_unchanged_page_costs_nothing() -> None:
    with network() as made, Door("tests", TEST, resolver=made, gap=0.0) as door:
        story(made, FLOOD, '"1"')
        pk, _ = sources.add_source("http://arden.test/feed", now=NOW)
        poll(door, lambda: NOW)
        assert fetch_pages(door, "me", lambda: NOW) == 1
        assert fetch_pages(door, "me", lambda: NOW + HOUR) == 0
        sources.look_now(pk, NOW)
        Source.objects.update(digest="")
        assert poll(door, lambda: NOW + HOUR).new == 0, "the feed's address leads to an article that is known"
        assert fetch_pages(door, "me", lambda: NOW + 2 * HOUR) == 1
        assert made.visits["arden.test"][-1].status == 304
        story(made, FLOOD + "\n\nThe bridge in Marlow was opened again on Monday evening, the council said.", '"2"')
        assert fetch_pages(door, "me", lambda: NOW + 24 * HOUR) == 1
        assert fetch_pages(door, "me", lambda: NOW + 99 * HOUR) == 0
    assert Article.objects.get().version == ArticleVersion.objects.count() == 2
    assert not Work.objects.filter(kind="again").exists()
