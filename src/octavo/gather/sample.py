"""The sample edition imported through the same way as real pages: feeds parsed, entries matched, pages extracted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from octavo import sample
from octavo.core.gather.drafts import from_entry, from_page, merged
from octavo.core.gather.extract import extract
from octavo.core.gather.feeds import parse_feed
from octavo.core.gather.publishers import publisher_ref
from octavo.core.gather.urls import canonical_url
from octavo.errors import InputError
from octavo.gather.importing import Importer
from octavo.gather.problems import Problem
from octavo.types import Draft, Entry, Feed, PublisherRef


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a sample feed with the versions of its page, oldest first."""

    entry: Entry
    feed: Feed
    publisher: PublisherRef
    pages: tuple[bytes, ...]
    now: datetime

    def store(self, importer: Importer) -> None:
        """Extract and hand over; a page that changed is stored in its order, so that its versions can be seen."""
        entry = from_entry(self.entry, now=self.now, publisher=self.publisher, lang=self.feed.lang)
        for raw in self.pages or (b"",):
            try:
                importer.take(self._draft(entry, raw))
            except InputError as error:
                importer.take(Problem(entry.url, None, error))
                importer.take(entry)  # what the feed says of it is better than nothing
            if len(self.pages) > 1:
                importer.flush()

    def _draft(self, entry: Draft, raw: bytes) -> Draft:
        if not raw:
            return entry
        page = from_page(extract(raw, entry.url, now=self.now), publisher=self.publisher)
        return merged(page, entry)


def items(now: datetime) -> list[Item]:
    """Everything in the shipped edition, oldest first, as it would have come in."""
    edition = sample.edition(now)
    pages = {canonical_url(url): versions for url, versions in edition.pages.items()}
    found = []
    for shipped in edition.feeds:
        feed = parse_feed(shipped.raw, shipped.url)
        publisher = publisher_ref(shipped.publisher.homepage, name=shipped.publisher.name)
        for entry in feed.entries:
            raws = pages.get(canonical_url(entry.url), ()) if entry.url else ()
            found.append(Item(entry, feed, publisher, raws, now))
    return sorted(found, key=lambda item: item.entry.published.at.timestamp() if item.entry.published else 0.0)
