"""A story among others: whether it still goes on, and the stories before, after and behind it.

Links are worked out when the page is read, from the stored related lists: no row has to be kept right when stories
merge or split.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet, Subquery

from octavo.core.organise.storylines import State, Tie, Times, Told, links, state
from octavo.core.organise.stream import DEFAULT
from octavo.store.models import RelatedList, Story, StoryMember
from octavo.store.screens.cards import cards_by_id
from octavo.store.screens.faces import faces
from octavo.store.screens.near import NearStory, named
from octavo.store.visibility import Viewer

_ASKED = 48  # articles of either side whose lists are read, newest first: a large story's lists repeat each other
_NEAREST = 16  # stories that are looked at, by their best item


@dataclass(frozen=True, slots=True)
class Stands:
    """Whether a story goes on, and the reason in words."""

    state: State
    reason: str


@dataclass(frozen=True, slots=True)
class Storyline:
    """Stories before and after this one, each in order of time, and those that tell its background, nearest first."""

    earlier: tuple[NearStory, ...] = ()
    later: tuple[NearStory, ...] = ()
    background: tuple[NearStory, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.earlier or self.later or self.background)


_Item = tuple[int, int, float, str, str]  # article, other, score, layer, reason


@dataclass(frozen=True, slots=True)
class _Pointed:
    """What the related lists of a story's members point to outside of it."""

    told: list[Told] = field(default_factory=list)
    stories: dict[int, Story] = field(default_factory=dict)


def stands(story: Story, members: Mapping[int, StoryMember], now: datetime) -> Stands:
    """One query. `members`: its newest articles by id; `now`: the wall clock, which the stream's time never passes."""
    past = StoryMember.objects.filter(stream_at__lte=now).order_by("-stream_at")
    latest = StoryMember.objects.order_by("-grouped_no")
    row = latest.annotate(time=Subquery(past.values("stream_at")[:1])).values_list("grouped_no", "time").first()
    grouped, time = row or (0, None)
    compared = max((m.grouped_no for m in members.values()), default=0) > grouped - DEFAULT.window
    found, reason = state(Times(story.first_at, story.last_at), time or now, compared=compared)
    return Stands(found, reason)


def storyline(
    story: Story, members: Mapping[int, StoryMember], viewer: Viewer, languages: Sequence[str] = ()
) -> Storyline:
    """Seven queries at most, whatever the story's size. `members`: its newest articles by id, newest first; the stories
    are named as the first of `languages` that tells them names them, else as their own does."""
    pointed = _pointed(story.id, members)
    spans = {pk: Times(row.first_at, row.last_at) for pk, row in pointed.stories.items()}
    found = links(story.id, Times(story.first_at, story.last_at), pointed.told, spans)
    told = faces((pointed.stories[link.story] for link in found), languages)
    wanted = {*(face.lead_id for face in told.values()), *(link.article for link in found)}
    cards = cards_by_id(wanted, viewer) if found else {}
    shown: dict[Tie, list[NearStory]] = {tie: [] for tie in Tie}
    for link in found:
        row, face = pointed.stories[link.story], told[link.story]
        made = named(row, face, link.article, cards, link.score, link.tie, link.reason)
        if made is not None:
            shown[link.tie].append(made)
    return Storyline(_in_time(shown[Tie.EARLIER]), _in_time(shown[Tie.LATER]), tuple(shown[Tie.BACKGROUND]))


def _in_time(stories: list[NearStory]) -> tuple[NearStory, ...]:
    return tuple(sorted(stories, key=lambda one: (one.first_at, one.id)))


def _pointed(story_id: int, members: Mapping[int, StoryMember]) -> _Pointed:
    """Lists are cut at their end, so both sides are asked: what points here is as good as what points there."""
    pairs = [pair for pair in _lists(list(members)[:_ASKED]) if pair[1] not in members]
    # a member that is beyond those given is still no neighbour: asked by story, not by id
    home = _home(_shown().filter(article_id__in={pair[1] for pair in pairs}).exclude(story_id=story_id))
    near = _nearest(pairs, home)
    if not near:
        return _Pointed()
    answering = _home(_shown().filter(story_id__in=near).order_by("-stream_at", "article_id")[:_ASKED])
    home |= answering
    pairs += [(own, other, score, layer, why) for other, own, score, layer, why in _lists(list(answering))]
    told = [
        Told(members[own].wire_of or own, home[other][1], other, home[other][0], score, layer, why)
        for own, other, score, layer, why in pairs
        if own in members and other in home
    ]
    return _Pointed(told, {row.id: row for row in Story.objects.filter(id__in=near, merged_into=None)})


def _nearest(pairs: list[_Item], home: Mapping[int, tuple[int, int]]) -> set[int]:
    best: dict[int, float] = {}
    for _, other, score, _, _ in pairs:
        if other in home:
            story = home[other][0]
            best[story] = max(score, best.get(story, 0.0))
    return set(sorted(best, key=lambda story: (-best[story], story))[:_NEAREST])


def _shown() -> QuerySet[StoryMember]:
    return StoryMember.objects.filter(article__hidden=False)


def _home(rows: QuerySet[StoryMember]) -> dict[int, tuple[int, int]]:
    """The story and the text of each article; the copies of a text have it in common."""
    return {pk: (of, copied or pk) for pk, of, copied in rows.values_list("article_id", "story_id", "wire_of")}


def _lists(ids: list[int]) -> list[_Item]:
    """What stands in the related lists of these articles."""
    rows = RelatedList.objects.filter(article_id__in=ids).values_list("article_id", "items")
    return [
        (own, int(other), float(score), str(layer), str(reason))
        for own, items in rows
        for other, score, layer, reason in items
    ]
