"""Feeds that pages name: what we find against what common readers look for, on the shared pages, without the network.

Two readers are written anew here after what such programs do: one takes the link tags of the usual types, the other
takes anchors that look like feeds, too. A found address counts as confirmed where a list of feeds holds it.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from evals.common import data, read_jsonl, report
from octavo.core.gather.decode import decode
from octavo.core.gather.discover import find_feeds
from octavo.core.gather.urls import same_site

SETS = ("fundus_pages", "trafilatura_pages", "readability_pages")
TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/rdf+xml",
}
ENDINGS = (".rss", ".rdf", ".atom", ".xml")
# Readers take any address that holds the letters and look whether a feed answers; without the network, whole words
# on an address that is no page stand in for that look.
WORDS = re.compile(r"(?<![a-z])(?:rss|rdf|atom|xml)(?![a-z])")
# whoever finds only these has found nothing
NO_NEWS = re.compile(r"comments/feed|oembed|wp-json|sitemap|opensearch|\.html?(?:$|[?#])|maca=|[?&]writer=")


def main() -> dict[str, float]:
    listed = _listed()
    finders: dict[str, Callable[[bytes, str], list[str]]] = {"ours": _ours, "links": _links, "anchors": _anchors}
    with_feed: dict[str, int] = defaultdict(int)
    confirmed: dict[str, int] = defaultdict(int)
    pages = checkable = 0
    for raw, url in _pages():
        pages += 1
        known = {feed for feed in listed[_domain(url)] if same_site(f"https://{feed}", url)}
        checkable += bool(known)
        for name, find in finders.items():
            found = {_short(one) for one in find(raw, url) if not NO_NEWS.search(one)}
            with_feed[name] += bool(found)
            confirmed[name] += bool(found & known)
    figures: dict[str, float] = {"pages": pages, "pages_of_listed_publishers": checkable}
    for name in finders:
        figures[f"{name}_pages_with_a_feed"] = with_feed[name]
        figures[f"{name}_pages_confirmed"] = confirmed[name]
    best = max(with_feed["links"], with_feed["anchors"])
    figures["found_to_best_reader"] = with_feed["ours"] / best
    figures["confirmed_to_best_reader"] = confirmed["ours"] / max(confirmed["links"], confirmed["anchors"], 1)
    report("discovery", figures)
    return figures


def _pages() -> Iterator[tuple[bytes, str]]:
    for name in SETS:
        for row in read_jsonl(data(f"{name}/truth.jsonl.gz")):
            path = data(f"{name}/html/{row['id']}.html.gz")
            if path.exists():
                yield gzip.decompress(path.read_bytes()), row.get("url") or ""


def _listed() -> dict[str, set[str]]:
    """The feeds of all lists by domain, in the short form."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_jsonl(data("feed_lists/feeds.jsonl.gz")):
        found[_domain(row["feed_url"])].add(_short(row["feed_url"]))
    return found


def _domain(url: str) -> str:
    """The last two labels of the host: only to look in the right place; `same_site` decides."""
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def _short(url: str) -> str:
    """An address without what does not matter: scheme, www, a slash at the end, case."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/").casefold()


def _ours(raw: bytes, url: str) -> list[str]:
    return [link.url for link in find_feeds(decode(raw), url)]


def _links(raw: bytes, url: str) -> list[str]:
    tree = _tree(raw)
    if tree is None:
        return []
    found = []
    for link in tree.iter("link"):
        rels = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").lower().partition(";")[0].strip()
        if link.get("href") and ("feed" in rels or ("alternate" in rels and kind in TYPES)):
            found.append(_joined(url, link.get("href")))
    return found


def _anchors(raw: bytes, url: str) -> list[str]:
    """Link tags, else anchors that end like a feed, else anchors that hold the words; on the same site first."""
    if found := _links(raw, url):
        return found
    tree = _tree(raw)
    hrefs = [] if tree is None else [_joined(url, a.get("href")) for a in tree.iter("a") if a.get("href")]
    local = [href for href in hrefs if urlsplit(href).netloc == urlsplit(url).netloc]
    for some in (local, hrefs):
        for fits in (lambda one: one.lower().endswith(ENDINGS), lambda one: WORDS.search(one.lower())):
            if found := [href for href in some if fits(href) and not NO_NEWS.search(href)]:
                return found
    return []


def _joined(base: str, href: str | None) -> str:
    try:
        return urljoin(base, href or "")
    except ValueError:
        return ""


def _tree(raw: bytes) -> etree._Element | None:
    try:
        return html.document_fromstring(decode(raw).encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None


if __name__ == "__main__":
    main()
