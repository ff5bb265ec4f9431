"""The inverted index: the same is found whether what is held is new or merged, and nothing is kept for ever."""

from __future__ import annotations

import struct

from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.postings import Postings


def found(index: Postings, keys: list[int], oldest: int = 0) -> dict[int, list[int]]:
    return {
        keys[at]: [slot for (slot,) in struct.iter_unpack("I", chunk) if slot >= oldest]
        for at, chunk in index.find(keys, oldest)
    }


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 6), unique=True, max_size=4), max_size=30),
    st.sets(st.integers(0, 30)),
    st.integers(0, 32),
    st.integers(1, 4),
)
def test_when_it_is_merged_changes_nothing(held: list[list[int]], merged: set[int], oldest: int, most: int) -> None:
    index = Postings(most)
    for slot, keys in enumerate(held):
        index.add(slot, keys)
        if slot in merged:
            index.merge(min(oldest, slot))
    expected = {}
    for key in range(8):
        slots = [slot for slot, keys in enumerate(held) if key in keys]
        if slots and slots[-1] >= oldest:
            expected[key] = [slot for slot in slots[-most:] if slot >= oldest]
    assert found(index, list(range(8)), oldest) == expected
    index.merge(oldest)
    assert found(index, list(range(8)), oldest) == expected
    assert len(index) == sum(map(len, expected.values()))


def test_much_is_merged_by_itself() -> None:
    index = Postings(3, merged=10)
    for slot in range(40):
        index.add(slot, [1, slot + 100], oldest=max(0, slot - 5))
    assert found(index, [1, 139, 7]) == {1: [37, 38, 39], 139: [39]}
    assert len(index) < 25


def test_an_empty_index_holds_nothing() -> None:
    index = Postings(3)
    index.merge(0)
    assert (len(index), found(index, [1]), found(index, [])) == (0, {}, {})
