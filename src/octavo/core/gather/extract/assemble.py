"""Chosen segments to a `Body`: everything else is cleared from the tree, what is left is written as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from lxml import etree

from octavo.core.gather.blocks import EMBEDS
from octavo.core.gather.body import body_from_tree
from octavo.core.gather.extract.hints import NAME_KINDS, name_hints
from octavo.core.gather.extract.segments import Segment
from octavo.types import Body

# Players and posts that articles quote; other frames are advertising or forms.
_EMBED_HOSTS = (
    "youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "dailymotion.com", "twitter.com", "x.com",
    "instagram.com",
    "facebook.com", "tiktok.com", "spotify.com", "soundcloud.com", "datawrapper.de", "dwcdn.net", "flourish.studio",
    "infogram.com",
    "podcasts.apple.com", "deezer.com", "rumble.com", "streamable.com", "bsky.app", "ted.com", "documentcloud.org",
    "reddit.com",
    "threads.net", "telegram.org", "t.me", "twitch.tv", "acast.com", "omny.fm", "megaphone.fm", "simplecast.com",
    "podigee.io",
)  # fmt: skip
_FOREIGN = frozenset(
    NAME_KINDS.index(kind) for kind in ("related", "ad", "author", "share", "newsletter", "nav", "comment")
)
_ITEM_PARAGRAPHS = 3  # an item of a real list has one or two
_LEVELS = 5  # enclosing elements whose names are looked at


def assemble(root: etree._Element, found: Sequence[Segment], chosen: Sequence[bool], url: str) -> Body:
    """The body of the chosen segments with the pictures and players between them. The tree is used up."""
    kept = {id(slot.element) for segment, yes in zip(found, chosen, strict=True) if yes for slot in segment.slots}
    for segment, yes in zip(found, chosen, strict=True):
        if not yes:
            for slot in segment.slots:
                slot.clear()
    order = list(root.iter())
    inside = [i for i, element in enumerate(order) if id(element) in kept]
    low, high = (inside[0], inside[-1]) if inside else (0, -1)
    needed: set[etree._Element] = {order[i] for i in inside}
    needed.update(one for one in order[low:high] if one.tag in ("img", *EMBEDS) and _belongs(one))
    for element in list(needed):
        needed.update(element.iterancestors())
    for element in order:
        parent = element.getparent()
        if parent in needed and element not in needed and element.tag != "source":
            parent.remove(element)
    _unlist(root)
    return body_from_tree(root, url)


def _unlist(root: etree._Element) -> None:
    """Lists that hold the page's columns are no lists: an item with paragraphs of its own becomes a plain container."""
    for item in list(root.iter("li")):
        parent = item.getparent()
        if len(item.findall(".//p")) >= _ITEM_PARAGRAPHS and parent is not None:
            for one in (parent, *parent.iterchildren("li")):
                one.tag = "div"


def _belongs(element: etree._Element) -> bool:
    if element.tag != "img":
        host = urlsplit(_source(element)).hostname or ""
        return element.tag in ("video", "audio") or any(host == one or host.endswith("." + one) for one in _EMBED_HOSTS)
    for level, around in enumerate(element.iterancestors()):
        if around.tag == "a" and not _is_picture(around.get("href") or ""):
            return False  # a linked picture is a teaser
        hints = name_hints(f"{around.get('class') or ''} {around.get('id') or ''}"[:400])
        if any(hints[kind] for kind in _FOREIGN) or around.tag in ("aside", "nav", "footer", "header"):
            return False
        if level >= _LEVELS or around.tag in ("article", "main"):
            break
    return True


def _is_picture(address: str) -> bool:
    return address.split("?")[0].lower().endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"))


def _source(element: etree._Element) -> str:
    source = element.get("data-src") or element.get("src") or ""
    try:
        urlsplit(source)
    except ValueError:
        return ""
    return source if not source.startswith("//") else "https:" + source
