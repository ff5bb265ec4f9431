"""The related lists of the open articles: what an arrival changes of them, and what re-linking does.

How a pair is judged is the business of `related`; here it is only which lists are looked at, and that a reason once
given stays as long as its layer does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from octavo.core.organise.graph import Compared, Graph, Pairs
from octavo.core.organise.reasons import Fact, shared_facts, words_shared
from octavo.core.organise.related import LAYERS, MOST, Place, best, item, offered
from octavo.core.organise.window import Member, Window
from octavo.types import RelatedItem

_TOGETHER = 512  # lists made anew at once: all took as much memory as ten thousand articles do
# By words that two headlines share: how many articles their stories must have for them to be offered beside each other,
# and the score from which that is not asked.
SURE = 0.8
NEEDED = {0: 6, 1: 6, 2: 4}
TOUCHED = 12  # older articles whose related list one arrival may change

Items = tuple[RelatedItem, ...]
_Told = dict[tuple[int, int], Sequence[Fact]]  # of two slots what they share


class RelatedLists:
    """The list of each open article, by slot."""

    def __init__(self, window: Window, graph: Graph) -> None:
        self._window = window
        self._graph = graph
        self._lists: dict[int, Items] = {}

    def __getitem__(self, slot: int) -> Items:
        return self._lists[slot]

    def put(self, slot: int, items: Items) -> None:
        self._lists[slot] = items

    def remove(self, slot: int) -> None:
        del self._lists[slot]

    def arrived(self, member: Member, pairs: Compared) -> tuple[Items, dict[int, Items]]:
        """The list of an article that has been taken in, and those that it changes, by article."""
        window, graph = self._window, self._graph
        pairs = pairs.only(pairs.slots >= window.oldest)
        near = graph.rows(pairs.slots)
        layers, scores, apart = offered(window.columns, np.full_like(near, graph.row(member.slot)), near, pairs.scores)
        shown = np.flatnonzero(layers)
        found = list(zip((-scores[shown]).tolist(), apart[shown].tolist(), pairs.slots[shown].tolist(), strict=True))
        layer_of = dict(zip(pairs.slots[shown].tolist(), layers[shown].tolist(), strict=True))
        told: _Told = {}
        self._lists[member.slot] = related = self._list(member, sorted(found), layer_of, (), told)
        own = {slot: (score, apart, member.slot) for score, apart, slot in found}
        touched = {}
        for entry in related[:TOUCHED]:
            slot = window.slot_of(entry.article_id)
            assert slot is not None
            old = self._lists[slot]
            if len(old) == MOST and old[-1].score > entry.score:
                continue
            new = self._with(slot, own[slot], layer_of[slot], told)
            if new != old:
                self._lists[slot] = new
                touched[entry.article_id] = new
        return related, touched

    def _with(self, slot: int, place: Place, layer: int, told: _Told) -> Items:
        """The list of an older article with what has arrived; what has left the window since goes."""
        window, member = self._window, self._window[slot]
        minus, apart, new = place
        known: dict[int, RelatedItem] = {}
        order: list[int] = []
        for entry in self._lists[slot]:  # in the order of their places
            its = window.slot_of(entry.article_id)
            if its is None:
                continue
            if new not in order and (
                minus < -entry.score or (minus == -entry.score and (apart, new) < (_apart(member, window[its]), its))
            ):
                order.append(new)
            order.append(its)
            known[its] = entry
        if new not in order:
            order.append(new)
        return tuple(
            known[its] if its in known else self._item(member, new, -minus, layer, told)
            for its in best(member, order, window.__getitem__)
        )

    def renew(self, which: NDArray[np.bool_], pairs: Pairs) -> dict[int, Items]:
        """Make the lists of the rows that `which` tells anew, from all pairs; those that change, by article."""
        touched: dict[int, Items] = {}
        rows = np.flatnonzero(which)
        rows = rows[np.argsort(self._graph.slots[rows])]
        for start in range(0, len(rows), _TOGETHER):
            some = np.zeros_like(which)
            some[rows[start : start + _TOGETHER]] = True
            touched |= self._renewed(some, pairs)
        return touched

    def _renewed(self, which: NDArray[np.bool_], pairs: Pairs) -> dict[int, Items]:
        window, slots = self._window, self._graph.slots
        out, back = which[pairs.later], which[pairs.earlier]
        own = np.concatenate([pairs.later[out], pairs.earlier[back]])
        near = np.concatenate([pairs.earlier[out], pairs.later[back]])
        layers, scores, apart = offered(
            window.columns, own, near, np.concatenate([pairs.scores[out], pairs.scores[back]])
        )
        shown = np.flatnonzero(layers)
        order = shown[np.lexsort((slots[near[shown]], apart[shown], -scores[shown], slots[own[shown]]))]
        ends = (np.flatnonzero(np.diff(own[order], append=-1)) + 1).tolist()
        minus, apart, other, layers = -scores[order], apart[order], slots[near[order]], layers[order]
        spans = {int(slots[own[order[end - 1]]]): (start, end) for start, end in pairwise([0, *ends])}
        touched = {}
        for slot in np.sort(slots[which]).tolist():
            part = slice(*spans.get(slot, (0, 0)))
            its = other[part].tolist()
            places = list(zip(minus[part].tolist(), apart[part].tolist(), its, strict=True))
            member = window[slot]
            layer_of = dict(zip(its, layers[part].tolist(), strict=True))
            new = self._list(member, places, layer_of, self._lists[slot], {})
            if new != self._lists[slot]:
                self._lists[slot] = new
                touched[member.id] = new
        return touched

    def _list(
        self,
        member: Member,
        places: Sequence[Place],
        layers: dict[int, int],
        before: Iterable[RelatedItem],
        told: _Told,
    ) -> Items:
        window = self._window
        given = {known.article_id: known for known in before}
        score_of = {slot: -minus for minus, _, slot in places}
        items = []
        shown = (slot for slot, score in score_of.items() if score >= SURE or not self._thin(member, window[slot]))
        for slot in best(member, shown, window.__getitem__):
            known, score = given.get(window[slot].id), score_of[slot]
            if known is None or known.layer != LAYERS[layers[slot]]:
                items.append(self._item(member, slot, score, layers[slot], told))
            else:
                items.append(known if known.score == score else replace(known, score=score))
        return tuple(items)

    def _thin(self, member: Member, near: Member) -> bool:
        """Whether all that speaks for two headlines are one or two words, and few others say that they go together."""
        if not (member.side.bare or near.side.bare) or member.lang != near.lang:
            return False
        needed = NEEDED.get(words_shared(member, near, max(NEEDED)), 0)
        return needed > 0 and any(self._size(one.story) < needed for one in (member, near))

    def _size(self, story: int) -> int:
        """How many open articles a story has."""
        return int(np.count_nonzero((self._window.columns.story == story) & (self._graph.slots >= 0)))

    def _item(self, member: Member, slot: int, score: float, layer: int, told: _Told) -> RelatedItem:
        near = self._window[slot]
        return item(member, near, score, LAYERS[layer], self._facts(member, near, told))

    def _facts(self, member: Member, near: Member, told: _Told) -> Sequence[Fact]:
        """What the two share, looked up once for both lists."""
        pair = (member.slot, near.slot)
        if pair not in told:
            told[pair] = shared_facts(member, near, self._window.frequencies)
            if member.lang == near.lang:
                told[pair[::-1]] = told[pair]
        return told[pair]


def _apart(member: Member, near: Member) -> float:
    return 0.0 if member.at is None or near.at is None else abs(member.at - near.at)
