"""What an instance learns of sections from its own sources: weights that are laid over the shipped model's likelihoods.

One table a language. It is fitted on articles whose publishers state their section, judged on publishers held out, and
given only where it is better than the shipped model there. It reads no article and stores nothing.
"""

from __future__ import annotations

import base64
import math
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octavo.core.organise.hashtags_forms import folded
from octavo.core.organise.sections import SECTIONS, judged, likelihoods, own_names, section
from octavo.types import Document

Matrix = NDArray[np.float64]

LEAST_LABELS, LEAST_SECTIONS, LEAST_PUBLISHERS = 200, 3, 2
LEAST_OF_SECTION = 20  # labels; a section with fewer keeps what the shipped model says of it
_LEAST_ARTICLES = 3  # that hold a stem, of at least two publishers: what one site writes under everything tells nothing
_MOST_STEMS = 8_000
_FOLDS = 3
_HOLD = 0.1  # how strongly weights are held at zero; held out, .03 to .3 are alike
_ROUNDS = 40
_SHARPNESS = tuple(step / 20 for step in range(8, 31))  # .4 to 1.5
_UNIT = 100.0  # weights are kept as hundredths


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article whose publisher states its section: the stems of its opening, and the shipped model's likelihoods."""

    stems: Sequence[str]
    likely: Mapping[str, float]
    section: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Report:
    """How a language went. `before` and `after`: share of articles, of publishers held out, whose likeliest section
    is the right one."""

    labels: int
    publishers: int
    sections: int
    before: float = 0.0
    after: float = 0.0
    used: bool = False


