"""Which articles form one story: joining at arrival, re-linking of the window, and what readers have said about pairs.

Re-linking is average-link clustering inside the connected parts of the graph of likely pairs, so that its cost follows
what changed and not what is open. It returns intents with reasons; it stores nothing.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from octavo.core.organise.storylines import fits

JOIN = 0.5  # at arrival: mean probability of the best pairs with a story's members
LINK = 0.5  # at re-linking: average value over all pairs between two groups
BEST_OF = 3
PAIRS_KEPT = 28  # pairs kept for one article with earlier ones
PRIOR_MOST = 0.47  # below LINK, so that pairs never compared cannot carry a merge
ALONE = 0.25  # probability at arrival below which two headlines stay together only if others speak for it
HOURS_COST, DAYS_COST = 0.05, 0.03  # what ln(1 + hours) and a day between two groups take from a pair not compared


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
    pairs: Sequence[tuple[int, float]], size: Callable[[int], int], forbidden: frozenset[int] = frozenset()
) -> tuple[int | None, float, int]:
    """The story that an arriving article joins, from (story, probability) of its pairs; a pair that was not compared
    has none.

    Returns (story or None, its score, number of pairs that speak for it); without a story the score is of the nearest.
    """
    best: dict[int, list[float]] = {}
    for story, probability in pairs:
        best.setdefault(story, []).append(probability)
    top: tuple[float, int, int] | None = None
    for story, chances in best.items():
        if story in forbidden:
            continue
        chances.sort(reverse=True)
        depth = min(BEST_OF, size(story))
        found = (sum(chances[:depth]) / depth, -story, sum(chance >= JOIN for chance in chances))
        top = found if top is None or found > top else top
    if top is None:
        return None, 0.0, 0
    return (-top[1] if top[0] >= JOIN else None), top[0], top[2]


Span = tuple[float, float]  # from, to: seconds of stream time
NO_SPAN = (math.inf, -math.inf)


@dataclass(slots=True)
class Group:
    """A group while it grows: its slots, the sum of its members' priors (values of a pair that shares nothing), and of
    their times (seconds), and what the stories that they come from span."""

    slots: list[int]
    prior: float = 0.0
    at: float = 0.0
    span: Span = NO_SPAN


def together(a: Span, b: Span) -> Span:
    return min(a[0], b[0]), max(a[1], b[1])


def may_join(a: Span, b: Span) -> bool:
    """Whether two stories (or a story and an article) may be one: it spans no more than a story may, or no more than
    one of them does already, which readers alone bring about."""
    both = together(a, b)
    return both in (a, b) or fits(*both)


def partition(
    units: Iterable[Group],
    edges: Iterable[tuple[int, int, float, int]],
    same: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Average-link groups of `units` (single articles, or what is not to be parted), each sorted, in order of their
    first slot.

    `edges` are (slot, slot, sum of values, number of pairs) of the compared pairs between two units, each two units
    once, named by their first slots; `same` and `apart` bind (`apart` stronger) two slots. A pair that was not compared
    counts with the smaller mean prior less the cost of the time between the groups. Groups whose stories together
    would span too much are never joined, except by `same`.
    """
    groups = {unit.slots[0]: unit for unit in units}
    size = {key: len(group.slots) for key, group in groups.items()}
    sums: dict[int, dict[int, list[float]]] = {key: {} for key in groups}  # [sum of values, number of pairs]
    for a, b, value, number in edges:
        sums[a][b] = sums[b][a] = [value, number]
    home = {slot: key for key, group in groups.items() for slot in group.slots}
    barred: dict[int, set[int]] = {}
    for a, b in apart:
        barred.setdefault(home[a], set()).add(home[b])
        barred.setdefault(home[b], set()).add(home[a])

    def merge(a: int, b: int) -> int:
        """Make one group of two (the one with more neighbours takes the other in); returns its key."""
        if len(sums[a]) < len(sums[b]):
            a, b = b, a
        group, gone = groups[a], groups.pop(b)
        group.slots += gone.slots
        group.prior += gone.prior
        group.at += gone.at
        group.span = together(group.span, gone.span)
        size[a] += size.pop(b)
        for slot in gone.slots:
            home[slot] = a
        near = sums[a]
        near.pop(b, None)
        for other, added in sums.pop(b).items():
            if other == a:
                continue
            its = sums[other]
            del its[b]
            pair = near.get(other)
            if pair is None:
                near[other] = its[a] = added
            else:
                pair[0] += added[0]
                pair[1] += added[1]
        for other in barred.pop(b, ()):
            barred[other].discard(b)
            barred[other].add(a)
            barred.setdefault(a, set()).add(other)
        return a

    def closer(a: int) -> Iterator[tuple[float, int, int, int, int]]:
        """Entries of the heap for the groups that `a` may be joined with."""
        left, n = groups[a], size[a]
        lowest = left.prior / n
        for b, (value, number) in sums[a].items():
            m = size[b]
            missing = n * m - number
            score = value / number
            if missing > 0:
                right = groups[b]
                prior = min(lowest, right.prior / m)
                if value + prior * missing < LINK * n * m:
                    continue  # too little even without the cost of time: the common case, and the logarithm is dear
                hours = abs(left.at / n - right.at / m) / 3600.0
                prior -= HOURS_COST * math.log1p(hours) + DAYS_COST * hours / 24.0
                score = (value + max(prior, 0.0) * missing) / (n * m)
            if score >= LINK:
                yield (-score, a, b, n, m) if a < b else (-score, b, a, m, n)

    bound = {key for key, count in size.items() if count > 1}
    for a, b in same:
        left, right = home[a], home[b]
        if left != right and right not in barred.get(left, ()):
            bound.discard(left)
            bound.discard(right)
            bound.add(merge(left, right))
    heap = [
        (-pair[0], a, b, 1, 1) for a in groups if a not in bound
        for b, pair in sums[a].items() if a < b and b not in bound and pair[0] >= LINK
    ]  # fmt: skip
    for a in sorted(bound):
        heap += closer(a)
    heapq.heapify(heap)
    while heap:
        _, a, b, n, m = heapq.heappop(heap)
        if size.get(a) != n or size.get(b) != m:
            continue  # stale
        if b in barred.get(a, ()) or not may_join(groups[a].span, groups[b].span):
            continue
        for entry in closer(merge(a, b)):
            heapq.heappush(heap, entry)
    return sorted(sorted(group.slots) for group in groups.values())


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
