"""The article page and the page of what a publisher changed in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from octavo.core.gather.urls import base32_id, slug
from octavo.store.models import Article, ArticleHashtag, ArticleVersion, RelatedList, Story, StoryMember
from octavo.store.screens.cards import Card, articles, card, cards_by_id, title_of
from octavo.store.screens.faces import faces
from octavo.store.visibility import Level, Viewer, level, model_may_read, visible_text
from octavo.types import Body, Kind, Precision

RELATED = 8
_SAME_TEXT = 6


@dataclass(frozen=True, slots=True)
class Tag:
    tag: str
    label: str


@dataclass(frozen=True, slots=True)
class Related:
    """A related article and the reason a reader is told."""

    card: Card
    reason: str
    layer: str


@dataclass(frozen=True, slots=True)
class StoryLine:
    """The story that an article stands in, as its page names it."""

    id: int
    title: str
    lang: str
    articles: int
    publishers: int
    why: str  # the article joined it

    @property
    def ref(self) -> str:
        return base32_id(self.id)

    @property
    def slug(self) -> str:
        return slug(self.title)


@dataclass(frozen=True, slots=True)
class ArticleScreen:
    """Everything on an article's page but its AI features and discussion. `body` is what the viewer may see."""

    card: Card
    external_id: str
    authors: tuple[str, ...]
    updated: datetime | None
    published: datetime | None
    first_seen: datetime
    section: str
    media: dict[str, object]
    words: int
    version: int
    level: Level
    body: Body
    model_may_read: bool
    reserved: bool  # text and data mining
    hashtags: tuple[Tag, ...]
    story: StoryLine | None
    copies: tuple[Card, ...]  # the same text at other publishers
    copy_of: Card | None  # the article that this one copies
    related: tuple[Related, ...]

    @property
    def is_video(self) -> bool:
        return self.card.kind in (Kind.VIDEO, Kind.AUDIO) and bool(self.media)

    @property
    def has_address(self) -> bool:
        return not self.card.url.startswith("urn:")

    @property
    def minutes(self) -> int:
        """Reading time at 230 words a minute, the mean of adults reading English prose (Brysbaert 2019: 238)."""
        return max(1, round(self.words / 230))


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    title: str
    text: str
    seen: datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """An article's versions, oldest first; texts are empty where the viewer may not see them."""

    card: Card
    level: Level
    versions: tuple[Version, ...] = field(default=())


def found(id: int) -> Article | None:
    """The article with its publisher, hidden or not."""
    return Article.objects.select_related("publisher").filter(id=id).first()


def article(row: Article, viewer: Viewer) -> ArticleScreen:
    """At most eight queries, whatever the story's size."""
    member = StoryMember.objects.filter(article_id=row.id).first()
    copies = _copies(row, member)
    items = _related_items(row.id)
    shown = cards_by_id({*copies, *(item[0] for item in items)}, viewer)
    copied = member.wire_of if member else None
    return ArticleScreen(
        card=card(row, viewer),
        external_id=row.external_id,
        authors=tuple(row.authors),
        updated=_updated(row),
        published=row.published,
        first_seen=row.first_seen,
        section=row.section,
        media=dict(row.media or {}),
        words=row.words,
        version=row.version,
        level=level(row, viewer),
        body=visible_text(row, viewer),
        model_may_read=model_may_read(row),
        reserved=row.tdm_reserved or row.publisher.tdm_reserved,
        hashtags=tuple(
            Tag(tag, label)
            for tag, label in ArticleHashtag.objects.filter(article_id=row.id)
            .order_by("position")
            .values_list("tag", "label")
        ),
        story=_story_line(member, row.lang),
        copies=tuple(shown[id] for id in copies if id in shown and id != copied),
        copy_of=shown.get(copied) if copied else None,
        related=tuple(Related(shown[id], reason, layer) for id, reason, layer in items if id in shown)[:RELATED],
    )


def changes(row: Article, viewer: Viewer) -> Changes:
    """One query beside the article's own."""
    shown = level(row, viewer)
    versions = ArticleVersion.objects.filter(article_id=row.id).order_by("number")
    full = shown is Level.FULL
    return Changes(
        card(row, viewer),
        shown,
        tuple(Version(one.number, one.title, one.text if full else "", one.seen) for one in versions.defer("html")),
    )


def _updated(row: Article) -> datetime | None:
    """The publisher's own update time where it is later than publication, by a minute at least."""
    if row.updated is None or row.published_precision == Precision.DAY:
        return row.updated
    if row.published and (row.updated - row.published).total_seconds() < 60:
        return None
    return row.updated


def _story_line(member: StoryMember | None, lang: str) -> StoryLine | None:
    """The story under its name in the article's language."""
    story = Story.objects.filter(id=member.story_id).first() if member else None
    if member is None or story is None:
        return None
    face = faces([story], [lang])[story.id]
    return StoryLine(story.id, face.title, face.lang, story.articles, story.publishers, member.reason)


def _copies(row: Article, member: StoryMember | None) -> list[int]:
    """The articles with the same text: the one copied first, then its other copies."""
    if member is None:
        return []
    source = member.wire_of or row.id
    same = StoryMember.objects.filter(story_id=member.story_id, wire_of=source).exclude(article_id=row.id)
    ids = list(same.order_by("stream_at", "article_id").values_list("article_id", flat=True)[:_SAME_TEXT])
    return ([member.wire_of] if member.wire_of else []) + ids


def _related_items(id: int) -> list[tuple[int, str, str]]:
    row = RelatedList.objects.filter(article_id=id).values_list("items", flat=True).first()
    return [(int(other), reason, layer) for other, _score, layer, reason in row or []]


__all__ = [
    "ArticleScreen",
    "Changes",
    "Related",
    "StoryLine",
    "Tag",
    "article",
    "articles",
    "changes",
    "found",
    "title_of",
]
