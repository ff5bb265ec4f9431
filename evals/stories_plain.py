"""Stories and related articles by the plain methods that others use, on the same sets: what `evals.stories` is to beat.

Each threshold is the best of several on the very set, which favours the plain method.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from scipy.spatial.distance import squareform

from evals.common import report
from evals.stories_sets import b_cubed, documents
from octavo.core.organise.fingerprint import overlap, sketch
from octavo.core.text.stems import terms
from octavo.providers.choice import installed
from octavo.providers.embedders import Embedder
from octavo.providers.multilingual import Multilingual
from octavo.providers.semantic import Semantic
from octavo.types import Document

HEADLINES = 10_000
BLOCK = 500
K1, B = 1.2, 0.75  # of BM25
EMBEDDERS: dict[str, Callable[[], Embedder]] = {"semantic": Semantic, "multilingual": Multilingual}


def main() -> dict[str, float]:
    figures = {**_texts(), **_headlines()}
    report("plain methods", figures)
    return figures


def _texts() -> dict[str, float]:
    docs, rows = documents("ecbplus/docs.jsonl.gz")
    gold = [row["story"] for row in rows]
    near = _tf_idf(docs)
    cosine = (near @ near.T).toarray()
    prints = [sketch(doc.text) for doc in docs]
    copied = np.array([[overlap(*a, *b).containment for b in prints] for a in prints])
    return {
        "ECB+ TF-IDF, average link": _linked(cosine, gold),
        "ECB+ MinHash, average link": _linked(copied, gold),
        "ECB+ TF-IDF, online": max(_online(cosine, gold, limit) for limit in (0.15, 0.2, 0.25, 0.3, 0.35)),
        "ECB+ TF-IDF, first of the story": _first(cosine, gold),
        "ECB+ BM25, first of the story": _first((_counted(docs).sign() @ _bm25(docs).T).toarray(), gold),
        **_by_embeddings("ECB+", docs, gold, average_link=True),
    }


def _headlines() -> dict[str, float]:
    docs, rows = documents("uci_news_aggregator/stories.jsonl.gz", HEADLINES)
    gold = [row["story"] for row in rows]
    near = _tf_idf(docs)
    cosine = np.vstack(
        [(near[at : at + BLOCK] @ near.T).toarray().astype(np.float32) for at in range(0, len(docs), BLOCK)]
    )
    return {
        "UCI TF-IDF, online": max(_online(cosine, gold, limit) for limit in (0.3, 0.4, 0.5, 0.6)),
        "UCI TF-IDF, first of the story": _first(cosine, gold),
        **_by_embeddings("UCI", docs, gold, average_link=False),
    }


def _by_embeddings(name: str, docs: Sequence[Document], gold: Sequence[str], average_link: bool) -> dict[str, float]:
    """The same by the cosine of the vectors that the optional embedders make of title and text."""
    figures: dict[str, float] = {}
    for extra in EMBEDDERS:
        if extra not in installed():
            print(f"octavo[{extra}] is not installed: no figures with it")
            continue
        vectors = EMBEDDERS[extra]().embed([f"{doc.title}\n{doc.text}".strip() for doc in docs])
        cosine = vectors @ vectors.T
        if average_link:
            figures[f"{name} {extra} vectors, average link"] = _linked(cosine, gold)
        limits = np.arange(0.3, 0.95, 0.05)
        figures[f"{name} {extra} vectors, online"] = max(_online(cosine, gold, limit) for limit in limits)
        figures[f"{name} {extra} vectors, first of the story"] = _first(cosine, gold)
    return figures


def _counted(docs: Sequence[Document]) -> csr_matrix:
    """One row a document: how often it holds each stem."""
    known: dict[str, int] = {}
    values, columns, ends = [], [], [0]
    for doc in docs:
        for term, count in Counter(terms(f"{doc.title}\n{doc.text}", "en")).items():
            values.append(float(count))
            columns.append(known.setdefault(term, len(known)))
        ends.append(len(values))
    return csr_matrix((values, columns, ends), shape=(len(docs), len(known)))


def _idf(counted: csr_matrix) -> np.ndarray:
    holding = np.bincount(counted.indices, minlength=counted.shape[1])
    return np.log((counted.shape[0] + 1) / (holding + 0.5))


def _tf_idf(docs: Sequence[Document]) -> csr_matrix:
    """Unit rows of (1 + ln count) × idf."""
    counted = _counted(docs)
    counted.data = (1 + np.log(counted.data)) * _idf(counted)[counted.indices]
    lengths = np.sqrt(np.asarray(counted.multiply(counted).sum(axis=1)).ravel())
    counted.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(counted.indptr))
    return counted


def _bm25(docs: Sequence[Document]) -> csr_matrix:
    """What each stem of a document adds to its score for a query that holds it."""
    counted = _counted(docs)
    lengths = np.asarray(counted.sum(axis=1)).ravel()
    norm = np.repeat(K1 * (1 - B + B * lengths / lengths.mean()), np.diff(counted.indptr))
    counted.data = _idf(counted)[counted.indices] * counted.data * (K1 + 1) / (counted.data + norm)
    return counted


def _linked(near: np.ndarray, gold: Sequence[str]) -> float:
    """The best B-cubed F1 of average linkage."""
    apart = 1.0 - np.clip((near + near.T) / 2, 0.0, 1.0)
    np.fill_diagonal(apart, 0.0)
    tree = linkage(squareform(apart, checks=False), "average")
    cuts = (fcluster(tree, limit, "distance").tolist() for limit in np.arange(0.3, 1.0, 0.02))
    return max(b_cubed(gold, cut)[2] for cut in cuts)


def _online(near: np.ndarray, gold: Sequence[str], limit: float) -> float:
    """B-cubed F1 where each article joins the story of the earlier one nearest to it, if that is near enough."""
    story = [0]
    for at in range(1, len(gold)):
        best = int(near[at, :at].argmax())
        story.append(story[best] if near[at, best] >= limit else at)
    return b_cubed(gold, story)[2]


def _first(near: np.ndarray, gold: Sequence[str]) -> float:
    """The share of articles whose nearest other is of the same story."""
    found = near.copy()
    np.fill_diagonal(found, -math.inf)
    return sum(gold[best] == own for best, own in zip(found.argmax(axis=1).tolist(), gold, strict=True)) / len(gold)


if __name__ == "__main__":
    main()
