"""Any address of a site, page or feed: the feeds that are there, with a look at their newest entries."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from octavo.core.gather.body import plain
from octavo.core.gather.decode import decode
from octavo.core.gather.discover import guesses, looks_like_feed
from octavo.core.gather.sitemaps import sitemaps_named
from octavo.errors import FeedError, OctavoError
from octavo.fetch.door import Door
from octavo.fetch.messages import Request, Response
from octavo.fetch.sandbox import links_safely, parse_feed_safely
from octavo.store import sources, work
from octavo.types import Entry, Feed

log = logging.getLogger(__name__)

TRIED = 6  # feeds a page names that are looked at
SHOWN = 5  # entries of a preview
_HEAD = 2_000  # bytes in which a list names itself
KEPT = timedelta(days=1)  # a preview waits that long to be seen


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry of a preview."""

    title: str
    url: str | None
    published: str | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that answers."""

    url: str
    kind: str  # feed, sitemap, page
    title: str
    lang: str
    entries: int
    preview: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Discovery:
    """The feeds at an address, best first (never empty), and the site that they belong to."""

    site: str
    feeds: tuple[Found, ...]


def discover(door: Door, url: str, now: datetime) -> Discovery:
    """Feeds at `url`: itself, else those the page names, be it by way of its page about feeds, else well-known places,
    else a news sitemap.

    Raises a FetchError where the address does not answer, FeedError where nothing is found.
    """
    answer = door.get(url if "//" in url else f"https://{url}", kind="feed")
    if b"<opml" in answer.body[:_HEAD].lower():
        raise FeedError(
            f"a list of feeds (OPML) stands at {url}",
            hint="save it as a file, then `octavo import FILE`, or upload it on the owner's page “Sources”",
        )
    if looks_like_feed(answer.body):
        feed = parse_feed_safely(answer.body, answer.final_url, answer.charset)
        return Discovery(feed.url or answer.final_url, (_found(answer.permanent_redirect or answer.url, "feed", feed),))
    named = [link.url for link in links_safely(answer.body, answer.final_url, answer.charset)]
    lists: list[Response] = []
    feeds = _look(door, named[:TRIED], lists) or _look(door, _listed(lists))
    feeds = feeds or _look(door, list(guesses(answer.final_url))) or _sitemaps(door, answer.final_url)
    if not feeds:
        raise FeedError(
            f"no feed found at {url}",
            hint="give the address of a feed, or the owner's page “Sources” lets a page be read by a rule",
        )
    return Discovery(answer.final_url, tuple(feeds))


def try_rule(door: Door, url: str, rule: dict[str, str]) -> Discovery:
    """What a rule finds on a page."""
    answer = door.get(url, kind="page")
    feed = parse_feed_safely(answer.body, answer.final_url, answer.charset, kind="page", rule=rule)
    found = _found(answer.url, "page", feed)
    return Discovery(answer.final_url, (found,))


def answer_previews(door: Door, owner: str, clock: Callable[[], datetime]) -> int:
    """Do the discoveries that the owner's page asked for; how many."""
    rows = work.claim("preview", "fetch", owner, clock(), 5)
    for row in rows:
        rule = row.data.get("rule")
        try:
            found = (
                try_rule(door, row.subject, rule) if isinstance(rule, dict) else discover(door, row.subject, clock())
            )
            data: dict[str, Any] = {"state": "found", "site": found.site, "feeds": [asdict(f) for f in found.feeds]}
        except OctavoError as error:
            data = {"state": "failed", "error": str(error)}
        except Exception as error:
            log.exception("event=discovery-broke url=%s", row.subject)
            data = {"state": "failed", "error": f"{type(error).__name__}: {error}"}
        sources.write_preview(row.id, data | ({"rule": rule} if rule else {}))
    if rows:
        sources.clear_previews(clock() - KEPT)
    return len(rows)


def _listed(pages: list[Response]) -> list[str]:
    """The feeds that pages about feeds name ("Our RSS feeds")."""
    found: list[str] = []
    for page in pages:
        with contextlib.suppress(OctavoError):
            found += [link.url for link in links_safely(page.body, page.final_url, page.charset)]
    return list(dict.fromkeys(found))[:TRIED]


def _look(door: Door, urls: list[str], pages: list[Response] | None = None) -> list[Found]:
    """Those of the addresses that are feeds, in the order given; what answers as a page is put into `pages`."""
    found: dict[str, Found] = {}
    for fetched in door.get_many([Request(url, "feed") for url in dict.fromkeys(urls)]):
        answer: Response | None = fetched.response
        if fetched.error is not None or answer is None:
            continue
        if not looks_like_feed(answer.body):
            if pages is not None and answer.content_type == "text/html":
                pages.append(answer)
            continue
        try:
            address = answer.permanent_redirect or answer.url
            feed = parse_feed_safely(answer.body, answer.final_url, answer.charset)
            found[fetched.request.url] = _found(address, "feed", feed)
        except OctavoError as error:
            log.info("event=no-feed url=%s reason=%s", answer.url, error)
    ordered = [found[url] for url in urls if url in found]
    return sorted(ordered, key=lambda f: f.entries == 0)


def _sitemaps(door: Door, url: str) -> list[Found]:
    """The news sitemap that robots.txt names, or the one at the usual place, where it lists dated pages."""
    root = urljoin(url, "/")
    named: tuple[str, ...] = ()
    for fetched in door.get_many([Request(urljoin(root, "robots.txt"), "feed")]):
        if fetched.error is None and fetched.response is not None:
            named = sitemaps_named(decode(fetched.response.body))
    news = [address for address in named if "news" in address] or list(named)
    found = []
    wanted = [*news[:TRIED], urljoin(root, "news-sitemap.xml")]
    for fetched in door.get_many([Request(address, "feed") for address in dict.fromkeys(wanted)]):
        if fetched.error is None and fetched.response is not None:
            with contextlib.suppress(OctavoError):
                feed = parse_feed_safely(fetched.response.body, fetched.response.final_url, kind="sitemap")
                if any(entry.published for entry in feed.entries):
                    found.append(_found(fetched.response.url, "sitemap", feed))
    return found


def _found(url: str, kind: str, feed: Feed) -> Found:
    return Found(url, kind, feed.title, feed.lang or "", len(feed.entries), tuple(map(_shown, feed.entries[:SHOWN])))


def _shown(entry: Entry) -> Shown:
    text = " ".join(plain(entry.summary or entry.html).split())
    published = entry.published.isoformat() if entry.published else None
    return Shown(entry.title, entry.url, published, text[:280])
