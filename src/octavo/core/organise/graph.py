"""What is known of the compared pairs of the open window, and how much of their surroundings two articles share.

Two reports of one event have the same nearest neighbours even where their words differ; two look-alike events do not.
It knows slots and numbers only.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

NEAREST = 7  # neighbours looked at beside an article itself


class Edge(NamedTuple):
    """A compared pair: `join` speaks for one event at arrival, `link` at re-linking before the surroundings are
    counted, `related` for one subject; all 0–1."""

    join: float
    link: float
    related: float

    @classmethod
    def of(cls, join: int, link: int, related: int) -> Edge:
        """From the three values in ten-thousandths."""
        return cls(_VALUES[join], _VALUES[link], _VALUES[related])


Edges = dict[int, dict[int, Edge]]

UNIT = 10_000  # values are kept to four decimals
_VALUES = tuple(value / UNIT for value in range(UNIT + 1))  # each is there once: 84 an article took 2 kB


class Graph:
    """Edges by later and earlier slot. `touched` are slots whose surroundings changed; who re-links clears it."""

    def __init__(self) -> None:
        self.earlier: Edges = {}
        self.touched: set[int] = set()
        self._later: dict[int, list[int]] = {}
        self._rows: dict[int, dict[int, float]] = {}
        self._headlines: set[int] = set()

    def __contains__(self, slot: int) -> bool:
        return slot in self.earlier

    def add(self, slot: int, edges: dict[int, Edge], headline: bool = False) -> None:
        """Take in an article, later than all others, with its edges to earlier ones. Of a `headline` the surroundings
        do not count, so that a stream of headlines, where all are near, touches little."""
        if headline:
            self._headlines.add(slot)
        self.earlier[slot], self._later[slot] = edges, []
        self.touched.add(slot)
        for earlier, edge in edges.items():
            self._later[earlier].append(slot)
            if earlier in self._headlines:
                continue
            row = self._rows.get(earlier)
            if row is None or edge.related > row[-1]:
                self._rows.pop(earlier, None)
                self.touched.add(earlier)

    def remove(self, slot: int) -> None:
        """Drop the earliest article."""
        for later in self._later.pop(slot):
            del self.earlier[later][slot]
            self._rows.pop(later, None)
            self.touched.add(later)
        del self.earlier[slot]
        self._rows.pop(slot, None)
        self._headlines.discard(slot)
        self.touched.discard(slot)

    def edges(self, slot: int) -> Iterator[tuple[int, Edge]]:
        """The other slot and the edge, of every pair that `slot` is in."""
        yield from self.earlier[slot].items()
        for later in self._later[slot]:
            yield later, self.earlier[later][slot]

    def near(self, a: int, b: int) -> float:
        """Cosine of the two articles' rows of nearest neighbours, 0–1."""
        left, right = self._row(a), self._row(b)
        return sum(weight * right[slot] for slot, weight in left.items() if slot in right and slot >= 0)

    def _row(self, slot: int) -> Mapping[int, float]:
        """The nearest neighbours with their weights, of length 1; under -1 the weight that one must surpass."""
        row = self._rows.get(slot)
        if row is None:
            nearest = sorted(((-edge.related, other) for other, edge in self.edges(slot)))[:NEAREST]
            length = math.sqrt(1.0 + sum(weight * weight for weight, _ in nearest))
            row = {other: -weight / length for weight, other in nearest if weight < 0}
            row[slot] = 1.0 / length
            row[-1] = -nearest[-1][0] if len(nearest) == NEAREST else 0.0
            self._rows[slot] = row
        return row
