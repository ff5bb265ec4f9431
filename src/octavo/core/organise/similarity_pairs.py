"""How likely two articles report the same event, from what they share and what conflicts, for one article against many.

The evidence is turned into a probability by a small logistic model for each kind of pair (full texts, headlines or
teasers, two languages), fitted by `evals/train_stories.py`. It chooses no candidates and makes no groups.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octavo.core.data import load_json
from octavo.core.organise.analysis import Analysis
from octavo.core.organise.vectors import CELLS, VIEWS, DocumentFrequencies, Floats, View

Matrix = NDArray[np.float64]

SHORT = 40  # stems of text (without the title) below which a pair is judged as headlines are
BARE = 12  # the same below which there is hardly more than a headline
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
)
UNKNOWN_HOURS = 24.0
GAP_HOURS = 2.0
KINDS = ("full", "short", "languages")


class Side:
    """One article prepared for comparison: its cells in the frequency table, counts, and a unit meaning vector."""

    __slots__ = ("at", "bare", "cells", "ends", "lang", "meaning", "short", "tf", "views")

    def __init__(
        self, analysis: Analysis, frequencies: DocumentFrequencies, at: float | None, meaning: Floats | None = None
    ) -> None:
        vector = analysis.vector
        self.cells: NDArray[np.int32] = frequencies.cells_of(vector, analysis.lang).astype(np.int32)
        self.tf: Floats = np.asarray(1.0 + np.log(np.maximum(vector.counts, 1)), dtype=np.float32)
        self.ends = vector.ends
        self.views: NDArray[np.uint8] = np.repeat(
            np.arange(VIEWS, dtype=np.uint8), np.diff(np.array((0, *vector.ends)))
        )
        self.lang, self.at, self.meaning = analysis.lang, at, meaning
        self.short, self.bare = analysis.words < SHORT, analysis.words < BARE


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by kind of pair, over `FEATURES`: for joining at arrival and for re-linking, where what two articles
    share of their surroundings counts too (`near`). The biases make log-odds of 0 an even case."""

    join: dict[str, Matrix]
    link: dict[str, Matrix]
    near: dict[str, float]

    @classmethod
    def from_json(cls, raw: Any) -> Model:
        join, link = (
            {kind: np.array(raw[stage][kind], dtype=np.float64) for kind in KINDS} for stage in ("join", "link")
        )
        return cls(join, link, raw["near"])

    def prior(self, side: Side) -> float:
        """The value at re-linking of a pair of `side` with one of its kind that shares nothing."""
        return linked_value(_value(float(self.link["short" if side.short else "full"][0])), 0.0)


@cache
def default_model() -> Model:
    return Model.from_json(load_json("octavo.core.organise", "pairs.json"))


class Comparer:
    """Compares one article with many. Holds a scratch table, so that a comparison allocates little."""

    def __init__(self, frequencies: DocumentFrequencies) -> None:
        self._frequencies = frequencies
        self._row: NDArray[np.int32] = np.zeros(CELLS, dtype=np.int32)  # cell → row of the query's weights, 0 = none

    def features(self, query: Side, others: Sequence[Side]) -> Matrix:
        """One row of `FEATURES` for each of `others`."""
        frequencies = self._frequencies
        count = len(others)
        documents = np.full(VIEWS, frequencies.documents.get(query.lang, 0), dtype=np.float32)
        documents[[View.NAMES, View.NUMBERS, View.DATES]] = frequencies.total
        table = frequencies.counts

        def idf(cells: NDArray[np.int32], views: NDArray[np.uint8]) -> Floats:
            df = table[cells].astype(np.float32)
            return np.maximum(np.log((documents[views] + 1.0) / (df + 0.5)), 0.1)

        # The query: one row of weights for each of its distinct cells, one column for each view.
        q_idf = idf(query.cells, query.views)
        q_weight = query.tf * q_idf
        distinct, inverse = np.unique(query.cells, return_inverse=True)
        rows = np.zeros((len(distinct) + 1, VIEWS), dtype=np.float32)
        rows[inverse + 1, query.views] = q_weight
        q_norms = np.sqrt(np.bincount(query.views, q_weight.astype(np.float64) ** 2, VIEWS))
        self._row[distinct] = np.arange(1, len(distinct) + 1, dtype=np.int32)

        lengths = [len(other.cells) for other in others]
        cells = np.concatenate([other.cells for other in others])
        tf = np.concatenate([other.tf for other in others])
        views = np.concatenate([other.views for other in others])
        owner = np.repeat(np.arange(count), lengths)
        segment = owner * VIEWS + views
        weight = tf * idf(cells, views)
        norms = np.sqrt(np.bincount(segment, weight.astype(np.float64) ** 2, count * VIEWS)).reshape(count, VIEWS)
        row = self._row[cells]
        self._row[distinct] = 0
        hit = np.flatnonzero(row)
        h_row, h_view, h_owner, h_weight = row[hit], views[hit], owner[hit], weight[hit]
        h_query = rows[h_row, h_view]
        dot = np.bincount(segment[hit], h_weight * h_query, count * VIEWS).reshape(count, VIEWS)
        cos = dot / np.maximum(norms * q_norms, 1e-9)

        # Title of one in the body of the other, both ways, weighed by squared idf.
        in_body = h_view == View.BODY
        other_in_query = np.bincount(
            h_owner[h_view == View.TITLE],
            (h_weight[h_view == View.TITLE] ** 2) * (rows[h_row[h_view == View.TITLE], View.BODY] > 0),
            count,
        ) / np.maximum(norms[:, View.TITLE] ** 2, 1e-9)
        query_in_other = np.bincount(h_owner[in_body], rows[h_row[in_body], View.TITLE] ** 2, count) / max(
            q_norms[View.TITLE] ** 2, 1e-9
        )
        other_in_query, query_in_other = np.minimum(other_in_query, 1.0), np.minimum(query_in_other, 1.0)

        of_names = (h_view == View.NAMES) & (h_query > 0)
        q_idf_row = np.zeros(len(distinct) + 1, dtype=np.float32)
        q_idf_row[inverse + 1] = q_idf
        h_idf = q_idf_row[h_row]
        names_shared = np.bincount(h_owner[of_names], h_idf[of_names], count)
        names_other = np.bincount(owner[views == View.NAMES], (weight / tf)[views == View.NAMES], count)
        names_query = float(q_idf[query.views == View.NAMES].sum())
        held = names_shared / np.maximum(np.minimum(names_other, names_query), 3.0)
        held_least = names_shared / np.maximum(np.maximum(names_other, names_query), 3.0)

        body_hit = in_body & (rows[h_row, View.BODY] > 0)
        title_hit = (h_view == View.TITLE) & (h_query > 0)
        ceiling = float(np.log(max(documents[View.TITLE], 1.0) + 1.0)) + 0.7
        total = np.bincount(h_owner[body_hit], h_idf[body_hit], count) / ceiling
        title_mass = np.bincount(h_owner[title_hit], h_idf[title_hit], count) / ceiling
        rarest = np.zeros(count)
        np.maximum.at(rarest, h_owner[body_hit], h_idf[body_hit])

        gap, gap_days = _gaps(query, others)
        columns = [
            np.ones(count),
            *(cos[:, view] for view in View),
            np.maximum(other_in_query, query_in_other),
            np.minimum(other_in_query, query_in_other),
            held,
            held_least,
            (norms[:, View.NUMBERS] > 0) * (q_norms[View.NUMBERS] > 0) * (dot[:, View.NUMBERS] == 0),
            (norms[:, View.DATES] > 0) * (q_norms[View.DATES] > 0) * (dot[:, View.DATES] == 0),
            np.log1p(total),
            np.log1p(names_shared / ceiling),
            np.log1p(title_mass),
            rarest / ceiling,
            _meanings(query, others),
            np.sqrt(cos[:, View.BODY]),
            gap,
            gap_days,
        ]
        return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)


