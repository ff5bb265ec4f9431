"""Fits the pair model of stories (`core/organise/data/pairs.json`) on the shared sets.

Signs are bound to what a feature means (sharing speaks for, conflict against), and the weight of time is fixed by hand:
the times of the headline set are those of its crawler, seconds apart within a story, and would teach nonsense.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from evals.stories_sets import documents
from octavo.core.organise.analysis import Analysis, analyse
from octavo.core.organise.similarity_pairs import FEATURES, Comparer, Side
from octavo.core.organise.vectors import DocumentFrequencies
from octavo.types import Document

AGAINST = {"numbers_conflict", "dates_conflict", "gap", "gap_days"}
TIME = {"full": (-0.35, -0.25), "short": (-1.0, -0.6), "languages": (-0.35, -0.25)}
EVEN = {"full": -4.0, "short": -1.0, "languages": 0.0}  # chosen by B-cubed F1 after re-linking
HARD = 20.0  # weight of a pair of two look-alike events
PENALTY = 2.0
OUT = Path(__file__).parents[1] / "src/octavo/core/organise/data/pairs.json"


@dataclass
class Rows:
    """Pairs: features, whether they are one event, weight, and the topic that is held out together."""

    x: np.ndarray
    y: np.ndarray
    weight: np.ndarray
    topic: np.ndarray

    def only(self, mask: np.ndarray) -> Rows:
        return Rows(self.x[mask], self.y[mask], self.weight[mask], self.topic[mask])

    @staticmethod
    def join(parts: Sequence[Rows]) -> Rows:
        return Rows(
            *(np.concatenate([getattr(part, name) for part in parts]) for name in ("x", "y", "weight", "topic"))
        )


def sides(
    analyses: Sequence[Analysis], docs: Sequence[Document], before: Sequence[Analysis]
) -> tuple[list[Side], Comparer]:
    frequencies = DocumentFrequencies()
    for analysis in (*before, *analyses):
        frequencies.add(analysis.vector, analysis.lang)
    made = [
        Side(a, frequencies, d.stream_at.timestamp() if d.stream_at else None)
        for a, d in zip(analyses, docs, strict=True)
    ]
    return made, Comparer(frequencies)


def ecb_rows(docs: Sequence[Document], gold: Sequence[dict[str, Any]], before: Sequence[Analysis], kind: str) -> Rows:
    """All pairs of a topic and a twentieth of the others, of the kind asked for."""
    made, comparer = sides([analyse(doc) for doc in docs], docs, before)
    parts = []
    for at in range(1, len(docs)):
        earlier = [
            other
            for other in range(at)
            if (gold[other]["topic"] == gold[at]["topic"] or (at * 31 + other * 17) % 20 == 0)
            and (kind == "short") == (made[at].short or made[other].short)
        ]
        if not earlier:
            continue
        y = np.array([gold[other]["story"] == gold[at]["story"] for other in earlier])
        same_topic = np.array([gold[other]["topic"] == gold[at]["topic"] for other in earlier])
        weight = np.where(y, 1.0, np.where(same_topic, HARD, 20.0))
        # A pair over two topics is held out with either: it is given to the later one's topic.
        topic = np.full(len(earlier), int(gold[at]["topic"]))
        parts.append(Rows(comparer.features(made[at], [made[other] for other in earlier]), y, weight, topic))
    return Rows.join(parts)


def headline_rows(docs: Sequence[Document], gold: Sequence[dict[str, Any]]) -> Rows:
    """Pairs as the stream meets them: each headline with its nearest earlier ones."""
    from octavo.core.organise.stream import Stream

    stream = Stream()
    stories = {doc.id: row["story"] for doc, row in zip(docs, gold, strict=True)}
    days = {doc.id: row["published"][:10] for doc, row in zip(docs, gold, strict=True)}
    parts = []
    for number, doc in enumerate(docs):
        member = stream._prepare(doc, analyse(doc))
        slots = stream._window.candidates(member.side, 40)
        if slots and number % 3 == 0:
            others = [stream._window[slot] for slot in slots]
            x = stream._comparer.features(member.side, [other.side for other in others])
            y = np.array([stories[other.id] == stories[doc.id] for other in others])
            topic = np.full(len(others), 100 + int(days[doc.id][-2:]))
            parts.append(Rows(x, y, np.ones(len(others)), topic))
        stream._take_in(member, [])
    return Rows.join(parts)


def language_rows() -> Rows:
    """Pairs of two languages, of the same article and of others."""
    docs, gold = documents("wmt21_multiparallel/docs.jsonl.gz")
    made, comparer = sides([analyse(doc) for doc in docs], docs, [])
    parts = []
    for at in range(1, len(docs)):
        earlier = [
            other
            for other in range(at)
            if made[other].lang != made[at].lang
            and (gold[other]["story"] == gold[at]["story"] or (at * 31 + other * 17) % 10 == 0)
        ]
        if earlier:
            y = np.array([gold[other]["story"] == gold[at]["story"] for other in earlier])
            x = comparer.features(made[at], [made[other] for other in earlier])
            parts.append(Rows(x, y, np.where(y, 1.0, 10.0), np.zeros(len(earlier), dtype=int)))
    return Rows.join(parts)


def fit(rows: Rows, time: tuple[float, float], without: Sequence[str] = ()) -> np.ndarray:
    """Logistic regression with bound signs and given weights of time."""
    gaps = [FEATURES.index("gap"), FEATURES.index("gap_days")]
    offset = rows.x[:, gaps] @ np.array(time)
    scale = rows.x.std(axis=0) + 1e-6
    scale[0] = 1.0
    x = rows.x / scale
    x[:, gaps] = 0.0
    weight = rows.weight / rows.weight.sum() * len(rows.weight)
    sign = np.where(rows.y, 1.0, -1.0)
    frozen = {*gaps, *(FEATURES.index(name) for name in without)}
    bounds: list[tuple[float | None, float | None]] = []
    for index, name in enumerate(FEATURES):
        if index in frozen:
            bounds.append((0.0, 0.0))
        elif name == "bias":
            bounds.append((None, None))
        else:
            bounds.append((None, 0.0) if name in AGAINST else (0.0, None))

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (x @ w + offset)
        value = float(np.sum(weight * np.logaddexp(0.0, -margin)) + PENALTY * np.sum(w[1:] ** 2))
        slope = -weight * sign / (1.0 + np.exp(np.clip(margin, -50, 50)))
        gradient = x.T @ slope + 2 * PENALTY * w * (np.arange(len(w)) > 0)
        return value, gradient

    start = np.zeros(len(FEATURES))
    w = (
        np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000}).x)
        / scale
    )
    w[gaps] = time
    return w


def headlines_only(docs: Sequence[Document], sentences: int) -> list[Document]:
    """The first lines alone, as headlines or teasers."""
    return [replace(doc, text="\n".join(doc.text.split("\n")[:sentences])) for doc in docs]


def collect() -> dict[str, Rows]:
    ecb, ecb_gold = documents("ecbplus/docs.jsonl.gz")
    uci, uci_gold = documents("uci_news_aggregator/stories.jsonl.gz", 10_000)
    politics, _ = documents("allsides_stream/articles.jsonl.gz", 2_500)
    before = [analyse(doc) for doc in politics]
    full = Rows.join([ecb_rows(ecb, ecb_gold, earlier, "full") for earlier in ([], before)])
    short = [
        ecb_rows(docs, ecb_gold, earlier, "short")
        for docs, earlier in (
            (ecb, []), (ecb, before), (headlines_only(ecb, 1), before), (headlines_only(ecb, 3), []),
        )
    ]  # fmt: skip
    heads = headline_rows(uci, uci_gold)
    for part in (*short, heads):
        part.weight = part.weight / part.weight.sum() * 10_000
    heads.weight *= 2
    return {"full": full, "short": Rows.join([*short, heads]), "languages": language_rows()}


def main() -> dict[str, float]:
    rows = collect()
    weights = {kind: fit(rows[kind], TIME[kind]) for kind in rows}
    OUT.write_text(
        json.dumps(
            {
                "features": FEATURES,
                "even": EVEN,
                "weights": {kind: [round(float(w), 4) for w in weights[kind]] for kind in weights},
            },
            indent=1,
        )
        + "\n"
    )
    for index, name in enumerate(FEATURES):
        print(f"{name:22}", *(f"{weights[kind][index]:8.2f}" for kind in weights))
    return {}


if __name__ == "__main__":
    main()
