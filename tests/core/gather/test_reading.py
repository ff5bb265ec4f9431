"""Answers of every kind of source, and their entries as drafts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from octavo.core.gather import reading
from octavo.core.gather.reading import SourceFacts, drafts_of, read
from octavo.errors import FeedError, InputError
from octavo.types import Entry, Feed, PublisherRef

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARDEN = SourceFacts(PublisherRef("The Arden Post", "arden.example"), None, 7, NOW)
FEED = b"""<rss><channel><title>Arden</title><link>https://arden.example/</link><ttl>15</ttl><language>fr</language>
<item><title>New</title><link>https://arden.example/2</link><pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate></item>
<item><title>Old</title><link>https://arden.example/1</link></item><item><link>https://arden.example/3</link></item>
<item><title>New again</title><link>https://arden.example/2?utm_source=x</link></item></channel></rss>"""
SITEMAP = b"""<urlset><url><loc>https://arden.example/a</loc></url>
<url><loc>https://arden.example/b</loc><lastmod>2026-02-28T10:00:00Z</lastmod></url></urlset>"""


def test_a_feed_and_its_drafts() -> None:
    found = drafts_of(read("feed", FEED, "https://arden.example/feed"), ARDEN)
    assert (found.title, found.site, found.ttl_minutes, found.entries) == ("Arden", "https://arden.example/", 15, 4)
    assert [(draft.url, draft.title) for draft in found.drafts] == [
        ("https://arden.example/2", "New"),
        ("https://arden.example/1", "Old"),
    ]
    assert found.moments == (datetime(2026, 3, 1, 10, tzinfo=UTC),)
    assert found.left_out == ("an entry with nothing to read",)
    draft = found.drafts[0]
    assert (draft.publisher, draft.lang, draft.source_id) == (ARDEN.publisher, "fr", 7)


def test_what_the_owner_says_of_the_language_goes_first() -> None:
    feed = Feed("Arden", None, (Entry("1", "https://arden.example/1", "Flood"),), lang="fr")
    told = SourceFacts(ARDEN.publisher, "en", 7, NOW)
    assert [draft.lang for draft in drafts_of(feed, told).drafts] == ["en"]


def test_a_sitemap_newest_first() -> None:
    found = read("sitemap", SITEMAP, "https://arden.example/news.xml")
    assert [entry.url for entry in found.entries] == ["https://arden.example/b", "https://arden.example/a"]
    assert len(found.entries) < reading.NEWEST
    with pytest.raises(FeedError):
        read("sitemap", b"nothing", "https://arden.example/news.xml")


def test_a_page_by_its_rule() -> None:
    page = "<ul><li><a href='/1'>Überschwemmung</a></li></ul>".encode("latin-1")
    found = read("page", page, "https://arden.example/", charset="latin-1", rule={"item": "li"})
    assert [(entry.url, entry.title) for entry in found.entries] == [("https://arden.example/1", "Überschwemmung")]
    with pytest.raises(InputError):
        read("page", page, "https://arden.example/")
