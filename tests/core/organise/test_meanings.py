"""Vectors of meaning: packed, unpacked, and kept for the open window."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.organise.meanings import Meanings, pack, unpack
from octavo.core.organise.vectors import Floats


def unit(*values: float) -> Floats:
    vector = np.array(values, dtype=np.float32)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


_VECTORS = st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=64).filter(lambda v: max(map(abs, v)) > 0.01)


@given(_VECTORS)
def test_a_packed_vector_points_the_same_way(values: list[float]) -> None:
    vector = unit(*values)
    back = unpack(pack(vector))
    assert back is not None and float(back @ vector) > 0.99
    assert len(pack(vector)) == len(values)


def test_what_says_nothing_is_no_vector() -> None:
    assert pack(np.zeros(4, dtype=np.float32)) == b"" and unpack(b"") is None
    assert unpack(bytes(4)) is None


def test_the_window_keeps_the_last_vectors() -> None:
    kept = Meanings(2)
    assert kept.put(0, None) is None and kept.cosines(unit(1, 0)) is None
    row = kept.put(1, unit(1, 0))
    assert row is not None and row.tolist() == [1.0, 0.0]
    assert kept.put(2, unit(0, 1)) is not None
    found = kept.cosines(unit(1, 1))
    assert found is not None and found.tolist() == [np.float32(0.7071)] * 2
    assert kept.put(3, None) is None
    found = kept.cosines(unit(1, 1))
    assert found is not None and found.tolist() == [np.float32(0.7071), 0.0]


def test_vectors_of_another_length_are_not_compared() -> None:
    kept = Meanings(2)
    kept.put(0, unit(1, 0))
    assert kept.put(1, unit(1, 0, 0)) is None
    assert kept.cosines(unit(1, 0, 0)) is None and kept.cosines(None) is None
