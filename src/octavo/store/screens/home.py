"""The front page of an edition, and The Eight: the day in eight stories, with an end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Q

from octavo.store.models import ArticleHashtag, Story
from octavo.store.screens.cards import Card, articles, card
from octavo.store.screens.editions import View, articles_of
from octavo.store.screens.stories import StoryCard, ranked, story_cards
from octavo.store.visibility import Viewer

STORIES = 13  # on the front page
_LATEST = 10
_TRENDING = 10
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Trend:
    """A hashtag that many write about now, and how one can tell."""

    tag: str
    label: str
    articles: int  # in the last day
    publishers: int  # in the last week
    rise: float  # articles in the last day beyond what one would expect
    reason: str


@dataclass(frozen=True, slots=True)
class Home:
    stories: tuple[StoryCard, ...]
    latest: tuple[Card, ...]
    trending: tuple[Trend, ...]


def home(view: View, viewer: Viewer, now: datetime) -> Home:
    """Seven queries."""
    chosen = ranked(view, now)[:STORIES]
    latest = articles_of(view, articles()).order_by("-stream_at", "-id")[:_LATEST]
    return Home(
        tuple(story_cards(chosen, viewer)), tuple(card(row, viewer) for row in latest), tuple(trending(view, now))
    )


def eight(view: View, viewer: Viewer, now: datetime) -> tuple[StoryCard, ...]:
    """The eight stories of the day that matter most; a section gives at most three of them."""
    chosen: list[Story] = []
    spare: list[Story] = []
    for story in ranked(view, now):
        full = story.section and sum(other.section == story.section for other in chosen) >= 3
        (spare if full else chosen).append(story)
        if len(chosen) == 8:
            break
    return tuple(story_cards((chosen + spare)[:8], viewer, headlines=3))


def trending(view: View, now: datetime) -> list[Trend]:
    """Hashtags by how much more they are written about in the last day than in the six before. Two queries.

    Where hardly anything was written in a day, the week's come after. Days count from the newest article where that
    is older than `now`. Kept for two minutes: counting a busy week costs more than the rest of the page.
    """
    name = f"trending:{view.slug}"
    found: list[Trend] | None = cache.get(name)
    if found is None:
        found = _trending(view, now)
        cache.set(name, found, 120)
    return found


def _trending(view: View, now: datetime) -> list[Trend]:
    rows = ArticleHashtag.objects.filter(lang__in=view.languages, article__hidden=False)
    if not view.is_whole_language:
        rows = rows.filter(article__in=articles_of(view, articles()).values("id"))
    newest = rows.filter(stream_at__lte=now).aggregate(at=Max("stream_at"))["at"]
    if newest is None:
        return []
    counted = (
        rows.filter(stream_at__gt=newest - 7 * _DAY, stream_at__lte=newest)
        .values("key")
        .annotate(
            today=Count("id", filter=Q(stream_at__gt=newest - _DAY)),
            publishers=Count("article__publisher", distinct=True),
            total=Count("id"),
            spelled=Max("tag"),
            words=Max("label"),
        )
        .filter(total__gt=1)
        .order_by("-today", "-total", "key")[:200]
    )
    return sorted((_trend(row) for row in counted), key=_order)[:_TRENDING]


def _trend(row: Mapping[str, Any]) -> Trend:
    today, total = row["today"], row["total"]
    # articles today beyond what the days before would let one expect
    rise = today - 0.5 * (total - today) / 6
    return Trend(row["spelled"], row["words"], today, row["publishers"], rise, _reason(today, total))


def _order(trend: Trend) -> tuple[bool, float, int, str]:
    return (trend.articles < 2, -trend.rise, -trend.publishers, trend.tag)


def _reason(today: int, total: int) -> str:
    if today < 2:
        return f"{total} articles in a week"
    a_day = round((total - today) / 6)
    return f"{today} articles in a day, {f'about {a_day} a day' if a_day else 'hardly any'} before"
