"""Rows for tests, made directly: publishers, articles with their text, stories, hashtags, related lists, people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import escape
from itertools import count
from typing import Any

from octavo.core.gather.urls import article_id, slug
from octavo.store.models import (
    Article,
    ArticleHashtag,
    ArticleVersion,
    Edition,
    Publisher,
    Reader,
    RelatedList,
    Story,
    StoryMember,
)

NOW = datetime(2025, 11, 24, 12, 0, tzinfo=UTC)  # before any clock that runs the tests
_numbers = count(1)


def make_publisher(name: str = "The Harbour Post", **fields: Any) -> Publisher:
    """The publisher of this name, made when it is not there."""
    host = fields.pop("host", f"{slug(name)}.test")
    defaults = {"id": article_id(f"https://{host}/"), "slug": slug(name), "name": name, "terms": "excerpt", **fields}
    return Publisher.objects.get_or_create(host=host, defaults=defaults)[0]


def make_article(title: str = "Harbour bridge reopens", text: str = "", **fields: Any) -> Article:
    """An article with one version. `text`: paragraphs parted by blank lines. `hours`: its age at NOW."""
    number = next(_numbers)
    publisher = fields.pop("publisher", None) or make_publisher()
    at = NOW - timedelta(hours=fields.pop("hours", 1))
    url = fields.pop("url", f"https://{publisher.host}/{number}")
    text = text or f"{title} after long repairs. The first cars crossed at noon.\n\nThe town had waited two years."
    html = fields.pop("html", "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n")))
    article = Article.objects.create(
        **{
            "id": article_id(url),
            "seq": number,
            "url": url,
            "publisher": publisher,
            "title": title,
            "excerpt": " ".join(text.split())[:300],
            "words": len(text.split()),
            "lang": "en",
            "published": at,
            "first_seen": at,
            "stream_at": at,
            **fields,
        }
    )
    ArticleVersion.objects.create(article=article, number=1, title=title, html=html, text=text, digest="1", seen=at)
    return article


def make_version(article: Article, text: str, **fields: Any) -> ArticleVersion:
    """A newer version of an article."""
    number = article.version + 1
    title = fields.pop("title", article.title)
    Article.objects.filter(id=article.id).update(version=number, title=title)
    article.refresh_from_db()
    html = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
    return ArticleVersion.objects.create(
        article=article, number=number, title=title, html=html, text=text, digest=str(number), seen=NOW, **fields
    )


def make_story(*articles: Article, **fields: Any) -> Story:
    """A story of these articles, the first of them its founder and lead."""
    first = articles[0]
    story = Story.objects.create(
        **{
            "id": first.id,
            "lang": first.lang,
            "title": first.title,
            "lead_id": first.id,
            "first_at": min(one.stream_at for one in articles),
            "last_at": max(one.stream_at for one in articles),
            "articles": len(articles),
            "publishers": len({one.publisher_id for one in articles}),
            "importance": float(len(articles)),
            "importance_reason": f"{len({one.publisher_id for one in articles})} publishers",
            **fields,
        }
    )
    for one in articles:
        add_member(story, one)
    return story


def add_member(story: Story, article: Article, **fields: Any) -> StoryMember:
    return StoryMember.objects.create(
        **{
            "article": article,
            "story_id": story.id,
            "online_story_id": story.id,
            "grouped_no": next(_numbers),
            "reason": "" if article.id == story.id else "the same names and numbers",
            "stream_at": article.stream_at,
            **fields,
        }
    )


def make_hashtags(article: Article, *labels: str) -> None:
    for position, label in enumerate(labels):
        tag = "".join(word[:1].upper() + word[1:] for word in label.split())
        ArticleHashtag.objects.create(
            article=article,
            key=tag.casefold(),
            tag=tag,
            label=label,
            kind="topic",
            score=0.9,
            position=position,
            lang=article.lang,
            stream_at=article.stream_at,
        )


def make_related(article: Article, *others: Article, layer: str = "event", reason: str = "same event") -> None:
    items = [[str(other.id), 0.8, layer, reason] for other in others]
    RelatedList.objects.create(article=article, items=items)


def make_edition(slug: str = "en", **fields: Any) -> Edition:
    return Edition.objects.create(**{"slug": slug, "lang": slug, "name": slug.upper(), **fields})


def make_reader(name: str = "rea", **fields: Any) -> Reader:
    return Reader.objects.create_user(username=name, password="a quiet harbour", **fields)
