"""The open window: the last so many articles, ready to be compared, and an index that finds what could belong together.

A look-up takes the same time whatever lies in the archive: only the rarest words of an article are followed, and only
to the latest articles that hold them. It judges nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from octavo.core.organise.analysis import Analysis, print_of
from octavo.core.organise.copies import CopyIndex
from octavo.core.organise.meanings import Meanings
from octavo.core.organise.postings import Postings
from octavo.core.organise.similarity_pairs import FIRST_SOUND, Side
from octavo.core.organise.spoken import script_of_language
from octavo.core.organise.vectors import DocumentFrequencies, View, known_cells

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


class Member:
    """An article of the window. `story` and `wire_of` are set when it is placed, and `story` may change; all else is
    fixed. What is seldom looked at is kept as bytes: as arrays and objects it took four times as much.
    """

    __slots__ = (
        "at", "id", "labels", "lang", "print", "publisher", "side", "slot", "story", "title", "wire_of",
    )  # fmt: skip

    def __init__(
        self, slot: int, id: int, title: str, publisher: str, at: float | None, analysis: Analysis, side: Side
    ) -> None:
        self.slot = slot  # running number in order of arrival
        self.id, self.title, self.publisher = id, title, publisher
        self.at = at  # stream time in seconds, None where undated
        self.lang, self.side = analysis.lang, side
        self.story = id
        self.wire_of: int | None = None
        self.labels = "\0".join(analysis.mentions)  # the names, as readers see them
        self.print = print_of(analysis)

    @property
    def text(self) -> int:
        """The article whose text it is: the same for all copies of one text."""
        return self.wire_of or self.id


class Columns:
    """What is looked at of many members together, by row: slot modulo number of rows."""

    def __init__(self, rows: int) -> None:
        self.story: NDArray[np.int64] = np.zeros(rows, dtype=np.int64)
        self.text: NDArray[np.int64] = np.zeros(rows, dtype=np.int64)
        self.at: NDArray[np.float64] = np.full(rows, np.nan)
        self.lang: NDArray[np.int16] = np.zeros(rows, dtype=np.int16)  # numbers of `_langs`
        self.short: NDArray[np.bool_] = np.zeros(rows, dtype=bool)
        self.bare: NDArray[np.bool_] = np.zeros(rows, dtype=bool)
        self._langs: dict[str, int] = {}

    def put(self, member: Member) -> None:
        row = member.slot % len(self.story)
        self.story[row], self.text[row] = member.story, member.text
        self.at[row] = math.nan if member.at is None else member.at
        self.lang[row] = self._langs.setdefault(member.lang, len(self._langs))
        self.short[row], self.bare[row] = member.side.short, member.side.bare


class Window:
    """Members by slot and by id, with their index."""

    def __init__(self, size: int, frequencies: DocumentFrequencies) -> None:
        self.size = size
        self.frequencies = frequencies
        self.oldest = 0  # smallest slot still open
        self.next = 0
        self.columns = Columns(size + 1)  # the one that is leaving stays until the new one is in
        self._members: dict[int, Member] = {}
        self._slots: dict[int, int] = {}  # article id → slot
        self._postings: dict[str, Postings] = {}  # by language
        self._copies = CopyIndex()
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
        slot = member.slot
        self._members[slot] = member
        self._slots[member.id] = slot
        self.next = slot + 1
        self.columns.put(member)
        member.side.meaning = self._meanings.put(slot, member.lang, member.side.meaning)
        postings = self._postings.get(member.lang)
        if postings is None:
            postings = self._postings[member.lang] = Postings(POSTINGS)
        postings.add(slot, [*_indexed(member.side), *known_cells(member.side.known).tolist()], self.oldest)
        self._copies.add(slot, member.print.sketch, self.oldest)
        gone = []
        while self.next - self.oldest > self.size:
            left = self._members.pop(self.oldest, None)  # None: no longer in the store when the stream was restored
            self.oldest += 1
            if left is not None:
                del self._slots[left.id]
                gone.append(left)
        if slot % max(self.size // 2, 1) == 0:
            self._sweep()
        return gone

    def move(self, slot: int, story: int) -> None:
        """Put a member into another story."""
        self._members[slot].story = story
        self.columns.story[slot % len(self.columns.story)] = story

    def candidates(self, side: Side, most: int) -> list[int]:
        """Slots of the members of its language most alike by the rarest shared words, best first; equals by slot."""
        postings = self._postings.get(side.lang)
        if not postings:
            return []
        frequencies = self.frequencies
        documents = frequencies.documents.get(side.lang, 0) + 1.0
        cells = side.cells
        known = frequencies.counts[cells]
        held = known > 1  # by an earlier article, too
        cells, views, known = cells[held], side.views[held], known[held]
        weights = np.log((documents + 1.0) / (known + 0.5)) * _WEIGHT[views]
        order = np.argsort(-weights, kind="stable")
        rarest: dict[int, float] = {}  # each cell with the greatest of its weights
        for cell, weight in zip(cells[order].tolist(), weights[order].tolist(), strict=True):
            rarest.setdefault(cell, weight)
        keys, values = list(rarest), list(rarest.values())
        # a cell that holds only what has left does not count: a restored index does not know of it
        found = ((chunk, values[at]) for at, chunk in postings.find(keys, self.oldest) if values[at] > 0.0)
        return self._best(islice(found, PROBES), most)

    def _best(self, found: Iterable[tuple[bytes, float]], most: int) -> list[int]:
        """The open slots with the highest sums of squared weights, from chunks of slots; among equals the newer."""
        chosen = list(found)
        if not chosen:
            return []
        slots = np.frombuffer(b"".join([chunk for chunk, _ in chosen]), dtype=np.uint32).astype(np.int64) - self.oldest
        weights = np.array([weight for _, weight in chosen])
        values = np.repeat(weights * weights, [len(chunk) // 4 for chunk, _ in chosen])
        inside = slots >= 0
        scores = np.bincount(slots[inside], values[inside])
        best = np.flatnonzero(scores)
        if len(best) > most:
            cut = np.partition(scores[best], len(best) - most)[len(best) - most]
            best = best[scores[best] >= cut]
        ranked = best[np.lexsort((-best, -scores[best]))][:most]
        slots_of: list[int] = (ranked + self.oldest).tolist()
        return slots_of

    def foreign(self, side: Side, most: int) -> list[int]:
        """Slots of members in other languages that share the rarest names, numbers and dates, best first: names as they
        are spelt, as the table knows them, and in another script as they sound."""
        own = script_of_language(side.lang)
        others = [
            (postings, script_of_language(lang) == own)
            for lang, postings in self._postings.items()
            if lang != side.lang
        ]
        if not others:
            return []
        cells = np.concatenate([side.cells[side.ends[View.NAMES - 1] : side.ends[View.DATES]], known_cells(side.known)])
        total = self.frequencies.total + 1.0
        known = self.frequencies.counts[cells]
        cells, known = cells[known <= total / 2], known[known <= total / 2]
        weights = np.log(total / (known + 0.5)).tolist()
        keys = cells.tolist()
        spelt = np.flatnonzero(cells < FIRST_SOUND).tolist()
        of = [(keys, weights), ([keys[at] for at in spelt], [weights[at] for at in spelt])]
        return self._best(
            (
                (chunk[-2 * POSTINGS :], weights[at])  # of each language the latest half
                for postings, same_script in others
                for keys, weights in (of[same_script],)
                for at, chunk in postings.find(keys, self.oldest)
            ),
            most,
        )

    def alike(self, side: Side, most: int) -> list[int]:
        """Slots of members in other languages with the nearest vectors, best first."""
        return self._meanings.foreign(side.meaning, side.lang, self.oldest, most)

    def copies(self, member: Member) -> list[int]:
        """Slots of open members that may have the same text, likeliest first."""
        return self._copies.candidates(member.print.sketch, self.oldest)

    def _sweep(self) -> None:
        """Drop index entries that lie before the window, so that memory does not grow with the archive."""
        for lang, postings in list(self._postings.items()):
            postings.merge(self.oldest)
            if not len(postings):
                del self._postings[lang]
        self._copies.forget(self.oldest)


def _indexed(side: Side) -> list[int]:
    """The distinct cells by which an article is found."""
    cells = side.cells.tolist()
    chosen: dict[int, None] = {}
    start = 0
    for view, end in zip(View, side.ends, strict=True):
        chosen.update(dict.fromkeys(cells[start : min(end, start + INDEXED[view])]))
        start = end
    return list(chosen)
