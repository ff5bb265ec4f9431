"""RSS, Atom, RDF and CDF: one reader over short names, since real feeds mix the families."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b

from lxml import etree

from octavo.core.gather.dates import parse_date
from octavo.core.gather.feeds.media import enclosures, media, picture
from octavo.core.gather.feeds.names import Fields, Names, line
from octavo.core.gather.feeds.people import authors
from octavo.core.gather.feeds.text import plain, safe_html, title
from octavo.core.gather.urls import absolute_url
from octavo.errors import FeedError, TooLarge
from octavo.types import Entry, Feed, Moment

MAX_KEYWORDS = 50
MAX_ID = 1_000  # characters
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}  # minutes
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_PUBLISHED = ("pubdate", "published", "issued", "dcterms:issued", "dc:date", "dcterms:created", "created",
              "atom:published")  # fmt: skip
_UPDATED = ("updated", "modified", "dcterms:modified", "atom:updated", "lastmod", "atom:modified")
_CONTENT = ("content:encoded", "content", "atom:content", "encoded", "xhtml:body", "xhtml:div", "body", "fullitem")
_SUMMARY = ("description", "summary", "abstract", "atom:summary", "dc:description", "media:description",
            "itunes:summary", "itunes:subtitle")  # fmt: skip


def read_xml_feed(root: etree._Element, base: str, max_entries: int) -> Feed:
    """The feed under `root`; FeedError where it is none, TooLarge where it has more than `max_entries`."""
    root = _start(root)
    names = Names(root)
    channel = _channel(root, names)
    fields = Fields(channel, names)
    items = _items(root, fields)
    if len(items) > max_entries:
        raise TooLarge(f"a feed of {len(items):,} entries; at most {max_entries:,} are read")
    site = _link(fields, _base(channel, base))
    lang = _lang(fields) or _lang_of(root)
    inherited = authors(fields) if names.atom else ()
    entries = tuple(_entry(Fields(item, names), base or site or "", inherited) for item in items)
    return Feed(
        title=_title(fields),
        url=site,
        entries=entries,
        lang=lang,
        ttl_minutes=_ttl(fields),
        self_url=_related(fields, "self", base),
        image=_logo(fields, root, names, base or site or ""),
    )


def _start(root: etree._Element) -> etree._Element:
    """Where the feed begins: at the root, unless somebody wrapped it."""
    for element in root.iter():
        kind = element.tag.rpartition("}")[2].lower()
        if kind in ("rss", "feed", "rdf", "channel"):
            return element
        if kind == "html":
            raise FeedError("a web page, not a feed", hint="its feeds may be named in its head")
    raise FeedError(f"XML, but no feed: its outermost element is <{root.tag.rpartition('}')[2][:40]}>")


def _channel(start: etree._Element, names: Names) -> etree._Element:
    if names.short(start.tag) in ("rss", "rdf:rdf"):
        return next((child for child in start if names.short(child.tag).endswith("channel")), start)
    return start


def _items(root: etree._Element, channel: Fields) -> list[etree._Element]:
    """Items stand in the channel (RSS, Atom, CDF) or beside it (RDF)."""
    found = list(channel.all("item", "entry", "atom:entry"))
    if not found and root is not channel.element:
        found = list(Fields(root, channel.names).all("item", "entry"))
    return found


def _entry(fields: Fields, base: str, inherited: tuple[str, ...]) -> Entry:
    base = _base(fields.element, base)
    url = _link(fields, base)
    html = _html(fields, _CONTENT, base)
    summary = _html(fields, _SUMMARY, base)
    files = enclosures(fields, base)
    headline = _title(fields)
    guid = (fields.text("guid", "id", "atom:id") or fields.element.get(_ABOUT, ""))[:MAX_ID]
    published, updated = _moment(fields, _PUBLISHED), _moment(fields, _UPDATED)
    return Entry(
        id=guid or url or _fingerprint(headline, summary, html, published),
        url=url,
        title=headline,
        published=published,
        updated=updated,
        authors=authors(fields) or _source_authors(fields) or inherited,
        summary=summary,
        html=html,
        enclosures=files,
        keywords=_keywords(fields),
        image=picture(fields, files, html or summary, base),
        lang=_lang(fields) or _lang_of(fields.element),
        media=media(fields, files, base),
    )


def _title(fields: Fields) -> str:
    found = fields.all("title", "atom:title", "dc:title", "media:title", "itunes:title")
    return next((text for one in found if (text := title(one, fields.names))), "")


def _html(fields: Fields, wanted: tuple[str, ...], base: str) -> str:
    for one in fields.all(*wanted):
        html = safe_html(one, fields.names, _base(one, base))
        if html:
            return html
    return ""


def _base(element: etree._Element, base: str) -> str:
    """The address that relative ones are read against: xml:base of the element or above it, else `base`."""
    stated = element.base
    return (absolute_url(str(stated), base) or base) if stated and stated != base else base


def _link(fields: Fields, base: str) -> str | None:
    """The page that the entry or feed stands for."""
    candidates = [line(one) for one in fields.all("feedburner:origlink")]
    for one in fields.all("link", "atom:link", "a"):
        if one.get("rel", "alternate").lower() == "alternate" and not _is_feed(one):
            candidates.append(one.get("href") or line(one))
    candidates.append(fields.element.get("href") or fields.element.get("HREF") or "")  # CDF
    for guid in fields.all("guid"):
        if guid.get("isPermaLink", "true").strip().lower() != "false" and "//" in line(guid):
            candidates.append(line(guid))
    candidates += [one for one in (fields.element.get(_ABOUT, ""), fields.text("id", "atom:id")) if "://" in one]
    return next((url for one in candidates if one and (url := absolute_url(one, base))), None)


def _is_feed(link: etree._Element) -> bool:
    return link.get("type", "").lower() in ("application/rss+xml", "application/atom+xml", "application/json")


def _related(fields: Fields, rel: str, base: str) -> str | None:
    links = (one for one in fields.all("link", "atom:link") if one.get("rel", "").lower() == rel)
    return next((url for one in links if (url := absolute_url(one.get("href", ""), base))), None)


def _moment(fields: Fields, wanted: tuple[str, ...]) -> Moment | None:
    stated = [line(one) for one in fields.all(*wanted)]
    if "lastmod" in wanted:
        stated.append(fields.element.get("lastmod", "") or fields.element.get("LASTMOD", ""))
    return next((moment for one in stated if one and (moment := parse_date(one))), None)


def _source_authors(fields: Fields) -> tuple[str, ...]:
    return next((found for source in fields.nested("source") if (found := authors(source))), ())


def _keywords(fields: Fields) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for word in _stated_keywords(fields):
        word = plain(word)
        if word:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())[:MAX_KEYWORDS]


def _stated_keywords(fields: Fields) -> Iterator[str]:
    for one in fields.all("category", "atom:category", "media:category"):
        yield one.get("label") or one.get("term") or line(one)
    for one in fields.all("itunes:category"):
        yield from (inner.get("text", "") for inner in one.iter())
    for one in fields.all("dc:subject"):
        yield line(one)
    for one in fields.all("media:keywords", "itunes:keywords"):
        yield from line(one).split(",")


def _ttl(fields: Fields) -> int | None:
    """Minutes for which the feed asks not to be read again."""
    stated = fields.text("ttl")
    if stated.isdecimal() and len(stated) < 7:
        return int(stated) or None
    period = _PERIODS.get(fields.text("sy:updateperiod").lower())
    if period is None:
        return None
    frequency = fields.text("sy:updatefrequency")
    return max(1, period // max(1, int(frequency))) if re.fullmatch(r"\d{1,4}", frequency) else period


def _lang(fields: Fields) -> str | None:
    return _code(fields.text("language", "dc:language"))


def _lang_of(element: etree._Element) -> str | None:
    return _code(element.get(f"{_XML}lang", ""))


def _code(stated: str) -> str | None:
    """The primary tag of a language code in lower case."""
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", stated)
    return found[0].lower() if found else None


def _logo(fields: Fields, root: etree._Element, names: Names, base: str) -> str | None:
    pictures = [*fields.nested("image"), *Fields(root, names).nested("image")]
    stated = [fields.text("logo"), *(one.text("url") for one in pictures), fields.text("icon")]
    stated += [(one.get("href") or one.get("url") or "") for one in fields.all("itunes:image")]
    return next((url for one in stated if one and (url := absolute_url(one, base))), None)


def _fingerprint(headline: str, summary: str, html: str, published: Moment | None) -> str:
    """A name for an entry that has none; the same entry read again gets the same."""
    when = published.isoformat() if published else ""
    return blake2b("\n".join((headline, when, summary or html)).encode("utf-8", "replace"), digest_size=12).hexdigest()
