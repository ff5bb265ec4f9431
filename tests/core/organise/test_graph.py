"""The graph of compared pairs: rows of nearest neighbours, which slots a change touches, and what leaves."""

from __future__ import annotations

import numpy as np
import pytest

from octavo.core.organise.graph import NEAREST, UNIT, Compared, Graph

SIZE = 12


def compared(related: dict[int, float]) -> Compared:
    scores = [(UNIT // 2, UNIT // 2, round(value * UNIT)) for value in related.values()]
    return Compared(
        np.array(list(related), dtype=np.int64),
        np.array(scores, dtype=np.uint16).reshape(-1, 3),
        np.zeros(len(related), dtype=np.uint8),
    )


def near(graph: Graph, a: int, b: int) -> float:
    graph.forget()
    graph.refresh(graph.pairs())
    return float(graph.near(np.array([graph.row(a)]), np.array([graph.row(b)]))[0])


def touched(graph: Graph) -> set[int]:
    return set(graph.slots[graph.touched].tolist())


def test_articles_with_the_same_neighbours_are_near() -> None:
    graph = Graph(SIZE, 8)
    for slot in range(6):
        graph.add(slot, compared({earlier: 0.9 for earlier in range(slot) if (earlier < 3) == (slot < 3)}))
    assert near(graph, 0, 1) == pytest.approx(1.0, abs=0.02)
    assert near(graph, 0, 4) == 0.0
    assert near(graph, 2, 2) == pytest.approx(1.0)


def test_only_articles_whose_nearest_neighbours_change_are_touched() -> None:
    graph = Graph(SIZE, 8)
    graph.add(0, compared({}))
    for slot in range(1, NEAREST + 1):
        graph.add(slot, compared({0: 0.5}))
    before = near(graph, 0, 1)
    graph.touched[:] = False
    graph.add(NEAREST + 1, compared({0: 0.4}))
    assert touched(graph) == {NEAREST + 1}
    graph.add(NEAREST + 2, compared({0: 0.8}))
    assert touched(graph) == {0, NEAREST + 1, NEAREST + 2}
    assert near(graph, 0, 1) != before


def test_what_is_unlike_in_subject_is_no_neighbour() -> None:
    graph = Graph(SIZE, 8)
    graph.add(0, compared({}))
    graph.add(1, compared({0: 0.0}))
    graph.add(2, compared({0: 0.0}))
    assert near(graph, 1, 2) == 0.0


def test_a_headline_is_not_touched_by_later_articles() -> None:
    graph = Graph(SIZE, 8)
    graph.add(0, compared({}), headline=True)
    graph.touched[:] = False
    graph.add(1, compared({0: 0.9}))
    assert touched(graph) == {1}


def test_what_leaves_touches_those_that_were_compared_with_it() -> None:
    graph = Graph(SIZE, 8)
    graph.add(0, compared({}))
    graph.add(1, compared({0: 0.9}))
    graph.add(2, compared({1: 0.9}))
    graph.touched[:] = False
    graph.remove(0)
    graph.forget()
    assert touched(graph) == {1}
    assert 0 not in graph and 1 in graph
    assert graph.of(graph.row(1)).slots.tolist() == []
    assert graph.of(graph.row(2)).slots.tolist() == [1]
    pairs = graph.pairs()
    assert (graph.slots[pairs.later].tolist(), graph.slots[pairs.earlier].tolist()) == ([2], [1])


def test_a_table_is_used_again_by_what_comes_later() -> None:
    graph = Graph(2, 8)
    for slot in range(7):
        graph.add(slot, compared(dict.fromkeys(range(max(0, slot - 2), slot), 0.5)))
        if slot >= 2:
            graph.remove(slot - 2)
    graph.forget()
    assert graph.slots[graph.present()].tolist() == [5, 6]
    assert graph.of(graph.row(6)).slots.tolist() == [5]


def test_put_back_it_touches_what_it_touched_before() -> None:
    graph = Graph(SIZE, 8)
    for slot in range(NEAREST + 1):
        graph.put(graph.row(slot), slot, compared({0: 0.5} if slot else {}), headline=False)
    graph.as_before([2, 99])
    assert touched(graph) == {2}
    graph.add(NEAREST + 1, compared({0: 0.4}))
    assert touched(graph) == {2, NEAREST + 1}
