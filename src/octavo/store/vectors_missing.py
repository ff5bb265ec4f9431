"""Grouped articles of the open window without a vector of today's embedder, and giving them one."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from octavo.store.models import ArticleVector, Lease, StoryMember, StreamState


def count(embedder: str, window: int) -> int:
    return _missing(embedder, window).count()


def newest(embedder: str, window: int, before: int | None, limit: int) -> list[tuple[int, int]]:
    """(number in the order of grouping, article), newest first, of those with a number below `before`."""
    rows = _missing(embedder, window).order_by("-grouped_no")
    if before is not None:
        rows = rows.filter(grouped_no__lt=before)
    return list(rows.values_list("grouped_no", "article_id")[:limit])


def save(embedder: str, vectors: Mapping[int, bytes]) -> int:
    """Store packed vectors by article, in place of another embedder's; how many. One that has come meanwhile stays."""
    with transaction.atomic():
        here = ArticleVector.objects.filter(article_id__in=list(vectors), embedder=embedder)
        there = set(here.values_list("article_id", flat=True))
        rows = [
            ArticleVector(article_id=pk, embedder=embedder, blob=blob)
            for pk, blob in vectors.items()
            if pk not in there
        ]
        ArticleVector.objects.bulk_create(
            rows,
            batch_size=200,
            update_conflicts=True,
            unique_fields=["article"],
            update_fields=["embedder", "blob"],
        )
    return len(rows)


def use() -> None:
    """Streams in memory are void: each process restores its own, with the vectors that are stored now."""
    with transaction.atomic():
        # a batch that is being written holds this row: it is done before, or finds the epoch changed
        Lease.objects.filter(name="group").update(owner=F("owner"))
        StreamState.objects.update(epoch=F("epoch") + 1)


def _missing(embedder: str, window: int) -> QuerySet[StoryMember]:
    grouped = StreamState.objects.filter(id=1).values_list("grouped", flat=True).first() or 0
    has = ArticleVector.objects.filter(article_id=OuterRef("article_id"), embedder=embedder)
    return StoryMember.objects.filter(~Exists(has), grouped_no__gt=grouped - window)
