"""Articles as programs ask for them: in the order they were stored, so that a client can go on where it stopped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.store.hashtag_rules import keys_now
from octavo.store.models import Article, ArticleHashtag, RelatedList, Story, StoryMember
from octavo.store.screens.cards import title_of
from octavo.store.screens.storyline import Stands, Storyline, stands, storyline
from octavo.store.search import search
from octavo.store.visibility import Level, Viewer, level, visible_excerpt, visible_text
from octavo.types import Body


@dataclass(frozen=True, slots=True)
class Record:
    """An article for a program; what of it the viewer may see. `story` is None until it is grouped."""

    id: int
    seq: int
    url: str
    external_id: str
    title: str
    lang: str
    publisher: str
    publisher_slug: str
    published: datetime | None
    published_precision: str
    updated: datetime | None
    first_seen: datetime
    authors: tuple[str, ...]
    excerpt: str
    image: str
    kind: str
    access: str
    words: int
    version: int
    level: Level
    story: int | None
    hashtags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryRecord:
    id: int
    title: str
    lang: str
    articles: int
    publishers: int
    comments: int
    importance_reason: str
    first_at: datetime
    last_at: datetime
    members: tuple[Record, ...]
    stands: Stands
    storyline: Storyline


@dataclass(frozen=True, slots=True)
class RelatedRecord:
    article: Record
    score: float
    layer: str
    reason: str


def articles(
    viewer: Viewer,
    *,
    since: int | None = None,
    before: int | None = None,
    lang: str = "",
    tag: str = "",
    publisher: str = "",
    limit: int = 50,
) -> list[Record]:
    """With `since`: what was stored or changed after that `seq`, oldest first; else the newest first, below `before`.

    Three queries.
    """
    rows = Article.objects.filter(hidden=False).select_related("publisher")
    if since is not None:
        rows = rows.filter(seq__gt=since)
    if before is not None:
        rows = rows.filter(seq__lt=before)
    if lang:
        rows = rows.filter(lang=lang)
    if publisher:
        rows = rows.filter(publisher__slug=publisher)
    if tag:
        rows = rows.filter(
            id__in=ArticleHashtag.objects.filter(key__in=keys_now([tag.lstrip("#")])).values("article_id")
        )
    return _records(list(rows.order_by("seq" if since is not None else "-seq")[:limit]), viewer)


def found(query: str, viewer: Viewer, *, lang: str = "", limit: int = 20, offset: int = 0) -> tuple[int, list[Record]]:
    """What search finds, best first, and how many there are in all."""
    result = search(query, lang=lang or None, limit=limit, offset=offset)
    return result.total, by_ids(result.ids, viewer)


def by_ids(ids: Sequence[int], viewer: Viewer) -> list[Record]:
    """In the order given; those taken down or unknown are left out."""
    rows = {row.id: row for row in Article.objects.filter(id__in=ids, hidden=False).select_related("publisher")}
    return _records([rows[pk] for pk in ids if pk in rows], viewer)


def article(pk: int, viewer: Viewer) -> tuple[Record, Body] | None:
    """One article with its text, as far as the viewer may see it."""
    row = Article.objects.filter(id=pk, hidden=False).select_related("publisher").first()
    return (_records([row], viewer)[0], visible_text(row, viewer)) if row else None


def related(pk: int, viewer: Viewer) -> list[RelatedRecord]:
    items = RelatedList.objects.filter(article_id=pk).values_list("items", flat=True).first() or []
    shown = {record.id: record for record in by_ids([int(item[0]) for item in items], viewer)}
    return [
        RelatedRecord(shown[int(other)], float(score), layer, reason)
        for other, score, layer, reason in items
        if int(other) in shown
    ]


def story(pk: int, viewer: Viewer, now: datetime, limit: int = 300) -> StoryRecord | None:
    """A story with its newest articles and the stories it is linked to; a merged one answers as the one that took it
    in."""
    row = Story.objects.filter(id=pk).first()
    if row is not None and row.merged_into:
        row = Story.objects.filter(id=row.merged_into).first()
    if row is None:
        return None
    newest = StoryMember.objects.filter(story_id=row.id).order_by("-stream_at", "-article_id")
    members = {member.article_id: member for member in newest[:limit]}
    return StoryRecord(
        row.id,
        row.title,
        row.lang,
        row.articles,
        row.publishers,
        row.comments,
        row.importance_reason,
        row.first_at,
        row.last_at,
        tuple(by_ids(list(members), viewer)),
        stands(row, members, now),
        storyline(row, members, viewer),
    )


def _records(rows: Sequence[Article], viewer: Viewer) -> list[Record]:
    ids = [row.id for row in rows]
    stories = dict(StoryMember.objects.filter(article_id__in=ids).values_list("article_id", "story_id"))
    tags = _tags(ids)
    return [
        Record(
            id=row.id,
            seq=row.seq,
            url=row.url,
            external_id=row.external_id,
            title=title_of(row),
            lang=row.lang,
            publisher=row.publisher.name,
            publisher_slug=row.publisher.slug,
            published=row.published,
            published_precision=row.published_precision,
            updated=row.updated,
            first_seen=row.first_seen,
            authors=tuple(row.authors),
            excerpt=visible_excerpt(row, viewer),
            image=row.image,
            kind=row.kind,
            access=row.access,
            words=row.words,
            version=row.version,
            level=level(row, viewer),
            story=stories.get(row.id),
            hashtags=tuple(tags.get(row.id, ())),
        )
        for row in rows
    ]


def _tags(ids: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = ArticleHashtag.objects.filter(article_id__in=list(ids)).order_by("article_id", "position")
    for pk, tag in rows.values_list("article_id", "tag"):
        found.setdefault(pk, []).append(tag)
    return found
