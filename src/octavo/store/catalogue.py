"""Articles as programs ask for them: in the order they were stored, so that a client can go on where it stopped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.store.hashtag_rules import keys_now
from octavo.store.models import Article, ArticleHashtag, RelatedList, StoryMember
from octavo.store.screens.article import Tag
from octavo.store.screens.bonds import Bond, bonds
from octavo.store.screens.cards import title_of
from octavo.store.screens.editions import View
from octavo.store.screens.stories import StoryCard, ranked, story_cards
from octavo.store.screens.story import found as standing
from octavo.store.screens.story_tags import Voice, story_tags
from octavo.store.screens.storyline import Stands, Storyline, stands, storyline
from octavo.store.search import search
from octavo.store.visibility import Level, Viewer, level, visible_excerpt, visible_text
from octavo.types import Body


@dataclass(frozen=True, slots=True)
class Named:
    """A hashtag with what is known of it."""

    tag: str
    label: str
    kind: str
    score: float


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
    joined: str  # why it is in its story, "" of the one that began it
    copy_of: int | None
    section: str  # "" where unsure
    agency: str
    hashtags: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """An article in its story. `facts`: what it and the nearest other one both tell."""

    article: Record
    nearest: int | None
    facts: str


@dataclass(frozen=True, slots=True)
class StoryRecord:
    id: int
    title: str
    lang: str
    articles: int
    publishers: int
    comments: int
    importance_reason: str
    section: str
    first_at: datetime
    last_at: datetime
    members: tuple[MemberRecord, ...]
    hashtags: tuple[Tag, ...]
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
    section: str = "",
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
    if section:
        rows = rows.filter(storymember__section=section)
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
    row = standing(pk)
    if row is None:
        return None
    newest = StoryMember.objects.filter(story_id=row.id).order_by("-stream_at", "-article_id")
    members = {member.article_id: member for member in newest[:limit]}
    records = by_ids(list(members), viewer)
    tied = bonds([record.id for record in records])
    voices = [Voice(record.id, record.publisher_slug, record.lang, record.copy_of) for record in records]
    # a story is named after its lead: when that was taken down, the name went with it
    named = row.title.strip() if Article.objects.filter(id=row.lead_id, hidden=False).exists() else ""
    return StoryRecord(
        row.id,
        named or next((record.title for record in records), ""),
        row.lang,
        row.articles,
        row.publishers,
        row.comments,
        row.importance_reason,
        row.section,
        row.first_at,
        row.last_at,
        tuple(_member(record, tied.get(record.id)) for record in records),
        story_tags({row.id: voices}, {row.id: row.lang})[row.id],
        stands(row, members, now),
        storyline(row, members, viewer),
    )


def _member(record: Record, bond: Bond | None) -> MemberRecord:
    return MemberRecord(record, bond.article_id, bond.facts) if bond else MemberRecord(record, None, "")


def stories(view: View, viewer: Viewer, now: datetime, section: str = "", limit: int = 25) -> list[StoryCard]:
    """An edition's stories as its front page has them, or the page of a section: the most important now first."""
    return story_cards(ranked(view, now, section)[:limit], view, viewer, headlines=0)


def _records(rows: Sequence[Article], viewer: Viewer) -> list[Record]:
    ids = [row.id for row in rows]
    members = {member.article_id: member for member in StoryMember.objects.filter(article_id__in=ids)}
    tags = _tags(ids)
    return [_record(row, members.get(row.id), tuple(tags.get(row.id, ())), viewer) for row in rows]


def _record(row: Article, member: StoryMember | None, tags: tuple[Named, ...], viewer: Viewer) -> Record:
    return Record(
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
        story=member.story_id if member else None,
        joined=member.reason if member else "",
        copy_of=member.wire_of if member else None,
        section=member.section if member else "",
        agency=row.agency,
        hashtags=tags,
    )


def _tags(ids: Iterable[int]) -> dict[int, list[Named]]:
    found: dict[int, list[Named]] = {}
    rows = ArticleHashtag.objects.filter(article_id__in=list(ids)).order_by("article_id", "position")
    for pk, tag, label, kind, score in rows.values_list("article_id", "tag", "label", "kind", "score"):
        found.setdefault(pk, []).append(Named(tag, label, kind, score))
    return found
