"""What a page says of itself for machines: JSON-LD, meta tags, links. Reads it into plain values; chooses nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import etree

Node = dict[str, Any]

_LARGEST_SCRIPT = 2_000_000  # characters of one JSON-LD script
_MOST_NODES = 2_000
_LONGEST, _MOST_TAGS = 20_000, 2_000  # characters of one meta tag, and how many of them are read
_ARTICLE = re.compile(r"article|posting|^report$|^review$|newsitem|claimreview|recipe", re.I)
_MEDIA = re.compile(r"^(?:video|audio)object$|podcastepisode|radioepisode|tvepisode", re.I)
_COMMENTS = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|"
    r"\]\]>)\s*;?\s*$"
)
_TRAILING = re.compile(r",(\s*[}\]])")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')


@dataclass(frozen=True, slots=True)
class Facts:
    """A page's statements. `meta` maps lower-case names (property, name, itemprop, http-equiv) to their values "
    "in order."""

    nodes: tuple[Node, ...] = ()
    article: Node = field(default_factory=dict)  # the JSON-LD node of the article itself, or {}
    media: Node = field(default_factory=dict)  # of its video or audio, or {}
    meta: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)  # rel → href
    lang: str | None = None  # <html lang>

    def first(self, *names: str) -> str | None:
        """The first non-empty value among meta tags of these names."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return value
        return None


def facts(root: etree._Element, url: str) -> Facts:
    """All that is stated in the tree of a page."""
    nodes = tuple(_nodes(root))
    meta: dict[str, list[str]] = {}
    for element in islice(root.iter("meta"), _MOST_TAGS):
        value = " ".join((element.get("content") or element.get("value") or "")[:_LONGEST].split())
        for name in ("property", "name", "itemprop", "http-equiv"):
            for key in (element.get(name) or "").lower().split():
                meta.setdefault(key, []).append(value)
    links: dict[str, list[str]] = {}
    for element in islice(root.iter("link"), _MOST_TAGS):
        for rel in (element.get("rel") or "").lower().split():
            links.setdefault(rel, []).append((element.get("href") or "").strip())
    title = (meta.get("og:title") or [""])[0]
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in types(node))]
    media = [node for node in nodes if any(_MEDIA.search(kind) for kind in types(node))]
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    return Facts(nodes, _best(articles, url, title), _best(media, url, title), meta, links, lang)


def words_of(element: etree._Element) -> str:
    """All text inside an element, blanks folded."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def types(node: Node) -> list[str]:
    """The names of a node's types, without their vocabulary."""
    return [str(kind).rsplit("/", 1)[-1] for kind in as_list(node.get("@type"))]


def as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text_of(value: Any) -> str | None:
    """The words of a JSON-LD value that may be a text, a number, a list of one, or an object with a name or address."""
    for one in as_list(value)[:1]:
        if isinstance(one, str):
            return " ".join(one.split()) or None
        if isinstance(one, int | float) and not isinstance(one, bool):
            return str(one)
        if isinstance(one, dict):
            return text_of(one.get("name") or one.get("@value") or one.get("url") or one.get("@id"))
    return None


def _nodes(root: etree._Element) -> Iterator[Node]:
    """All typed objects of all JSON-LD scripts, outer ones first, references by @id resolved."""
    found: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            for value in _loads(script.text):
                found.extend(_flatten(value))
    by_id = {node["@id"]: node for node in found if isinstance(node.get("@id"), str) and len(node) > 1}
    for node in found[:_MOST_NODES]:
        yield {key: _resolved(value, by_id) for key, value in node.items()}


def _loads(text: str) -> list[Any]:
    """The value of a JSON-LD script; pages wrap it in comments, leave commas behind and break lines inside strings."""
    if len(text) > _LARGEST_SCRIPT:
        return []
    text = _COMMENTS.sub("", text.strip()).strip().rstrip(";")
    for attempt in (text, _TRAILING.sub(r"\1", _BAD_ESCAPE.sub(r"\\\\", text))):
        try:
            return [json.loads(attempt, strict=False)]
        except (ValueError, RecursionError):
            continue
    return []


def _flatten(value: Any) -> list[Node]:
    """Every typed object in a JSON value, breadth first, to a depth that real pages never reach."""
    found: list[Node] = []
    level = [value]
    for _ in range(8):
        below: list[Any] = []
        for one in level[:_MOST_NODES]:
            if isinstance(one, list):
                below.extend(one)
            elif isinstance(one, dict):
                if "@type" in one or "@id" in one:
                    found.append(one)
                below.extend(inner for inner in one.values() if isinstance(inner, dict | list))
        level = below
    return found


def _resolved(value: Any, by_id: dict[str, Node]) -> Any:
    if isinstance(value, list):
        return [_resolved(one, by_id) for one in value[:100]]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _best(candidates: list[Node], url: str, title: str) -> Node:
    """The node that speaks of this page: its address or headline fits; among equals the one that says most."""
    path = url.split("?")[0].split("#")[0].rstrip("/")

    def fit(node: Node) -> tuple[int, int, int]:
        page = node.get("mainEntityOfPage")
        stated = [
            text_of(node.get("url")),
            text_of(page.get("@id") if isinstance(page, dict) else page),
            text_of(node.get("@id")),
        ]
        same = any(address and address.split("?")[0].split("#")[0].rstrip("/") == path for address in stated)
        headline = (text_of(node.get("headline")) or text_of(node.get("name")) or "").lower()
        alike = bool(headline) and bool(title) and (headline in title.lower() or title.lower() in headline)
        known = sum(
            bool(node.get(key)) for key in ("headline", "author", "datePublished", "articleBody", "keywords", "image")
        )
        return same + alike, known, -candidates.index(node)

    return max(candidates, key=fit, default={})
