"""Articles as lists show them, and the query that loads them: never a text, always the publisher with the article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from octavo.core.gather.urls import base32_id, slug
from octavo.store.models import Article
from octavo.store.visibility import Viewer, visible_excerpt
from octavo.types import Access, Precision

_FIELDS = (
    "title", "excerpt", "url", "lang", "published", "published_precision", "first_seen", "stream_at", "image", "kind",
    "access", "media", "words", "version", "hidden", "agency", "publisher__name", "publisher__slug",
    "publisher__terms",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A publisher as lists name it."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Card:
    """One article in a list. `at` is when it was published or, where nothing is stated, first seen."""

    id: int
    title: str
    lang: str
    url: str
    publisher: Name
    at: datetime
    stated: bool
    day_only: bool
    excerpt: str
    image: str
    kind: str
    teaser: bool
    seconds: int | None
    version: int
    agency: str

    @property
    def ref(self) -> str:
        """The id as it stands in the address."""
        return base32_id(self.id)

    @property
    def slug(self) -> str:
        return slug(self.title)

    @property
    def edited(self) -> bool:
        return self.version > 1


def articles() -> QuerySet[Article]:
    """Articles that may be listed, with just the columns that a card needs."""
    return Article.objects.filter(hidden=False).select_related("publisher").only(*_FIELDS)


def card(article: Article, viewer: Viewer) -> Card:
    media = article.media or {}
    return Card(
        id=article.id,
        title=title_of(article),
        lang=article.lang,
        url=article.url,
        publisher=Name(article.publisher.name, article.publisher.slug),
        at=article.published or article.first_seen,
        stated=article.published is not None,
        day_only=article.published is not None and article.published_precision == Precision.DAY,
        excerpt=visible_excerpt(article, viewer),
        image=article.image or media.get("thumbnail") or "",
        kind=article.kind,
        teaser=article.access == Access.TEASER,
        seconds=media.get("seconds"),
        version=article.version,
        agency=article.agency,
    )


def cards_by_id(ids: Iterable[int], viewer: Viewer) -> dict[int, Card]:
    """The listable ones of these articles in one query."""
    return {row.id: card(row, viewer) for row in articles().filter(id__in=list(ids))}


def title_of(article: Article) -> str:
    """The title; an article that came without one is called by its first words."""
    if article.title.strip():
        return article.title.strip()
    words = article.excerpt.split()
    if not words:
        return "Untitled"
    start = " ".join(words[:12])
    return start if len(words) <= 12 or start.endswith((".", "!", "?", "…")) else start + "…"
