"""Sitemaps, news sitemaps among them: which pages a site lists and what it says of them. Fetches nothing."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass

from lxml import etree

from octavo.core.gather.dates import parse_date
from octavo.core.gather.urls import absolute_url
from octavo.errors import FeedError, TooLarge
from octavo.types import Moment

MAX_BYTES = 50_000_000  # uncompressed; the protocol's own limit, as are the entries
MAX_ENTRIES = 50_000
_DEPTH = 4  # levels of elements that are looked at
_SITEMAP_LINE = re.compile(r"^[ \t]{0,20}sitemap[ \t]{0,20}:[ \t]{0,20}(\S{1,2048})", re.I | re.M)


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """A page that a sitemap lists; all but its address may be missing outside of news sitemaps."""

    url: str
    title: str = ""
    published: Moment | None = None
    modified: Moment | None = None
    lang: str | None = None
    publisher: str | None = None
    keywords: tuple[str, ...] = ()
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages of a sitemap and, of an index, the sitemaps that it lists."""

    pages: tuple[SitemapPage, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_sitemap(raw: bytes, url: str = "", most: int = MAX_ENTRIES) -> Sitemap:
    """A sitemap or sitemap index (XML, gzip or not) at `url`. FeedError where it is none; TooLarge over `MAX_BYTES`.

    Only the first `most` entries are read. Broken XML is read as far as it goes.
    """
    pages: list[SitemapPage] = []
    sitemaps: list[str] = []
    known = False
    broken: Exception | None = None
    source = io.BytesIO(_unpacked(raw))
    try:
        for _, element in etree.iterparse(
            source, recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            name = _local(element)
            known = known or name in ("urlset", "sitemapindex")
            if name in ("url", "sitemap") and element.getparent() is not None:
                fields = _fields(element)
                address = absolute_url(fields.get("loc", ""), url)
                if address and name == "sitemap":
                    sitemaps.append(address)
                elif address:
                    pages.append(_page(address, fields))
                _forget(element)
                if len(pages) + len(sitemaps) >= most:
                    break
    except (etree.LxmlError, ValueError) as error:
        broken = error  # what was read before it stands
    if not known and not pages and not sitemaps:
        raise FeedError("no sitemap can be read here") from broken
    return Sitemap(tuple(pages), tuple(dict.fromkeys(sitemaps)))


def sitemaps_named(robots: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt names."""
    urls = (absolute_url(found[1]) for found in _SITEMAP_LINE.finditer(robots[:500_000]))
    return tuple(dict.fromkeys(url for url in urls if url))


def _unpacked(raw: bytes) -> bytes:
    if not raw.startswith(b"\x1f\x8b"):
        unpacked = raw
    else:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            unpacked = unpacker.decompress(raw, MAX_BYTES + 1)
        except zlib.error as error:
            raise FeedError("the gzip file is broken") from error
    if len(unpacked) > MAX_BYTES:
        raise TooLarge(f"a sitemap of more than {MAX_BYTES:,} bytes")
    return unpacked.lstrip()


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower()


def _fields(element: etree._Element, depth: int = 0) -> dict[str, str]:
    """Text by local name below an entry, the first of each; `image:loc` and `video:…` apart from the page's own."""
    found: dict[str, str] = {}
    for child in element.iterchildren("*"):
        name = _local(child)
        text = " ".join((child.text or "").split())
        if len(child) and depth < _DEPTH:
            prefix = "image:" if name == "image" else "video:" if name == "video" else ""
            for key, value in _fields(child, depth + 1).items():
                found.setdefault(prefix + key, value)
        elif text:
            found.setdefault(name, text)
    return found


def _page(url: str, fields: dict[str, str]) -> SitemapPage:
    words = (word.strip() for word in fields.get("keywords", "").split(","))
    lang = fields.get("language", "").lower().partition("-")[0]
    return SitemapPage(
        url=url,
        title=fields.get("title", "")[:500],
        published=parse_date(fields.get("publication_date", "")),
        modified=parse_date(fields.get("lastmod", "")),
        lang=lang if re.fullmatch("[a-z]{2,3}", lang) else None,
        publisher=fields.get("name") or None,
        keywords=tuple(dict.fromkeys(word for word in words if word))[:50],
        image=absolute_url(fields.get("image:loc", ""), url),
    )


def _forget(element: etree._Element) -> None:
    """Frees an entry that was read, and what stood before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]  # type: ignore[union-attr]
