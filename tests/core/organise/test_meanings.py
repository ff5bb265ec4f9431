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


EN, DE = unit(1, 0), unit(0.8, 0.6)


def test_the_nearest_in_other_languages_come_first() -> None:
    kept = Meanings(8)
    assert kept.foreign(EN, "en", 0, 9) == []
    assert kept.put(0, "en", None) is None and kept.foreign(EN, "en", 0, 9) == []
    row = kept.put(1, "en", EN)
    assert row is not None and row.tolist() == [1.0, 0.0]
    assert kept.foreign(EN, "en", 0, 9) == [] and kept.foreign(EN, "de", 0, 9) == [1]
    for slot, vector in enumerate((DE, unit(0.1, 1), EN, DE), 2):
        kept.put(slot, "de", vector)
    assert kept.foreign(EN, "en", 0, 9) == [4, 5, 2]
    assert kept.foreign(EN, "en", 0, 2) == [4, 5]
    assert kept.foreign(EN, "en", 3, 9) == [4, 5]
    assert kept.foreign(None, "en", 0, 9) == []
    assert kept.foreign(EN, "fr", 0, 9) == [4, 1, 5, 2]


def test_the_window_keeps_the_last_vectors() -> None:
    kept = Meanings(2)
    kept.put(0, "de", EN)
    kept.put(1, "de", EN)
    kept.put(2, "de", None)
    assert kept.foreign(EN, "en", 0, 9) == [1]
    kept.put(3, "de", EN)
    assert kept.foreign(EN, "en", 2, 9) == [3]


def test_vectors_of_another_length_are_not_compared() -> None:
    kept = Meanings(2)
    kept.put(0, "de", EN)
    assert kept.put(1, "de", unit(1, 0, 0)) is None
    assert kept.foreign(unit(1, 0, 0), "en", 0, 9) == []
    assert kept.foreign(EN, "en", 0, 9) == [0]
