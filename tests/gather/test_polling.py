"""Sources are looked at, entries become articles, and each kind of trouble ends in the right next step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from octavo.errors import FeedError, FetchError, Refused
from octavo.fetch.door import Door
from octavo.gather.discovery import answer_previews, discover
from octavo.gather.polling import poll
from octavo.store import looks, sources, work
from octavo.store.models import Article, ArticleVersion, Source, Work
from tests.drafts import CHESS, FLOOD, NOW
from tests.flows import fetch_pages
from tests.publisher import Publisher, publisher

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def arden() -> Iterator[Publisher]:
    with publisher() as made:
        yield made


@pytest.fixture
def door(arden: Publisher) -> Iterator[Door]:
    with Door("tests", frozenset({arden.host}), gap=0.0) as made:
        yield made


def page(title: str, text: str) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="2026-03-01T10:00:00Z"></head>'
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def rss(arden: Publisher, *items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>The Arden Post</title>'
        f"<link>{arden.url('/')}</link>{''.join(items)}</channel></rss>"
    )


def item(arden: Publisher, path: str, title: str, text: str = "In short.") -> str:
    return (
        f"<item><title>{title}</title><link>{arden.url(path)}</link><guid>{path}</guid>"
        f"<pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate><description>{text}</description></item>"
    )


def a_source(arden: Publisher) -> int:
    return sources.add_source(arden.url("/feed"), now=NOW, title="The Arden Post")[0]


def test_an_entry_becomes_an_article_with_the_text_of_its_page(arden: Publisher, door: Door) -> None:
    arden.serve("/feed", rss(arden, item(arden, "/flood", "Flood in Marlow")), "application/rss+xml")
    arden.serve("/flood", page("Flood in Marlow", FLOOD))
    pk = a_source(arden)
    result = poll(door, lambda: NOW)
    assert (result.looked, result.new, result.problems) == (1, 1, [])
    assert fetch_pages(door, "me", lambda: NOW) == 1
    article = Article.objects.get()
    assert (article.title, article.source_id, article.access) == ("Flood in Marlow", pk, "full")
    assert "Two bridges are closed" in ArticleVersion.objects.get().text
    assert {w.kind for w in Work.objects.all()} == {"article", "again"}
    (health,) = sources.sources_health()
    assert (health.entries, health.articles, health.errors, health.last_error) == (1, 1, 0, "")
    assert health.next_look > NOW


def test_a_whole_text_in_the_feed_needs_no_page(arden: Publisher, door: Door) -> None:
    text = " ".join([CHESS.replace("\n\n", " ")] * 8)
    arden.serve("/feed", rss(arden, item(arden, "/chess", "Chess", text)), "application/rss+xml")
    a_source(arden)
    poll(door, lambda: NOW)
    assert Article.objects.get().access == "full"
    assert [path for path, _ in arden.seen] == ["/feed"]


def test_an_unchanged_feed_costs_no_parsing(arden: Publisher, door: Door) -> None:
    arden.serve("/feed", rss(arden), "application/rss+xml")
    status, headers, body = arden.pages["/feed"]
    arden.pages["/feed"] = (status, {**headers, "ETag": '"1"'}, body)
    pk = a_source(arden)
    poll(door, lambda: NOW)
    sources.look_now(pk, NOW)
    poll(door, lambda: NOW)
    assert arden.seen[-1][1]["if-none-match"] == '"1"'
    assert Source.objects.get().looks == 2


def test_a_page_that_is_no_article_leaves_what_the_feed_says(arden: Publisher, door: Door) -> None:
    arden.serve("/feed", rss(arden, item(arden, "/wall", "Flood in Marlow", "The river rose.")), "application/rss+xml")
    arden.serve("/wall", "<html><body><a href='/'>Home</a></body></html>")
    a_source(arden)
    poll(door, lambda: NOW)
    fetch_pages(door, "me", lambda: NOW)
    article = Article.objects.get()
    assert (article.title, article.access, article.excerpt) == ("Flood in Marlow", "teaser", "The river rose.")


def test_a_server_error_is_tried_again_later(arden: Publisher, door: Door) -> None:
    arden.serve("/feed", rss(arden, item(arden, "/slow", "Flood")), "application/rss+xml")
    arden.serve("/slow", "oops", status=500)
    a_source(arden)
    poll(door, lambda: NOW)
    fetch_pages(door, "me", lambda: NOW)
    assert not Article.objects.exists()
    row = Work.objects.get()
    assert row.attempts == 1 and row.not_before > NOW and not row.parked


@pytest.mark.parametrize(
    ("status", "state", "words"),
    [(410, "retired", "410"), (500, "active", "500"), (200, "active", "feed")],
)
def test_trouble_is_told_and_waits(arden: Publisher, door: Door, status: int, state: str, words: str) -> None:
    arden.serve("/feed", "<html>no feed at all</html>", status=status)
    a_source(arden)
    result = poll(door, lambda: NOW)
    (health,) = sources.sources_health()
    assert (health.state, health.errors, result.failed) == (state, 1, 1)
    assert words in health.last_error
    assert health.next_look > NOW + timedelta(minutes=4)


def test_a_source_that_moved_is_looked_at_there(arden: Publisher, door: Door) -> None:
    arden.pages["/feed"] = (301, {"Location": "/new"}, b"")
    arden.serve("/new", rss(arden), "application/rss+xml")
    a_source(arden)
    poll(door, lambda: NOW)
    assert Source.objects.get().url == arden.url("/new")


def test_no_two_processes_look_at_once(arden: Publisher) -> None:
    a_source(arden)
    assert len(looks.claim_due("a", NOW, 5)) == 1
    assert looks.claim_due("b", NOW, 5) == []


def test_a_site_leads_to_its_feed(arden: Publisher, door: Door) -> None:
    arden.serve("/", '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>')
    arden.serve("/feed", rss(arden, item(arden, "/flood", "Flood in Marlow")), "application/rss+xml")
    found = discover(door, arden.url("/"), NOW)
    assert [(f.url, f.title, f.entries) for f in found.feeds] == [(arden.url("/feed"), "The Arden Post", 1)]
    assert found.feeds[0].preview[0].title == "Flood in Marlow"


def test_a_page_about_feeds_leads_to_them(arden: Publisher, door: Door) -> None:
    arden.serve("/", "<html><body><a href='/about/feeds'>Our feeds</a></body></html>")
    arden.serve("/about/feeds", "<html><body><a href='/news.rss'>News</a></body></html>")
    arden.serve("/news.rss", rss(arden, item(arden, "/flood", "Flood in Marlow")), "application/rss+xml")
    assert [found.url for found in discover(door, arden.url("/"), NOW).feeds] == [arden.url("/news.rss")]


def test_a_site_without_feed_is_an_error_that_helps(arden: Publisher, door: Door) -> None:
    arden.serve("/", "<html><body>nothing</body></html>")
    with pytest.raises(FeedError, match="no feed found"):
        discover(door, arden.url("/"), NOW)
    with pytest.raises(FetchError):
        discover(door, arden.url("/missing"), NOW)


def test_an_opml_list_is_said_to_be_one(arden: Publisher, door: Door) -> None:
    opml = (
        '<?xml version="1.0"?>\n<OPML version="2.0"><body><outline xmlUrl="https://bell.example/feed"/></body></OPML>'
    )
    arden.serve("/list.xml", opml, "text/xml")
    with pytest.raises(FeedError, match=r"a list of feeds \(OPML\) stands at .*octavo import FILE"):
        discover(door, arden.url("/list.xml"), NOW)


def test_private_addresses_are_refused(arden: Publisher) -> None:
    with Door("tests") as strict, pytest.raises(Refused):
        discover(strict, arden.url("/"), NOW)
    assert arden.seen == []


def test_the_owner_gets_a_preview(arden: Publisher, door: Door) -> None:
    arden.serve("/feed", rss(arden, item(arden, "/flood", "Flood in Marlow")), "application/rss+xml")
    pk = sources.request_discovery(arden.url("/feed"), NOW)
    assert answer_previews(door, "me", lambda: NOW) == 1
    shown = sources.preview(pk)
    assert shown is not None and shown["state"] == "found"
    assert shown["feeds"][0]["preview"][0]["title"] == "Flood in Marlow"
    failed = sources.request_discovery(arden.url("/none"), NOW)
    answer_previews(door, "me", lambda: NOW)
    assert sources.preview(failed)["state"] == "failed"
    assert work.claim("preview", "fetch", "me", NOW, 5) == []


def test_a_page_without_feed_is_read_by_a_rule(arden: Publisher, door: Door) -> None:
    arden.serve("/", '<html><body><ul><li><a href="/flood">Flood in Marlow</a></li></ul></body></html>')
    arden.serve("/flood", page("Flood in Marlow", FLOOD))
    rule = {"item": "li"}
    shown = sources.request_discovery(arden.url("/"), NOW, rule=rule)
    answer_previews(door, "me", lambda: NOW)
    preview = sources.preview(shown)
    assert preview is not None and preview["feeds"][0]["preview"][0]["title"] == "Flood in Marlow"
    sources.add_source(arden.url("/"), now=NOW, kind="page", rule=rule)
    poll(door, lambda: NOW)
    fetch_pages(door, "me", lambda: NOW)
    assert Article.objects.get().title == "Flood in Marlow"


def test_a_news_sitemap_serves_where_there_is_no_feed(arden: Publisher, door: Door) -> None:
    arden.serve("/", "<html><body>nothing</body></html>")
    arden.serve("/robots.txt", f"Sitemap: {arden.url('/news.xml')}", "text/plain")
    arden.serve(
        "/news.xml",
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>{arden.url('/flood')}</loc><news:news><news:title>Flood in Marlow</news:title>"
        "<news:publication_date>2026-03-01T10:00:00Z</news:publication_date></news:news></url></urlset>",
        "application/xml",
    )
    (found,) = discover(door, arden.url("/"), NOW).feeds
    assert (found.kind, found.entries) == ("sitemap", 1)
    sources.add_source(found.url, now=NOW, kind=found.kind)
    assert poll(door, lambda: NOW).new == 1
