"""How two English words relate: same meaning, opposite, wider, narrower, siblings. No other language, no phrases.

The table is derived from WordNet 3.1 (Copyright 2011 by Princeton University, used under the WordNet licence),
restricted to stems that occur in news; frequent senses only.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from octavo.core.data import load_json

Relation = Literal["same", "opposite", "wider", "narrower", "sibling", "none"]

_DEPTH = 3  # steps up the hierarchy that still count as "a kind of"


class _Table(NamedTuple):
    senses: dict[str, frozenset[int]]
    parents: list[list[int]]
    opposites: dict[str, frozenset[str]]
    forms: dict[str, frozenset[str]]


@cache
def _table() -> _Table:
    raw = load_json("octavo.core.explain", "wordnet.json.gz")
    opposites: dict[str, set[str]] = {stem: set(others) for stem, others in raw["opposites"].items()}
    return _Table(
        {stem: frozenset(senses) for stem, senses in raw["words"].items()},
        raw["parents"],
        {stem: frozenset(others) for stem, others in opposites.items()},
        {stem: frozenset(others) for stem, others in raw["forms"].items()},
    )


@lru_cache(maxsize=50_000)
def _above(stem: str) -> dict[int, int]:
    """Sense → steps up, for the senses of a stem and all above them within _DEPTH."""
    table = _table()
    reached = dict.fromkeys(table.senses.get(stem, ()), 0)
    layer = list(reached)
    for step in range(1, _DEPTH + 1):
        layer = [parent for sense in layer for parent in table.parents[sense] if parent not in reached]
        reached.update((parent, step) for parent in layer if parent not in reached)
    return reached


def relation(stem: str, other: str) -> Relation:
    """What `stem` is to `other` (English stems): "wider" means that every `other` is a `stem`."""
    if stem == other:
        return "same"
    table = _table()
    if other in table.opposites.get(stem, ()) or stem in table.opposites.get(other, ()):
        return "opposite"
    if other in table.forms.get(stem, ()) or stem in table.forms.get(other, ()):
        return "same"
    mine, theirs = table.senses.get(stem, frozenset()), table.senses.get(other, frozenset())
    if mine & theirs:
        return "same"
    if not mine.isdisjoint(_above(other)):
        return "wider"
    if not theirs.isdisjoint(_above(stem)):
        return "narrower"
    near_mine = {sense for sense, steps in _above(stem).items() if steps == 1}
    near_theirs = {sense for sense, steps in _above(other).items() if steps == 1}
    return "none" if near_mine.isdisjoint(near_theirs) else "sibling"
