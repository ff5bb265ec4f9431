"""What is known of the compared pairs of the open window, and how much of their surroundings two articles share.

Two reports of one event have the same nearest neighbours even where their words differ; two look-alike events do not.
All is kept in tables of fixed size, one row an article, so that all pairs can be looked at together. It knows slots
and numbers only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Slots = NDArray[np.int64]
Rows = NDArray[np.intp]

NEAREST = 7  # neighbours looked at beside an article itself
UNIT = 10_000  # values are kept to four decimals
JOIN, LINK, RELATED = range(3)  # columns of `Compared.scores`
_NONE = -1


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of one article with earlier ones, by the earlier slot.

    Of each three scores in ten-thousandths: `join` speaks for one event at arrival, `link` at re-linking before the
    surroundings are counted, `related` for one subject; and which kind of pair it is.
    """

    slots: Slots
    scores: NDArray[np.uint16]  # of shape (pairs, 3)
    kinds: NDArray[np.uint8]

    @classmethod
    def none(cls) -> Compared:
        return cls(np.empty(0, np.int64), np.empty((0, 3), np.uint16), np.empty(0, np.uint8))

    def only(self, which: NDArray[Any]) -> Compared:
        """Those that `which` (a mask, or positions in order) tells."""
        return Compared(self.slots[which], self.scores[which], self.kinds[which])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of rows of the graph, each once: `later` and `earlier` rows, scores and kinds as in `Compared`."""

    later: Rows
    earlier: Rows
    scores: NDArray[np.uint16]
    kinds: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.later)

    def only(self, which: NDArray[Any] | slice) -> Pairs:
        return Pairs(self.later[which], self.earlier[which], self.scores[which], self.kinds[which])


class Graph:
    """The pairs of up to `size` articles, of each at most `most` with earlier ones.

    `touched` tells the rows whose surroundings changed; who re-links clears it.
    """

    def __init__(self, size: int, most: int) -> None:
        rows = size + 1  # the article that is leaving stays until the new one is in
        self.slots: Slots = np.full(rows, _NONE, dtype=np.int64)  # by row
        self.touched: NDArray[np.bool_] = np.zeros(rows, dtype=bool)
        self._others: NDArray[np.int32] = np.full((rows, most), _NONE, dtype=np.int32)  # slots
        self._scores: NDArray[np.uint16] = np.zeros((rows, most, 3), dtype=np.uint16)
        self._kinds: NDArray[np.uint8] = np.zeros((rows, most), dtype=np.uint8)
        self._headline: NDArray[np.bool_] = np.zeros(rows, dtype=bool)
        # Of each row its nearest neighbours (slots) with their weights, of length 1; `_floor`: what a new one must
        # surpass to be among them; `_stale`: they have to be looked up anew.
        self._near: NDArray[np.int32] = np.full((rows, NEAREST + 1), _NONE, dtype=np.int32)
        self._weights: NDArray[np.float32] = np.zeros((rows, NEAREST + 1), dtype=np.float32)
        self._floor: NDArray[np.uint16] = np.zeros(rows, dtype=np.uint16)
        self._stale: NDArray[np.bool_] = np.zeros(rows, dtype=bool)
        self._left = 0  # slots below have left, and no pair with them is kept

    def __contains__(self, slot: int) -> bool:
        return bool(self.slots[self.row(slot)] == slot)

    def row(self, slot: int) -> int:
        return slot % len(self.slots)

    def rows(self, slots: NDArray[np.signedinteger[Any]]) -> Rows:
        return np.asarray(slots % len(self.slots), dtype=np.intp)

    def present(self) -> Rows:
        """The rows in use, by slot."""
        used = np.flatnonzero(self.slots != _NONE)
        return used[np.argsort(self.slots[used])]

    def add(self, slot: int, pairs: Compared, headline: bool = False) -> None:
        """Take in an article, later than all others. Of a `headline` the surroundings do not count, so that a stream
        of headlines, where all are near, touches little."""
        row = self.row(slot)
        self.put(row, slot, pairs, headline)
        self.touched[row] = self._stale[row] = True
        rows = self.rows(pairs.slots)
        nearer = self._stale[rows] | (pairs.scores[:, RELATED] > self._floor[rows])
        changed = rows[nearer & ~self._headline[rows]]
        self.touched[changed] = self._stale[changed] = True

    def put(self, row: int, slot: int, pairs: Compared, headline: bool) -> None:
        """As `add`, but touch nothing."""
        count = len(pairs.slots)
        self.slots[row], self._headline[row] = slot, headline
        self._others[row, :count], self._others[row, count:] = pairs.slots, _NONE
        self._scores[row, :count], self._kinds[row, :count] = pairs.scores, pairs.kinds

    def remove(self, slot: int) -> None:
        """Drop the earliest article. Its pairs go with the next look at all pairs."""
        row = self.row(slot)
        self.slots[row] = _NONE
        self.touched[row] = self._stale[row] = False
        self._left = slot + 1

    def forget(self) -> None:
        """Drop the pairs with what has left; those that were compared with it are touched."""
        gone = (self._others >= 0) & (self._others < self._left) & (self.slots != _NONE)[:, None]
        changed = gone.any(axis=1)
        self._others[gone] = _NONE
        self.touched[changed] = self._stale[changed] = True

    def of(self, row: int) -> Compared:
        """The pairs of an article with earlier ones; `forget` first."""
        known = self._others[row] != _NONE
        return Compared(
            self._others[row][known].astype(np.int64), self._scores[row][known], self._kinds[row][known]
        )  # fmt: skip

    def pairs(self) -> Pairs:
        """All pairs; `forget` first."""
        later, column = np.nonzero((self._others != _NONE) & (self.slots != _NONE)[:, None])
        earlier = self.rows(self._others[later, column])
        return Pairs(later, earlier, self._scores[later, column], self._kinds[later, column])

    def refresh(self, pairs: Pairs, which: NDArray[np.bool_] | None = None) -> None:
        """Look the nearest neighbours of the stale rows (or of `which`) up among all pairs."""
        stale = (self._stale if which is None else which) & ~self._headline & (self.slots != _NONE)
        self._stale[:] = False
        rows = np.flatnonzero(stale)
        out, back = stale[pairs.later], stale[pairs.earlier]
        own = np.concatenate([pairs.later[out], pairs.earlier[back]])
        other = self.slots[np.concatenate([pairs.earlier[out], pairs.later[back]])]
        related = np.concatenate([pairs.scores[out, RELATED], pairs.scores[back, RELATED]])
        order = np.lexsort((other, -related.astype(np.int32), own))
        own, other, related = own[order], other[order], related[order]
        rank = np.arange(len(own)) - np.searchsorted(own, own)
        first = (rank < NEAREST) & (related > 0)
        own, other, related, rank = own[first], other[first], related[first], rank[first]
        self._near[rows], self._weights[rows], self._floor[rows] = _NONE, 0.0, 0
        self._near[own, rank], self._weights[own, rank] = other, related / UNIT
        self._near[rows, NEAREST], self._weights[rows, NEAREST] = self.slots[rows], 1.0
        last = rank == NEAREST - 1
        self._floor[own[last]] = related[last]
        self._weights[rows] /= np.sqrt((self._weights[rows] ** 2).sum(axis=1, keepdims=True))

    def as_before(self, touched: Iterable[int]) -> None:
        """After articles were put back: only these slots are touched, as they were when a snapshot was taken."""
        self.touched[:] = self._stale[:] = False
        rows = self.rows(np.array([slot for slot in touched if slot in self], dtype=np.int64))
        self.refresh(self.pairs(), ~self.touched)
        self.touched[rows] = self._stale[rows] = True

    def near(self, a: Rows, b: Rows) -> NDArray[np.float64]:
        """For each pair of rows the cosine of their rows of nearest neighbours, 0–1; `refresh` first."""
        left, right, weights = self._near[a], self._near[b], self._weights[b]
        total = np.zeros(len(a))
        for place in range(NEAREST + 1):
            same = (right == left[:, place, None]) & (left[:, place, None] != _NONE)
            total += self._weights[a, place] * np.where(same, weights, 0.0).sum(axis=1, dtype=np.float64)
        return total
