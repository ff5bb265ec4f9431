"""Packs: small choices from the catalogue that are added at once, written down as queries in `data/packs.json`.

A query names `languages`, `countries`, `topics` and `publishers`; what it leaves out may be anything. Of each publisher
a pack takes `each` feeds (one where it is not said, those of the topic `prefer` first), and no pack takes more than 24.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from octavo.catalogue.feeds import CatalogueFeed, feeds
from octavo.core.data import load_json

LARGEST = 24  # a pack is read through before it is added


@dataclass(frozen=True, slots=True)
class Pack:
    """`title` is written in the pack's language."""

    slug: str
    title: str
    lang: str
    feeds: tuple[CatalogueFeed, ...]

    @property
    def publishers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.publisher for one in self.feeds))


@cache
def packs() -> tuple[Pack, ...]:
    """All packs, in the order in which they are offered."""
    return tuple(
        Pack(query["slug"], query["title"], query["lang"], tuple(_take(query)))
        for query in load_json("octavo.catalogue", "packs.json")
    )


def pack(slug: str) -> Pack | None:
    return next((one for one in packs() if one.slug == slug), None)


def _take(query: Mapping[str, Any]) -> Iterator[CatalogueFeed]:
    taken: Counter[str] = Counter()
    for one in _ordered(query):
        if taken[one.publisher] < query.get("each", 1) and taken.total() < LARGEST:
            taken[one.publisher] += 1
            yield one


def _ordered(query: Mapping[str, Any]) -> Iterable[CatalogueFeed]:
    """The feeds that fit: as the query names its publishers, else as the catalogue lists them."""
    found = [one for one in feeds() if _fits(one, query)]
    named = query.get("publishers", [])
    if named:
        found.sort(key=lambda one: (named.index(one.publisher), one.topic != query.get("prefer")))
    return found


def _fits(one: CatalogueFeed, query: Mapping[str, Any]) -> bool:
    wanted = {"languages": one.lang, "countries": one.country, "topics": one.topic, "publishers": one.publisher}
    return all(name not in query or value in query[name] for name, value in wanted.items())
