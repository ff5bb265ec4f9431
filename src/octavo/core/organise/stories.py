"""Which articles form one story: joining at arrival, re-linking of the window, and what readers have said about pairs.

Re-linking is average-link clustering inside the connected parts of the graph of likely pairs, so that its cost follows
what changed and not what is open. It returns intents with reasons; it stores nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from octavo.core.organise.storylines import fits

JOIN = 0.5  # at arrival: mean probability of the best pairs with a story's members
LINK = 0.5  # at re-linking: average value over all pairs between two groups
BEST_OF = 3
BEST_FOREIGN = 2  # of the members in other languages: those that have no name in common say nothing
PAIRS_KEPT = 28  # pairs kept for one article with earlier ones
PRIOR_MOST = 0.47  # below LINK, so that pairs never compared cannot carry a merge
LEAST_ABROAD = 0.4  # value at re-linking: to share no name with a report in another language says little against it
ALONE = 0.25  # probability at arrival below which two headlines stay together only if others speak for it


@dataclass(frozen=True, slots=True)
class Merge:
    """Two stories are one event. `keep` is the older."""

    keep: int
    absorb: int
    reason: str


@dataclass(frozen=True, slots=True)
class Split:
    """Articles `part` leave `story` and form `new_story`, named after the earliest of them."""

    story: int
    part: tuple[int, ...]
    new_story: int
    reason: str


Intent = Merge | Split


class Labels:
    """What readers have said: these two articles are, or are not, of one story. The last word counts."""

    def __init__(self) -> None:
        self.pairs: dict[tuple[int, int], bool] = {}
        self._of: dict[int, dict[int, bool]] = {}  # the same by article: an arrival asks only for its own

    def say(self, a: int, b: int, same: bool) -> None:
        if a != b:
            self.pairs.pop((min(a, b), max(a, b)), None)
            self.pairs[min(a, b), max(a, b)] = same
            for one, other in ((a, b), (b, a)):
                labels = self._of.setdefault(one, {})
                labels.pop(other, None)
                labels[other] = same

    def of(self, article: int) -> dict[int, bool]:
        """The other article of each label of `article`."""
        return dict(self._of.get(article, {}))


def choose(
    pairs: Sequence[tuple[int, bool, float]],
    size: Callable[[int, bool, int], int],
    forbidden: frozenset[int] = frozenset(),
) -> tuple[int | None, float, int]:
    """The story that an arriving article joins, from (story, whether in another language, probability) of its pairs; a
    pair that was not compared has none. `size` counts the members of a story in its language or in others, up to so
    many. A story's score is the mean of the best three in its language, or of the best two others, if that is higher.

    Returns (story or None, its score, number of pairs that speak for it); without a story the score is of the nearest.
    """
    best: dict[int, tuple[list[float], list[float]]] = {}
    for story, foreign, probability in pairs:
        best.setdefault(story, ([], []))[foreign].append(probability)
    top: tuple[float, int, int] | None = None
    for story, both in best.items():
        if story in forbidden:
            continue
        score = 0.0
        for foreign, most in ((False, BEST_OF), (True, BEST_FOREIGN)):
            chances = both[foreign]
            if chances:
                chances.sort(reverse=True)
                depth = size(story, foreign, most)
                score = max(score, sum(chances[:depth]) / depth)
        found = (score, -story, sum(chance >= JOIN for part in both for chance in part))
        top = found if top is None or found > top else top
    if top is None:
        return None, 0.0, 0
    return (-top[1] if top[0] >= JOIN else None), top[0], top[2]


Span = tuple[float, float]  # from, to: seconds of stream time
NO_SPAN = (math.inf, -math.inf)


def together(a: Span, b: Span) -> Span:
    return min(a[0], b[0]), max(a[1], b[1])


def may_join(a: Span, b: Span) -> bool:
    """Whether two stories (or a story and an article) may be one: it spans no more than a story may, or no more than
    one of them does already, which readers alone bring about."""
    both = together(a, b)
    return both in (a, b) or fits(*both)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article stands before re-linking."""

    slot: int
    id: int
    story: int


def intents(groups: Sequence[Sequence[Placed]], founded: Mapping[int, int], reasons: Mapping[int, str]) -> list[Intent]:
    """The merges and splits that turn the stories of `groups`' articles into these groups.

    `founded` gives the slot of each story's founding article (-1 where it has left the window); `reasons` may give a
    reason by the first slot of a group. Splits come first, so that every merge joins whole stories.
    """
    parts: dict[int, list[int]] = {}  # story → groups that hold some of it
    for number, group in enumerate(groups):
        for story in dict.fromkeys(placed.story for placed in group):
            parts.setdefault(story, []).append(number)
    result: list[Intent] = []
    story_of: list[dict[int, int]] = [{} for _ in groups]  # by group: old story → the story its part is now
    for story, holders in sorted(parts.items(), key=lambda item: (founded.get(item[0], -1), item[0])):
        heir = _heir(story, holders, groups)
        for number in holders:
            if number == heir:
                story_of[number][story] = story
                continue
            part = [placed for placed in groups[number] if placed.story == story]
            new_story = min(part, key=lambda placed: placed.slot).id
            story_of[number][story] = new_story
            result.append(
                Split(story, tuple(placed.id for placed in part), new_story, f"{len(part)} nearer to another event")
            )
    slots = {placed.id: placed.slot for group in groups for placed in group}
    for number, group in enumerate(groups):
        stories = sorted(
            set(story_of[number].values()), key=lambda story: (founded.get(story, slots.get(story, -1)), story)
        )
        for absorbed in stories[1:]:
            result.append(Merge(stories[0], absorbed, reasons.get(group[0].slot, "same event")))
    return result


def _heir(story: int, holders: Sequence[int], groups: Sequence[Sequence[Placed]]) -> int:
    """The group that keeps the story's id: the founder's, else that with most of its articles, else the first."""
    for number in holders:
        if any(placed.id == story for placed in groups[number]):
            return number
    return max(holders, key=lambda number: (sum(placed.story == story for placed in groups[number]), -number))
