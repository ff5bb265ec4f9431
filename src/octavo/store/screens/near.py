"""What lies near a story: the articles of other stories that its members' related lists point to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from octavo.core.gather.urls import base32_id, slug
from octavo.store.models import RelatedList, Story, StoryMember
from octavo.store.screens.cards import Card, cards_by_id
from octavo.store.screens.faces import Face, own
from octavo.store.visibility import Viewer

_ASKED = 120  # members whose lists are read, newest first: a large story's lists repeat each other


@dataclass(frozen=True, slots=True)
class Near:
    """One article of another story, from the related list that rates it highest."""

    article_id: int
    story_id: int
    member_id: int  # whose list it is
    score: float  # 0–1
    layer: str
    reason: str


@dataclass(frozen=True, slots=True)
class NearStory:
    """Another story, with the reason it is named for and the dates of its first and last article."""

    id: int
    title: str
    lang: str
    articles: int
    publishers: int
    first_at: datetime
    last_at: datetime
    reason: str
    score: float
    layer: str

    @property
    def ref(self) -> str:
        return base32_id(self.id)

    @property
    def slug(self) -> str:
        return slug(self.title)


def near(story_id: int, members: Iterable[int]) -> list[Near]:
    """Best first, each article once; at most two queries. `members`: the story's articles, newest first."""
    best: dict[int, tuple[float, bool, int, str, str]] = {}
    ids = list(members)
    for member, items in RelatedList.objects.filter(article_id__in=ids[:_ASKED]).values_list("article_id", "items"):
        for other, score, layer, reason in items:
            found = (float(score), layer != "background", member, str(layer), str(reason))
            if int(other) not in best or found > best[int(other)]:
                best[int(other)] = found
    # a member that is beyond those given is still no neighbour: asked by story, not by id
    outside = set(best) - set(ids)
    rows = StoryMember.objects.filter(article_id__in=outside).exclude(story_id=story_id)
    story_of = dict(rows.values_list("article_id", "story_id")) if outside else {}
    result = [
        Near(pk, story_of[pk], member, score, layer, reason)
        for pk, (score, _, member, layer, reason) in best.items()
        if pk in story_of
    ]
    return sorted(result, key=lambda one: (-one.score, one.article_id))


def stories(found: Iterable[Near], viewer: Viewer) -> list[NearStory]:
    """The stories of these articles, in the order of their best; at most two queries. Hidden ones are left out."""
    best: dict[int, Near] = {}
    for one in found:
        best.setdefault(one.story_id, one)
    rows = {row.id: row for row in Story.objects.filter(id__in=list(best), merged_into=None)} if best else {}
    leads = [row.lead_id for row in rows.values()]
    cards = cards_by_id({*leads, *(best[pk].article_id for pk in rows)}, viewer) if rows else {}
    shown = [
        named(rows[pk], own(rows[pk]), one.article_id, cards, one.score, one.layer, one.reason)
        for pk, one in best.items()
        if pk in rows
    ]
    return [one for one in shown if one is not None]


def named(
    row: Story, face: Face, article_id: int, cards: Mapping[int, Card], score: float, layer: str, reason: str
) -> NearStory | None:
    """The story with the name that may be shown; None where neither its lead nor the article pointed to may be."""
    lead, item = cards.get(face.lead_id), cards.get(article_id)
    # a story is named after its lead: when that was taken down, the name went with it
    title = (face.title.strip() or lead.title) if lead else item.title if item else ""
    if not title:
        return None
    return NearStory(
        id=row.id,
        title=title,
        lang=face.lang,
        articles=row.articles,
        publishers=row.publishers,
        first_at=row.first_at,
        last_at=row.last_at,
        reason=reason,
        score=score,
        layer=layer,
    )
