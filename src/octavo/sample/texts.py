"""Reads the article files: a head of `name: value` lines, a line `---`, then blocks of text parted by blank lines.

A file `{slug}.html` is an article as first published, `{slug}.2.html` its later version. Says nothing about markup.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from octavo.sample.publishers import House


@dataclass(frozen=True, slots=True)
class Picture:
    """One of the drawings in `images/`, with what a page says under it."""

    name: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Text:
    """An article as written, times still as tokens."""

    slug: str
    title: str
    published: str  # an offset, see times.moment
    summary: str
    section: str
    keywords: tuple[str, ...]
    blocks: tuple[str, ...]
    authors: tuple[str, ...] = ()
    updated: str | None = None
    kind: str = "article"  # article, live, video, audio, gallery, teaser
    agency: str | None = None
    picture: Picture | None = None
    short_title: str | None = None  # what the feed and the window title say, where it differs
    minutes: int = 0  # length of a video or audio item

    @property
    def number(self) -> int:
        """The number in the publisher's address: stable, and without meaning."""
        return 10_000_000 + zlib.crc32(self.slug.encode()) % 89_999_999


def picture(value: str) -> Picture:
    name, caption, credit = (part.strip() for part in value.split("|"))
    return Picture(name, caption, credit)


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(";") if part.strip())


def parse(slug: str, source: str) -> Text:
    """An article file as a Text; a missing field of the head raises KeyError."""
    head, _, body = source.partition("\n---\n")
    said = dict(line.split(": ", 1) for line in head.splitlines())
    return Text(
        slug=slug,
        title=said["title"],
        published=said["published"],
        summary=said["summary"],
        section=said["section"],
        keywords=_listed(said["keywords"]),
        blocks=tuple(block.strip() for block in body.strip().split("\n\n")),
        authors=_listed(said.get("authors", "")),
        updated=said.get("updated"),
        kind=said.get("kind", "article"),
        agency=said.get("agency"),
        picture=picture(said["picture"]) if "picture" in said else None,
        short_title=said.get("short_title"),
        minutes=int(said.get("minutes", "0")),
    )


def _sources(key: str) -> Iterator[tuple[str, str]]:
    folder = files("octavo.sample").joinpath("articles", key)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name.removesuffix(".html")):
        if file.name.endswith(".html"):
            yield file.name.removesuffix(".html"), file.read_text("utf-8")


@cache
def articles(house: House) -> tuple[tuple[Text, ...], ...]:
    """The house's articles, each as its versions in order."""
    versions: dict[str, list[Text]] = {}
    for name, source in _sources(house.key):
        slug = name.split(".")[0]
        versions.setdefault(slug, []).append(parse(slug, source))
    return tuple(tuple(found) for found in versions.values())
