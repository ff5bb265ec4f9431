"""The feeds of the catalogue: one CSV file a language under `data/`, in the order in which they are offered.

Columns: `feed` (its address), `publisher` (its name, in its own language), `site` (what tells publishers apart: a host,
or a host and the first word of a path where one host carries several), `country` (ISO 3166-1) and `topic`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

TOPICS = {
    "news": "News",
    "world": "World",
    "politics": "Politics",
    "business": "Business",
    "technology": "Technology",
    "science": "Science",
    "health": "Health",
    "climate": "Climate",
    "culture": "Culture",
    "sport": "Sport",
    "local": "Local",
}


@dataclass(frozen=True, slots=True)
class CatalogueFeed:
    """One feed; `topic` is a key of `TOPICS`, `lang` ISO 639-1."""

    feed: str
    publisher: str
    site: str
    country: str
    lang: str
    topic: str

    @property
    def topic_label(self) -> str:
        return TOPICS[self.topic]


@cache
def feeds() -> tuple[CatalogueFeed, ...]:
    """Every feed: languages by code, each in the order of its file."""
    return tuple(_read())


def find(query: str = "", *, lang: str = "", country: str = "", topic: str = "") -> tuple[CatalogueFeed, ...]:
    """The feeds that fit all that is given; `query` stands in the publisher's name or the feed's address."""
    words = query.casefold()
    return tuple(
        one
        for one in feeds()
        if lang in ("", one.lang)
        and country.upper() in ("", one.country)
        and topic in ("", one.topic)
        and (words in one.publisher.casefold() or words in one.feed.casefold())
    )


def _read() -> Iterator[CatalogueFeed]:
    folder = resources.files("octavo.catalogue") / "data"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        lang, _, kind = file.name.partition(".")
        if kind == "csv":
            for row in csv.DictReader(file.read_text("utf8").splitlines()):
                yield CatalogueFeed(row["feed"], row["publisher"], row["site"], row["country"], lang, row["topic"])