def _gaps(query: Side, others: Sequence[Side]) -> tuple[Matrix, Matrix]:
    """ln(1 + gap / `GAP_HOURS`) and days (at most 30) between publication. Undated articles count as of one time, a
    dated and an undated one as `UNKNOWN_HOURS` apart."""
    hours = np.array([_hours(query.at, other.at) for other in others])
    return np.log1p(hours / GAP_HOURS), np.minimum(hours / 24.0, 30.0)


def _hours(a: float | None, b: float | None) -> float:
    if a is None or b is None:
        return 0.0 if a is b else UNKNOWN_HOURS
    return abs(a - b) / 3600.0


def _meanings(query: Side, others: Sequence[Side]) -> Matrix:
    if query.meaning is None:
        return np.zeros(len(others))
    zero = np.zeros_like(query.meaning)
    stacked = np.stack([zero if other.meaning is None else other.meaning for other in others])
    return np.asarray(np.maximum(stacked @ query.meaning, 0.0), dtype=np.float64)


def kind_of(query: Side, other: Side) -> str:
    if query.lang != other.lang:
        return "languages"
    return "short" if query.short or other.short else "full"


_RANGE = 40.0  # log-odds from value 0 to value 1
_CERTAIN = 10.0  # log-odds beyond which nothing more is told of a pair when groups are linked


def _value(log_odds: float) -> float:
    return min(max(0.5 + log_odds / _RANGE, 0.0), 1.0)


def values(model: Model, query: Side, others: Sequence[Side], features: Matrix) -> tuple[Matrix, Matrix]:
    """How much speaks for each of `others` reporting the same event as `query`, at arrival and for re-linking: 0–1,
    linear in the log-odds."""
    kinds = [kind_of(query, other) for other in others]
    found = []
    for weights in (model.join, model.link):
        log_odds = np.einsum("ij,ij->i", features, np.stack([weights[kind] for kind in kinds]))
        found.append(np.clip(0.5 + log_odds / _RANGE, 0.0, 1.0))
    return found[0], found[1]


def probability(value: float) -> float:
    """The probability that a value stands for."""
    return 1.0 / (1.0 + math.exp(-(value - 0.5) * _RANGE))


def linked_value(value: float, more: float) -> float:
    """A value of `values` for re-linking with `more` log-odds, within what groups are linked by: 0–1."""
    log_odds = (value - 0.5) * _RANGE + more
    return 0.5 + min(max(log_odds, -_CERTAIN), _CERTAIN) / (2 * _CERTAIN)


_TOPIC = {"body": 0.9, "title": 0.25, "names": 0.35, "meaning": 0.3, "pairs": 0.2, "lead": 0.1}
_TOPIC_WEIGHTS = np.array([_TOPIC.get(name, 0.0) for name in FEATURES])


def relatedness(features: Matrix) -> Matrix:
    """How near in subject, 0–1, whether or not it is the same event."""
    return np.asarray(np.clip(features @ _TOPIC_WEIGHTS, 0.0, 1.0))
