"""The graph of compared pairs: rows of nearest neighbours, and which slots a change touches."""

from __future__ import annotations

import pytest

from octavo.core.organise.graph import NEAREST, Edge, Graph


def edge(related: float) -> Edge:
    return Edge(0.5, 0.5, related)


def test_articles_with_the_same_neighbours_are_near() -> None:
    graph = Graph()
    for slot in range(6):
        graph.add(slot, {earlier: edge(0.9) for earlier in range(slot) if (earlier < 3) == (slot < 3)})
    assert graph.near(0, 1) == pytest.approx(1.0, abs=0.02)
    assert graph.near(0, 4) == 0.0
    assert graph.near(2, 2) == pytest.approx(1.0)


def test_only_articles_whose_nearest_neighbours_change_are_touched() -> None:
    graph = Graph()
    graph.add(0, {})
    for slot in range(1, NEAREST + 1):
        graph.add(slot, {0: edge(0.5)})
    before = graph.near(0, 1)
    graph.touched.clear()
    graph.add(NEAREST + 1, {0: edge(0.4)})
    assert graph.touched == {NEAREST + 1}
    graph.add(NEAREST + 2, {0: edge(0.8)})
    assert graph.touched == {0, NEAREST + 1, NEAREST + 2}
    assert graph.near(0, 1) != before


def test_a_headline_is_not_touched_by_later_articles() -> None:
    graph = Graph()
    graph.add(0, {}, headline=True)
    graph.touched.clear()
    graph.add(1, {0: edge(0.9)})
    assert graph.touched == {1}


def test_what_leaves_touches_those_that_were_compared_with_it() -> None:
    graph = Graph()
    graph.add(0, {})
    graph.add(1, {0: edge(0.9)})
    graph.add(2, {1: edge(0.9)})
    graph.touched.clear()
    graph.remove(0)
    assert graph.touched == {1}
    assert 0 not in graph
    assert dict(graph.edges(1)) == {2: edge(0.9)}
