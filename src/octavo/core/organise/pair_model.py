"""The small models that turn what two articles share into how likely they report one event, and into how near they are
in subject.

One logistic model for each kind of pair, fitted by `evals/train_stories.py` and `evals/train_languages.py`, and what is
made of its values when groups are linked. It takes no features and chooses nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octavo.core.data import load_json

Matrix = NDArray[np.float64]

FEATURES = (
    "bias",
    "title",
    "lead",
    "body",
    "names",
    "numbers",
    "dates",
    "pairs",
    "title_in_body",
    "title_in_body_least",
    "names_held",
    "names_held_least",
    "numbers_conflict",
    "dates_conflict",
    "shared_mass",
    "shared_names_mass",
    "shared_title_mass",
    "rarest_shared",
    "meaning",
    "body_root",
    "gap",
    "gap_days",
    "rarest_fact",  # the last ten of pairs in two languages only
    "names_together",
    "names_least",
    "known_mass",  # and these: what the table knows, and what sounds alike
    "rarest_known",
    "known_together",
    "known_apart",
    "heard_mass",
    "rarest_heard",
    "other_script",
)
KNOWN_FEATURES = FEATURES[-7:]
KINDS = ("full", "short", "languages", "meaning")  # meaning: two languages, both with a vector


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by kind of pair, over `FEATURES`: for joining at arrival and for re-linking, where what two articles
    share of their surroundings counts too (`near`). The biases make log-odds of 0 an even case."""

    join: dict[str, Matrix]
    link: dict[str, Matrix]
    near: dict[str, float]
    stacked: Matrix = field(init=False, compare=False)  # the weights of `join` by kind, then of `link`

    def __post_init__(self) -> None:
        stacked = np.stack([part[kind] for part in (self.join, self.link) for kind in KINDS])
        object.__setattr__(self, "stacked", stacked)

    @classmethod
    def from_json(cls, raw: Any) -> Model:
        join, link = (
            {kind: np.array(raw[stage][kind], dtype=np.float64) for kind in KINDS} for stage in ("join", "link")
        )
        return cls(join, link, raw["near"])

    def prior(self, short: bool) -> float:
        """The value at re-linking of two articles of one kind that share nothing."""
        return linked_value(_value(float(self.link["short" if short else "full"][0])), 0.0)


@cache
def default_model() -> Model:
    return Model.from_json(load_json("octavo.core.organise", "pairs.json"))


_RANGE = 40.0  # log-odds from value 0 to value 1
_CERTAIN = 10.0  # log-odds beyond which nothing more is told of a pair when groups are linked


def _value(log_odds: float) -> float:
    return min(max(0.5 + log_odds / _RANGE, 0.0), 1.0)


def values(model: Model, features: Matrix, kinds: NDArray[np.uint8]) -> tuple[Matrix, Matrix]:
    """How much speaks for each pair reporting the same event, at arrival and for re-linking: 0–1, linear in the
    log-odds."""
    log_odds = np.einsum("ij,kj->ik", features, model.stacked)
    found = np.clip(0.5 + log_odds / _RANGE, 0.0, 1.0)
    rows = np.arange(len(kinds))
    return found[rows, kinds], found[rows, kinds + len(KINDS)]


def probability(value: float) -> float:
    """The probability that a value stands for."""
    return 1.0 / (1.0 + math.exp(-(value - 0.5) * _RANGE))


def linked_value(value: float, more: float) -> float:
    """A value of `values` for re-linking with `more` log-odds, within what groups are linked by: 0–1."""
    return float(linked_values(np.array([value]), np.array([more]))[0])


def linked_values(found: NDArray[np.float64], more: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same of many."""
    log_odds = (found - 0.5) * _RANGE + more
    return np.asarray(0.5 + np.clip(log_odds, -_CERTAIN, _CERTAIN) / (2 * _CERTAIN), dtype=np.float64)


_TOPIC = {"body": 0.9, "title": 0.25, "names": 0.35, "pairs": 0.2, "lead": 0.1}
_TOPIC_WEIGHTS = np.array([_TOPIC.get(name, 0.0) for name in FEATURES])


_ACROSS = {"meaning": 0.8, "names_held": 0.15}  # a cosine of .5 is just enough; translations are at .67 ± .1
_ACROSS_WEIGHTS = np.array([_ACROSS.get(name, 0.0) for name in FEATURES])
_CLEAR, _SURPLUS = 0.5, 0.3  # cosine above which, and by how much, a vector adds to words: unrelated news has .2 ± .1
_MEANING = FEATURES.index("meaning")


def relatedness(features: Matrix, across: NDArray[np.bool_] | None = None) -> Matrix:
    """How near in subject, 0–1, whether or not it is the same event. `across` tells pairs of the kind "meaning"."""
    near = features @ _TOPIC_WEIGHTS + _SURPLUS * np.maximum(features[:, _MEANING] - _CLEAR, 0.0)
    if across is not None:
        near = np.where(across, features @ _ACROSS_WEIGHTS, near)
    return np.asarray(np.clip(near, 0.0, 1.0))
