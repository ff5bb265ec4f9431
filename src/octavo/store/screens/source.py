"""One source as its owner sees it: how it does, what it keeps, and its newest articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from octavo.store.models import Article, Source
from octavo.store.retention import held
from octavo.store.screens.cards import Card, articles, card
from octavo.store.visibility import Viewer

_NEWEST = 5


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Counts are of the articles that are stored now, except `articles`: all that it ever brought."""

    id: int
    url: str
    kind: str  # feed, sitemap, page
    rule: dict[str, Any]
    title: str
    site: str
    lang: str
    topic: str
    publisher: str
    publisher_slug: str
    country: str
    state: str
    added: datetime
    last_look: datetime | None
    next_look: datetime
    next_reason: str
    last_ok: datetime | None
    last_new: datetime | None
    errors: int  # in a row
    last_error: str
    entries: int
    articles: int
    bytes: int
    looks: int
    stored: int
    held: int  # characters of text, all versions together
    teasers: int
    keep_days: int | None
    keep_articles: int | None
    keep_megabytes: int | None
    newest: tuple[Card, ...]

    @property
    def full(self) -> int:
        return self.stored - self.teasers


def source_page(pk: int, viewer: Viewer) -> SourcePage | None:
    """None where there is no such source. Five queries."""
    row = Source.objects.filter(id=pk).select_related("publisher").first()
    if row is None:
        return None
    stored = Article.objects.filter(source_id=pk)
    newest = articles().filter(source_id=pk).order_by("-stream_at", "-id")[:_NEWEST]
    return SourcePage(
        id=row.id,
        url=row.url,
        kind=row.kind,
        rule=row.rule,
        title=row.title,
        site=row.site,
        lang=row.lang,
        topic=row.topic,
        publisher=row.publisher.name,
        publisher_slug=row.publisher.slug,
        country=row.publisher.country,
        state=row.state,
        added=row.added,
        last_look=row.last_look,
        next_look=row.next_look,
        next_reason=row.next_reason,
        last_ok=row.last_ok,
        last_new=row.last_new,
        errors=row.errors,
        last_error=row.last_error,
        entries=row.entries,
        articles=row.articles,
        bytes=row.bytes,
        looks=row.looks,
        stored=stored.count(),
        held=held(pk),
        teasers=stored.filter(access="teaser").count(),
        keep_days=row.keep_days,
        keep_articles=row.keep_articles,
        keep_megabytes=row.keep_megabytes,
        newest=tuple(card(one, viewer) for one in newest),
    )
