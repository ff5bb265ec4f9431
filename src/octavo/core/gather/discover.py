"""Which feeds a page names, where one might lie unnamed, and whether bytes look like a feed. Fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from urllib.parse import urlsplit

from octavo.core.gather.urls import MAX_URL, absolute_url
from octavo.types import FeedLink

MAX_LINKS = 50
_LOOKED_AT = 3_000_000  # characters of a page
_MOST_TAGS = 20_000  # links and anchors; pages with more are made by machines for machines
_TAG = re.compile(r"<(link|a|base)\b([^<>]{1,4000}+)>", re.I)
_ADDRESS = re.compile(r"<(?:link|meta)\b([^<>]{1,4000}+)>", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,20}:", re.I)
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,30})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
_FEED_TYPES = {
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/rss",
    "application/x-rss+xml", "application/x-atom+xml", "text/rss+xml", "text/atom+xml", "application/atom", "text/rss",
    "text/atom",
}  # fmt: skip
_VAGUE_TYPES = {"application/json", "application/xml", "text/xml", "text/x-opml"}
# Alternate links of these kinds are the page in another form, not a feed of it.
_NO_FEED = re.compile(r"\.html?$|oembed|wp-json/wp/|\.opml|/comments/feed|[?&]feed=comments|opensearch", re.I)
_FEED_PATH = re.compile(
    r"(?:^|[/._-])(?:rss\d?|atom|rdf|feeds?|xmlfeed|newsfeed|rssfeed|index\.xml)(?:$|[/._?-])|[?&](?:feed|format|output|type)=(?:rss|atom)"
    r"|\.(?:rss|atom|rdf)$|//(?:rss|feeds?|feedproxy)\.|feed\.json$",
    re.I,
)
# Addresses of readers and share buttons hold the word, too.
_READERS = re.compile(
    r"feedly\.com|inoreader|newsblur|theoldreader|add\.my\.yahoo|netvibes|subscribe\.php|facebook\.com", re.I
)
_GUESSES = (
    "feed",
    "rss",
    "feed.xml",
    "rss.xml",
    "index.xml",
    "atom.xml",
    "feed.json",
    "feeds",
    "rss/all",
    "?feed=rss2",
)
# Pages of platforms (host and path, without a slash at the end) and where the feed of such a page lies.
_PLATFORMS = tuple(
    (re.compile(page, re.I), feed)
    for page, feed in (
        (
            r"(?:www\.|m\.)?youtube\.com/channel/(UC[\w-]{22})(?:/\w+)?",
            r"https://www.youtube.com/feeds/videos.xml?channel_id=\1",
        ),
        (
            r"(?:www\.|m\.)?youtube\.com/playlist\?(?:.*&)?list=([\w-]{10,50})(?:&.*)?",
            r"https://www.youtube.com/feeds/videos.xml?playlist_id=\1",
        ),
        (r"([\w-]+\.blogspot\.[a-z.]{2,6})(?:/.*)?", r"https://\1/feeds/posts/default"),
        (r"(?:www\.|old\.)?reddit\.com((?:/[\w-]+){0,4})", r"https://www.reddit.com\1/.rss"),
        (r"([\w-]+\.tumblr\.com)(?:/.*)?", r"https://\1/rss"),
        (r"medium\.com/((?:@|[a-z])[\w.-]+)", r"https://medium.com/feed/\1"),
        (r"github\.com/([\w.-]+/[\w.-]+)", r"https://github.com/\1/releases.atom"),
        (r"vimeo\.com/([\w-]+)", r"https://vimeo.com/\1/videos/rss"),
        (r"(?!medium\.com)([\w.-]+)/(@[\w.]+)", r"https://\1/\2.rss"),  # Mastodon and its relatives
    )
)
_OPENINGS = re.compile(
    r"<(?:\w{1,20}:)?(rss|feed|rdf)\b|<channel\b|\"version\"\s{0,9}:\s{0,9}\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org",
    re.I,
)


def find_feeds(html: str, url: str) -> tuple[FeedLink, ...]:
    """The feeds that a page at `url` names: first those in its link tags, then feed-like anchors; each address once.

    Without `url` the page's own word for its address is taken; failing that, relative addresses stay as written.
    """
    html = _COMMENT.sub("", html[:_LOOKED_AT])
    base = absolute_url(url) or _own_address(html)
    links: dict[str, FeedLink] = {}
    anchors: dict[str, FeedLink] = {}
    for tag in islice(_TAG.finditer(html), _MOST_TAGS):
        name = tag[1].lower()
        attributes = _attributes(tag[2])
        if name == "base":
            base = absolute_url(attributes.get("href", ""), base) or base
        elif name == "link" and (link := _from_link(attributes, base)) is not None:
            links.setdefault(link.url, link)
        elif name == "a" and (link := _from_anchor(attributes, base, html, tag.end())) is not None:
            anchors.setdefault(link.url, link)
    found = {**anchors, **links}
    return tuple(found[address] for address in dict.fromkeys((*links, *anchors)))[:MAX_LINKS]


def guesses(url: str) -> tuple[str, ...]:
    """Addresses at which a site often keeps a feed that its pages do not name: below the page, then at the root."""
    parts = urlsplit(absolute_url(url) or "")
    if not parts.netloc:
        return ()
    root = f"{parts.scheme}://{parts.netloc}/"
    folder = root + parts.path.strip("/") + "/" if parts.path.strip("/") else root
    known = _known_platform(parts.netloc, f"{parts.path}?{parts.query}" if parts.query else parts.path)
    tried = [*known, *(base + guess for base in dict.fromkeys((folder, root)) for guess in _GUESSES)]
    return tuple(dict.fromkeys(tried))


def looks_like_feed(raw: bytes) -> bool:
    """Whether the first bytes open a feed rather than a page or anything else."""
    head = raw[:4096].replace(b"\0", b"").decode("latin-1").lstrip("\ufeffï»¿ \t\r\n")
    found = _OPENINGS.search(head)
    if found is None:
        return False
    page = re.search(r"<(?:html|body|head|meta|div|p)\b", head, re.I)
    return page is None or found.start() < page.start()


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape(double or single or bare).strip())
    return found


def _from_link(attributes: dict[str, str], base: str) -> FeedLink | None:
    rels = attributes.get("rel", "").lower().split()
    kind = attributes.get("type", "").lower().partition(";")[0].strip()
    href = attributes.get("href", "")
    named = kind in _FEED_TYPES or (kind in _VAGUE_TYPES and _FEED_PATH.search(href) is not None)
    if not href or not ("feed" in rels or ("alternate" in rels and named)) or _NO_FEED.search(href):
        return None
    return _link(href, base, attributes.get("title", ""), kind)


def _from_anchor(attributes: dict[str, str], base: str, html: str, start: int) -> FeedLink | None:
    href = attributes.get("href", "")
    kind = attributes.get("type", "").lower()
    if not href or _NO_FEED.search(href) or _READERS.search(href):
        return None
    if kind not in _FEED_TYPES and not _FEED_PATH.search(href):
        return None
    words = re.sub(r"<[^<>]*(?:>|\Z)", " ", html[start : start + 600].partition("</a")[0])
    return _link(href, base, attributes.get("title") or unescape(words), kind)


def _link(href: str, base: str, title: str, kind: str) -> FeedLink | None:
    if href.startswith("feed:"):
        href = re.sub(r"^feed:(?://)?(?=https?:)", "", href).replace("feed://", "http://", 1)
    url = absolute_url(href, base)
    if url is None and not base and not _SCHEME.match(href):
        url = href[:MAX_URL]
    return FeedLink(url, " ".join(title.split())[:200], kind) if url else None


def _own_address(html: str) -> str:
    """Where the page says that it lies: canonical link or og:url; "" where it says nothing."""
    for tag in islice(_ADDRESS.finditer(html), 1_000):
        attributes = _attributes(tag[1])
        named = attributes.get("rel", "").lower() == "canonical" or attributes.get("property", "").lower() == "og:url"
        url = absolute_url(attributes.get("href") or attributes.get("content", "")) if named else None
        if url is not None:
            return url
    return ""


def _known_platform(host: str, path: str) -> Iterator[str]:
    """Platforms whose feeds lie where no page says."""
    for page, feed in _PLATFORMS:
        found = page.fullmatch(host + path.rstrip("/"))
        if found is not None:
            yield found.expand(feed)
