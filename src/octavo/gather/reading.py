"""What an answer holds, by the source's kind: a feed, a sitemap, or a page read by a rule. All become a `Feed`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from octavo.core.gather.decode import decode
from octavo.core.gather.page_rules import read_page, rule_from_json
from octavo.core.gather.sitemaps import SitemapPage, read_sitemap
from octavo.fetch.messages import Response
from octavo.fetch.sandbox import parse_feed_safely
from octavo.types import Entry, Feed

NEWEST = 500  # pages of a sitemap that are looked at: news sitemaps hold two days, others all there ever was


def read(kind: str, rule: Mapping[str, Any], response: Response) -> Feed:
    """The entries of an answer. Raises FeedError or TooLarge where it holds none that can be read."""
    return _READERS[kind](response, rule)


def _feed(response: Response, rule: Mapping[str, Any]) -> Feed:
    return parse_feed_safely(response.body, response.final_url, response.charset)


def _sitemap(response: Response, rule: Mapping[str, Any]) -> Feed:
    pages = read_sitemap(response.body, response.final_url).pages
    newest = sorted(pages, key=_when, reverse=True)[:NEWEST]
    return Feed(title="", url=None, entries=tuple(map(_entry, newest)))


def _page(response: Response, rule: Mapping[str, Any]) -> Feed:
    return read_page(decode(response.body, declared=response.charset), response.final_url, rule_from_json(rule))


def _when(page: SitemapPage) -> float:
    moment = page.published or page.modified
    return moment.at.timestamp() if moment else 0.0


def _entry(page: SitemapPage) -> Entry:
    return Entry(
        id=page.url,
        url=page.url,
        title=page.title,
        published=page.published,
        updated=page.modified,
        keywords=page.keywords,
        image=page.image,
        lang=page.lang,
    )


_READERS: dict[str, Callable[[Response, Mapping[str, Any]], Feed]] = {
    "feed": _feed,
    "sitemap": _sitemap,
    "page": _page,
}
KINDS = tuple(_READERS)
