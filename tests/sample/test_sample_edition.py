"""The sample edition as bytes: well formed, whole, shifting with the clock, and nothing in it leads anywhere."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from octavo.core.gather.feeds import parse_feed
from octavo.core.gather.urls import canonical_url
from octavo.sample import COUNTRIES, edition, image_bytes, publishers
from octavo.sample.images import image_url, names
from octavo.sample.publishers import HOUSES
from octavo.sample.texts import Text, articles, parse
from octavo.sample.times import moment, render

NOW = datetime(2026, 11, 24, 6, 20, 31, tzinfo=UTC)
EDITION = edition(NOW)


def everything() -> list[Text]:
    return [versions[-1] for house in HOUSES for versions in articles(house)]


def whole() -> str:
    pages = (raw for versions in EDITION.pages.values() for raw in versions)
    return "\n".join(raw.decode("windows-1252", "replace") for raw in (*pages, *(feed.raw for feed in EDITION.feeds)))


def test_it_holds_what_a_first_look_needs() -> None:
    kinds = Counter(text.kind for text in everything())
    assert sum(kinds.values()) == len(EDITION.pages) >= 48
    assert kinds["video"] == 3
    assert kinds["audio"] == kinds["live"] == kinds["gallery"] == kinds["teaser"] == 1
    assert [len(versions) for versions in EDITION.pages.values() if len(versions) > 1] == [2]
    assert Counter(who.lang for who in publishers()) == {"en": 4, "fr": 1, "de": 1}
    assert {who.country for who in publishers()} == set(COUNTRIES)
    assert {who.terms for who in publishers()} == {"full"}


def test_same_moment_same_bytes() -> None:
    assert edition(NOW) == EDITION


def test_no_token_or_placeholder_is_left() -> None:
    assert not re.search(r"\{\{t:|\$[a-z]|&amp;(amp|quot|lt|#)", whole())


def test_every_address_is_reserved() -> None:
    hosts = {urlsplit(url).hostname or "" for url in re.findall(r"https?://[^\s\"'<>\]]+", whole())}
    vocabularies = {"schema.org", "www.w3.org", "purl.org", "ogp.me", "search.yahoo.com", "jsonfeed.org"}
    assert {host for host in hosts if not host.endswith(".example")} <= vocabularies


def test_page_addresses_are_canonical() -> None:
    assert [url for url in EDITION.pages if canonical_url(url) != url] == []


@pytest.mark.parametrize("feed", EDITION.feeds, ids=lambda feed: feed.publisher.host)
def test_feed_lists_the_publishers_pages(feed) -> None:
    parsed = parse_feed(feed.raw, feed.url)
    own = {url for url in EDITION.pages if urlsplit(url).hostname == feed.publisher.host}
    assert parsed.title == feed.publisher.name
    assert parsed.url == feed.publisher.homepage
    assert {canonical_url(entry.url or "") for entry in parsed.entries} == own
    assert all(entry.published and entry.title and entry.summary and entry.keywords for entry in parsed.entries)
    times = [entry.published.at for entry in parsed.entries if entry.published]
    assert times == sorted(times, reverse=True)
    assert all(NOW - timedelta(days=9) < at < NOW for at in times)


def test_feed_dates_and_people_are_those_of_the_texts() -> None:
    for house, feed in zip(HOUSES, EDITION.feeds, strict=True):
        said = {text.title: text for versions in articles(house) for text in versions}
        said |= {text.short_title: text for text in said.values() if text.short_title}
        for entry in parse_feed(feed.raw, feed.url).entries:
            text = said[entry.title]
            assert entry.published is not None
            assert entry.published.at == moment(text.published, NOW, UTC)
            assert entry.authors == text.authors


def test_audio_comes_with_its_enclosure() -> None:
    feed = next(feed for feed in EDITION.feeds if feed.publisher.name == "Northwind")
    enclosures = [one for entry in parse_feed(feed.raw, feed.url).entries for one in entry.enclosures]
    assert [one.type for one in enclosures if one.type == "audio/mpeg"] == ["audio/mpeg"]


def test_wire_copies_share_their_text() -> None:
    wires = [text for text in everything() if text.agency]
    firsts = Counter(text.blocks[0] for text in wires)
    assert len(wires) == 4
    assert set(firsts.values()) == {2}


def test_dates_shift_with_the_installation() -> None:
    later = edition(NOW + timedelta(days=40))
    assert later.pages.keys() == EDITION.pages.keys()
    first, second = (
        [
            entry.published.at
            for feed in one.feeds
            for entry in parse_feed(feed.raw, feed.url).entries
            if entry.published
        ]
        for one in (EDITION, later)
    )
    assert {b - a for a, b in zip(first, second, strict=True)} == {timedelta(days=40)}


def test_every_picture_is_there_and_small() -> None:
    used = set(re.findall(r"https://[a-z.-]+\.example/images/[a-z-]+\.webp", whole()))
    shown = {url: image_bytes(url) for url in used}
    assert None not in shown.values()
    assert {url.rsplit("/", 1)[1].removesuffix(".webp") for url in used} == names()
    for name in names():
        found = image_bytes(image_url(publishers()[0].host, name))
        assert found is not None
        data, content_type = found
        assert content_type == "image/webp"
        assert data[:4] == b"RIFF"
        assert data[8:12] == b"WEBP"
        assert len(data) <= 25_000


@pytest.mark.parametrize(
    "url",
    [
        "https://www.harbour-courier.example/images/none.webp",
        "https://www.harbour-courier.example/images/../ferry.webp",
        "https://elsewhere.example/images/ferry.webp",
        "https://www.harbour-courier.example/news/",
        "https://[/images/ferry.webp",
        "",
    ],
)
def test_no_picture_elsewhere(url: str) -> None:
    assert image_bytes(url) is None


@pytest.mark.parametrize(
    ("token", "lang", "shown"),
    [
        ("{{t:-1d:long}}", "en", "Monday 23 November 2026 at 06:20"),
        ("{{t:-1d:long}}", "fr", "lundi 23 novembre 2026 à 6h20"),
        ("{{t:-1d:long}}", "de", "Montag 23. November 2026 um 06:20 Uhr"),
        ("{{t:-2h10m:clock}}", "en", "04:10"),
        ("{{t:-20d:us}}", "en", "November 4, 2026"),
        ("{{t:-0m:iso}}", "en", "2026-11-24T06:20:00+00:00"),
        ("{{t:-0m:rfc822}}", "en", "Tue, 24 Nov 2026 06:20:00 +0000"),
        ("on {{t:-7d:weekday}}, {{t:-7d:day}}", "de", "on Dienstag, 17. November"),
    ],
)
def test_times_in_words(token: str, lang: str, shown: str) -> None:
    assert render(token, NOW, UTC, lang) == shown


@pytest.mark.parametrize("offset", ["3h", "+1d", "-3x"])
def test_offsets_point_to_the_past(offset: str) -> None:
    with pytest.raises(ValueError, match="offset"):
        moment(offset, NOW, UTC)


def test_a_text_without_title_is_refused() -> None:
    with pytest.raises(KeyError):
        parse("slug", "published: -1d\n---\nText")
