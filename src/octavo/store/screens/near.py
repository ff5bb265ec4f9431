"""What lies near a story: the articles of other stories that its members' related lists point to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from octavo.core.gather.urls import base32_id, slug
from octavo.store.models import RelatedList, Story, StoryMember
from octavo.store.screens.cards import Card, cards_by_id
from octavo.store.visibility import Viewer

_ASKED = 120  # members whose lists are read, newest first: a large story's lists repeat each other
_EACH = 4  # stories of one kind in a storyline


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
    """Another story, with its best reason and the dates of its first and last article."""

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


@dataclass(frozen=True, slots=True)
class Storyline:
    """Stories before and after this one, each in order of time, and those that tell its background."""

    earlier: tuple[NearStory, ...] = ()
    later: tuple[NearStory, ...] = ()
    background: tuple[NearStory, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.earlier or self.later or self.background)


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
    return [made for pk, one in best.items() if pk in rows and (made := _story(rows[pk], one, cards)) is not None]


def storyline(story: Story, found: Iterable[Near], viewer: Viewer) -> Storyline:
    """Earlier and later stories of the same line, and the background. A story stands in one of them only."""
    items = [one for one in found if one.layer in ("storyline", "background")]
    line = {one.story_id for one in items if one.layer == "storyline"}
    picked = [one for one in items if one.layer == "storyline" or one.story_id not in line]
    known = stories(picked, viewer)
    on_line = sorted((one for one in known if one.id in line), key=lambda one: (one.first_at, one.id))
    return Storyline(
        tuple(one for one in on_line if one.first_at < story.first_at)[-_EACH:],
        tuple(one for one in on_line if one.first_at >= story.first_at)[:_EACH],
        tuple(one for one in known if one.id not in line)[:_EACH],
    )


def _story(row: Story, one: Near, cards: Mapping[int, Card]) -> NearStory | None:
    lead, item = cards.get(row.lead_id), cards.get(one.article_id)
    # a story is named after its lead: when that was taken down, the name went with it
    title = (row.title.strip() or lead.title) if lead else item.title if item else ""
    if not title:
        return None
    return NearStory(
        id=row.id,
        title=title,
        lang=row.lang,
        articles=row.articles,
        publishers=row.publishers,
        first_at=row.first_at,
        last_at=row.last_at,
        reason=one.reason,
        score=one.score,
        layer=one.layer,
    )
