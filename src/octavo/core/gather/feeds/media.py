"""What an entry brings to look at or listen to: enclosures, a picture, a player's facts."""

from __future__ import annotations

import re

from lxml import etree

from octavo.core.gather.feeds.names import Fields, line
from octavo.core.gather.urls import absolute_url
from octavo.types import Enclosure, Media

MAX_ENCLOSURES = 20
_PICTURE = re.compile(r"""<img\b[^<>]{0,2000}?\bsrc="([^"<>]{1,2000})"[^<>]{0,2000}>""", re.I)
_PIXEL = re.compile(r"""\b(?:width|height)="[0-3]?(?:px)?\"""")  # counters, not pictures
_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:$|\?)", re.I)


def enclosures(fields: Fields, base: str) -> tuple[Enclosure, ...]:
    """Files that come with an entry, each address once."""
    found: dict[str, Enclosure] = {}
    links = (one for one in fields.all("link", "atom:link") if one.get("rel", "").lower() == "enclosure")
    for one in (*fields.all("enclosure"), *links):
        url = absolute_url(one.get("url") or one.get("href") or line(one), base)
        if url is not None:
            found.setdefault(url, Enclosure(url, one.get("type") or None, number(one.get("length"))))
    return tuple(found.values())[:MAX_ENCLOSURES]


def picture(fields: Fields, files: tuple[Enclosure, ...], html: str, base: str) -> str | None:
    """The picture that stands for an entry: stated, else enclosed, else the first in its HTML."""
    stated = [(one.get("url", ""), _area(one)) for one in fields.all("media:content") if _is_picture(one)]
    stated.sort(key=lambda pair: -pair[1])  # sizes of one picture: the largest
    candidates = [url for url, _ in stated]
    candidates += [one.get("url", "") for one in fields.all("media:thumbnail")]
    candidates += [(one.get("href") or one.get("url") or "") for one in fields.all("itunes:image")]
    candidates += [fields_of.text("url") for fields_of in fields.nested("image")] + [fields.text("image")]
    candidates += [file.url for file in files if (file.type or "").startswith("image/")]
    candidates += [found[1].replace("&amp;", "&") for found in _PICTURE.finditer(html) if not _PIXEL.search(found[0])]
    urls = (absolute_url(candidate, base) for candidate in candidates if candidate)
    return next((url for url in urls if url), None)


def media(fields: Fields, files: tuple[Enclosure, ...], base: str) -> Media | None:
    """The player's facts where the entry is a video or a recording."""
    content = next((one for one in fields.all("media:content") if _medium(one) in ("video", "audio")), None)
    file = next((one for one in files if (one.type or "").startswith(("video/", "audio/"))), None)
    player = fields.first("media:player")
    embed = _youtube(fields.text("yt:videoid")) or absolute_url("" if player is None else player.get("url", ""), base)
    if content is None and file is None and embed is None:
        return None
    url, kind, size = (file.url, file.type, file.length) if file else (None, None, None)
    if content is not None and url is None:
        url = absolute_url(content.get("url", ""), base)
        kind, size = content.get("type") or None, number(content.get("filesize"))
    if embed and url and "youtube.com/" in url:  # an old player's page, no media file
        url, kind = None, None
    stated = content.get("duration", "") if content is not None else ""
    thumbnail = fields.first("media:thumbnail")
    return Media(
        url=url,
        embed_url=embed,
        type=kind,
        seconds=seconds(stated) or seconds(fields.text("itunes:duration")),
        thumbnail=absolute_url("" if thumbnail is None else thumbnail.get("url", ""), base),
        size=size,
    )


def seconds(stated: str) -> int | None:
    """A duration: `3723`, `3723.5`, `62:03` or `1:02:03`."""
    parts = stated.split(":")
    if not stated or len(parts) > 3 or not all(re.fullmatch(r"\s*\d{1,6}(?:\.\d{1,9})?\s*", part) for part in parts):
        return None
    total = 0
    for part in parts:
        total = total * 60 + int(float(part))
    return total or None


def number(stated: str | None) -> int | None:
    """A size in bytes; None where it is no positive number."""
    digits = (stated or "").strip()
    return int(digits) or None if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def _youtube(video: str) -> str | None:
    return f"https://www.youtube-nocookie.com/embed/{video}" if re.fullmatch(r"[\w-]{6,20}", video) else None


def _medium(content: etree._Element) -> str:
    return content.get("medium", "").lower() or content.get("type", "").lower().partition("/")[0]


def _is_picture(content: etree._Element) -> bool:
    medium = _medium(content)
    return medium == "image" or (medium == "" and _PICTURE_NAME.search(content.get("url", "")) is not None)


def _area(content: etree._Element) -> int:
    return (number(content.get("width")) or 0) * (number(content.get("height")) or 1)
