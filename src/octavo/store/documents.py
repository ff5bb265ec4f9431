"""Stored articles as organising sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Value

from octavo.core.gather.publishers import UNKNOWN
from octavo.core.organise.sections_stated import section_name
from octavo.store.articles import publisher_id
from octavo.store.models import Article, ArticleVersion, Source
from octavo.types import Document

_UNKNOWN = publisher_id(UNKNOWN.host)
_COLUMNS = (
    "id", "title", "summary", "publisher_id", "source_id", "lang", "lang_stated", "keywords", "section", "url",
    "agency", "stream_at", "authors",
)  # fmt: skip


def load(ids: Iterable[int], *, text: bool = True) -> dict[int, Document]:
    """Documents by id, with the newest version's text unless `text` is false; unknown ids are left out."""
    newest = ArticleVersion.objects.filter(article_id=OuterRef("pk"), number=OuterRef("version")).values("text")
    found = Article.objects.filter(id__in=list(ids)).annotate(newest=Subquery(newest) if text else Value(""))
    rows = list(found.values(*_COLUMNS, "newest"))
    topics = topics_of({row["source_id"] for row in rows if row["source_id"] is not None})
    return {row["id"]: _document(row, topics.get(row["source_id"], "")) for row in rows}


def topics_of(sources: Iterable[int]) -> dict[int, str]:
    """The topic under which each of these feeds stands, where it has one; no query without feeds."""
    wanted = list(sources)
    rows = Source.objects.filter(id__in=wanted).exclude(topic="") if wanted else Source.objects.none()
    return dict(rows.values_list("id", "topic"))


def publisher_key(publisher: int) -> str:
    """What organising tells publishers apart by. "" for the unknown one, which is not one publisher but many."""
    return "" if publisher == _UNKNOWN else str(publisher)


def reserved(ids: Iterable[int]) -> set[int]:
    """Those whose page or publisher reserves text and data mining: no model sees them."""
    said = Q(tdm_reserved=True) | Q(publisher__tdm_reserved=True)
    return set(Article.objects.filter(said, id__in=list(ids)).values_list("id", flat=True))


def _document(row: Mapping[str, Any], topic: str) -> Document:
    return Document(
        id=row["id"],
        title=row["title"],
        text=row["newest"] or row["summary"],
        publisher=publisher_key(row["publisher_id"]),
        lang=(row["lang"] if row["lang"] != "und" else row["lang_stated"]) or None,
        keywords=tuple(row["keywords"]),
        section=section_name(row["section"], row["url"], topic) or None,
        agency=row["agency"] or None,
        stream_at=row["stream_at"],
        authors=tuple(row["authors"]),
    )
