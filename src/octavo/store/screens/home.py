"""The front page of an edition, and The Eight: the day in eight stories, with an end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Min, QuerySet

from octavo.core.organise.sections import SECTIONS
from octavo.core.organise.trends import DAYS, PUBLISHERS, Counts, Span, ordered, reason
from octavo.store.models import ArticleHashtag, Story
from octavo.store.screens.cards import Card, articles, card
from octavo.store.screens.editions import View, articles_of
from octavo.store.screens.stories import MONTH, StoryCard, ranked, story_cards
from octavo.store.visibility import Viewer

STORIES = 13  # on the front page
OF_A_SECTION = 25  # on a section's page
_LATEST = 10
_TRENDING = 10
_COUNTED = 100  # hashtags with the most articles today whose usual number is looked up
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Trend:
    """A hashtag that many write about now, and how one can tell."""

    tag: str
    label: str
    articles: int  # today
    publishers: int  # of these
    reason: str


@dataclass(frozen=True, slots=True)
class Home:
    stories: tuple[StoryCard, ...]
    latest: tuple[Card, ...]
    trending: tuple[Trend, ...]
    sections: tuple[str, ...]  # those with stories now


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    stories: tuple[StoryCard, ...]
    sections: tuple[str, ...]  # those with stories now, itself among them


def home(view: View, viewer: Viewer, now: datetime) -> Home:
    """Thirteen queries, two more where stories are told in several languages. Six are asked once in two minutes."""
    found = ranked(view, now)
    latest = articles_of(view, articles()).order_by("-stream_at", "-id")[:_LATEST]
    return Home(
        tuple(story_cards(found[:STORIES], view, viewer)),
        tuple(card(row, viewer) for row in latest),
        tuple(trending(view, now)),
        _sections(found),
    )


def section(name: str, view: View, viewer: Viewer, now: datetime) -> Section | None:
    """The stories under a section, as the front page has them. Twelve queries; None where there is no such section."""
    if name not in SECTIONS:
        return None
    found = ranked(view, now, name)[:OF_A_SECTION]
    return Section(name, tuple(story_cards(found, view, viewer)), _sections([*ranked(view, now), *found]))


def _sections(stories: Iterable[Story]) -> tuple[str, ...]:
    rows = list(stories)
    last = max((story.last_at for story in rows), default=None)
    there = {story.section for story in rows if last and story.last_at > last - MONTH}
    return tuple(name for name in SECTIONS if name in there)


def eight(view: View, viewer: Viewer, now: datetime) -> tuple[StoryCard, ...]:
    """The eight stories of the day that matter most; a section gives at most three of them."""
    chosen: list[Story] = []
    spare: list[Story] = []
    for story in ranked(view, now):
        full = story.section and sum(other.section == story.section for other in chosen) >= 3
        (spare if full else chosen).append(story)
        if len(chosen) == 8:
            break
    return tuple(story_cards((chosen + spare)[:8], view, viewer, headlines=3))


def trending(view: View, now: datetime) -> list[Trend]:
    """Hashtags that are written about more today than usual, most surprising first. Six queries.

    Today is the 24 hours before the newest article, which may be long past in an archive. Kept for two minutes.
    """
    name = f"trending:{view.slug}"
    found: list[Trend] | None = cache.get(name)
    if found is None:
        found = _trending(view, now)
        cache.set(name, found, 120)
    return found


def _trending(view: View, now: datetime) -> list[Trend]:
    rows = ArticleHashtag.objects.filter(lang__in=view.languages, stream_at__lte=now)
    if not view.is_whole_language:
        rows = rows.filter(article__in=articles_of(view, articles()).values("id"))
    newest = rows.aggregate(at=Max("stream_at"))["at"]
    if newest is None:
        return []
    day = newest - _DAY
    today, before = rows.filter(stream_at__gt=day), rows.filter(stream_at__gt=day - DAYS * _DAY, stream_at__lte=day)
    found = today.values("key").annotate(count=Count("id")).filter(count__gte=PUBLISHERS)
    counts = dict(found.order_by("-count", "key").values_list("key", "count")[:_COUNTED])
    span = _span(view, before, today.count(), day)  # all hashtags, those of one article, too
    usual = dict(before.filter(key__in=counts).order_by().values_list("key").annotate(Count("id")))
    # who writes is looked up only for those that can be shown
    rough = [Counts(key, count, usual.get(key, 0), PUBLISHERS) for key, count in counts.items()]
    likely = ordered(rough, span, _TRENDING * 3)
    seen = _seen(today.filter(key__in=[one.key for one in likely]))
    exact = [
        Counts(one.key, len(seen[one.key].articles), one.before, len(seen[one.key].publishers))
        for one in likely
        if one.key in seen
    ]
    words = "today" if now - newest < _DAY else "in a day"
    return [
        Trend(*seen[one.key].name, one.today, one.publishers, reason(one, span, words))
        for one in ordered(exact, span, _TRENDING)
    ]


def _span(view: View, before: QuerySet[ArticleHashtag], today: int, day: datetime) -> Span:
    """The days before are counted once an hour: half of what all of it costs."""
    name = f"usual:{view.slug}:{day:%Y%m%d%H}"
    facts: dict[str, Any] | None = cache.get(name)
    if facts is None:
        facts = before.aggregate(count=Count("id"), first=Min("stream_at"))
        cache.set(name, facts, 3600)
    days = (day - facts["first"]) / _DAY if facts["first"] else 0.0
    return Span(today, facts["count"], min(float(DAYS), days))


@dataclass(slots=True)
class _Seen:
    """Who writes of a hashtag today: articles that may be shown, copies not counted."""

    name: tuple[str, str]  # tag and label, as the newest article has them
    articles: set[int] = field(default_factory=set)
    publishers: set[int] = field(default_factory=set)


def _seen(rows: QuerySet[ArticleHashtag]) -> dict[str, _Seen]:
    found: dict[str, _Seen] = {}
    shown = rows.filter(article__hidden=False).exclude(article__storymember__wire_of__gt=0)
    values = shown.values_list("key", "tag", "label", "article_id", "article__publisher_id")
    for key, tag, label, article, publisher in values.order_by("-stream_at", "-article_id"):
        one = found.setdefault(key, _Seen((tag, label)))
        one.articles.add(article)
        one.publishers.add(publisher)
    return found
