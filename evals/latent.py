"""Whether latent vectors fitted on an instance's own archive would serve its readers: the figures of decision 6.

From the most favourable archive (the very set that is measured, without its labels) to one of other news. Vectors are a
truncated singular value decomposition of stems, by random projection in numpy, as an instance could make them in the
background. They take an embedder's place, and in `similarity` the place of the shipped table.

Run: .venv/bin/python -m evals.latent
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from evals.common import data, read_jsonl, report
from evals.related import _unrelated
from evals.stories_run import run
from evals.stories_sets import b_cubed, documents
from octavo.core.organise import similarity as shipped
from octavo.core.text.stems import terms
from octavo.types import Document

WORDS, DIMENSIONS, SEED = 6_000, 100, 8
ROWS = 1_000  # of the matrix made dense at a time: 24 MB

Floats = NDArray[np.float32]


class Latent:
    """An embedder fitted on texts of one language."""

    name, version, languages, characters = "latent", "1", frozenset({"en"}), 3000

    def __init__(self, texts: Sequence[str], lang: str = "en", dimensions: int = DIMENSIONS) -> None:
        self._lang, self.dimensions = lang, dimensions
        bags = [Counter(terms(text[: self.characters], lang)) for text in texts]
        df = Counter(word for bag in bags for word in bag)
        kept = sorted(df, key=lambda word: (-df[word], word))[:WORDS]
        self._columns = {word: at for at, word in enumerate(kept)}
        self._idf = np.log((len(bags) + 1) / (np.array([df[word] for word in kept]) + 0.5)).astype(np.float32)
        self._directions = self._fit(bags)

    def _fit(self, bags: Sequence[Counter[str]]) -> Floats:
        """Words × dimensions: the leading right singular vectors (Halko, Martinsson and Tropp 2011)."""
        parts = [bags[start : start + ROWS] for start in range(0, len(bags), ROWS)]
        random = np.random.default_rng(SEED)
        basis = random.standard_normal((len(self._columns), self.dimensions + 20)).astype(np.float32)
        for _ in range(4):
            total = np.zeros_like(basis)
            for part in parts:
                dense = self._rows(part)
                total += dense.T @ (dense @ basis)
            basis, _ = np.linalg.qr(total)
        small = np.zeros((basis.shape[1], basis.shape[1]), dtype=np.float32)
        for part in parts:
            seen = self._rows(part) @ basis
            small += seen.T @ seen
        _, turned = np.linalg.eigh(small)
        return np.asarray(basis @ turned[:, ::-1][:, : self.dimensions], dtype=np.float32)

    def _rows(self, bags: Sequence[Counter[str]]) -> Floats:
        rows = np.zeros((len(bags), len(self._columns)), dtype=np.float32)
        for row, bag in enumerate(bags):
            for word, count in bag.items():
                if (at := self._columns.get(word)) is not None:
                    rows[row, at] = (1.0 + math.log(count)) * self._idf[at]
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)

    def embed(self, texts: Sequence[str]) -> Floats:
        return self.embed_bags([Counter(terms(text[: self.characters], self._lang)) for text in texts])

    def embed_bags(self, bags: Sequence[Counter[str]]) -> Floats:
        made = self._rows(bags) @ self._directions
        return np.asarray(made / np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def texts_of(name: str, most: int | None = None) -> list[str]:
    return [f"{doc.title}\n{doc.text}" for doc in documents(name, most)[0]]


def main() -> dict[str, float]:
    figures: dict[str, float] = {}
    ecb, uci = "ecbplus/docs.jsonl.gz", "uci_news_aggregator/stories.jsonl.gz"
    politics, own = texts_of("allsides_stream/articles.jsonl.gz"), texts_of(ecb)
    started = time.process_time()
    of_politics = Latent(politics)
    figures["CPU seconds to fit 3,946 articles"] = time.process_time() - started
    items = [f"{row['title']}\n{row['text']}" for row in read_jsonl(data("agnews_test/items.jsonl.gz"))]
    elsewhere = Latent(politics + items)
    figures |= _lee({"politics": of_politics, "politics and short news": elsewhere})
    figures |= _stream("ECB+", ecb, None, None, "")
    figures |= _stream("ECB+", ecb, None, Latent(own), ", archive: itself")
    mixed = Latent(politics + own)
    figures |= _stream("ECB+", ecb, None, mixed, ", archive: politics and itself")
    figures |= _stream("ECB+", ecb, None, elsewhere, ", archive: politics and short news")
    for what, latent in (("politics and itself", mixed), ("politics and short news", elsewhere)):
        figures |= {f"{name}, archive: {what}": value for name, value in _unrelated(latent).items()}
    figures |= _stream("UCI", uci, 10_000, None, "")
    figures |= _stream("UCI", uci, 10_000, Latent(texts_of(uci, 10_000)), ", archive: itself")
    report("latent vectors of the archive", figures)
    return figures


def _lee(archives: dict[str, Latent]) -> dict[str, float]:
    docs = {row["id"]: Document(0, "", row["text"], lang="en") for row in read_jsonl(data("lee50/docs.jsonl.gz"))}
    pairs = list(read_jsonl(data("lee50/similarity.jsonl.gz")))
    background = [row["text"] for row in read_jsonl(data("lee50/background.jsonl.gz"))]
    archives = archives | {"its own background": Latent(background, dimensions=64)}
    kept = shipped.meaning

    def pearson() -> float:
        found = [shipped.similarity(docs[pair["a"]], docs[pair["b"]]) for pair in pairs]
        return float(np.corrcoef(found, [pair["similarity"] for pair in pairs])[0, 1])

    figures = {"Lee-50 Pearson, shipped table": pearson()}
    shipped.meaning = lambda found, lang: None  # type: ignore[assignment]
    figures["Lee-50 Pearson, words alone"] = pearson()
    for name, latent in archives.items():
        shipped.meaning = lambda found, lang, its=latent: its.embed_bags([Counter(found)])[0]  # type: ignore[assignment]
        figures[f"Lee-50 Pearson, archive: {name}"] = pearson()

        def both(found: list[str], lang: str | None, its: Latent = latent) -> Floats:
            table = kept(found, lang)
            own = its.embed_bags([Counter(found)])[0]
            return np.concatenate([own if table is None else table, own]) / np.float32(math.sqrt(2))

        shipped.meaning = both  # type: ignore[assignment]
        figures[f"Lee-50 Pearson, shipped and {name}"] = pearson()
    shipped.meaning = kept
    return figures


def _stream(name: str, path: str, most: int | None, latent: Latent | None, what: str) -> dict[str, float]:
    docs, rows = documents(path, most)
    gold = [row["story"] for row in rows]
    outcome = run(docs, embedder=latent)
    story = {doc.id: key for doc, key in zip(docs, gold, strict=True)}
    lists = [[story[item.article_id] == story[doc.id] for item in outcome.related[doc.id]] for doc in docs]
    return {
        f"{name} online F1{what}": b_cubed(gold, outcome.online)[2],
        f"{name} re-linked F1{what}": b_cubed(gold, outcome.final)[2],
        f"{name} first related{what}": sum(bool(found) and found[0] for found in lists) / len(lists),
        f"{name} related P@5{what}": sum(sum(found[:5]) / 5 for found in lists) / len(lists),
    }


if __name__ == "__main__":
    main()
