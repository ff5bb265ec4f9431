"""The story page: all articles of one event by publisher, in time, with what became of copies and merges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.core.gather.urls import base32_id, slug
from octavo.core.organise.storylines import State
from octavo.store.models import Story, StoryEvent, StoryMember
from octavo.store.screens.article import Tag
from octavo.store.screens.bonds import Bond, bonds
from octavo.store.screens.cards import Card, articles, card
from octavo.store.screens.faces import Face, faces
from octavo.store.screens.story_tags import Voice, story_tags
from octavo.store.screens.storyline import Stands, Storyline, stands, storyline
from octavo.store.visibility import Viewer

SHOWN = 300  # articles of one story on its page
_GROUPS = 8  # publishers that a long story's page shows at once; the others are one click away
_ENDS = (5, 15)  # of a long timeline, what is shown of its beginning and its end
_FOLDED = 5  # fewer are not worth folding
_HOPS = 20


@dataclass(frozen=True, slots=True)
class Member:
    """An article in a story, why it is there, and the copies of it under other publishers."""

    card: Card
    why: str
    at: datetime  # stream time
    copies: tuple[Card, ...] = ()
    beside: Card | None = None  # the article of the story that it is nearest to
    facts: str = ""  # what both tell, where that is known


@dataclass(frozen=True, slots=True)
class Group:
    """What one publisher reported, newest first."""

    name: str
    slug: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A merge or split that made the story what it is."""

    kind: str
    reason: str  # without the count that it may begin with
    at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Order:
    """A timeline in the parts in which it is shown; the middle one is folded away."""

    first: tuple[Member, ...]
    between: tuple[Member, ...] = ()
    last: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryScreen:
    id: int
    title: str
    lang: str
    lead: Card
    reason: str
    section: str
    articles: int
    publishers: int
    first_at: datetime
    last_at: datetime
    groups: tuple[Group, ...]  # in the shown language first, then the publisher that reported most
    timeline: tuple[Member, ...]  # oldest first, copies folded
    hashtags: tuple[Tag, ...]
    events: tuple[Event, ...]
    stands: Stands
    storyline: Storyline
    hidden: int  # articles beyond those shown

    @property
    def ref(self) -> str:
        return base32_id(self.id)

    @property
    def slug(self) -> str:
        return slug(self.title)

    @property
    def groups_first(self) -> tuple[Group, ...]:
        return self.groups if len(self.groups) <= _FOLDED + _GROUPS else self.groups[:_GROUPS]

    @property
    def groups_rest(self) -> tuple[Group, ...]:
        return self.groups[len(self.groups_first) :]

    @property
    def order(self) -> Order:
        """The timeline, of long ones the beginning and the end apart."""
        begin, end = _ENDS
        if len(self.timeline) <= begin + end + _FOLDED:
            return Order(self.timeline)
        return Order(self.timeline[:begin], self.timeline[begin:-end], self.timeline[-end:])

    @property
    def pace(self) -> str:
        """The reason of its importance without the publishers, which the page counts beside it."""
        return " · ".join(part for part in self.reason.split(" · ") if not part.endswith((" publisher", " publishers")))

    @property
    def says_state(self) -> bool:
        """A lone article that has just come is nothing that develops."""
        return self.articles > 1 or self.stands.state is not State.OPEN


def found(id: int) -> Story | None:
    """The story, or the older one that took it in (through any number of merges)."""
    story = Story.objects.filter(id=id).first()
    for _ in range(_HOPS):
        if story is None or story.merged_into is None:
            return story
        story = Story.objects.filter(id=story.merged_into).first()
    return None


def story(row: Story, viewer: Viewer, now: datetime, languages: Sequence[str] = ()) -> StoryScreen | None:
    """As the first of `languages` that tells it tells it, else as its own does. At most fourteen queries; None where
    nothing in it may be shown."""
    members = {m.article_id: m for m in StoryMember.objects.filter(story_id=row.id).order_by("-stream_at")[:SHOWN]}
    cards = {found.id: card(found, viewer) for found in articles().filter(id__in=list(members))}
    if not cards:
        return None
    timeline = _folded(members, cards, bonds(cards))
    face = faces([row], languages)[row.id]
    lead = cards.get(face.lead_id) or timeline[-1].card
    return StoryScreen(
        id=row.id,
        title=(face.title.strip() if lead.id == face.lead_id else "") or lead.title,
        lang=face.lang,
        lead=lead,
        reason=row.importance_reason,
        section=row.section,
        articles=row.articles,
        publishers=row.publishers,
        first_at=row.first_at,
        last_at=row.last_at,
        groups=_groups(timeline, face.lang),
        timeline=tuple(timeline),
        hashtags=_hashtags(row.id, face, members, cards),
        events=tuple(
            Event(event.kind, event.reason.removeprefix(f"{len(event.members)} "), event.at, len(event.members))
            for event in StoryEvent.objects.filter(story_id=row.id).order_by("-at", "-id")[:10]
        ),
        stands=stands(row, members, now),
        storyline=storyline(row, members, viewer, languages),
        hidden=max(0, row.articles - len(members)),
    )


def _folded(members: dict[int, StoryMember], cards: dict[int, Card], tied: dict[int, Bond]) -> list[Member]:
    """Oldest first; a copy stands under what it copies as long as that is shown."""
    copies: dict[int, list[Card]] = {}
    whole: list[int] = []
    for id in sorted(cards, key=lambda id: (members[id].stream_at, id)):
        copied = members[id].wire_of
        if copied in cards:
            copies.setdefault(copied, []).append(cards[id])
        else:
            whole.append(id)
    # a copy of a copy has no line of its own to stand under
    shown = set(whole)
    whole += [found.id for of, rest in copies.items() if of not in shown for found in rest]
    return [
        Member(
            cards[id],
            _why(members[id]),
            members[id].stream_at,
            tuple(copies.get(id, ())) if id in shown else (),
            cards[tied[id].article_id] if id in tied else None,
            tied[id].facts if id in tied else "",
        )
        for id in sorted(whole, key=lambda id: (members[id].stream_at, id))
    ]


def _why(member: StoryMember) -> str:
    """Why an article joined. Of one that opened a story the reason tells why it joined no other: not for readers."""
    return "" if member.online_story_id == member.article_id else member.reason


def _groups(timeline: list[Member], lang: str) -> tuple[Group, ...]:
    """Those that report in `lang` before the others."""
    by_publisher: dict[str, list[Member]] = {}
    for member in reversed(timeline):
        by_publisher.setdefault(member.card.publisher.slug, []).append(member)
    groups = [Group(rows[0].card.publisher.name, slug, tuple(rows)) for slug, rows in by_publisher.items()]
    told = {group.slug for group in groups if any(member.card.lang == lang for member in group.members)}
    return tuple(sorted(groups, key=lambda group: (group.slug not in told, -len(group.members))))


def _hashtags(story_id: int, face: Face, members: dict[int, StoryMember], cards: dict[int, Card]) -> tuple[Tag, ...]:
    """Those that the story's articles share."""
    voices = [Voice(pk, one.publisher.slug, one.lang, members[pk].wire_of) for pk, one in cards.items()]
    return story_tags({story_id: voices}, {story_id: face.lang})[story_id]
