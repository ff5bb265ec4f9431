"""Stories as lists show them: the lead article, what other publishers say, and why the story stands where it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from octavo.core.gather.urls import base32_id, slug
from octavo.store.models import Article, Story, StoryMember
from octavo.store.screens.article import Tag
from octavo.store.screens.cards import Card, articles, card
from octavo.store.screens.editions import View, stories_of
from octavo.store.screens.story_tags import Voice, story_tags
from octavo.store.visibility import Viewer

_WINDOW = 400  # the newest stories that are weighed against each other
_HALF_LIFE = timedelta(hours=18)  # a morning's story is still on the page in the evening, not the next noon
MONTH = timedelta(days=31)  # no index leads to a section: the stories of a month are looked through for it
_TAGS = 3  # hashtags on a card
_SEEN = 12  # articles of a story looked at for other publishers' headlines


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in a list. `others`: at most one article for each other publisher, newest first."""

    id: int
    title: str
    lang: str
    lead: Card
    others: tuple[Card, ...]
    articles: int
    publishers: int
    comments: int
    reason: str
    section: str
    first_at: datetime
    last_at: datetime
    hashtags: tuple[Tag, ...] = ()

    @property
    def ref(self) -> str:
        return base32_id(self.id)

    @property
    def slug(self) -> str:
        return slug(self.title)

    @property
    def several(self) -> bool:
        return self.articles > 1


def ranked(view: View, now: datetime, section: str = "") -> list[Story]:
    """An edition's newest stories by importance, fading with age: best first. `section`: only those under it, of a
    month at most.

    Ages count from the newest story where that is older than `now`, so that an archive has a front page too.
    """
    newest = stories_of(view).order_by("-last_at", "-id")
    if section:
        last = newest.values_list("last_at", flat=True).first()
        newest = newest.filter(section=section, last_at__gt=(last or now) - MONTH)
    rows = list(newest[:_WINDOW])
    if not rows:
        return []
    reference = min(now, rows[0].last_at)

    def weight(story: Story) -> tuple[float, datetime, int]:
        age = max(0.0, (reference - story.last_at) / _HALF_LIFE)
        return (story.importance * 0.5**age, story.last_at, story.id)

    return sorted(rows, key=weight, reverse=True)


def story_cards(stories: Sequence[Story], viewer: Viewer, headlines: int = 4) -> list[StoryCard]:
    """Cards in the order given, in four queries. A story none of whose articles may be listed is left out."""
    members = _members([story.id for story in stories])
    leads = {row.id: row for row in articles().filter(id__in=[story.lead_id for story in stories])}
    tags = story_tags(
        {story.id: _voices(story, leads, members) for story in stories}, {story.id: story.lang for story in stories}
    )
    found = []
    for story in stories:
        rows = members.get(story.id, [])
        lead = leads.get(story.lead_id) or next(iter(rows), None)
        if lead is not None:
            found.append(_story_card(story, lead, rows, viewer, headlines, tags[story.id]))
    return found


def _voices(story: Story, leads: dict[int, Article], members: dict[int, list[Article]]) -> list[Voice]:
    lead = leads.get(story.lead_id)
    rows = {row.id: row for row in [*members.get(story.id, []), *([lead] if lead else [])]}
    return [Voice(row.id, row.publisher.slug, row.lang) for row in rows.values()]


def _story_card(
    story: Story, lead: Article, rows: list[Article], viewer: Viewer, headlines: int, tags: tuple[Tag, ...]
) -> StoryCard:
    others: dict[int, Article] = {}
    for row in rows:
        if row.publisher_id != lead.publisher_id and row.id != lead.id:
            others.setdefault(row.publisher_id, row)
    leading = card(lead, viewer)
    return StoryCard(
        id=story.id,
        # a story is named after its lead: when that was taken down, the name went with it
        title=(story.title.strip() if lead.id == story.lead_id else "") or leading.title,
        lang=story.lang,
        lead=leading,
        others=tuple(card(row, viewer) for row in list(others.values())[:headlines]),
        articles=story.articles,
        publishers=story.publishers,
        comments=story.comments,
        reason=story.importance_reason,
        section=story.section,
        first_at=story.first_at,
        last_at=story.last_at,
        hashtags=tags[:_TAGS],
    )


def _members(ids: list[int]) -> dict[int, list[Article]]:
    """The newest articles of each story that are no wire copies, newest first."""
    newest = Window(RowNumber(), partition_by=F("story_id"), order_by=[F("stream_at").desc(), F("article_id").desc()])
    rows = StoryMember.objects.filter(story_id__in=ids, wire_of=None).annotate(place=newest).filter(place__lte=_SEEN)
    story_of = dict(rows.values_list("article_id", "story_id"))
    members: dict[int, list[Article]] = {}
    for article in sorted(
        articles().filter(id__in=list(story_of)), key=lambda row: (row.stream_at, row.id), reverse=True
    ):
        members.setdefault(story_of[article.id], []).append(article)
    return members
