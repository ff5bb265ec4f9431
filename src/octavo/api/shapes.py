"""The JSON of the API. Ids are strings, because a 63-bit number does not survive JavaScript."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Schema

from octavo.core.gather.urls import base32_id, slug
from octavo.store.catalogue import MemberRecord, Record, RelatedRecord, StoryRecord
from octavo.store.screens.near import NearStory
from octavo.store.screens.stories import StoryCard
from octavo.store.screens.storyline import Storyline
from octavo.types import Body


def page_of(lang: str, article_id: int, title: str, request: HttpRequest) -> str:
    """The whole address of an article's page here."""
    return _address(reverse("article", args=[lang, base32_id(article_id), slug(title)]), request)


def _address(path: str, request: HttpRequest) -> str:
    return f"{settings.OCTAVO_SITE_URL}{path}" if settings.OCTAVO_SITE_URL else request.build_absolute_uri(path)


def _id(number: int | None) -> str | None:
    return None if number is None else str(number)


class Error(Schema):
    error: str


class Publisher(Schema):
    name: str
    slug: str


class Hashtag(Schema):
    """`kind` is person, organisation, place, event or topic."""

    tag: str
    label: str
    kind: str
    score: float


class Article(Schema):
    """`page` is the article here, `url` the original; `level` says how much of the text may be shown to you.

    `section` is null where Octavo is unsure; `agency` the wire agency that the article names, and `copy_of` the
    article whose text it repeats; `joined` why it is in its story, "" of the one that began it.
    """

    id: str
    seq: str
    page: str
    url: str
    external_id: str
    title: str
    lang: str
    publisher: Publisher
    published: datetime | None
    published_precision: str
    updated: datetime | None
    first_seen: datetime
    authors: list[str]
    excerpt: str
    image: str
    kind: str
    access: str
    words: int
    version: int
    level: str
    section: str | None
    agency: str
    copy_of: str | None
    story: str | None
    joined: str
    hashtags: list[str]
    tags: list[Hashtag]

    @classmethod
    def of(cls, record: Record, request: HttpRequest, **more: str | None) -> Self:
        return cls(
            id=str(record.id),
            seq=str(record.seq),
            page=page_of(record.lang, record.id, record.title, request),
            url=record.url,
            external_id=record.external_id,
            title=record.title,
            lang=record.lang,
            publisher=Publisher(name=record.publisher, slug=record.publisher_slug),
            published=record.published,
            published_precision=record.published_precision,
            updated=record.updated,
            first_seen=record.first_seen,
            authors=list(record.authors),
            excerpt=record.excerpt,
            image=record.image,
            kind=record.kind,
            access=record.access,
            words=record.words,
            version=record.version,
            level=record.level.value,
            section=record.section or None,
            agency=record.agency,
            copy_of=_id(record.copy_of),
            story=_id(record.story),
            joined=record.joined,
            hashtags=[one.tag for one in record.hashtags],
            tags=[Hashtag(tag=one.tag, label=one.label, kind=one.kind, score=one.score) for one in record.hashtags],
            **more,
        )


class FullArticle(Article):
    text: str
    html: str

    @classmethod
    def with_body(cls, record: Record, body: Body, request: HttpRequest) -> Self:
        return cls.of(record, request, text=body.text, html=body.html)


class StoryArticle(Article):
    """`nearest` is the article of the story that lies closest, `facts` what both tell ("Quay Lock, Ada Kole")."""

    nearest: str | None
    facts: str

    @classmethod
    def member(cls, found: MemberRecord, request: HttpRequest) -> Self:
        return cls.of(found.article, request, nearest=_id(found.nearest), facts=found.facts)


class Articles(Schema):
    """`next` is what to pass as `since` (or `before`) to go on; null at the end."""

    articles: list[Article]
    next: str | None


class Found(Schema):
    total: int
    articles: list[Article]


class Related(Schema):
    article: Article
    score: float
    layer: str
    reason: str

    @classmethod
    def of(cls, record: RelatedRecord, request: HttpRequest) -> Self:
        shown = Article.of(record.article, request)
        return cls(article=shown, score=record.score, layer=record.layer, reason=record.reason)


