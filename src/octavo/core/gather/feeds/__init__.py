"""Feeds of every family (RSS, Atom, RDF, CDF, JSON Feed) to one `Feed`. Fetches nothing and decides nothing."""

from __future__ import annotations

from octavo.core.gather.decode import decode
from octavo.core.gather.feeds.jsonfeed import read_json_feed
from octavo.core.gather.feeds.markup import read_root
from octavo.core.gather.feeds.xmlfeed import read_xml_feed
from octavo.core.gather.urls import absolute_url
from octavo.errors import TooLarge
from octavo.types import Feed

MAX_BYTES = 20_000_000
MAX_ENTRIES = 10_000

__all__ = ["MAX_BYTES", "MAX_ENTRIES", "parse_feed"]


def parse_feed(raw: bytes, url: str, *, charset: str | None = None, max_entries: int = MAX_ENTRIES) -> Feed:
    """The feed in `raw`, fetched from `url` ("" where unknown) with the HTTP `charset`.

    Broken XML is read as far as it goes; document types, entities of its own and the network are never used.
    FeedError where there is no feed, TooLarge over `MAX_BYTES` or `max_entries`. A hostile feed can still cost
    seconds: see `octavo.fetch.sandbox`.
    """
    if len(raw) > MAX_BYTES:
        raise TooLarge(f"a feed of {len(raw):,} bytes; at most {MAX_BYTES:,} are read")
    text = decode(raw, declared=charset).strip("\ufeff \t\r\n")
    base = absolute_url(url) or ""
    if text.startswith("{"):
        return read_json_feed(text, base, max_entries)
    return read_xml_feed(read_root(text, base), base, max_entries)
