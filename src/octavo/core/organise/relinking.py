"""Re-linking: which stories of the open window should be one, and which should be parted, by all that is known now.

Only connected parts of the window in which something changed are grouped anew. It decides and gives reasons; nothing
is moved here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octavo.core.organise.graph import JOIN, UNIT, Graph, Pairs, Rows
from octavo.core.organise.graph import LINK as LINK_SCORE
from octavo.core.organise.linkage import Group, partition
from octavo.core.organise.open_stories import OpenStories
from octavo.core.organise.pair_model import KINDS, Model, linked_values, probability
from octavo.core.organise.stories import (
    ALONE,
    LEAST_ABROAD,
    LINK,
    PRIOR_MOST,
    Intent,
    Labels,
    Placed,
    intents,
    may_join,
)
from octavo.core.organise.window import Window

Edges = list[tuple[int, int, float, int]]  # first slots of two units, sum of values, number of pairs
Columns = tuple[NDArray[Any], ...]  # the same by column: what is asked for part by part takes a tenth so

_CHUNK = 1 << 14  # pairs looked at together
PARTED = 64  # articles: a larger story is not taken apart, only what is touched of it


@dataclass(frozen=True, slots=True)
class _Part:
    """A connected part of the window: its units (articles, or what stays together of a story) by slots, and the
    compared pairs between them."""

    units: list[list[int]]
    edges: Edges
    same: list[tuple[int, int]]  # slots that readers bound, the last word first
    apart: list[tuple[int, int]]


class Relinking:
    """Looks at what is open; it changes nothing."""

    def __init__(self, model: Model, window: Window, graph: Graph, stories: OpenStories, labels: Labels) -> None:
        self._window, self._graph, self._stories, self._labels = window, graph, stories, labels
        self._near = np.array([model.near[kind] for kind in KINDS])  # by kind: what shared surroundings add
        self._priors = [min(model.prior(short), PRIOR_MOST) for short in (False, True)]

    def find(self, pairs: Pairs) -> list[Intent]:
        """The intents in the order in which to apply them, from all compared pairs of the window."""
        return [intent for part in self._parts(pairs) for intent in self._linked(part)]

    def _parts(self, pairs: Pairs) -> Iterator[_Part]:
        """Those that hold a touched article and more than one, in the order of their first touched one."""
        graph = self._graph
        values, known = self._strong(pairs)
        strong = values >= LINK
        bound = self._bound()
        present = graph.present()
        first = self._first_of_story(present)
        joined = [pair for pair, same in bound if same]
        left, right = (np.array([pair[end] for pair in joined], dtype=np.intp) for end in (0, 1))
        home = components(
            len(graph.slots),
            np.concatenate([pairs.later[strong], present, left]),
            np.concatenate([pairs.earlier[strong], first, right]),
        )
        open_parts = np.zeros(len(graph.slots), dtype=bool)
        open_parts[home[np.flatnonzero(graph.touched)]] = True
        unit = self._units(present[open_parts[home[present]]])
        inside = open_parts[home[pairs.later]] & (home[pairs.later] == home[pairs.earlier])
        inside &= unit[pairs.later] != unit[pairs.earlier]
        rest = np.flatnonzero(inside & ~known)
        values[rest] = self._values(pairs.only(rest))
        edges = self._between(unit, home, pairs.only(inside), values[inside])
        return self._assembled(home, unit, edges, bound)

    def _units(self, rows: Rows) -> Rows:
        """By row: the first row of those that stay together with it, -1 for those not in `rows` (by slot).

        A story in which nothing is touched stays whole, one that is large gives up what is touched alone, and all
        others are grouped from single articles: so the cost follows what is new.
        """
        graph, story = self._graph, self._window.columns.story
        _, which, sizes = np.unique(story[rows], return_inverse=True, return_counts=True)
        touched = graph.touched[rows]
        new = np.zeros(len(sizes), dtype=bool)
        new[which[touched]] = True
        single = touched | (new & (sizes <= PARTED))[which]
        unit = np.full(len(graph.slots), -1, dtype=np.intp)
        unit[rows] = rows
        whole = rows[~single]
        _, first, its = np.unique(story[whole], return_index=True, return_inverse=True)
        unit[whole] = whole[first[its]]
        return unit

    def _between(self, unit: Rows, home: Rows, pairs: Pairs, values: NDArray[np.float64]) -> dict[int, Columns]:
        """The compared pairs between units, summed, by part."""
        slots = self._graph.slots
        key, where = np.unique(_both(unit[pairs.later], unit[pairs.earlier], len(slots)), return_inverse=True)
        sums, counts = np.bincount(where, values, len(key)), np.bincount(where, minlength=len(key))
        a, b = key // len(slots), key % len(slots)
        order = np.lexsort((slots[b], slots[a], home[a]))
        a, b, sums, counts = a[order], b[order], sums[order], counts[order]
        columns = (slots[a], slots[b], sums, counts)
        parts, begins = np.unique(home[a], return_index=True)
        spans = pairwise([*begins.tolist(), len(a)])
        return {
            part: tuple(column[start:end] for column in columns)
            for part, (start, end) in zip(parts.tolist(), spans, strict=True)
        }

    def _assembled(
        self, home: Rows, unit: Rows, edges: dict[int, Columns], bound: list[tuple[tuple[int, int], bool]]
    ) -> Iterator[_Part]:
        slots, touched = self._graph.slots, self._graph.touched
        parts: dict[int, dict[int, list[int]]] = {}
        starts: dict[int, int] = {}  # part → its first touched slot
        rows = self._graph.present()
        rows = rows[unit[rows] >= 0]
        for slot, part, its, new in zip(
            slots[rows].tolist(), home[rows].tolist(), unit[rows].tolist(), touched[rows].tolist(), strict=True
        ):
            parts.setdefault(part, {}).setdefault(its, []).append(slot)
            if new:
                starts.setdefault(part, slot)
        said: dict[tuple[int, bool], list[tuple[int, int]]] = {}
        for (a, b), same in reversed(bound):
            if home[a] == home[b]:
                said.setdefault((int(home[a]), same), []).append((int(slots[a]), int(slots[b])))
        for part in sorted(starts, key=starts.__getitem__):
            if len(parts[part]) > 1:
                bound_by, parted_by = (said.get((part, same), []) for same in (True, False))
                its = list(zip(*(column.tolist() for column in edges.get(part, ())), strict=True))
                yield _Part(list(parts[part].values()), its, bound_by, parted_by)

    def _bound(self) -> list[tuple[tuple[int, int], bool]]:
        """Pairs of rows of open articles of which readers have said that they are of one story, or are not."""
        window, graph = self._window, self._graph
        found = []
        for (a, b), same in self._labels.pairs.items():
            left, right = window.slot_of(a), window.slot_of(b)
            if left is not None and right is not None:
                found.append(((graph.row(left), graph.row(right)), same))
        return found

    def _first_of_story(self, present: Rows) -> Rows:
        """For each row in use the first of its story."""
        _, first, which = np.unique(self._window.columns.story[present], return_index=True, return_inverse=True)
        return present[first[which]]

    def _strong(self, pairs: Pairs) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """The values of the pairs that may be linked by themselves, and which these are: the others need no look at
        their surroundings yet, and are 0."""
        known = np.zeros(len(pairs), dtype=bool)
        for part in _chunks(len(pairs)):
            weight = np.maximum(self._near[pairs.kinds[part]], 0.0)
            known[part] = linked_values(pairs.scores[part, LINK_SCORE] / UNIT, weight) >= LINK
        values = np.zeros(len(pairs))
        values[known] = self._values(pairs.only(known))
        return values, known

    def _values(self, pairs: Pairs) -> NDArray[np.float64]:
        """Of compared pairs, when groups are linked."""
        found = np.empty(len(pairs))
        for part in _chunks(len(pairs)):
            found[part] = self._some_values(pairs.only(part))
        return found

    def _some_values(self, pairs: Pairs) -> NDArray[np.float64]:
        weight = self._near[pairs.kinds]
        more = np.zeros(len(weight))
        around = np.flatnonzero(weight)
        more[around] = weight[around] * self._graph.near(pairs.later[around], pairs.earlier[around])
        values = linked_values(pairs.scores[:, LINK_SCORE] / UNIT, more)
        abroad = np.isin(pairs.kinds, _ABROAD)
        values[abroad] = np.maximum(values[abroad], LEAST_ABROAD)
        alone = (weight == 0.0) & (pairs.scores[:, JOIN] < _ALONE)
        values[alone] = np.minimum(values[alone], PRIOR_MOST)
        return values

    def _linked(self, part: _Part) -> list[Intent]:
        window, stories = self._window, self._stories
        members = {slot: window[slot] for unit in part.units for slot in unit}
        span_of = {story: stories.span(story) for story in {member.story for member in members.values()}}
        spans = {slot: span_of[member.story] for slot, member in members.items()}
        same = list(part.same)
        for member in members.values():
            source = None if member.wire_of is None else window.slot_of(member.wire_of)
            if source in spans and may_join(spans[source], spans[member.slot]):
                same.append((source, member.slot))
        units = [
            Group(
                list(unit),
                sum(self._priors[members[slot].side.short] for slot in unit),
                sum(members[slot].at or 0.0 for slot in unit),
                spans[unit[0]],
            )
            for unit in part.units
        ]
        groups = partition(units, part.edges, same, part.apart)
        placed = [[Placed(slot, window[slot].id, window[slot].story) for slot in group] for group in groups]
        founded = {}
        for story in span_of:
            founder = window.slot_of(story)
            founded[story] = -1 if founder is None else founder
        return intents(placed, founded, {})


_ABROAD = [KINDS.index(kind) for kind in ("languages", "meaning")]
_ALONE = next(join for join in range(UNIT + 1) if probability(join / UNIT) >= ALONE)  # `ALONE` as a score


def _chunks(count: int) -> Iterator[slice]:
    """Parts of so many pairs: all at once took a sixth more memory than the worker otherwise has."""
    return (slice(start, start + _CHUNK) for start in range(0, count, _CHUNK))


def components(count: int, a: Rows, b: Rows) -> Rows:
    """For each of `count` nodes the least node that it is connected with, by the edges a–b."""
    home = np.arange(count)
    while len(a):
        left, right = home[a], home[b]
        apart = left != right
        a, b, left, right = a[apart], b[apart], left[apart], right[apart]
        least = np.minimum(left, right)
        np.minimum.at(home, left, least)
        np.minimum.at(home, right, least)
        while not np.array_equal(home, above := home[home]):
            home = above
    return home


def _both(one: Rows, other: Rows, rows: int) -> Rows:
    """A number for each pair of rows, in either order the same."""
    key: Rows = np.minimum(one, other)
    key *= rows
    key += np.maximum(one, other)
    return key
