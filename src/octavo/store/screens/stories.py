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
from octavo.store.screens.editions import View, stories_of, told_in
from octavo.store.screens.faces import Face, faces
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
    """An edition's newest stories by importance, fading with age: best first. Those that another language tells more,
    too. `section`: only those under it, of a month at most.

    Ages count from the newest story where that is older than `now`, so that an archive has a front page too.
    """
    own = stories_of(view)
    if section:
        last = max((row.last_at for row in (*own.order_by("-last_at")[:1], *told_in(view, 1))), default=now)
        own = own.filter(section=section, last_at__gt=last - MONTH)
        others = told_in(view, _WINDOW, last - MONTH).filter(section=section)
    else:
        others = told_in(view, _WINDOW)
    rows = [*own.order_by("-last_at", "-id")[:_WINDOW], *others]
    if not rows:
        return []
    reference = min(now, max(row.last_at for row in rows))

    def weight(story: Story) -> tuple[float, datetime, int]:
        age = max(0.0, (reference - story.last_at) / _HALF_LIFE)
        return (story.importance * 0.5**age, story.last_at, story.id)

    return sorted(rows, key=weight, reverse=True)


def story_cards(stories: Sequence[Story], view: View, viewer: Viewer, headlines: int = 4) -> list[StoryCard]:
    """Cards in the order given, in five queries, each story as the edition's language tells it. One none of whose
    articles may be listed is left out."""
    shown = faces(stories, view.languages)
    members = _members([story.id for story in stories])
    leads = {row.id: row for row in articles().filter(id__in=[face.lead_id for face in shown.values()])}
    tags = story_tags(
        {pk: _voices(leads.get(face.lead_id), members.get(pk, [])) for pk, face in shown.items()},
        {pk: face.lang for pk, face in shown.items()},
    )
    found = []
    for story in stories:
        face = shown[story.id]
        # what the reader's languages have to say comes first
        rows = sorted(members.get(story.id, []), key=lambda row: row.lang not in view.languages)
        lead = leads.get(face.lead_id) or next(iter(rows), None)
        if lead is not None:
            found.append(_story_card(story, face, lead, rows, viewer, headlines, tags[story.id]))
    return found


def _voices(lead: Article | None, members: list[Article]) -> list[Voice]:
    rows = {row.id: row for row in [*members, *([lead] if lead else [])]}
    return [Voice(row.id, row.publisher.slug, row.lang) for row in rows.values()]


def _story_card(
    story: Story, face: Face, lead: Article, rows: list[Article], viewer: Viewer, headlines: int, tags: tuple[Tag, ...]
) -> StoryCard:
    others: dict[int, Article] = {}
    for row in rows:
        if row.publisher_id != lead.publisher_id and row.id != lead.id:
            others.setdefault(row.publisher_id, row)
    leading = card(lead, viewer)
    return StoryCard(
        id=story.id,
        # a story is named after its lead: when that was taken down, the name went with it
        title=(face.title.strip() if lead.id == face.lead_id else "") or leading.title,
        lang=face.lang,
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
