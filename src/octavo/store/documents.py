"""Stored articles as organising sees them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from octavo.core.gather.publishers import UNKNOWN
from octavo.core.organise.sections_stated import section_name
from octavo.store.articles import publisher_id
from octavo.store.models import Article, ArticleVersion, Source
from octavo.types import Document

_UNKNOWN = publisher_id(UNKNOWN.host)


def load(ids: Iterable[int], *, text: bool = True) -> dict[int, Document]:
    """Documents by id, with the newest version's text unless `text` is false; unknown ids are left out."""
    wanted = list(ids)
    texts = _texts(wanted) if text else {}
    rows = list(Article.objects.filter(id__in=wanted))
    topics = topics_of({a.source_id for a in rows if a.source_id is not None})
    return {a.id: _document(a, texts.get((a.id, a.version), ""), topics.get(a.source_id or 0, "")) for a in rows}


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


def _texts(ids: list[int]) -> dict[tuple[int, int], str]:
    rows = ArticleVersion.objects.filter(article_id__in=ids).values_list("article_id", "number", "text")
    return {(pk, number): text for pk, number, text in rows}


def _document(article: Article, text: str, topic: str) -> Document:
    return Document(
        id=article.id,
        title=article.title,
        text=text or article.summary,
        publisher=publisher_key(article.publisher_id),
        lang=(article.lang if article.lang != "und" else article.lang_stated) or None,
        keywords=tuple(article.keywords),
        section=section_name(article.section, article.url, topic) or None,
        agency=article.agency or None,
        stream_at=article.stream_at,
        authors=tuple(article.authors),
    )
