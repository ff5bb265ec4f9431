"""How a story ends and what it is linked to: open, dormant, closed; earlier, later and background stories.

A story takes in the articles of `WINDOW_DAYS` of stream time. What follows later opens a story of its own, and the two
are linked, as every link is, by what the related lists of their articles say. It looks nothing up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WINDOW_DAYS = 14  # of stream time that one story may span
WINDOW = timedelta(days=WINDOW_DAYS)
QUIET = timedelta(hours=24)  # without an article: dormant

FLOOR = 0.20  # score of a related item below which it says nothing of two stories
ALONE = 0.25  # from which one pair is enough for background, and several on both sides are one storyline
LINE = 0.30  # from which several texts on one side are enough for that; both are half of how related a pair is
MOST, OF_A_KIND = 6, 4  # links of a story, and those of one kind
NAMES = 4  # told in a reason
_ON = ("also reports ", "also on ", "background: ", "on ")  # how a related item's reason names what is shared
_LESS = frozenset({"same event", "background"})  # and what it says that is no fact about two stories


class State(StrEnum):
    """Open: articles are coming. Dormant: none for a while, one may come. Closed: none can join any more."""

    OPEN = "open"
    DORMANT = "dormant"
    CLOSED = "closed"


class Tie(StrEnum):
    """What another story is to this one."""

    EARLIER = "earlier"
    LATER = "later"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Times:
    """Of a story's first and last article, in stream time."""

    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """An item of a member's related list that points out of the story.

    `own` and `text` are the two texts: wire copies of one text have the same, so that they speak once.
    """

    own: int
    text: int
    article: int
    story: int
    score: float  # 0–1
    layer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """Another story, the article of it that is nearest, and the facts that a reader is told."""

    story: int
    tie: Tie
    article: int
    score: float
    reason: str


def state(times: Times, now: datetime, *, compared: bool = True) -> tuple[State, str]:
    """The state of a story and the reason in words. `now` is the stream's time; `compared` is False where all of its
    articles have left the open window, so that none that arrives is held against them."""
    quiet = now - times.last_at >= QUIET
    if now - times.first_at > WINDOW:
        since = f"quiet since {_day(times.last_at, now)}"
        return State.CLOSED, f"closed · {since if quiet else f'what follows after {WINDOW_DAYS} days is a new story'}"
    if not compared:
        return State.CLOSED, "closed · too much has been reported since"
    if quiet:
        return State.DORMANT, f"quiet since {_day(times.last_at, now)}"
    return State.OPEN, "developing"


def fits(first: float, last: float) -> bool:
    """Whether articles from `first` to `last` (seconds of stream time) may be of one story."""
    return last - first <= WINDOW_DAYS * 86_400.0


def links(story: int, times: Times, told: Iterable[Told], others: Mapping[int, Times]) -> tuple[Link, ...]:
    """The stories that this one is linked to, nearest first, whatever the order of `told`.

    Items that point to the story itself, or to one without times, are passed over. Two different texts on either side
    have to agree, or one pair has to be near by itself: likely the same event, or closely related.
    """
    by_story: dict[int, list[Told]] = {}
    for item in told:
        if item.story != story and item.story in others and item.score >= FLOOR:
            by_story.setdefault(item.story, []).append(item)
    found = [
        link
        for other, items in by_story.items()
        if (link := _link((times.first_at, story), (others[other].first_at, other), items)) is not None
    ]
    found.sort(key=lambda link: (-link.score, link.story))
    kept: list[Link] = []
    for link in found:
        if sum(one.tie is link.tie for one in kept) < OF_A_KIND:
            kept.append(link)
    return tuple(kept[:MOST])


def _link(here: tuple[datetime, int], there: tuple[datetime, int], items: list[Told]) -> Link | None:
    best = max(items, key=lambda item: (item.score, -item.article, -item.own, item.layer, item.reason))
    sides = sorted((len({item.own for item in items}), len({item.text for item in items})))
    agree = sides[1] > 1
    event = any(item.layer in ("event", "storyline") for item in items)
    if not (event or agree or best.score >= ALONE):
        return None
    line = event or (agree and best.score >= (ALONE if sides[0] > 1 else LINE))
    tie = Tie.BACKGROUND if not line else Tie.EARLIER if there < here else Tie.LATER
    return Link(there[1], tie, best.article, best.score, _reason(there[0] - here[0], best.reason))


def _reason(later: timedelta, said: str) -> str:
    """ "two days earlier · also on Istanbul talks", from how much later the other began and an item's reason."""
    shared: list[str] = []
    other: list[str] = []
    for part in said.split(" · "):
        before = next((words for words in _ON if part.startswith(words)), "")
        if before:
            shared += part.removeprefix(before).split(", ")
        elif part not in _LESS and not part.endswith("in this story"):
            other.append(part)
    on = f"also on {', '.join(list(dict.fromkeys(shared))[:NAMES])}" if shared else ""
    return " · ".join(part for part in (_apart(later), *other, on) if part)


def _apart(later: timedelta) -> str:
    hours = abs(later) / timedelta(hours=1)
    if hours < 0.5:
        return "at the same time"
    number, unit = (max(1, round(hours)), "hour") if hours < 23.5 else (round(hours / 24), "day")
    count = _WORDS[number] if number < len(_WORDS) else str(number)
    return f"{count} {unit}{'' if number == 1 else 's'} {'later' if later > timedelta() else 'earlier'}"


_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _day(at: datetime, now: datetime) -> str:
    """A weekday within six days, else a date; the year where it is another."""
    if now - at < timedelta(days=6):
        return f"{at:%A}"
    return f"{at.day} {at:%B}" + ("" if at.year == now.year else f" {at.year}")
