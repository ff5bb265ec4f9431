"""What an answer holds, by the source's kind: a feed, a sitemap, or a page read by a rule; and its entries as drafts.

Fetches nothing and stores nothing. A hostile answer can cost seconds: see `octavo.fetch.sandbox`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from octavo.core.gather.decode import decode
from octavo.core.gather.drafts import from_entry
from octavo.core.gather.feeds import parse_feed
from octavo.core.gather.page_rules import read_page, rule_from_json
from octavo.core.gather.sitemaps import SitemapPage, read_sitemap
from octavo.errors import InputError
from octavo.types import Draft, Entry, Feed, PublisherRef

NEWEST = 500  # pages of a sitemap that are looked at: news sitemaps hold two days, others all there ever was


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of the source that an answer comes from."""

    publisher: PublisherRef
    lang: str | None
    source_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer of a source: what it says of itself, and its entries as drafts, oldest first, each address once."""

    title: str
    site: str | None
    ttl_minutes: int | None
    entries: int
    moments: tuple[datetime, ...]  # when entries were published, as far as stated
    drafts: tuple[Draft, ...]
    left_out: tuple[str, ...]  # why entries give no draft


def read(kind: str, raw: bytes, url: str, *, charset: str | None = None, rule: Mapping[str, Any] | None = None) -> Feed:
    """The entries of an answer. Raises an InputError (FeedError, TooLarge) where it holds none that can be read."""
    return _READERS[kind](raw, url, charset, rule or {})


def drafts_of(feed: Feed, source: SourceFacts) -> Reading:
    """The entries as drafts; one that names nothing, or has nothing to read, is left out."""
    found: dict[str, Draft] = {}
    left_out = []
    for entry in reversed(feed.entries):
        try:
            draft = from_entry(
                entry,
                now=source.now,
                publisher=source.publisher,
                lang=source.lang or feed.lang,
                source_id=source.source_id,
            )
        except InputError as error:
            left_out.append(error.message)
            continue
        found[draft.url] = draft
    moments = tuple(moment.at for e in feed.entries if (moment := e.published or e.updated) is not None)
    return Reading(
        feed.title, feed.url, feed.ttl_minutes, len(feed.entries), moments, tuple(found.values()), tuple(left_out)
    )


def _feed(raw: bytes, url: str, charset: str | None, rule: Mapping[str, Any]) -> Feed:
    return parse_feed(raw, url, charset=charset)


def _sitemap(raw: bytes, url: str, charset: str | None, rule: Mapping[str, Any]) -> Feed:
    pages = read_sitemap(raw, url).pages
    newest = sorted(pages, key=_when, reverse=True)[:NEWEST]
    return Feed(title="", url=None, entries=tuple(map(_entry, newest)))


def _page(raw: bytes, url: str, charset: str | None, rule: Mapping[str, Any]) -> Feed:
    return read_page(decode(raw, declared=charset), url, rule_from_json(rule))


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


_READERS: dict[str, Callable[[bytes, str, str | None, Mapping[str, Any]], Feed]] = {
    "feed": _feed,
    "sitemap": _sitemap,
    "page": _page,
}
