"""An inverted index in little memory: which slots hold a key, the latest of each key first of all.

What came lately lies in a table that is quick to add to; from time to time it is merged into sorted arrays, which take
four bytes an entry. When that happens changes nothing of what is found. It knows keys and slots only.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Slots = NDArray[np.uint32]

MERGED = 1 << 17  # entries after which what is new is merged: some 700 long articles


class Postings:
    """For each key the slots that hold it, ascending; of each only the latest `most` are found."""

    def __init__(self, most: int, merged: int = MERGED) -> None:
        self._most, self._merged = most, merged
        self._keys: NDArray[np.uint32] = np.empty(0, dtype=np.uint32)  # ascending, each once
        self._starts: NDArray[np.int64] = np.zeros(1, dtype=np.int64)  # of each key's slots, and where the last end
        self._slots: Slots = np.empty(0, dtype=np.uint32)
        self._new: dict[int, int | array[int]] = {}  # most keys are one article's: an array for each took 70 bytes
        self._count = 0  # entries of `_new`

    def __len__(self) -> int:
        """Entries, those of left slots included until they are dropped."""
        return len(self._slots) + self._count

    def add(self, slot: int, keys: Collection[int], oldest: int = 0) -> None:
        """Say that `slot`, higher than all before it, holds the distinct `keys`. Entries below `oldest` may go."""
        new = self._new
        for key in keys:
            held = new.setdefault(key, slot)
            if held is slot:
                continue
            if isinstance(held, int):
                new[key] = array("I", (held, slot))
            else:
                held.append(slot)
        self._count += len(keys)
        if self._count >= self._merged:
            self.merge(oldest)

    def find(self, keys: Sequence[int], oldest: int) -> Iterator[tuple[int, bytes]]:
        """(position in `keys`, its latest slots as 32-bit numbers) for each of the keys with a slot from `oldest` on.

        A chunk may hold older slots, too.
        """
        wanted = np.array(keys, dtype=np.uint32)
        at = np.searchsorted(self._keys, wanted)
        merged = np.zeros(len(wanted), dtype=bool)
        inside = at < len(self._keys)
        merged[inside] = self._keys[at[inside]] == wanted[inside]
        late = self._new.keys() & set(keys)
        if not late and not merged.any():
            return
        at = np.where(merged, at, 0)
        starts, ends = self._starts[at].tolist(), self._starts[at + merged].tolist()
        for position, key in enumerate(keys):
            start, end = starts[position], ends[position]  # equal where nothing is merged
            if key in late:
                held = self._new[key]
                new = array("I", (held,)) if isinstance(held, int) else held[-self._most :]
                if new[-1] >= oldest:
                    room = min(self._most - len(new), end - start)
                    yield position, self._slots[end - room : end].tobytes() + new.tobytes()
            elif end > start and self._slots[end - 1] >= oldest:
                yield position, self._slots[max(start, end - self._most) : end].tobytes()

    def merge(self, oldest: int) -> None:
        """Move what is new into the sorted arrays, without the slots below `oldest` and those too many of a key."""
        lengths = [1 if isinstance(held, int) else len(held) for held in self._new.values()]
        keys = np.repeat(np.fromiter(self._new, dtype=np.uint32, count=len(self._new)), lengths)
        slots = np.fromiter(
            (slot for held in self._new.values() for slot in ((held,) if isinstance(held, int) else held)),
            dtype=np.uint32,
            count=len(keys),
        )
        self._new, self._count = {}, 0
        order = np.argsort(keys, kind="stable")
        keys, slots = keys[order], slots[order]
        # put between the old ones, behind their equals: to sort all anew takes three times the memory
        old = np.repeat(self._keys, np.diff(self._starts))
        at = np.searchsorted(old, keys, side="right")
        keys, slots = np.insert(old, at, keys), np.insert(self._slots, at, slots)
        kept = slots >= oldest
        kept[: -self._most] &= keys[: -self._most] != keys[self._most :]  # the latest of each key
        keys, self._slots = keys[kept], slots[kept]
        begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, np.intp)
        self._keys = keys[begins]
        self._starts = np.append(begins, len(keys)).astype(np.int64)
