"""How likely two articles report the same event, from what they share and what conflicts, for one article against many.

The evidence is turned into a probability by a small logistic model for each kind of pair (full texts, headlines or
teasers, two languages without or with vectors of meaning), fitted by `evals/train_stories.py` and
`evals/train_languages.py`. It chooses no candidates and makes no groups.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
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
KINDS = ("full", "short", "languages", "meaning")  # meaning: two languages, both with a vector


class Side:
    """One article prepared for comparison: its cells in the frequency table with view and count, and a unit meaning
    vector.

    Kept as bytes, which take half of what arrays do and are joined in a third of the time. Weights (`weighing`: the
    length of each view, then the sum of idf of its names) are by the frequencies of `weighed` articles, 0 for none
    yet. Only a `Comparer` sets them.
    """

    __slots__ = ("_cells", "_held", "at", "bare", "lang", "meaning", "short", "weighed", "weighing")

    def __init__(
        self, analysis: Analysis, frequencies: DocumentFrequencies, at: float | None, meaning: Floats | None = None
    ) -> None:
        vector = analysis.vector
        self._cells = frequencies.cells_of(vector, analysis.lang).astype(np.int32).tobytes()
        views = np.repeat(_VIEW_NUMBERS, np.diff(np.array((0, *vector.ends))))
        self._held = np.add(views, vector.counts, dtype=np.uint16).tobytes()  # 256 × view + count
        self.lang, self.at, self.meaning = analysis.lang, at, meaning
        self.short, self.bare = analysis.words < SHORT, analysis.words < BARE
        self.weighing = _NO_WEIGHTS
        self.weighed = 0

    @property
    def cells(self) -> NDArray[np.int32]:
        return np.frombuffer(self._cells, dtype=np.int32)

    @property
    def held(self) -> NDArray[np.uint16]:
        """256 × view + count, of each cell."""
        return np.frombuffer(self._held, dtype=np.uint16)

    @property
    def views(self) -> NDArray[np.uint16]:
        """The view of each cell."""
        return np.asarray(self.held >> 8, dtype=np.uint16)

    @property
    def ends(self) -> list[int]:
        """Where the cells of each view end."""
        found: list[int] = np.searchsorted(self.held, _VIEW_NUMBERS + np.uint16(256)).tolist()
        return found


def _lengths(sides: Sequence[Side]) -> list[int]:
    """The number of cells of each."""
    return [len(side._held) >> 1 for side in sides]


def _cells_of(sides: Sequence[Side]) -> NDArray[np.int32]:
    """Of all, one after the other."""
    return np.frombuffer(b"".join([side._cells for side in sides]), dtype=np.int32)


def _held_of(sides: Sequence[Side]) -> NDArray[np.uint16]:
    return np.frombuffer(b"".join([side._held for side in sides]), dtype=np.uint16)


_VIEW_NUMBERS = np.arange(VIEWS, dtype=np.uint16) * np.uint16(256)
_TF = (1.0 + np.log(np.maximum(np.arange(256), 1))).astype(np.float32)  # by count
_NO_WEIGHTS = np.zeros(VIEWS + 1).tobytes()
GROWTH, ARTICLES = 1.1, 1_000  # of the archive after which words are weighed anew, whichever comes first


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


class Comparer:
    """Compares one article with many. Holds a scratch table, so that a comparison allocates little.

    Words are weighed by the frequencies of some articles ago (`weights`), so that an article's norms hold for many
    comparisons: taken for each, they cost as much as all the rest.
    """

    def __init__(self, frequencies: DocumentFrequencies) -> None:
        self._frequencies = frequencies
        self.weights = DocumentFrequencies()
        self._row: NDArray[np.int16] = np.zeros(CELLS, dtype=np.int16)  # cell → row of the query's weights, 0 = none
        # whether a cell of the query ends so: looked up first, as this table fits into a processor's fastest memory
        self._ending: NDArray[np.bool_] = np.zeros(1 << 16, dtype=bool)

    def keep_up(self, lang: str) -> None:
        """Weigh words anew if the archive has grown enough, or has its first article in `lang`."""
        total, then = self._frequencies.total, self.weights.total
        if total > min(then * GROWTH, then + ARTICLES) or lang not in self.weights.documents:
            self.weights.take(self._frequencies)

    def _documents(self, lang: str) -> Floats:
        """By view: one more than the articles that words of `lang` are counted against."""
        weights = self.weights
        documents = np.full(VIEWS, weights.documents.get(lang, 0) + 1.0, dtype=np.float32)
        documents[View.NAMES : View.DATES + 1] = weights.total + 1.0
        return documents

    def _counts(self, cells: NDArray[np.int32]) -> Floats:
        """How many articles hold each cell, and a half."""
        return np.asarray(self.weights.counts.take(cells).astype(np.float32) + np.float32(0.5))

    def _weigh(self, sides: Sequence[Side]) -> None:
        """Take the norms of those anew that were weighed by other frequencies."""
        total = self.weights.total
        all_stale = [side for side in sides if side.weighed != total]
        for lang in dict.fromkeys(side.lang for side in all_stale):
            stale = [side for side in all_stale if side.lang == lang]
            held = _held_of(stale)
            views = held >> 8
            idf = _idf(self._documents(lang)[views], self._counts(_cells_of(stale)))
            weight = _TF[held & 255] * idf
            segment = np.repeat(np.arange(len(stale)) * VIEWS, _lengths(stale)) + views
            weighing = np.empty((len(stale), VIEWS + 1))
            norms = np.sqrt(np.bincount(segment, weight.astype(np.float64) ** 2, len(stale) * VIEWS))
            weighing[:, :VIEWS] = norms.reshape(-1, VIEWS)
            weighing[:, VIEWS] = np.bincount(segment, idf, len(stale) * VIEWS).reshape(-1, VIEWS)[:, View.NAMES]
            for side, its in zip(stale, weighing, strict=True):
                side.weighing, side.weighed = its.tobytes(), total

    def features(self, query: Side, others: Sequence[Side]) -> Matrix:
        """One row of `FEATURES` for each of `others`."""
        count = len(others)
        self._weigh([query, *others])

        # The query: for each cell one row of idf, and one of its weights, with a column for each view.
        own = query.cells
        self._row[own] = np.arange(1, len(own) + 1, dtype=np.int16)  # of a cell in several views the last one's
        self._ending[own & 0xFFFF] = True
        idf_of = np.zeros((len(own) + 1, VIEWS), dtype=np.float32)
        idf_of[1:] = _idf(self._documents(query.lang), self._counts(own)[:, None])
        rows = np.zeros_like(idf_of)
        where = self._row[own], query.views
        rows[where] = _TF[query.held & 255] * idf_of[where]

        # What the others have in common with it, a tenth of what they hold.
        cells = _cells_of(others)
        hit = np.flatnonzero(self._ending.take(cells & 0xFFFF))
        h_row = self._row.take(cells[hit])
        hit, h_row = hit[h_row > 0], h_row[h_row > 0]
        self._row[own] = 0
        self._ending[own & 0xFFFF] = False
        held = _held_of(others)[hit]
        h_view = held >> 8
        h_owner = np.repeat(np.arange(count), _lengths(others))[hit]
        at = h_row.astype(np.intp) * VIEWS + h_view
        h_idf, h_query = idf_of.take(at), rows.take(at)
        h_weight = _TF[held & 255] * h_idf
        weighing = np.frombuffer(b"".join([other.weighing for other in others])).reshape(count, VIEWS + 1)
        norms, names_mass = weighing[:, :VIEWS], weighing[:, VIEWS]
        q_weighing = np.frombuffer(query.weighing)
        q_norms, q_names_mass = q_weighing[:VIEWS], float(q_weighing[VIEWS])
        dot = np.bincount(h_owner * VIEWS + h_view, h_weight * h_query, count * VIEWS).reshape(count, VIEWS)
        cos = np.minimum(dot / np.maximum(norms * q_norms, 1e-9), 1.0)

        # Title of one in the body of the other, both ways, weighed by squared idf.
        in_title, in_body = h_view == View.TITLE, h_view == View.BODY
        query_body, query_title = rows[h_row, View.BODY], rows[h_row, View.TITLE]
        title_owner, body_owner = h_owner[in_title], h_owner[in_body]
        other_in_query = np.bincount(
            title_owner, h_weight[in_title] ** 2 * (query_body[in_title] > 0), count
        ) / np.maximum(norms[:, View.TITLE] ** 2, 1e-9)
        query_in_other = np.bincount(body_owner, query_title[in_body] ** 2, count) / max(q_norms[View.TITLE] ** 2, 1e-9)
        other_in_query, query_in_other = np.minimum(other_in_query, 1.0), np.minimum(query_in_other, 1.0)

        # Weight of what is shared: of names, bodies and titles.
        names_shared = np.bincount(h_owner, h_idf * ((h_view == View.NAMES) & (h_query > 0)), count)
        body_idf = h_idf[in_body] * (query_body[in_body] > 0)
        ceiling = math.log(max(self.weights.documents.get(query.lang, 0), 1) + 1.0) + 0.7
        rarest = _greatest(body_owner, body_idf, count)
        title_mass = np.bincount(title_owner, h_idf[in_title] * (query_title[in_title] > 0), count)

        gap, gap_days = _gaps(query, others)
        columns = (
            1.0,
            *(cos[:, view] for view in View),
            np.maximum(other_in_query, query_in_other),
            np.minimum(other_in_query, query_in_other),
            names_shared / np.maximum(np.minimum(names_mass, q_names_mass), 3.0),
            names_shared / np.maximum(np.maximum(names_mass, q_names_mass), 3.0),
            _conflict(View.NUMBERS, norms, q_norms, dot),
            _conflict(View.DATES, norms, q_norms, dot),
            np.log1p(np.bincount(body_owner, body_idf, count) / ceiling),
            np.log1p(names_shared / ceiling),
            np.log1p(title_mass / ceiling),
            rarest / ceiling,
            _meanings(query, others),
            np.sqrt(cos[:, View.BODY]),
            gap,
            gap_days,
        )
        table = np.empty((count, len(FEATURES)))
        for number, column in enumerate(columns):
            table[:, number] = column
        return table


def _idf(documents: Floats, counts: Floats) -> Floats:
    """Of words that stand in `counts` of so many documents; never below .1."""
    return np.asarray(np.maximum(np.log(documents / counts), np.float32(0.1)), dtype=np.float32)


def _greatest(owner: NDArray[np.intp], values: Floats, count: int) -> Matrix:
    """The greatest value of each owner, 0 where it has none; `owner` ascends."""
    greatest = np.zeros(count)
    if len(owner):
        starts = np.flatnonzero(np.concatenate(([True], owner[1:] != owner[:-1])))
        greatest[owner[starts]] = np.maximum.reduceat(values, starts)
    return greatest


def _conflict(view: View, norms: Matrix, q_norms: Matrix, dot: NDArray[Any]) -> NDArray[np.bool_]:
    """Where both articles name some of it, and nothing in common."""
    return np.asarray((norms[:, view] > 0) & (q_norms[view] > 0) & (dot[:, view] == 0))


def _gaps(query: Side, others: Sequence[Side]) -> tuple[Matrix, Matrix]:
    """ln(1 + gap / `GAP_HOURS`) and days (at most 30) between publication. Undated articles count as of one time, a
    dated and an undated one as `UNKNOWN_HOURS` apart."""
    at = np.array([other.at for other in others], dtype=np.float64)  # nan where undated
    if query.at is None:
        hours = np.where(np.isnan(at), 0.0, UNKNOWN_HOURS)
    else:
        hours = np.nan_to_num(np.abs(at - query.at) / 3600.0, nan=UNKNOWN_HOURS)
    return np.log1p(hours / GAP_HOURS), np.minimum(hours / 24.0, 30.0)


def _meanings(query: Side, others: Sequence[Side]) -> Matrix:
    if query.meaning is None:
        return np.zeros(len(others))
    zero = np.zeros_like(query.meaning)
    stacked = np.stack([zero if (its := _comparable(query, other)) is None else its for other in others])
    return np.asarray(np.maximum(stacked @ query.meaning, 0.0), dtype=np.float64)


def _comparable(query: Side, other: Side) -> Floats | None:
    """The other's vector where both have one of one length: an endpoint's model may be exchanged under its name."""
    one, its = query.meaning, other.meaning
    return its if one is not None and its is not None and len(one) == len(its) else None


def kind_of(query: Side, other: Side) -> str:
    if query.lang != other.lang:
        return "languages" if _comparable(query, other) is None else "meaning"
    return "short" if query.short or other.short else "full"


_RANGE = 40.0  # log-odds from value 0 to value 1
_CERTAIN = 10.0  # log-odds beyond which nothing more is told of a pair when groups are linked


def _value(log_odds: float) -> float:
    return min(max(0.5 + log_odds / _RANGE, 0.0), 1.0)


def kinds_of(query: Side, others: Sequence[Side]) -> NDArray[np.uint8]:
    """The kind of each pair, as its place in `KINDS`."""
    return np.array([KINDS.index(kind_of(query, other)) for other in others], dtype=np.uint8)


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
