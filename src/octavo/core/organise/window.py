"""The open window: the last so many articles, ready to be compared, and an index that finds what could belong together.

A look-up takes the same time whatever lies in the archive: only the rarest words of an article are followed, and only
to the latest articles that hold them. It judges nothing.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from octavo.core.organise.analysis import Mention
from octavo.core.organise.fingerprint import CopyIndex, Print
from octavo.core.organise.similarity_pairs import Side
from octavo.core.organise.vectors import DocumentFrequencies, View

PROBES = 36  # cells followed for one article
POSTINGS = 240  # latest articles looked at for one cell
INDEXED = {
    View.TITLE: 24,
    View.LEAD: 40,
    View.BODY: 60,
    View.NAMES: 32,
    View.NUMBERS: 12,
    View.DATES: 8,
    View.PAIRS: 16,
}
_WEIGHT = np.array([1.5, 1.2, 1.0, 1.3, 0.8, 0.0, 0.9], dtype=np.float32)


@dataclass(slots=True)
class Member:
    """An article of the window. `story` changes; all else is fixed."""

    slot: int  # running number in order of arrival
    id: int
    title: str
    publisher: str
    at: float | None  # stream time in seconds, None where undated
    lang: str
    side: Side
    print: Print
    mentions: tuple[Mention, ...]
    agency: str | None
    story: int
    wire_of: int | None = None


class Window:
    """Members by slot and by id, with their index."""

    def __init__(self, size: int, frequencies: DocumentFrequencies) -> None:
        self.size = size
        self.frequencies = frequencies
        self.oldest = 0  # smallest slot still open
        self.next = 0
        self._members: dict[int, Member] = {}
        self._slots: dict[int, int] = {}  # article id → slot
        self._postings: dict[int, array[int]] = {}
        self.copies = CopyIndex()
        self._languages: dict[str, int] = {}  # open members by language
        self._numbers: dict[str, int] = {}  # language → its number in `_written`
        self._written: NDArray[np.int16] = np.zeros(size, dtype=np.int16)  # by slot modulo size

    def __len__(self) -> int:
        return len(self._members)

    def __iter__(self) -> Iterator[Member]:
        return iter(self._members.values())

    def __getitem__(self, slot: int) -> Member:
        return self._members[slot]

    def slot_of(self, article_id: int) -> int | None:
        return self._slots.get(article_id)

    def add(self, member: Member) -> list[Member]:
        """Take a member in; what has to leave for it is returned."""
        self._members[member.slot] = member
        self._slots[member.id] = member.slot
        self._languages[member.lang] = self._languages.get(member.lang, 0) + 1
        self._written[member.slot % self.size] = self._numbers.setdefault(member.lang, len(self._numbers))
        self.next = member.slot + 1
        for cell in _indexed(member.side):
            self._postings.setdefault(cell, array("I")).append(member.slot)
        self.copies.add(member.slot, member.print.sketch)
        gone = []
        while self.next - self.oldest > self.size:
            left = self._members.pop(self.oldest, None)  # None: no longer in the store when the stream was restored
            self.oldest += 1
            if left is not None:
                del self._slots[left.id]
                self._languages[left.lang] -= 1
                if not self._languages[left.lang]:
                    del self._languages[left.lang]
                gone.append(left)
        if member.slot % max(self.size // 4, 1) == 0:
            self._sweep()
        return gone

    def candidates(self, side: Side, most: int) -> list[int]:
        """Slots of the members most alike by the rarest shared words, best first; equals by slot."""
        frequencies = self.frequencies
        documents = frequencies.documents.get(side.lang, 0) + 1.0
        weights = np.log((documents + 1.0) / (frequencies.counts[side.cells] + 0.5)) * _WEIGHT[side.views]
        distinct, first = np.unique(side.cells, return_index=True)
        order = np.argsort(-weights[first], kind="stable")
        found, worth = [], []
        for at in order.tolist():
            posting = self._postings.get(int(distinct[at]))
            weight = float(weights[first[at]])
            if posting is None or weight <= 0.0:
                continue
            found.append(np.frombuffer(posting, dtype=np.uint32)[-POSTINGS:].astype(np.int64) - self.oldest)
            worth.append(weight)
            if len(found) == PROBES:
                break
        if not found:
            return []
        slots = np.concatenate(found)
        values = np.repeat(np.array(worth) ** 2, [len(part) for part in found])
        inside = slots >= 0
        return self._best(slots[inside], values[inside], most)

    def _best(self, slots: NDArray[np.int64], values: NDArray[np.float64], most: int) -> list[int]:
        """The slots (given from `oldest` on) with the highest sums of values; among equals the newer."""
        scores = np.bincount(slots, values)
        best = np.flatnonzero(scores)
        if len(best) > most:
            cut = np.partition(scores[best], len(best) - most)[len(best) - most]
            best = best[scores[best] >= cut]
        ranked = best[np.lexsort((-best, -scores[best]))][:most]
        return [int(slot) + self.oldest for slot in ranked]

    def foreign(self, side: Side, most: int) -> list[int]:
        """Slots of members in other languages that share the rarest names, numbers and dates, best first."""
        if len(self._languages) < 2:
            return []
        shared = np.flatnonzero((side.views >= View.NAMES) & (side.views <= View.DATES))
        found, worth = [], []
        total = self.frequencies.total + 1.0
        for cell in side.cells[shared].tolist():
            posting = self._postings.get(cell)
            if posting is None or len(posting) > total / 2:
                continue
            found.append(np.frombuffer(posting, dtype=np.uint32)[-POSTINGS // 2 :])
            worth.append(math.log(total / (int(self.frequencies.counts[cell]) + 0.5)) ** 2)
        if not found:
            return []
        slots = np.concatenate(found).astype(np.int64)
        values = np.repeat(np.array(worth), [len(part) for part in found])
        other = self._written[slots % self.size] != self._numbers.get(side.lang, -1)
        inside = other & (slots >= self.oldest)
        return self._best(slots[inside] - self.oldest, values[inside], most)

    def _sweep(self) -> None:
        """Drop index entries that lie before the window, so that memory does not grow with the archive."""
        oldest = self.oldest
        for cell in list(self._postings):
            posting = self._postings[cell]
            if posting[0] < oldest:
                kept = array("I", (slot for slot in posting[-POSTINGS:] if slot >= oldest))
                if kept:
                    self._postings[cell] = kept
                else:
                    del self._postings[cell]
        self.copies.forget(oldest)


def _indexed(side: Side) -> list[int]:
    chosen = []
    start = 0
    for view in View:
        end = side.ends[view]
        chosen.append(side.cells[start : min(end, start + INDEXED[view])])
        start = end
    distinct: list[int] = np.unique(np.concatenate(chosen)).tolist()
    return distinct
