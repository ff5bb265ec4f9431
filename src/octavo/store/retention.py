"""Which articles of a source are over what it keeps. Imported articles have no source and are kept for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import Length

from octavo.store.models import Article, ArticleVersion, Comment, Source

SIZE = Length("text") + Length("html")  # of a version, in characters


def held(source_id: int) -> int:
    """Characters of text that are stored of a source, all versions of its articles together."""
    found = ArticleVersion.objects.filter(article__source_id=source_id).aggregate(size=Sum(SIZE))
    return found["size"] or 0


def keep(source_id: int, *, days: int | None, articles: int | None, megabytes: int | None) -> bool:
    """Set what a source keeps, by age, number and size of text; None keeps everything."""
    return bool(
        Source.objects.filter(id=source_id).update(keep_days=days, keep_articles=articles, keep_megabytes=megabytes)
    )


def over(now: datetime, limit: int = 1000) -> Iterator[list[int]]:
    """For each source with limits, up to `limit` articles beyond them, oldest first; discussed ones are never named."""
    limited = Source.objects.exclude(keep_days=None, keep_articles=None, keep_megabytes=None)
    for source in limited.order_by("id"):
        ids = list(dict.fromkeys([*_old(source, now), *_many(source), *_large(source)]))[:limit]
        if ids:
            yield ids


def _old(source: Source, now: datetime) -> list[int]:
    if source.keep_days is None:
        return []
    limit = now - timedelta(days=source.keep_days)
    rows = Article.objects.filter(~Exists(_comments()), source_id=source.id, stream_at__lt=limit)
    return list(rows.order_by("stream_at").values_list("id", flat=True))


def _many(source: Source) -> list[int]:
    if source.keep_articles is None:
        return []
    rows = Article.objects.filter(~Exists(_comments()), source_id=source.id).order_by("-stream_at", "-id")
    return list(rows.values_list("id", flat=True))[source.keep_articles :][::-1]


def _large(source: Source) -> list[int]:
    if source.keep_megabytes is None:
        return []
    sizes = (
        ArticleVersion.objects.filter(~Exists(_comments("article_id")), article__source_id=source.id)
        .annotate(size=SIZE)
        .order_by("-article__stream_at", "-article_id")
        .values_list("article_id", "size")
    )
    room, found = source.keep_megabytes * 1_000_000, []
    for pk, size in sizes:
        room -= size
        if room < 0:
            found.append(pk)
    return found[::-1]


def _comments(outer: str = "pk") -> QuerySet[Comment]:
    return Comment.objects.filter(article_id=OuterRef(outer))
