"""Feeds that pages name, places where they may lie, and what a feed looks like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.gather.discover import find_feeds, guesses, looks_like_feed
from octavo.types import FeedLink

PAGE = """<!doctype html><html><head><base href="https://harbour.example/news/"><base>
<link rel="alternate" type="application/rss+xml" title="Harbour &amp; Sea" href="/feed">
<LINK REL='alternate' TYPE='application/atom+xml; charset=utf-8' HREF='atom.xml'>
<link rel=alternate type=application/feed+json href=feed.json>
<link rel="alternate" type="application/json" href="https://harbour.example/wp-json/wp/v2/pages/2">
<link rel="alternate" type="application/json+oembed" href="/oembed?x=1">
<link rel="alternate" type="text/xml" href="/rss/all.xml">
<link rel="alternate" type="application/rss+xml" href="/comments/feed/">
<link rel="alternate" hreflang="de" href="/de/">
<link rel="feed" href="/everything">
<link rel="alternate" type="application/rss+xml" href="javascript:void(0)">
<!-- <link rel="alternate" type="application/rss+xml" href="/hidden"> -->
<script>var a = '<a href="/rss/script.xml">';</script>
</head><body>
<a href="/feed">again</a>
<a href="/sport/rss"><img src="x.png"> Sport <b>news</b></a>
<a href="feed://harbour.example/old.rss">Old</a>
<a href="feed:https://harbour.example/older.rss" title="Older">x</a>
<a href="/data" type="application/atom+xml">Typed</a>
<a href="https://feedly.com/i/subscription/feed/x">Feedly</a>
<a href="mailto:feed/">Mail</a>
<a href="/about-our-rss-feeds.html">What is RSS?</a>
<a href="/sport">Sport</a>
</body></html>"""


def test_a_page() -> None:
    assert find_feeds(PAGE, "https://harbour.example/") == (
        FeedLink("https://harbour.example/feed", "Harbour & Sea", "application/rss+xml"),
        FeedLink("https://harbour.example/news/atom.xml", "", "application/atom+xml"),
        FeedLink("https://harbour.example/news/feed.json", "", "application/feed+json"),
        FeedLink("https://harbour.example/rss/all.xml", "", "text/xml"),
        FeedLink("https://harbour.example/everything", "", ""),
        FeedLink("https://harbour.example/sport/rss", "Sport news", ""),
        FeedLink("http://harbour.example/old.rss", "Old", ""),
        FeedLink("https://harbour.example/older.rss", "Older", ""),
        FeedLink("https://harbour.example/data", "Typed", "application/atom+xml"),
    )


def test_a_page_of_which_no_address_is_known() -> None:
    link = "<link rel=alternate type=application/rss+xml href=/feed><a href='mailto:feed/'>x</a>"
    assert [found.url for found in find_feeds(link, "")] == ["/feed"]
    canonical = "<meta name=x content=y><link rel=canonical href='https://harbour.example/1'>"
    assert find_feeds(canonical + link, "")[0].url == "https://harbour.example/feed"
    og = "<meta property=og:url content='nowhere'><meta property=og:url content='https://port.example/1'>"
    assert find_feeds(og + link, "")[0].url == "https://port.example/feed"


@given(st.text(alphabet="<>/ link a href=\"rss'=!-typebase:", max_size=200))
def test_any_page(html: str) -> None:
    assert isinstance(find_feeds("<a " + html, "https://harbour.example/"), tuple)


def test_guesses() -> None:
    below = guesses("https://harbour.example/sport/")
    assert below[0] == "https://harbour.example/sport/feed"
    assert "https://harbour.example/rss.xml" in below
    assert len(set(below)) == len(below)
    assert len(guesses("https://harbour.example")) < len(below)
    assert guesses("nowhere") == ()


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        (
            "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv",
        ),
        ("https://one.blogspot.com/2020/", "https://one.blogspot.com/feeds/posts/default"),
        ("https://www.reddit.com/r/news/", "https://www.reddit.com/r/news/.rss"),
        ("https://one.tumblr.com/", "https://one.tumblr.com/rss"),
        (
            "https://www.youtube.com/playlist?list=PLabcdefghijk",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PLabcdefghijk",
        ),
        ("https://medium.com/@ana", "https://medium.com/feed/@ana"),
        ("https://github.com/a/b", "https://github.com/a/b/releases.atom"),
        ("https://social.example/@ana", "https://social.example/@ana.rss"),
    ],
)
def test_platforms(page: str, feed: str) -> None:
    assert guesses(page)[0] == feed


@pytest.mark.parametrize(
    "raw",
    [
        b"<rss version='2.0'>",
        b"\xef\xbb\xbf \n<?xml version='1.0'?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'>",
        b"<rdf:RDF xmlns:rdf='x'>",
        "<?xml version='1.0' encoding='utf-16'?><rss>".encode("utf-16"),
        b'{"version": "https:\\/\\/jsonfeed.org/version/1.1", "items": []}',
        b"<channel href='x'>",
    ],
)
def test_feeds_look_like_feeds(raw: bytes) -> None:
    assert looks_like_feed(raw)


@pytest.mark.parametrize("raw", [b"", b"{}", b"<!doctype html><html><p>&lt;rss<rss></p>", b"\x89PNG", b"<urlset>"])
def test_other_things_do_not(raw: bytes) -> None:
    assert not looks_like_feed(raw)
