"""Sitemaps: pages with what news sitemaps say of them, indexes, and what is none."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.gather import sitemaps
from octavo.core.gather.sitemaps import SitemapPage, read_sitemap, sitemaps_named
from octavo.errors import FeedError, InputError, TooLarge

NEWS = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">
<url><loc>https://harbour.example/1</loc><lastmod>2021-09-07</lastmod><changefreq>hourly</changefreq>
<video:video><video:title>Clip</video:title></video:video>
<image:image><image:loc>/a.jpg</image:loc></image:image>
<news:news><news:publication><news:name>Harbour Post</news:name><news:language>en-GB</news:language></news:publication>
<news:publication_date>2021-09-06T09:30:00+02:00</news:publication_date><news:title>Ferry  returns</news:title>
<news:keywords>ferries, harbour, ferries</news:keywords></news:news></url>
<!-- a comment --><url><loc>/2</loc></url><url><loc>mailto:x</loc></url><url/>
</urlset>"""


def test_news() -> None:
    first, second = read_sitemap(NEWS.encode(), "https://harbour.example/sitemap.xml").pages
    assert (first.url, first.title, first.publisher, first.lang) == (
        "https://harbour.example/1",
        "Ferry returns",
        "Harbour Post",
        "en",
    )
    assert first.published is not None and first.published.isoformat() == "2021-09-06T09:30:00+02:00"
    assert first.modified is not None and first.modified.isoformat() == "2021-09-07"
    assert first.keywords == ("ferries", "harbour")
    assert first.image == "https://harbour.example/a.jpg"
    assert second == SitemapPage("https://harbour.example/2")


def test_index_gzip_and_cut_off() -> None:
    index = b"<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap><sitemap><loc>https://a.example/1.xml"
    assert read_sitemap(gzip.compress(index)).sitemaps == ("https://a.example/1.xml",)
    assert read_sitemap(b"<urlset></urlset>").pages == ()
    assert len(read_sitemap(b"<urlset>" + b"<url><loc>https://a.example/1</loc></url>" * 3 + b"<url><lo").pages) == 3


def test_a_limit_of_entries() -> None:
    raw = b"<urlset>" + b"<url><loc>https://a.example/1</loc></url>" * 3 + b"</urlset>"
    assert len(read_sitemap(raw, most=2).pages) == 2


@pytest.mark.parametrize("raw", [b"", b"hello", b"<html><body/></html>", b"<url/>", b"\x1f\x8bxxxx", b"<a" * 1000])
def test_what_is_none(raw: bytes) -> None:
    with pytest.raises(FeedError):
        read_sitemap(raw)


def test_too_large() -> None:
    with pytest.raises(TooLarge):
        read_sitemap(gzip.compress(bytes(sitemaps.MAX_BYTES + 1), 1))


def test_deep_and_entities_are_harmless() -> None:
    bomb = b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>" + b"<urlset><url><loc>https://a.example/&a;</loc></url></urlset>"
    assert all("aaaa" not in page.url for page in read_sitemap(bomb).pages)
    deep = b"<urlset><url>" + b"<x>" * 10 + b"<loc>https://a.example/</loc>" + b"</x>" * 10 + b"</url></urlset>"
    assert read_sitemap(deep).pages == ()


@given(st.binary(max_size=60) | st.text(alphabet="<>/urlseto&;\"' ", max_size=60).map(str.encode))
def test_raises_nothing_else(raw: bytes) -> None:
    try:
        read_sitemap(raw)
    except InputError as error:
        assert str(error)


def test_named_in_robots() -> None:
    robots = "User-agent: *\nSitemap: https://a.example/s.xml\n sitemap : https://a.example/s.xml\nSitemap: /relative\n"
    assert sitemaps_named(robots) == ("https://a.example/s.xml",)
