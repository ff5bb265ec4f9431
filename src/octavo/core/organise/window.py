"""The open window: the last so many articles, ready to be compared, and an index that finds what could belong together.

A look-up takes the same time whatever lies in the archive: only the rarest words of an article are followed, and only
to the latest articles that hold them. It judges nothing.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np

from octavo.core.organise.fingerprint import CopyIndex, Print
from octavo.core.organise.meanings import Meanings
from octavo.core.organise.mentions import Mention
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
        self._postings: dict[str, dict[int, array[int]]] = {}  # language → cell → slots
        self.copies = CopyIndex()
        self._meanings = Meanings(size)

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
        self.next = member.slot + 1
        member.side.meaning = self._meanings.put(member.slot, member.lang, member.side.meaning)
        postings = self._postings.setdefault(member.lang, {})
        slot = member.slot
        for cell in _indexed(member.side):
            posting = postings.get(cell)
            if posting is None:
                postings[cell] = array("I", (slot,))
            else:
                posting.append(slot)
        self.copies.add(member.slot, member.print.sketch)
        gone = []
        while self.next - self.oldest > self.size:
            left = self._members.pop(self.oldest, None)  # None: no longer in the store when the stream was restored
            self.oldest += 1
            if left is not None:
                del self._slots[left.id]
                gone.append(left)
        if member.slot % max(self.size // 4, 1) == 0:
            self._sweep()
        return gone

    def candidates(self, side: Side, most: int) -> list[int]:
        """Slots of the members of its language most alike by the rarest shared words, best first; equals by slot."""
        postings = self._postings.get(side.lang)
        if not postings:
            return []
        frequencies = self.frequencies
        documents = frequencies.documents.get(side.lang, 0) + 1.0
        weights = np.log((documents + 1.0) / (frequencies.counts[side.cells] + 0.5)) * _WEIGHT[side.views]
        order = np.argsort(-weights, kind="stable")
        found: dict[int, tuple[array[int], float]] = {}
        for cell, weight in zip(side.cells[order].tolist(), weights[order].tolist(), strict=True):
            if weight <= 0.0 or len(found) == PROBES:
                break
            posting = postings.get(cell)
            # one that holds only what has left does not count: a restored index does not know of it
            if posting is not None and posting[-1] >= self.oldest and cell not in found:
                found[cell] = posting[-POSTINGS:], weight
        return self._best(found.values(), most)

    def _best(self, found: Collection[tuple[array[int], float]], most: int) -> list[int]:
        """The open slots with the highest sums of squared weights; among equals the newer."""
        if not found:
            return []
        slots = np.concatenate([posting for posting, _ in found]).astype(np.int64) - self.oldest
        weights = np.array([weight for _, weight in found])
        values = np.repeat(weights * weights, [len(posting) for posting, _ in found])
        inside = slots >= 0
        scores = np.bincount(slots[inside], values[inside])
        best = np.flatnonzero(scores)
        if len(best) > most:
            cut = np.partition(scores[best], len(best) - most)[len(best) - most]
            best = best[scores[best] >= cut]
        ranked = best[np.lexsort((-best, -scores[best]))][:most]
        return [int(slot) + self.oldest for slot in ranked]

    def foreign(self, side: Side, most: int) -> list[int]:
        """Slots of members in other languages that share the rarest names, numbers and dates, best first."""
        others = [postings for lang, postings in self._postings.items() if lang != side.lang]
        if not others:
            return []
        cells = side.cells[side.ends[View.NAMES - 1] : side.ends[View.DATES]]
        total = self.frequencies.total + 1.0
        found = []
        for cell, known in zip(cells.tolist(), self.frequencies.counts[cells].tolist(), strict=True):
            if known > total / 2:
                continue
            weight = math.log(total / (known + 0.5))
            found += [(posting[-POSTINGS // 2 :], weight) for postings in others if (posting := postings.get(cell))]
        return self._best(found, most)

    def alike(self, side: Side, most: int) -> list[int]:
        """Slots of members in other languages with the nearest vectors, best first."""
        return self._meanings.foreign(side.meaning, side.lang, self.oldest, most)

    def _sweep(self) -> None:
        """Drop index entries that lie before the window, so that memory does not grow with the archive."""
        oldest = self.oldest
        for lang, postings in list(self._postings.items()):
            for cell in list(postings):
                posting = postings[cell]
                if posting[0] < oldest:
                    kept = array("I", (slot for slot in posting[-POSTINGS:] if slot >= oldest))
                    if kept:
                        postings[cell] = kept
                    else:
                        del postings[cell]
            if not postings:
                del self._postings[lang]
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
