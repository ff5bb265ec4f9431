"""Small looks at the whole store: whether it is empty, how full it is, and rows shown by ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from octavo.core.gather.urls import base32_id
from octavo.core.gather.urls import slug as slug_of
from octavo.store.models import Article, ArticleVector, Comment, SearchOutbox, Source, Story, Work
from octavo.types import Answer


def is_empty() -> bool:
    """Neither articles nor sources: a first start."""
    return not Article.objects.exists() and not Source.objects.exists()


def counts() -> dict[str, int]:
    """How much of everything there is, and how much work waits."""
    return {
        "articles": Article.objects.count(),
        "stories": Story.objects.filter(merged_into__isnull=True).count(),
        "comments": Comment.objects.count(),
        "sources": Source.objects.filter(sample=False).count(),
        "sources_failing": Source.objects.filter(sample=False, errors__gt=0).count(),
        "work_waiting": Work.objects.filter(parked=False).exclude(stage="shown").count(),
        "work_parked": Work.objects.filter(parked=True).count(),
        "search_outbox": SearchOutbox.objects.count(),
    }


def with_vector(embedder: str, newest: int = 1000) -> tuple[int, int]:
    """How many of the newest articles have a vector by `embedder`, and how many were looked at."""
    ids = list(Article.objects.order_by("-seq").values_list("id", flat=True)[:newest])
    return ArticleVector.objects.filter(article_id__in=ids, embedder=embedder).count(), len(ids)


def path_of(article_id: int, lang: str, title: str) -> str:
    """An article's public address on this site."""
    return f"/{lang}/article/{base32_id(article_id)}/{slug_of(title)}"


def hits(ids: Iterable[int]) -> list[dict[str, Any]]:
    """What `octavo search --json` shows of each article, in the order given."""
    wanted = list(ids)
    rows = {a.id: a for a in Article.objects.filter(id__in=wanted, hidden=False).select_related("publisher")}
    return [
        {
            "id": str(a.id),
            "external_id": a.external_id or None,
            "url": a.url,
            "path": path_of(a.id, a.lang, a.title),
            "title": a.title,
            "publisher": a.publisher.name,
            "published": a.published.isoformat().replace("+00:00", "Z") if a.published else None,
            "lang": a.lang,
            "excerpt": a.excerpt,
        }
        for pk in wanted
        if (a := rows.get(pk)) is not None
    ]


def cited(answer: Answer) -> list[dict[str, Any]]:
    """What `octavo ask --json` shows of an answer: each statement with where it was quoted from."""
    rows = {row["id"]: row for row in hits(dict.fromkeys(s.citation.article_id for s in answer.statements))}
    return [
        {
            "text": s.text,
            "score": round(s.score, 4),
            "article": row["id"],
            "external_id": row["external_id"],
            "url": row["url"],
            "title": row["title"],
            "publisher": row["publisher"],
            "start": s.citation.span.start,
            "end": s.citation.span.end,
        }
        for s in answer.statements
        if (row := rows.get(str(s.citation.article_id))) is not None
    ]
