"""The catalogue keeps its form: every row usable, every pack of a size that can be read through."""

from __future__ import annotations

from collections import defaultdict

import pytest

from octavo.catalogue.feeds import TOPICS, feeds, find
from octavo.catalogue.packs import LARGEST, Pack, pack, packs
from octavo.core.gather.urls import absolute_url, registrable_domain


def test_it_is_large_and_wide() -> None:
    assert len(feeds()) >= 450
    assert len({one.publisher for one in feeds()}) >= 250
    assert len({one.lang for one in feeds()}) >= 18
    assert len({one.country for one in feeds()}) >= 40
    assert {one.topic for one in feeds()} == set(TOPICS)


def test_each_address_stands_once_and_is_a_web_address() -> None:
    addresses = [one.feed for one in feeds()]
    assert len(set(addresses)) == len(addresses)
    assert [url for url in addresses if absolute_url(url) is None] == []


@pytest.mark.parametrize("lang", sorted({one.lang for one in feeds()}))
def test_rows(lang: str) -> None:
    assert 2 <= len(lang) <= 3
    for one in find(lang=lang):
        assert one.publisher == one.publisher.strip() != "", one
        assert len(one.country) == 2, one
        assert one.country.isupper(), one
        assert one.topic_label == TOPICS[one.topic], one
        host, _, word = one.site.partition("/")
        assert registrable_domain(host), one
        assert "/" not in word, one


def test_a_publisher_has_one_name_and_a_site_one_publisher() -> None:
    sites, names = defaultdict(set), defaultdict(set)
    for one in feeds():
        sites[one.site].add((one.publisher, one.country))
        names[one.publisher].add(one.site)
    assert {site: found for site, found in sites.items() if len(found) > 1} == {}
    assert {name: found for name, found in names.items() if len(found) > 1} == {}


def test_find() -> None:
    assert {one.lang for one in find(lang="fr")} == {"fr"}
    canada = find(country="ca", topic="news")
    assert {(one.country, one.topic) for one in canada} == {("CA", "news")}
    assert {one.lang for one in canada} == {"en", "fr"}
    assert {one.publisher for one in find("le monde")} >= {"Le Monde"}
    assert all("nature.com" in one.feed for one in find("NATURE.com"))
    assert find("no publisher is called that") == ()
    assert find() == feeds()


@pytest.mark.parametrize("one", packs(), ids=lambda one: one.slug)
def test_packs(one: Pack) -> None:
    assert 3 <= len(one.feeds) <= LARGEST
    assert len(set(one.feeds)) == len(one.feeds)
    assert {feed.lang for feed in one.feeds} == {one.lang}
    assert set(one.publishers) == {feed.publisher for feed in one.feeds}
    assert pack(one.slug) is one


def test_packs_reach_every_reader() -> None:
    assert len({one.slug for one in packs()}) == len({one.title for one in packs()}) == len(packs())
    assert len({one.lang for one in packs()}) >= 40
    assert pack("nothing") is None


def test_every_publisher_that_a_pack_names_is_there() -> None:
    from octavo.core.data import load_json

    known = {one.publisher for one in feeds()}
    for query in load_json("octavo.catalogue", "packs.json"):
        assert set(query.get("publishers", [])) <= known
        assert set(query.get("topics", [])) <= set(TOPICS)
        assert set(query) <= {
            "slug",
            "title",
            "lang",
            "languages",
            "countries",
            "topics",
            "publishers",
            "each",
            "prefer",
        }
