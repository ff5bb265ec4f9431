"""Average-link groups of articles, or of stories that are not to be parted, from the pairs that were compared.

What was not compared counts by a prior, so a group need not know all its pairs. It knows slots and numbers only.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from octavo.core.organise.stories import LINK, NO_SPAN, Span, may_join, together

HOURS_COST, DAYS_COST = 0.05, 0.03  # what ln(1 + hours) and a day between two groups take from a pair not compared

_Entry = tuple[float, int, int, int, int]  # minus the average value, two groups, and their sizes then


@dataclass(slots=True)
class Group:
    """A group while it grows: its slots, the sum of its members' priors (values of a pair that shares nothing), and of
    their times (seconds), and what the stories that they come from span."""

    slots: list[int]
    prior: float = 0.0
    at: float = 0.0
    span: Span = NO_SPAN


def partition(
    units: Iterable[Group],
    edges: Iterable[tuple[int, int, float, int]],
    same: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Average-link groups of `units` (single articles, or what is not to be parted), each sorted, in order of their
    first slot. The units are used up.

    `edges` are (slot, slot, sum of values, number of pairs) of the compared pairs between two units, each two units
    once, named by their first slots; `same` and `apart` bind (`apart` stronger) two slots. A pair that was not compared
    counts with the smaller mean prior less the cost of the time between the groups. Groups whose stories together
    would span too much are never joined, except by `same`.
    """
    linkage = _Linkage(units, edges, apart)
    linkage.bind(same)
    linkage.join()
    return sorted(sorted(group.slots) for group in linkage.groups.values())


class _Linkage:
    """Groups by the first slot of one of their units, with the sums of values and numbers of pairs between them."""

    def __init__(
        self, units: Iterable[Group], edges: Iterable[tuple[int, int, float, int]], apart: Iterable[tuple[int, int]]
    ) -> None:
        self.groups = {unit.slots[0]: unit for unit in units}
        self._size = {key: len(group.slots) for key, group in self.groups.items()}
        self._home = {slot: key for key, group in self.groups.items() for slot in group.slots}
        self._sums: dict[int, dict[int, list[float]]] = {key: {} for key in self.groups}  # [sum, number of pairs]
        for a, b, value, number in edges:
            self._sums[a][b] = self._sums[b][a] = [value, number]
        self._barred: dict[int, set[int]] = {}
        for a, b in apart:
            left, right = self._home[a], self._home[b]
            self._barred.setdefault(left, set()).add(right)
            self._barred.setdefault(right, set()).add(left)

    def bind(self, same: Iterable[tuple[int, int]]) -> None:
        """Join the groups of two slots each, unless they are barred."""
        for a, b in same:
            left, right = self._home[a], self._home[b]
            if left != right and right not in self._barred.get(left, ()):
                self._merge(left, right)

    def join(self) -> None:
        """Join the two nearest groups, again and again, as long as any two are near enough."""
        size, heap = self._size, self._nearest()
        heapq.heapify(heap)
        while heap:
            _, a, b, n, m = heapq.heappop(heap)
            if size.get(a) != n or size.get(b) != m:
                continue  # one of them has grown or gone since
            if b in self._barred.get(a, ()) or not may_join(self.groups[a].span, self.groups[b].span):
                continue
            for entry in self._near(self._merge(a, b)):
                heapq.heappush(heap, entry)

    def _nearest(self) -> list[_Entry]:
        """All that are near enough before anything is joined; the average of two articles is the value of their
        pair."""
        several = {key for key, count in self._size.items() if count > 1}
        heap: list[_Entry] = [
            (-pair[0], a, b, 1, 1)
            for a in self.groups if a not in several
            for b, pair in self._sums[a].items() if a < b and b not in several and pair[0] >= LINK
        ]  # fmt: skip
        for a in sorted(several):
            heap += self._near(a)
        return heap

    def _near(self, a: int) -> Iterator[_Entry]:
        """The groups that `a` may be joined with."""
        groups, size = self.groups, self._size
        left, n = groups[a], size[a]
        lowest = left.prior / n
        for b, (value, number) in self._sums[a].items():
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

    def _merge(self, a: int, b: int) -> int:
        """Make one group of two (the one with more neighbours takes the other in); returns its key."""
        sums = self._sums
        if len(sums[a]) < len(sums[b]):
            a, b = b, a
        group, gone = self.groups[a], self.groups.pop(b)
        group.slots += gone.slots
        group.prior += gone.prior
        group.at += gone.at
        group.span = together(group.span, gone.span)
        self._size[a] += self._size.pop(b)
        self._home.update(dict.fromkeys(gone.slots, a))
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
        for other in self._barred.pop(b, ()):
            self._barred[other].discard(b)
            self._barred[other].add(a)
            self._barred.setdefault(a, set()).add(other)
        return a
