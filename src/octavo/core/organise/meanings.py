"""Unit vectors of meaning: the form in which they are kept, and those of the open window, searched by brute force.

Where they come from, and whether there are any, is not its business.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from octavo.core.organise.vectors import Floats


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
        self._rows: NDArray[np.float32] | None = None

    def put(self, slot: int, vector: Floats | None) -> Floats | None:
        """Keep a slot's vector; the row that holds it from now on."""
        if self._rows is None:
            if vector is None:
                return None
            self._rows = np.zeros((self._size, len(vector)), dtype=np.float32)
        row: Floats = self._rows[slot % self._size]
        if vector is None or len(vector) != len(row):
            row[:] = 0.0
            return None
        row[:] = vector
        return row

    def cosines(self, vector: Floats | None) -> Floats | None:
        """By slot modulo size, to four decimals; 0 where there is none. None where nothing can be compared."""
        if self._rows is None or vector is None or len(vector) != self._rows.shape[1]:
            return None
        return np.asarray(np.round(self._rows @ vector, 4), dtype=np.float32)
