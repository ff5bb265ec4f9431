"""Lists of sources: many added at once, and all of them given out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.core.gather.publishers import publisher_ref
from octavo.core.gather.urls import absolute_url, host_of
from octavo.store.articles import make_publishers, publisher_id
from octavo.store.hosts import host
from octavo.store.models import Publisher, Source
from octavo.store.sources import source_id
from octavo.types import PublisherRef


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed of a list. `key` tells its publisher apart where that is known better than from the addresses; `place`
    says where it stands, for the one who is told that it cannot be used."""

    url: str
    title: str = ""
    site: str = ""
    folder: str = ""
    lang: str = ""
    publisher: str = ""
    country: str = ""
    key: str = ""
    place: str = ""


def add_listed(listed_sources: Sequence[Listed | tuple[str, str, str, str]], now: datetime) -> tuple[int, list[str]]:
    """Add the feeds of a list, tuples being (url, title, site, folder); how many are new, and a line for each that
    cannot be used."""
    problems: list[str] = []
    rows: dict[int, tuple[Source, PublisherRef]] = {}
    countries: dict[str, list[int]] = {}
    for one in listed_sources:
        given = one if isinstance(one, Listed) else Listed(*one)
        address = absolute_url(given.url)
        if address is None:
            place = f"{given.place}: " if given.place else ""
            problems.append(f"{place}{given.url[:200]!r} is no web address")
            continue
        source, ref = _listed(given, address, now)
        rows.setdefault(source.id, (source, ref))
        if given.country:
            countries.setdefault(given.country[:2].upper(), []).append(source.publisher_id)
    known = _known(list(rows))
    fresh = [pair for pk, pair in rows.items() if pk not in known]
    make_publishers(ref for _, ref in fresh)  # first: a source without its publisher would never be seen
    for country, publishers in countries.items():
        Publisher.objects.filter(id__in=publishers, country="").update(country=country)
    Source.objects.bulk_create([source for source, _ in fresh], batch_size=500, ignore_conflicts=True)
    return len(fresh), problems


def _listed(given: Listed, address: str, now: datetime) -> tuple[Source, PublisherRef]:
    ref = publisher_ref(address, name=given.publisher, site=host_of(given.site) if given.site else "")
    if given.key:
        ref = PublisherRef(given.publisher or ref.name, given.key)
    source = Source(
        id=source_id(address),
        url=address,
        host=host(address),
        title=given.title[:300],
        site=given.site,
        publisher_id=publisher_id(ref.host),
        lang=given.lang[:8],
        topic=given.folder[:80],
        added=now,
        next_look=now,
    )
    return source, ref


def _known(ids: list[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(ids), 5000):
        found |= set(Source.objects.filter(id__in=ids[start : start + 5000]).values_list("id", flat=True))
    return found


@dataclass(frozen=True, slots=True)
class ListedSource:
    url: str
    title: str
    site: str
    folder: str
    lang: str


def listed() -> list[ListedSource]:
    """All sources that an OPML list holds, in a fixed order."""
    rows = Source.objects.filter(sample=False).order_by("topic", "title", "url")
    return [ListedSource(r.url, r.title or r.url, r.site, r.topic, r.lang) for r in rows]
