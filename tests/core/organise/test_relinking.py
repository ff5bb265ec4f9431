"""Re-linking: connected parts, what stays together of a story, and that the cost follows what is new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.organise.analysis import analyse
from octavo.core.organise.linkage import Group, partition
from octavo.core.organise.relinking import components
from octavo.core.organise.stream import Description, Stream
from octavo.types import Document

START = datetime(2024, 5, 6, 8, tzinfo=UTC)
EVENTS = (
    "Ferry Saint Amelia with 212 passengers runs aground off Larnville harbour",
    "Halcyon Bank closes 48 branches in northern Verania",
    "Striker Dessie Marsh breaks an ankle in the Dunmore cup final",
)


@given(st.integers(1, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
def test_components_are_those_of_the_graph(count: int, edges: list[tuple[int, int]]) -> None:
    edges = [(a % count, b % count) for a, b in edges]
    ends = [np.array([edge[end] for edge in edges], dtype=np.intp) for end in (0, 1)]
    least = list(range(count))
    for _ in range(count):
        for a, b in edges:
            least[a] = least[b] = min(least[a], least[b])
    assert components(count, *ends).tolist() == least


def test_what_is_not_to_be_parted_counts_as_all_its_articles() -> None:
    whole = Group([1, 2, 3], prior=0.6)
    assert partition([whole, Group([4], prior=0.2)], [(1, 4, 0.9, 1)]) == [[1, 2, 3], [4]]
    whole = Group([1, 2, 3], prior=0.6)
    assert partition([whole, Group([4], prior=0.2)], [(1, 4, 2.1, 3)]) == [[1, 2, 3, 4]]


def test_what_is_not_to_be_parted_is_named_by_any_of_its_articles() -> None:
    units = [Group([1, 3]), Group([2]), Group([4])]
    edges = [(1, 2, 1.8, 2), (1, 4, 1.2, 2)]
    assert partition(units, edges, apart=[(3, 2)]) == [[1, 3, 4], [2]]


def headlines(stream: Stream, numbers: range) -> list[int]:
    placed = []
    for number in numbers:
        doc = Document(number, f"{EVENTS[number % 3]}: report {number}", "", publisher=f"paper{number}", lang="en",
                       stream_at=START + timedelta(minutes=number))  # fmt: skip
        placed.append(stream.add(doc, analyse(doc)).story_id)
    return placed


def test_labels_between_parts_bind_or_part_them() -> None:
    stream = Stream(describe=lambda doc, lang, terms: Description())
    placed = headlines(stream, range(1, 13))
    assert len(set(placed)) == 3
    stream.relink()
    stream.label(1, 2, False)
    comet = Document(99, "Astronomers photograph a green comet", "", publisher="sky", lang="en", stream_at=START)
    stream.add(comet, analyse(comet))
    stream.label(1, 99, False)
    stream.label(1, 12345, True)  # which has left the window
    assert stream.relink().intents == ()
    stream.label(2, 3, True)
    assert [(intent.keep, intent.absorb) for intent in stream.relink().intents if hasattr(intent, "keep")] == [(2, 3)]


def test_a_large_story_gives_up_what_is_touched_alone() -> None:
    stream = Stream(describe=lambda doc, lang, terms: Description())
    placed = headlines(stream, range(1, 250))
    assert len(set(placed)) == 3
    assert stream.relink().intents == ()
    stream.label(4, 7, False)
    (split,) = stream.relink().intents
    assert {placed[0], 4} & {split.story, *split.part} and len(split.part) == 1
    assert stream.relink().intents == ()
