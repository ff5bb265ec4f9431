"""Unit vectors of meaning: the form in which they are kept, and those of the open window, searched by brute force.

Where they come from, and whether there are any, is not its business.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from octavo.core.organise.vectors import Floats

LEAST = 0.3  # cosine below which texts in two languages have nothing in common


def pack(vector: Floats) -> bytes:
    """One byte a dimension; a cosine changes by less than .01."""
    most = float(np.abs(vector).max(initial=0.0))
    return bytes(np.rint(vector * (127.0 / most)).astype(np.int8).tobytes()) if most else b""


def unpack(raw: bytes) -> Floats | None:
    """The vector at length 1; None where it says nothing."""
    vector = np.frombuffer(raw, dtype=np.int8).astype(np.float32)
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length, dtype=np.float32) if length else None


class Meanings:
    """The vectors of the last `size` slots, in one matrix. All have the length of the first; others are not taken."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._next = 0  # slot
        self._rows: NDArray[np.float32] | None = None  # by slot modulo size
        self._langs: NDArray[np.int16] = np.zeros(size, dtype=np.int16)  # numbers of `_numbers`, 0 without a vector
        self._numbers: dict[str, int] = {}

    def put(self, slot: int, lang: str, vector: Floats | None) -> Floats | None:
        """Keep the vector of the next slot; the row that holds it from now on, None where there is none to compare."""
        self._next = slot + 1
        at = slot % self._size
        self._langs[at] = 0
        if vector is None:
            return None
        if self._rows is None:
            self._rows = np.zeros((self._size, len(vector)), dtype=np.float32)
        row: Floats = self._rows[at]
        if len(vector) != len(row):
            return None
        row[:] = vector
        self._langs[at] = self._numbers.setdefault(lang, len(self._numbers) + 1)
        return row

    def foreign(self, vector: Floats | None, lang: str, oldest: int, most: int) -> list[int]:
        """The slots from `oldest` on whose vectors in other languages are nearest, best first, among equals the newer.

        Of those at `LEAST` or nearer.
        """
        if vector is None or self._rows is None or len(vector) != self._rows.shape[1]:
            return []
        filled = min(self._next, self._size)
        langs = self._langs[:filled]
        others = (langs > 0) & (langs != self._numbers.get(lang, 0))
        if not others.any():
            return []
        near = np.round(self._rows[:filled] @ vector, 4)
        at = np.flatnonzero(others & (near >= LEAST))
        last = self._next - 1
        slots = last - (last - at) % self._size
        order = np.lexsort((-slots, -near[at]))
        return [slot for slot in slots[order].tolist() if slot >= oldest][:most]
