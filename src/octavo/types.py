"""The words of Octavo as frozen values: what the core takes and gives.

Nothing here reads, writes or decides. Times are aware `datetime`s; `Moment.at` keeps the offset the page stated,
everything that leaves the core for the store is turned to UTC there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What an article is, as the reader meets it."""

    ARTICLE = "article"
    VIDEO = "video"
    AUDIO = "audio"
    GALLERY = "gallery"
    LIVE = "live"


class Access(StrEnum):
    """Whether the whole text was available (`full`) or only part of it (`teaser`)."""

    FULL = "full"
    TEASER = "teaser"


class Precision(StrEnum):
    SECOND = "second"
    DAY = "day"


class Terms(StrEnum):
    """What a publisher lets others show of its articles."""

    FULL = "full"
    EXCERPT = "excerpt"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Moment:
    """A stated time. `at` is aware and keeps the page's own offset; with `DAY` precision its clock means nothing."""

    at: datetime
    precision: Precision = Precision.SECOND

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a Moment needs an aware datetime")

    def isoformat(self) -> str:
        """ISO 8601: date and time with offset, or the date alone."""
        return self.at.date().isoformat() if self.precision is Precision.DAY else self.at.isoformat()


@dataclass(frozen=True, slots=True)
class Body:
    """The readable part of an article: sanitised HTML and the plain text that it shows.

    `html` is a flat run of block elements (p, h2–h6, ul, ol, blockquote, pre, table, figure); `text` is the text of
    those blocks joined by one blank line, so a character span in `text` always lies in known blocks. Made by
    `octavo.core.gather.body` only.
    """

    html: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """The player's facts of a video or audio article."""

    url: str | None = None  # the media file itself, where stated
    embed_url: str | None = None  # a player page that may be put in a frame after a click
    type: str | None = None  # MIME type
    seconds: int | None = None  # duration
    thumbnail: str | None = None
    size: int | None = None  # bytes


@dataclass(frozen=True, slots=True)
class Page:
    """What extraction makes of one page."""

    url: str
    title: str
    body: Body
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    updated: Moment | None = None
    lang: str | None = None  # ISO 639-1 where there is one, else 639-3
    image: str | None = None
    kind: Kind = Kind.ARTICLE
    access: Access = Access.FULL
    canonical: str | None = None  # believed only within the page's registrable domain
    publisher: str | None = None
    keywords: tuple[str, ...] = ()
    section: str | None = None
    description: str | None = None
    agency: str | None = None  # the wire agency named in byline or text: "Reuters", "AP", "dpa"
    media: Media | None = None
    tdm_reserved: bool = False  # the page reserves text and data mining
    max_snippet: int | None = None  # robots meta `max-snippet`, characters


@dataclass(frozen=True, slots=True)
class Enclosure:
    url: str
    type: str | None = None
    length: int | None = None  # bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed. `summary` and `html` are sanitised HTML."""

    id: str
    url: str | None
    title: str
    published: Moment | None = None
    updated: Moment | None = None
    authors: tuple[str, ...] = ()
    summary: str = ""
    html: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    keywords: tuple[str, ...] = ()
    image: str | None = None
    lang: str | None = None
    media: Media | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A parsed feed; `url` is the site it belongs to."""

    title: str
    url: str | None
    entries: tuple[Entry, ...] = ()
    lang: str | None = None
    ttl_minutes: int | None = None
    self_url: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page points to."""

    url: str
    title: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class PublisherRef:
    """Who published: a display name and the host (or invented key) that tells publishers apart."""

    name: str
    host: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way into the store, from whichever door it came (page, feed entry, JSON line)."""

    url: str  # canonical; `urn:octavo:{id}` where there is no address
    title: str
    publisher: PublisherRef
    body: Body = field(default_factory=Body)
    summary: str = ""  # plain text: the publisher's own description
    external_id: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    lang: str | None = None  # as stated; organising checks it against the text
    authors: tuple[str, ...] = ()
    image: str | None = None
    keywords: tuple[str, ...] = ()
    kind: Kind = Kind.ARTICLE
    access: Access = Access.FULL
    section: str | None = None
    agency: str | None = None
    media: Media | None = None
    tdm_reserved: bool = False
    source_id: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article as organising sees it."""

    id: int
    title: str
    text: str
    publisher: str = ""  # a key that tells publishers apart
    lang: str | None = None  # as stated by the page, feed or line; may be wrong
    keywords: tuple[str, ...] = ()  # the publisher's own
    section: str | None = None
    agency: str | None = None
    stream_at: datetime | None = None  # published, else first seen
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hashtag:
    """A hashtag: `tag` is the form used in addresses (no `#`, CamelCase), `label` the words as people write them."""

    tag: str
    label: str
    kind: str  # person, organisation, place, event, topic
    score: float  # 0–1


@dataclass(frozen=True, slots=True)
class RelatedItem:
    """One related article with the reason a reader is told."""

    article_id: int
    score: float  # 0–1
    layer: str  # event, storyline, background, people
    reason: str


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` (included) to `end` (excluded) of some text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands: an article and the characters of its text."""

    article_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer, quoted as it stands, with where it stands."""

    text: str
    citation: Citation
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What an AI feature returns. Without statements it is a plain "no article here answers that"."""

    statements: tuple[Statement, ...] = ()
    confidence: float = 0.0