class LinkedStory(Schema):
    """Another story of the storyline, and why it is one."""

    id: str
    page: str
    title: str
    lang: str
    articles_count: int
    publishers_count: int
    first_at: datetime
    last_at: datetime
    score: float
    reason: str

    @classmethod
    def of(cls, story: NearStory, request: HttpRequest) -> Self:
        return cls(
            id=str(story.id),
            page=_address(reverse("story", args=[story.lang, story.ref, story.slug]), request),
            title=story.title,
            lang=story.lang,
            articles_count=story.articles,
            publishers_count=story.publishers,
            first_at=story.first_at,
            last_at=story.last_at,
            score=story.score,
            reason=story.reason,
        )


class Around(Schema):
    """Stories before and after, in order of time, and those that tell the background, nearest first."""

    earlier: list[LinkedStory]
    later: list[LinkedStory]
    background: list[LinkedStory]

    @classmethod
    def of(cls, found: Storyline, request: HttpRequest) -> Self:
        return cls(
            earlier=[LinkedStory.of(one, request) for one in found.earlier],
            later=[LinkedStory.of(one, request) for one in found.later],
            background=[LinkedStory.of(one, request) for one in found.background],
        )


class Story(Schema):
    """`state` is open (articles are coming), dormant (none for a day) or closed (none can join); `reason` says how
    important it is and why, `hashtags` are those that its publishers share."""

    id: str
    page: str
    title: str
    lang: str
    articles_count: int
    publishers_count: int
    comments_count: int
    reason: str
    section: str | None
    hashtags: list[str]
    first_at: datetime
    last_at: datetime
    state: str
    state_reason: str
    storyline: Around
    articles: list[StoryArticle]

    @classmethod
    def of(cls, record: StoryRecord, request: HttpRequest) -> Self:
        path = reverse("story", args=[record.lang, base32_id(record.id), slug(record.title)])
        return cls(
            id=str(record.id),
            page=_address(path, request),
            title=record.title,
            lang=record.lang,
            articles_count=record.articles,
            publishers_count=record.publishers,
            comments_count=record.comments,
            reason=record.importance_reason,
            section=record.section or None,
            hashtags=[one.tag for one in record.hashtags],
            first_at=record.first_at,
            last_at=record.last_at,
            state=record.stands.state.value,
            state_reason=record.stands.reason,
            storyline=Around.of(record.storyline, request),
            articles=[StoryArticle.member(one, request) for one in record.members],
        )


class ListedStory(Schema):
    """A story in an edition's list. `lead` is the id of the article that stands for it."""

    id: str
    page: str
    title: str
    lang: str
    lead: str
    articles_count: int
    publishers_count: int
    comments_count: int
    reason: str
    section: str | None
    hashtags: list[str]
    first_at: datetime
    last_at: datetime

    @classmethod
    def of(cls, card: StoryCard, request: HttpRequest) -> Self:
        return cls(
            id=str(card.id),
            page=_address(reverse("story", args=[card.lang, card.ref, card.slug]), request),
            title=card.title,
            lang=card.lang,
            lead=str(card.lead.id),
            articles_count=card.articles,
            publishers_count=card.publishers,
            comments_count=card.comments,
            reason=card.reason,
            section=card.section or None,
            hashtags=[one.tag for one in card.hashtags],
            first_at=card.first_at,
            last_at=card.last_at,
        )


class Trend(Schema):
    tag: str
    label: str
    articles: int
    reason: str


class Edition(Schema):
    slug: str
    name: str
    lang: str
    languages: list[str]
    countries: list[str]
    publishers: list[str]
    topics: list[str]


class Citation(Schema):
    """Where the sentence stands: characters `start` to `end` of the article's text."""

    article: str
    page: str
    title: str
    publisher: str
    start: int
    end: int


class Sentence(Schema):
    text: str
    score: float
    citation: Citation


class Answer(Schema):
    """Sentences quoted as they stand. Without any: no article here answers that."""

    question: str
    confidence: float
    sentences: list[Sentence]


class Source(Schema):
    id: str
    url: str
    title: str
    publisher: str
    lang: str
    topic: str
    state: str
    last_look: datetime | None
    next_look: datetime
    last_new: datetime | None
    entries: int
    articles: int
    errors: int
    last_error: str
