"""Feeds of the starter catalogue as sources: which are there already, and adding the others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from octavo.catalogue.feeds import CatalogueFeed
from octavo.core.gather.urls import absolute_url
from octavo.store.models import Source
from octavo.store.source_lists import Listed, add_listed
from octavo.store.sources import source_id


def add(feeds: Iterable[CatalogueFeed], now: datetime) -> int:
    """Add them with publisher, country, language and topic; how many are new."""
    return add_listed([_as_listed(one) for one in feeds], now)[0]


def present(feeds: Iterable[CatalogueFeed]) -> frozenset[str]:
    """The addresses of those that are sources already."""
    ids = {source_id(absolute_url(one.feed) or one.feed): one.feed for one in feeds}
    return frozenset(ids[pk] for pk in Source.objects.filter(id__in=ids).values_list("id", flat=True))


def _as_listed(one: CatalogueFeed) -> Listed:
    return Listed(
        one.feed,
        folder=one.topic_label,
        lang=one.lang,
        publisher=one.publisher,
        country=one.country,
        key=one.site,
    )
