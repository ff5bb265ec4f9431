"""What `octavo export` writes: one plain dictionary a line, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from octavo.store.models import Article, ArticleHashtag, ArticleVersion, Comment, RelatedList, StoryMember

CHUNK = 500


def articles(*, text: bool = True) -> Iterator[dict[str, Any]]:
    """Every article with its newest text (the operator's own command: whole texts), in the order of arrival."""
    rows = Article.objects.filter(hidden=False).select_related("publisher").order_by("seq")
    for part in _chunks(rows):
        texts = _texts(part) if text else {}
        for a in part:
            yield {
                "id": str(a.id),
                "external_id": a.external_id or None,
                "url": a.url,
                "publisher": a.publisher.name,
                "title": a.title,
                "text": texts.get(a.id, ("", ""))[0],
                "html": texts.get(a.id, ("", ""))[1],
                "summary": a.summary,
                "published": _iso(a.published),
                "published_precision": a.published_precision if a.published else None,
                "updated": _iso(a.updated),
                "first_seen": _iso(a.first_seen),
                "lang": a.lang,
                "authors": a.authors,
                "image": a.image or None,
                "keywords": a.keywords,
                "kind": a.kind,
                "access": a.access,
                "section": a.section or None,
                "version": a.version,
            }


def stories(*, online: bool = False) -> Iterator[dict[str, Any]]:
    """One object an article: its story, and the address of the article it copies. `online`: as first joined."""
    rows = StoryMember.objects.select_related("article").order_by("grouped_no")
    for part in _chunks(rows):
        copied = dict(Article.objects.filter(id__in={m.wire_of for m in part if m.wire_of}).values_list("id", "url"))
        for m in part:
            yield {
                "url": m.article.url,
                "external_id": m.article.external_id or None,
                "story": str(m.online_story_id if online else m.story_id),
                "wire_of": copied.get(m.wire_of) if m.wire_of else None,
            }


def related() -> Iterator[dict[str, Any]]:
    """One object an article with its related list, best first."""
    rows = Article.objects.filter(hidden=False).order_by("seq")
    for part in _chunks(rows):
        lists = dict(RelatedList.objects.filter(article_id__in=[a.id for a in part]).values_list("article_id", "items"))
        others = {int(item[0]) for items in lists.values() for item in items}
        names = {
            pk: (url, external)
            for pk, url, external in Article.objects.filter(id__in=others, hidden=False).values_list(
                "id", "url", "external_id"
            )
        }
        for a in part:
            yield {
                "url": a.url,
                "external_id": a.external_id or None,
                "related": [
                    {
                        "url": names[int(other)][0],
                        "external_id": names[int(other)][1] or None,
                        "score": score,
                        "reason": reason,
                    }
                    for other, score, _, reason in lists.get(a.id, [])
                    if int(other) in names
                ],
            }


def hashtags() -> Iterator[dict[str, Any]]:
    """One object an article with its hashtags, best first."""
    rows = Article.objects.filter(hidden=False).order_by("seq")
    for part in _chunks(rows):
        tags: dict[int, list[dict[str, Any]]] = {}
        for t in ArticleHashtag.objects.filter(article_id__in=[a.id for a in part]).order_by("position"):
            tags.setdefault(t.article_id, []).append(
                {"tag": t.tag, "label": t.label, "kind": t.kind, "score": round(t.score, 4)}
            )
        for a in part:
            yield {
                "url": a.url,
                "external_id": a.external_id or None,
                "lang": a.lang,
                "hashtags": tags.get(a.id, []),
            }


def comments() -> Iterator[dict[str, Any]]:
    """Every published comment with its article, in the order of writing."""
    rows = Comment.objects.filter(state=Comment.State.PUBLISHED).select_related("article", "author").order_by("id")
    for c in rows.iterator(chunk_size=CHUNK):
        yield {
            "id": str(c.id),
            "article": c.article.url,
            "parent": str(c.parent_id) if c.parent_id else None,
            "author": c.author.username,
            "text": c.text,
            "created": _iso(c.created),
            "edited": _iso(c.edited),
        }


def _texts(part: list[Article]) -> dict[int, tuple[str, str]]:
    newest = {a.id: a.version for a in part}
    rows = ArticleVersion.objects.filter(article_id__in=newest).values_list("article_id", "number", "text", "html")
    return {pk: (text, html) for pk, number, text, html in rows if newest[pk] == number}


def _chunks(rows: Any) -> Iterator[list[Any]]:
    part: list[Any] = []
    for row in rows.iterator(chunk_size=CHUNK):
        part.append(row)
        if len(part) >= CHUNK:
            yield part
            part = []
    if part:
        yield part


def _iso(moment: Any) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None
