"""What else a page states of its article: address, language, picture, section, publisher, kind, player, "
"reservations."""

from __future__ import annotations

import re
from typing import Any

from octavo.core.gather.extract.headline import tidy
from octavo.core.gather.extract.structured import Facts, Node, as_list, text_of, types
from octavo.core.gather.urls import absolute_url, same_site
from octavo.types import Kind, Media

_LIVE = re.compile(
    r"/(?:live|live-?blog|liveticker|en-direct|ao-vivo|en-vivo|directo)(?:[/_-]|$)|-live(?:-updates|blog|ticker)", re.I
)
_DURATION = re.compile(r"P(?:(\d{1,3})D)?T?(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?$", re.I)
_SNIPPET = re.compile(r"max-snippet\s*:\s*(-?\d{1,6})", re.I)
_RESERVED = re.compile(r"\bno-?(?:ai|imageai|ml)\b", re.I)
_FRONT = re.compile(r"https?://[^/?#]+/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.\w{2,5})?$", re.I)
_NOT_SITE = re.compile(r"^@|^https?:")


def canonical(stated: Facts, url: str) -> str | None:
    """The page's own address, believed only within the registrable domain of `url` and not for a bare front page.

    A page from a file (`url` is "") can only be asked itself.
    """
    for value in (*stated.links.get("canonical", ()), *stated.meta.get("og:url", ())):
        address = absolute_url(value, url) if value else None
        if address and (not url or same_site(address, url)):
            is_front = re.match(r"https?://[^/]+/?$", address)
            return None if is_front and not re.match(r"https?://[^/]+/?$", url) else address
    return None


def claimed_language(stated: Facts) -> str | None:
    """The language that the page claims, as it writes it."""
    values = (
        stated.lang,
        text_of(stated.article.get("inLanguage")),
        stated.first("content-language", "og:locale", "language", "dc.language", "dcterms.language"),
    )
    return next((value for value in values if value), None)


def image(stated: Facts, url: str) -> str | None:
    """The address of the picture that stands for the article."""
    for value in (
        stated.first("og:image:secure_url", "og:image", "og:image:url"),
        *_pictures(stated.article),
        stated.first("twitter:image", "twitter:image:src", "thumbnail"),
    ):
        address = absolute_url(value, url) if value else None
        if address:
            return address
    return None


def _pictures(node: Node) -> list[str | None]:
    return [
        text_of(one.get("url") or one.get("contentUrl")) if isinstance(one, dict) else text_of(one)
        for one in as_list(node.get("image"))[:3]
    ]


def section(stated: Facts) -> str | None:
    for value in (
        stated.first("article:section"),
        text_of(stated.article.get("articleSection")),
        stated.first("parsely-section", "cxenseparse:section"),
    ):
        if value and len(value) < 60 and not value.startswith("http"):
            return tidy(value)
    return None


def publisher(stated: Facts) -> str | None:
    """The name of the site or its publisher, as readers know it."""
    for value in (
        stated.first("og:site_name"),
        text_of(stated.article.get("publisher")),
        stated.first("application-name", "publisher"),
    ):
        if value and len(value) < 80 and not _NOT_SITE.match(value):
            return tidy(value) or None
    return None


def kind(stated: Facts, url: str, words: int) -> Kind:
    """A page is a video, audio or gallery only where its words are few beside it."""
    names = {name.lower() for name in types(stated.article)}
    if "liveblogposting" in names or (
        _LIVE.search(url) and any("liveblog" in name.lower() for node in stated.nodes for name in types(node))
    ):
        return Kind.LIVE
    media = {name.lower() for name in types(stated.media)}
    shared = (stated.first("og:type") or "").lower()
    if words < 150:
        if shared.startswith("video") or (media & {"videoobject"} and not stated.article):
            return Kind.VIDEO
        if shared.startswith(("music", "audio")) or (media - {"videoobject"} and not stated.article):
            return Kind.AUDIO
        if any(
            {"imagegallery", "mediagallery"} & {name.lower() for name in types(node)} for node in stated.nodes
        ) or re.search(r"/(?:gallery|galerie|photos?|bilder|fotos)/", url):
            return Kind.GALLERY
    return Kind.ARTICLE


def media(stated: Facts, url: str) -> Media | None:
    """The player's facts, where the page states a video or audio."""
    node = stated.media
    file = absolute_url(
        text_of(node.get("contentUrl")) or stated.first("og:video:secure_url", "og:video", "og:audio") or "", url
    )
    player = absolute_url(text_of(node.get("embedUrl")) or stated.first("twitter:player") or "", url)
    if not file and not player:
        return None
    thumbnail = absolute_url(text_of(node.get("thumbnailUrl")) or "", url)
    return Media(file, player, text_of(node.get("encodingFormat")), seconds(node.get("duration")), thumbnail)


def seconds(value: Any) -> int | None:
    """An ISO 8601 duration ("PT2M30S") or a bare number as seconds."""
    text = text_of(value) or ""
    if text.isdigit():
        return int(text[:6])
    found = _DURATION.match(text)
    if not found or not any(found.groups()):
        return None
    days, hours, minutes, rest = (int(part or 0) for part in found.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + rest


def description(stated: Facts) -> str | None:
    value = stated.first("og:description", "description", "twitter:description") or text_of(
        stated.article.get("description")
    )
    return tidy(value)[:1000] or None if value else None


def reserves_mining(stated: Facts) -> bool:
    """Text and data mining reserved by the TDM protocol's meta tag or a "noai" robots word."""
    if "1" in stated.meta.get("tdm-reservation", ()):
        return True
    return any(_RESERVED.search(value) for value in stated.meta.get("robots", ()))


def max_snippet(stated: Facts) -> int | None:
    """Characters that robots may quote; None where unlimited or unsaid."""
    for name in ("robots", "googlebot"):
        for value in stated.meta.get(name, ()):
            found = _SNIPPET.search(value)
            if found and int(found[1]) >= 0:
                return int(found[1])
    return None


def is_front_page(stated: Facts, url: str) -> bool:
    """Whether the page is a site's front: a bare address, no article stated."""
    return bool(_FRONT.match(url)) and not stated.article and stated.first("og:type") != "article"
