"""What two articles share and what conflicts between them, for one article against many.

Pairs are of different kinds (full texts, headlines or teasers, two languages without or with vectors of meaning); what
speaks for one event in each is told by `pair_model`. It chooses no candidates and makes no groups.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octavo.core.organise.analysis import Analysis
from octavo.core.organise.pair_model import FEATURES, KINDS, KNOWN_FEATURES, Matrix
from octavo.core.organise.spoken import script_of_language
from octavo.core.organise.vectors import CELLS, KNOWN_CELLS, VIEWS, DocumentFrequencies, Floats, Keys, View, known_cells

SHORT = 40  # stems of text (without the title) below which a pair is judged as headlines are
BARE = 12  # the same below which there is hardly more than a headline
UNKNOWN_HOURS = 24.0
GAP_HOURS = 2.0


class Side:
    """One article prepared for comparison: its cells in the frequency table with view and count, and a unit meaning
    vector.

    Kept as bytes, which take half of what arrays do and are joined in a third of the time. Weights (`weighing`: the
    length of each view, then the sum of idf of its names) are by the frequencies of `weighed` articles, 0 for none
    yet. Only a `Comparer` sets them.
    """

    __slots__ = ("_cells", "_held", "_known", "at", "bare", "lang", "meaning", "short", "weighed", "weighing")

    def __init__(
        self, analysis: Analysis, frequencies: DocumentFrequencies, at: float | None, meaning: Floats | None = None
    ) -> None:
        vector = analysis.vector
        self._cells = frequencies.cells_of(vector, analysis.lang).astype(np.int32).tobytes()
        views = np.repeat(_VIEW_NUMBERS, np.diff(np.array((0, *vector.ends))))
        self._held = np.add(views, vector.counts, dtype=np.uint16).tobytes()  # 256 × view + count
        self._known = analysis.known.tobytes()
        self.lang, self.at, self.meaning = analysis.lang, at, meaning
        self.short, self.bare = analysis.words < SHORT, analysis.words < BARE
        self.weighing = _NO_WEIGHTS
        self.weighed = 0

    @property
    def cells(self) -> NDArray[np.int32]:
        return np.frombuffer(self._cells, dtype=np.int32)

    @property
    def known(self) -> Keys:
        """What is compared with other languages only: keys as `spoken` makes them."""
        return np.frombuffer(self._known, dtype=np.uint32)

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


FIRST_SOUND = CELLS + KNOWN_CELLS // 2


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

    def _counts(self, cells: NDArray[np.signedinteger[Any]]) -> Floats:
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
        hits = self._hits(query, others)
        weighing = np.frombuffer(b"".join([other.weighing for other in others])).reshape(count, VIEWS + 1)
        norms, names_mass = weighing[:, :VIEWS], weighing[:, VIEWS]
        q_weighing = np.frombuffer(query.weighing)
        q_norms, q_names_mass = q_weighing[:VIEWS], float(q_weighing[VIEWS])
        dot = np.bincount(hits.owner * VIEWS + hits.view, hits.weight * hits.of_query, count * VIEWS)
        dot = dot.reshape(count, VIEWS)
        cos = np.minimum(dot / np.maximum(norms * q_norms, 1e-9), 1.0)
        other_in_query, query_in_other = _titles_in_bodies(hits, norms[:, View.TITLE], float(q_norms[View.TITLE]))
        shared = _shared(hits, count)
        ceiling = math.log(max(self.weights.documents.get(query.lang, 0), 1) + 1.0) + 0.7
        gap, gap_days = _gaps(query, others)
        columns = (
            1.0,
            *(cos[:, view] for view in View),
            np.maximum(other_in_query, query_in_other),
            np.minimum(other_in_query, query_in_other),
            shared.names / np.maximum(np.minimum(names_mass, q_names_mass), 3.0),
            shared.names / np.maximum(np.maximum(names_mass, q_names_mass), 3.0),
            _conflict(View.NUMBERS, norms, q_norms, dot),
            _conflict(View.DATES, norms, q_norms, dot),
            np.log1p(shared.body / ceiling),
            np.log1p(shared.names / ceiling),
            np.log1p(shared.titles / ceiling),
            shared.rarest / ceiling,
            _meanings(query, others),
            np.sqrt(cos[:, View.BODY]),
            gap,
            gap_days,
            *_facts(query, others, hits, shared.names, np.minimum(names_mass, q_names_mass), self.weights.total),
            *self._known(query, others),
        )
        table = np.empty((count, len(FEATURES)))
        for number, column in enumerate(columns):
            table[:, number] = column
        return table

    def _known(self, query: Side, others: Sequence[Side]) -> Matrix:
        """One row for each of the last features, 0 for pairs in one language: what both name that the table knows, and
        what they name alike by sound; sums of idf, and the rarest, against the greatest idf that there can be."""
        found = np.zeros((len(KNOWN_FEATURES), len(others)))
        foreign = [at for at, other in enumerate(others) if other.lang != query.lang]
        if not foreign:
            return found
        scripts = np.array([script_of_language(others[at].lang) for at in foreign])
        other_script = scripts != script_of_language(query.lang)
        own = known_cells(query.known)
        sides = [others[at]._known for at in foreign]
        cells = known_cells(np.frombuffer(b"".join(sides), dtype=np.uint32))
        owner = np.repeat(np.arange(len(foreign)), [len(its) >> 2 for its in sides])
        sound = cells >= FIRST_SOUND
        articles = np.array(self.weights.total + 1.0, dtype=np.float32)
        ceiling = math.log(self.weights.total + 1.0) + 0.7
        idf = _idf(articles, self._counts(cells)) / np.float32(ceiling)
        hit = np.isin(cells, own)
        hit &= ~sound | other_script[owner]
        least = np.bincount(owner, idf * ~sound, len(foreign))
        q_idf = _idf(articles, self._counts(own)) / np.float32(ceiling)
        least = np.minimum(least, float(q_idf[own < FIRST_SOUND].sum()))
        told, heard = hit & ~sound, hit & sound
        shared = np.bincount(owner, idf * told, len(foreign))
        found[:, foreign] = (
            np.log1p(shared),
            _greatest(owner[told], idf[told], len(foreign)),
            shared / (least + 1.0),
            np.where(shared > 0.0, 0.0, least),
            np.log1p(np.bincount(owner, idf * heard, len(foreign))),
            _greatest(owner[heard], idf[heard], len(foreign)),
            other_script,
        )
        return found

    def _hits(self, query: Side, others: Sequence[Side]) -> _Hits:
        """What the others have in common with the query, a tenth of what they hold."""
        # For each cell of the query one row of idf, and one of its weights, with a column for each view.
        own = query.cells
        self._row[own] = np.arange(1, len(own) + 1, dtype=np.int16)  # of a cell in several views the last one's
        self._ending[own & 0xFFFF] = True
        idf_of = np.zeros((len(own) + 1, VIEWS), dtype=np.float32)
        idf_of[1:] = _idf(self._documents(query.lang), self._counts(own)[:, None])
        rows = np.zeros_like(idf_of)
        where = self._row[own], query.views
        rows[where] = _TF[query.held & 255] * idf_of[where]

        cells = _cells_of(others)
        hit = np.flatnonzero(self._ending.take(cells & 0xFFFF))
        row = self._row.take(cells[hit])
        hit, row = hit[row > 0], row[row > 0]
        self._row[own] = 0
        self._ending[own & 0xFFFF] = False
        held = _held_of(others)[hit]
        view = held >> 8
        at = row.astype(np.intp) * VIEWS + view
        idf = idf_of.take(at)
        return _Hits(
            owner=np.repeat(np.arange(len(others)), _lengths(others))[hit],
            view=view,
            idf=idf,
            weight=_TF[held & 255] * idf,
            of_query=rows.take(at),
            query_title=rows[row, View.TITLE],
            query_body=rows[row, View.BODY],
        )


@dataclass(frozen=True, slots=True)
class _Hits:
    """Cells of the others that the query holds, too, in order of the others: whose each is, in which view, its idf and
    weight there, and its weights in the query: in the same view, in its title and in its body."""

    owner: NDArray[np.intp]
    view: NDArray[np.integer[Any]]
    idf: Floats
    weight: Floats
    of_query: Floats
    query_title: Floats
    query_body: Floats


def _titles_in_bodies(hits: _Hits, norms: Matrix, q_norm: float) -> tuple[NDArray[Any], NDArray[Any]]:
    """Shares of the others' titles in the query's body, and of its title in theirs, by squared weight; `norms` are of
    the titles."""
    title, body = hits.view == View.TITLE, hits.view == View.BODY
    count = len(norms)
    theirs = np.bincount(hits.owner[title], hits.weight[title] ** 2 * (hits.query_body[title] > 0), count)
    its = np.bincount(hits.owner[body], hits.query_title[body] ** 2, count)
    return np.minimum(theirs / np.maximum(norms**2, 1e-9), 1.0), np.minimum(its / max(q_norm**2, 1e-9), 1.0)


@dataclass(frozen=True, slots=True)
class _SharedMass:
    """Sums of idf of what each of the others shares with the query by view, and the greatest idf of a shared word."""

    names: NDArray[Any]
    titles: NDArray[Any]
    body: NDArray[Any]
    rarest: Matrix


def _shared(hits: _Hits, count: int) -> _SharedMass:
    title, body = hits.view == View.TITLE, hits.view == View.BODY
    body_owner, body_idf = hits.owner[body], hits.idf[body] * (hits.query_body[body] > 0)
    return _SharedMass(
        np.bincount(hits.owner, hits.idf * ((hits.view == View.NAMES) & (hits.of_query > 0)), count),
        np.bincount(hits.owner[title], hits.idf[title] * (hits.query_title[title] > 0), count),
        np.bincount(body_owner, body_idf, count),
        _greatest(body_owner, body_idf, count),
    )


def _facts(
    query: Side, others: Sequence[Side], hits: _Hits, shared_names: NDArray[Any], least_names: Matrix, articles: int
) -> Matrix:
    """Three rows, 0 for pairs in one language: the greatest idf of a shared name, number or date, what is shared of the
    names of the one that has less of them, and what it has, against the greatest idf that there can be among so many
    articles. A headline often has one name alone, and to share that is little."""
    found = np.zeros((3, len(others)))
    foreign = np.array([other.lang != query.lang for other in others])
    if foreign.any():
        ceiling = math.log(articles + 1.0) + 0.7
        facts = (hits.view >= View.NAMES) & (hits.view <= View.DATES) & (hits.of_query > 0)
        found[0] = _greatest(hits.owner[facts], hits.idf[facts], len(others)) / ceiling
        found[1], found[2] = shared_names / (least_names + ceiling), least_names / ceiling
        found[:, ~foreign] = 0.0
    return found


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


def kinds_of(query: Side, others: Sequence[Side]) -> NDArray[np.uint8]:
    """The kind of each pair, as its place in `KINDS`."""
    return np.array([KINDS.index(kind_of(query, other)) for other in others], dtype=np.uint8)