class Table:
    """The weights of one language: stem → one for each of `sections`, and the factor that makes likelihoods honest."""

    def __init__(self, columns: Mapping[str, int], sections: Sequence[str], weights: Matrix, sharpness: float) -> None:
        self._columns, self._weights = columns, weights
        self.sections, self.sharpness = tuple(sections), sharpness
        self._live = [SECTIONS.index(name) for name in sections]

    def likelihoods(self, stems: Sequence[str], likely: Mapping[str, float]) -> dict[str, float]:
        """Those of the shipped model with what was learned laid over them; they add up to 1."""
        scores = _shipped([likely])
        at, amounts = _row(stems, self._columns)
        if at:
            scores[0, self._live] += np.array(amounts) @ self._weights[at]
        return dict(zip(SECTIONS, _shares(scores * self.sharpness)[0].tolist(), strict=True))

    def to_json(self) -> dict[str, Any]:
        packed = zlib.compress(np.rint(self._weights * _UNIT).astype("<i2").tobytes(), 9)
        return {
            "stems": list(self._columns),
            "sections": list(self.sections),
            "weights": base64.b64encode(packed).decode(),
            "sharpness": self.sharpness,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Table:
        """What `to_json` made."""
        weights = np.frombuffer(zlib.decompress(base64.b64decode(raw["weights"])), dtype="<i2") / _UNIT
        columns = {stem: at for at, stem in enumerate(raw["stems"])}
        return cls(columns, raw["sections"], weights.reshape(len(columns), -1), raw["sharpness"])


def placed(doc: Document, lang: str | None, tables: Mapping[str, Table]) -> tuple[str | None, float]:
    """As `sections.section`, with what was learned of the language, where something was."""
    table = tables.get(lang or "und")
    if table is None or folded(doc.section or "") in own_names():
        return section(doc, lang)
    likely, stems = likelihoods(doc, lang)
    return judged(table.likelihoods(stems, likely))


def learn(labelled: Sequence[Labelled]) -> tuple[Table | None, Report]:
    """The table of one language, where there is enough to learn from and it is clearly better on publishers held out.

    The same articles in the same order give the same table.
    """
    counts = Counter(one.section for one in labelled)
    live = [name for name in SECTIONS if counts[name] >= LEAST_OF_SECTION]
    chosen = [one for one in labelled if one.section in live]
    houses = Counter(one.publisher for one in chosen)
    report = Report(len(chosen), len(houses), len(live))
    if len(chosen) < LEAST_LABELS or len(live) < LEAST_SECTIONS or len(houses) < LEAST_PUBLISHERS:
        return None, report
    shipped = _shipped([one.likely for one in chosen])
    held = _held_out(chosen, live, shipped, houses)
    wanted = np.array([SECTIONS.index(one.section) for one in chosen])
    sharpness = min(_SHARPNESS, key=lambda factor: _surprise(_shares(held * factor), wanted))
    before, after = shipped.argmax(axis=1) == wanted, held.argmax(axis=1) == wanted
    won, lost = int(np.sum(after & ~before)), int(np.sum(before & ~after))
    used = won - lost > 2.0 * math.sqrt(won + lost)  # two standard errors
    report = Report(len(chosen), len(houses), len(live), _mean(before), _mean(after), used)
    if not used:
        return None, report
    columns, weights = _fit(chosen, live, shipped)
    return Table(columns, live, np.rint(weights * _UNIT) / _UNIT, sharpness), report


def _held_out(chosen: Sequence[Labelled], live: Sequence[str], shipped: Matrix, houses: Counter[str]) -> Matrix:
    """Log-likelihoods of each article by weights that were fitted without its publisher."""
    fold_of: dict[str, int] = {}
    sizes = [0] * min(_FOLDS, len(houses))
    for house, size in sorted(houses.items(), key=lambda item: (-item[1], item[0])):
        fold_of[house] = sizes.index(min(sizes))
        sizes[fold_of[house]] += size
    folds = np.array([fold_of[one.publisher] for one in chosen])
    at_live = [SECTIONS.index(name) for name in live]
    held = shipped.copy()
    for fold in range(len(sizes)):
        learned, tested = np.flatnonzero(folds != fold).tolist(), np.flatnonzero(folds == fold).tolist()
        columns, weights = _fit([chosen[at] for at in learned], live, shipped[learned])
        for at in tested:
            cells, amounts = _row(chosen[at].stems, columns)
            if cells:
                held[at, at_live] += np.array(amounts) @ weights[cells]
    return held


def _shipped(likely: Sequence[Mapping[str, float]]) -> Matrix:
    """Log-likelihoods, one row each. What a model rules out is held possible: one in 10,000."""
    return np.asarray(np.log([[max(one.get(name, 0.0), 1e-4) for name in SECTIONS] for one in likely]))


def _shares(scores: Matrix) -> Matrix:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _surprise(shares: Matrix, wanted: NDArray[np.intp]) -> float:
    return float(-np.log(np.maximum(shares[np.arange(len(wanted)), wanted], 1e-9)).mean())


def _mean(right: NDArray[np.bool_]) -> float:
    return round(float(right.mean()), 4)


def _row(stems: Sequence[str], columns: Mapping[str, int]) -> tuple[list[int], list[float]]:
    """The columns of an article and what stands in them: 1 + log count over the root of their sum."""
    known = Counter(columns[stem] for stem in stems if stem in columns)
    amounts = [1.0 + math.log(count) for count in known.values()]
    norm = math.sqrt(sum(amounts)) or 1.0
    return list(known), [amount / norm for amount in amounts]


def _columns(chosen: Sequence[Labelled]) -> dict[str, int]:
    """The stems that are learned of, in order."""
    articles = Counter(stem for one in chosen for stem in set(one.stems))
    houses = Counter(stem for stem, _ in {(stem, one.publisher) for one in chosen for stem in one.stems})
    found = [stem for stem, number in articles.items() if number >= _LEAST_ARTICLES and houses[stem] > 1]
    kept = sorted(found, key=lambda stem: (-articles[stem], stem))[:_MOST_STEMS]
    return {stem: at for at, stem in enumerate(sorted(kept))}


class _Sparse:
    """A matrix by its cells, in both orders: `times` and `across` are its products with a dense one."""

    def __init__(self, rows: Sequence[tuple[list[int], list[float]]], width: int) -> None:
        self._shape = (len(rows), width)
        row = np.repeat(np.arange(len(rows)), [len(at) for at, _ in rows])
        column = np.array([cell for at, _ in rows for cell in at], dtype=np.intp)
        values = np.array([amount for _, amounts in rows for amount in amounts], dtype=np.float64)[:, None]
        by_row, by_column = np.argsort(row, kind="stable"), np.argsort(column, kind="stable")
        self._forth = (row[by_row], column[by_row], values[by_row])
        self._back = (column[by_column], row[by_column], values[by_column])

    def times(self, dense: Matrix) -> Matrix:
        return self._sum(self._forth, dense, self._shape[0])

    def across(self, dense: Matrix) -> Matrix:
        """The product of the transpose."""
        return self._sum(self._back, dense, self._shape[1])

    def _sum(self, cells: tuple[NDArray[np.intp], NDArray[np.intp], Matrix], dense: Matrix, length: int) -> Matrix:
        into, of, values = cells
        made = np.zeros((length, dense.shape[1]))
        if len(into):
            starts = np.flatnonzero(np.concatenate(([True], into[1:] != into[:-1])))
            made[into[starts]] = np.add.reduceat(dense[of] * values, starts, axis=0)
        return made

    def greatest(self) -> float:
        """Nearly the largest eigenvalue of the transpose times the matrix (eight rounds of power iteration)."""
        vector, value = np.ones((self._shape[1], 1)), 1.0
        for _ in range(8):
            turned = self.across(self.times(vector))
            value = float(np.linalg.norm(turned)) or 1.0
            vector = turned / value
        return value


def _fit(chosen: Sequence[Labelled], live: Sequence[str], shipped: Matrix) -> tuple[dict[str, int], Matrix]:
    """Columns, and weights by column and section, that are added to the shipped log-likelihoods of `live`.

    Logistic regression with the shipped model as its start, held near it; sections weigh by the root of how seldom they
    are. Only labelled sections are told apart, so those without labels lose nothing by the lack of them.
    """
    columns = _columns(chosen)
    matrix = _Sparse([_row(one.stems, columns) for one in chosen], len(columns))
    start = shipped[:, [SECTIONS.index(name) for name in live]]
    wanted = np.array([[float(one.section == name) for name in live] for one in chosen])
    worth = np.sqrt(1.0 / np.maximum(wanted.sum(axis=0), 1.0))[wanted.argmax(axis=1)]
    worth = (worth / worth.mean())[:, None]
    step = 1.0 / (0.5 * matrix.greatest() * float(worth.max()) + _HOLD)
    weights = ahead = np.zeros((len(columns), len(live)))
    pace = 1.0
    for _ in range(_ROUNDS):  # Nesterov's accelerated descent
        slope = matrix.across((_shares(start + matrix.times(ahead)) - wanted) * worth) + _HOLD * ahead
        after = ahead - step * slope
        faster = (1.0 + math.sqrt(1.0 + 4.0 * pace * pace)) / 2.0
        ahead = after + (pace - 1.0) / faster * (after - weights)
        weights, pace = after, faster
    return columns, weights
