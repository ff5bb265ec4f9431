"""JSON Feed (versions 1 and 1.1) to a `Feed`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from octavo.core.gather.dates import parse_date
from octavo.core.gather.feeds.people import unique
from octavo.core.gather.feeds.text import clean, plain
from octavo.core.gather.urls import absolute_url
from octavo.errors import FeedError, TooLarge
from octavo.types import Enclosure, Entry, Feed, Media, Moment

MAX_KEYWORDS = 50


def read_json_feed(text: str, base: str, max_entries: int) -> Feed:
    """The feed in a JSON text; FeedError where it is none, TooLarge where it has more than `max_entries`."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FeedError("the JSON is broken") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise FeedError("JSON, but no feed: it has no list of items")
    if len(items) > max_entries:
        raise TooLarge(f"a feed of {len(items):,} entries; at most {max_entries:,} are read")
    site = absolute_url(_text(feed, "home_page_url"), base)
    lang = _lang(feed)
    inherited = _authors(feed)
    return Feed(
        title=plain(_text(feed, "title")),
        url=site,
        entries=tuple(_entry(item, base or site or "", inherited) for item in items if isinstance(item, dict)),
        lang=lang,
        self_url=absolute_url(_text(feed, "feed_url"), base),
        image=_first_url(base, _text(feed, "icon"), _text(feed, "favicon")),
    )


def _entry(item: Mapping[str, Any], base: str, inherited: tuple[str, ...]) -> Entry:
    url = _first_url(base, _text(item, "url"), _text(item, "external_url"))
    html = clean(_text(item, "content_html"), base)
    if not html:
        paragraphs = _text(item, "content_text").split("\n\n")
        html = "".join(f"<p>{escape(one.strip(), quote=False)}</p>" for one in paragraphs if one.strip())
    title = plain(_text(item, "title"), markup=False)
    files = tuple(_attachments(item, base))
    return Entry(
        id=_text(item, "id")[:1000] or url or title,
        url=url,
        title=title,
        published=_moment(item, "date_published"),
        updated=_moment(item, "date_modified"),
        authors=_authors(item) or inherited,
        summary=escape(_text(item, "summary"), quote=False),
        html=html,
        enclosures=tuple(file for file, _ in files),
        keywords=_keywords(item),
        image=_first_url(base, _text(item, "image"), _text(item, "banner_image")),
        lang=_lang(item),
        media=_media(files),
    )


def _text(obj: Mapping[str, Any], key: str) -> str:
    """A field as text; numbers are numbers written down (ids), anything else is missing."""
    value = obj.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).encode("utf-8", "ignore").decode().replace("\0", "").strip()


def _objects(obj: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = obj.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _first_url(base: str, *stated: str) -> str | None:
    return next((url for one in stated if one and (url := absolute_url(one, base))), None)


def _moment(item: Mapping[str, Any], key: str) -> Moment | None:
    return parse_date(_text(item, key))


def _authors(obj: Mapping[str, Any]) -> tuple[str, ...]:
    author = obj.get("author")  # version 1
    stated = [*_objects(obj, "authors"), *([author] if isinstance(author, dict) else [])]
    return unique(plain(_text(one, "name")) for one in stated)


def _keywords(item: Mapping[str, Any]) -> tuple[str, ...]:
    tags = item.get("tags")
    words = (plain(tag) for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()
    return tuple(dict.fromkeys(word for word in words if word))[:MAX_KEYWORDS]


def _lang(obj: Mapping[str, Any]) -> str | None:
    code = _text(obj, "language").lower().partition("-")[0]
    return code if len(code) in (2, 3) and code.isascii() and code.isalpha() else None


def _attachments(item: Mapping[str, Any], base: str) -> Iterator[tuple[Enclosure, int | None]]:
    """Files with their duration in seconds."""
    for one in _objects(item, "attachments")[:20]:
        url = absolute_url(_text(one, "url"), base)
        if url:
            yield (
                Enclosure(url, _text(one, "mime_type") or None, _number(one, "size_in_bytes")),
                _number(one, "duration_in_seconds"),
            )


def _number(obj: Mapping[str, Any], key: str) -> int | None:
    value = obj.get(key)
    return int(value) if isinstance(value, int | float) and 0 < value < 1e15 else None


def _media(files: tuple[tuple[Enclosure, int | None], ...]) -> Media | None:
    for file, duration in files:
        if (file.type or "").startswith(("audio/", "video/")):
            return Media(url=file.url, type=file.type, seconds=duration, size=file.length)
    return None
