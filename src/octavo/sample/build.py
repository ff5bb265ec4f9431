"""Puts the sample edition together for one moment: every page and feed as bytes, times counted back from `now`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from octavo.sample.feeds import feed
from octavo.sample.pages import address, page
from octavo.sample.publishers import HOUSES, House, SamplePublisher
from octavo.sample.texts import Text, articles
from octavo.sample.times import moment, render


@dataclass(frozen=True, slots=True)
class SampleFeed:
    """A publisher's feed as it would come over the wire."""

    publisher: SamplePublisher
    url: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class SampleEdition:
    """All feeds, and all pages by address. A page has its versions in order; the last is the one that stands now."""

    feeds: tuple[SampleFeed, ...]
    pages: Mapping[str, tuple[bytes, ...]]


def _newest_first(house: House) -> tuple[tuple[Text, ...], ...]:
    fixed = datetime(2000, 1, 1, tzinfo=UTC)  # any moment orders the offsets alike
    return tuple(sorted(articles(house), key=lambda versions: moment(versions[-1].published, fixed, UTC), reverse=True))


def _raw(house: House, text: str, now: datetime) -> bytes:
    return render(text, now, house.zone, house.publisher.lang).encode(house.charset, "xmlcharrefreplace")


def edition(now: datetime) -> SampleEdition:
    """The sample edition as seen at `now` (aware): all articles lie in the nine days before it. Same `now`, same bytes.

    Addresses in a feed may carry tracking parameters that the keys of `pages` lack.
    """
    feeds: list[SampleFeed] = []
    pages: dict[str, tuple[bytes, ...]] = {}
    for house in HOUSES:
        versions = _newest_first(house)
        current = [found[-1] for found in versions]
        feeds.append(SampleFeed(house.publisher, house.feed_url, _raw(house, feed(house, current), now)))
        for found in versions:
            pages[address(house, found[-1])] = tuple(_raw(house, page(house, text, current), now) for text in found)
    return SampleEdition(tuple(feeds), pages)
