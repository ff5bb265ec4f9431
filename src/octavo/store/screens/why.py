"""Why the articles of a story stand together: how each joined, what moved them since, and what nearly joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from octavo.core.gather.urls import base32_id, slug
from octavo.store import labels
from octavo.store.labels import Word
from octavo.store.models import ModerationEntry, Story, StoryEvent, StoryMember
from octavo.store.screens.bonds import Bond, bonds
from octavo.store.screens.cards import Card, cards_by_id
from octavo.store.screens.faces import faces
from octavo.store.screens.near import Near, near
from octavo.store.visibility import Viewer

SHOWN = 300  # newest articles of one story
_NEARLY = 10
_EVENTS = 50
_TITLES = 3  # of the articles that an event moved


class How(StrEnum):
    OPENED = "opened"  # the story began with it
    JOINED = "joined"  # at its arrival
    ALONE = "alone"  # it opened a story of its own, which came in later
    MERGED = "merged"  # it joined another story first


@dataclass(frozen=True, slots=True)
class Joined:
    """One member. `score` 0–1: of the story it joined at arrival, or of the nearest where it opened its own."""

    card: Card
    place: int  # in the order of grouping, from 1
    at: datetime  # stream time
    how: How
    reason: str
    score: float
    copied: bool  # it is a copy, though its original may no longer be shown
    copy_of: Card | None
    beside: Card | None  # the article of the story that it is nearest to now
    nearness: float  # of that one, 0–1
    facts: str  # what both tell, where that is known


@dataclass(frozen=True, slots=True)
class Move:
    """A merge or split. `into`: articles came into this story, else they left it."""

    kind: str
    into: bool
    other: int  # the other story
    reason: str
    at: datetime
    count: int
    titles: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a moderator said that still counts: `about` is, or is not, of one event with `others` articles."""

    same: bool
    about: Card | None  # None: it is no longer shown
    beside: Card | None  # one of the others
    others: int
    reader: str
    reason: str
    at: datetime
    entry: int | None  # the line of the moderation log


@dataclass(frozen=True, slots=True)
class NearlyJoined:
    """An article of another story that lies close to `beside`."""

    card: Card
    story: int
    beside: Card
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class WhyScreen:
    id: int
    title: str
    lang: str
    articles: int
    publishers: int
    joined: tuple[Joined, ...]  # in the order of grouping
    hidden: int  # older articles that are not listed
    moves: tuple[Move, ...]  # newest first
    said: tuple[Said, ...]  # newest first
    nearly: tuple[NearlyJoined, ...]  # nearest first

    @property
    def ref(self) -> str:
        return base32_id(self.id)

    @property
    def slug(self) -> str:
        return slug(self.title)


def why(row: Story, viewer: Viewer, languages: Sequence[str] = ()) -> WhyScreen | None:
    """In the first of `languages` that tells the story, else in its own. Eight queries at most, one more where a
    moderator spoke; None where nothing in the story may be shown."""
    newest = list(StoryMember.objects.filter(story_id=row.id).order_by("-grouped_no")[:SHOWN])
    ids = [member.article_id for member in newest]
    beyond = [one for one in near(row.id, ids) if one.layer in ("event", "storyline")][: 2 * _NEARLY]
    events = list(StoryEvent.objects.filter(Q(story_id=row.id) | Q(other_id=row.id)).order_by("-at", "-id")[:_EVENTS])
    words = labels.standing(ids)
    face = faces([row], languages)[row.id]
    cards = cards_by_id(
        {face.lead_id, *ids}
        | {one.article_id for one in beyond}
        | {int(pk) for event in events for pk in event.members[:_TITLES]}
        | {end for word in words for end in word.pair}
        | {member.wire_of for member in newest if member.wire_of},
        viewer,
    )
    joined = _joined(row, newest[::-1], cards, bonds([pk for pk in ids if pk in cards]))
    if not joined:
        return None
    lead = cards.get(face.lead_id)
    return WhyScreen(
        id=row.id,
        title=(face.title.strip() or lead.title) if lead else joined[-1].card.title,
        lang=face.lang,
        articles=row.articles,
        publishers=row.publishers,
        joined=joined,
        hidden=max(0, row.articles - len(ids)),
        moves=tuple(_move(row.id, event, cards) for event in events),
        said=tuple(_said(words, cards)),
        nearly=tuple(_nearly(beyond, cards))[:_NEARLY],
    )


def _joined(
    row: Story, members: list[StoryMember], cards: Mapping[int, Card], tied: Mapping[int, Bond]
) -> tuple[Joined, ...]:
    shown = [member for member in members if member.article_id in cards]
    first = max(0, row.articles - len(members)) + 1
    return tuple(
        _one_joined(row.id, place, member, cards, tied.get(member.article_id))
        for place, member in enumerate(shown, first)
    )


def _one_joined(story: int, place: int, member: StoryMember, cards: Mapping[int, Card], bond: Bond | None) -> Joined:
    return Joined(
        card=cards[member.article_id],
        place=place,
        at=member.stream_at,
        how=_how(story, member),
        reason=member.reason,
        score=member.score,
        copied=member.wire_of is not None,
        copy_of=cards.get(member.wire_of) if member.wire_of else None,
        beside=cards[bond.article_id] if bond else None,
        nearness=bond.score if bond else 0.0,
        facts=bond.facts if bond else "",
    )


def _how(story: int, member: StoryMember) -> How:
    if member.article_id == story:
        return How.OPENED
    if member.online_story_id == story:
        return How.JOINED
    return How.ALONE if member.online_story_id == member.article_id else How.MERGED


def _move(story: int, event: StoryEvent, cards: Mapping[int, Card]) -> Move:
    into = (event.kind == "merge") == (event.story_id == story)
    other = event.other_id if event.story_id == story else event.story_id
    titles = tuple(cards[int(pk)] for pk in event.members[:_TITLES] if int(pk) in cards)
    count = len(event.members)
    return Move(event.kind, into, other, event.reason.removeprefix(f"{count} "), event.at, count, titles)


def _said(words: Iterable[Word], cards: Mapping[int, Card]) -> list[Said]:
    """The words of one act are one line."""
    acts: dict[tuple[str, datetime, bool], list[Word]] = {}
    for word in words:
        acts.setdefault((word.reader, word.at, word.same), []).append(word)
    entries = _entries(at for _, at, _ in acts) if acts else {}
    lines = []
    for (reader, at, same), said in acts.items():
        ends = [end for end, _ in Counter(end for word in said for end in word.pair).most_common()]
        about, beside = cards.get(ends[0]), next((cards[end] for end in ends[1:] if end in cards), None)
        reason = said[0].reason
        lines.append(Said(same, about, beside, len(ends) - 1, reader, reason, at, entries.get((reader, at))))
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _entries(times: Iterable[datetime]) -> dict[tuple[str, datetime], int]:
    rows = ModerationEntry.objects.filter(action__in=("split", "merge"), at__in=list(times))
    return {(reader, at): pk for reader, at, pk in rows.values_list("moderator__username", "at", "pk")}


def _nearly(found: Iterable[Near], cards: Mapping[int, Card]) -> list[NearlyJoined]:
    return [
        NearlyJoined(cards[one.article_id], one.story_id, cards[one.member_id], one.score, one.reason)
        for one in found
        if one.article_id in cards and one.member_id in cards
    ]
