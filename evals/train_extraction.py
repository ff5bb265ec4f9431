"""Trains the choice of an article's text and writes the numbers that the product ships.

Labels: a segment is text where the gold text holds most of its word 4-grams (on trafilatura_pages where it holds a
piece that must, or must not, be extracted; the others have no label). `python -m evals.train_extraction` writes the
model; the evaluation trains the same way on four fifths of the publishers at a time.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from evals.common import data, read_jsonl
from octavo.core.gather.blocks import clean_markup, parse_page
from octavo.core.gather.decode import decode
from octavo.core.gather.extract.candidates import evidence
from octavo.core.gather.extract.features import Matrix, matrix, names, tokens
from octavo.core.gather.extract.headline import headline
from octavo.core.gather.extract.segments import Segment, segments
from octavo.core.gather.extract.structured import facts

SETS = {"fundus_pages": 1.0, "trafilatura_pages": 1.0, "readability_pages": 0.5}  # set → weight of its segments
FOLDS = 5
TARGET = Path("src/octavo/core/gather/extract/data/segments.json.gz")


@dataclass
class Sample:
    """A page of a set with its gold record and its segments as rows; `labels` are NaN where nothing is known."""

    set: str
    gold: dict[str, Any]
    fold: int
    rows: Matrix
    labels: np.ndarray
    weights: np.ndarray


def raw_page(name: str, gold: dict[str, Any]) -> bytes:
    return gzip.decompress((data(name) / "html" / f"{gold['id']}.html.gz").read_bytes())


def samples() -> list[Sample]:
    return [_sample(name, gold) for name in SETS for gold in read_jsonl(data(name) / "truth.jsonl.gz")]


def fold_of(name: str, gold: dict[str, Any]) -> int:
    """All pages of one publisher (host, where none is named) are in one fold."""
    group = gold.get("publisher") or urlsplit(gold.get("url") or "").hostname or gold["id"]
    return int(hashlib.md5(group.encode()).hexdigest(), 16) % FOLDS


def _sample(name: str, gold: dict[str, Any]) -> Sample:
    markup = clean_markup(decode(raw_page(name, gold)))
    root = parse_page(markup)
    assert root is not None
    stated = facts(root, gold.get("url") or "")
    others = evidence(markup, root, stated, headline(root, stated))
    found = segments(root)
    rows = matrix(found, others)
    labels = _partial(found, gold) if name == "trafilatura_pages" else labels_of(found, gold["text"])
    sizes = np.array([len(tokens(segment.text)) for segment in found])
    return Sample(name, gold, fold_of(name, gold), rows, labels, np.minimum(np.sqrt(sizes + 1), 12) * SETS[name])


def _partial(found: Sequence[Segment], gold: dict[str, Any]) -> np.ndarray:
    def label(text: str) -> float:
        if any(piece in text for piece in gold["with"]):
            return 1.0
        return 0.0 if any(piece in text for piece in gold["without"]) else np.nan

    return np.array([label(segment.text) for segment in found])


def labels_of(found: Sequence[Segment], text: str) -> np.ndarray:
    """Gold text is used up in page order, so that of two copies of a paragraph the first is the article's."""
    words = tokens(text)
    left = Counter(zip(words, words[1:], words[2:], words[3:], strict=False))
    lines = Counter(" ".join(tokens(line)) for line in text.splitlines())
    labels = np.zeros(len(found))
    for i, segment in enumerate(found):
        some = tokens(segment.text)
        if 0 < len(some) < 4 and lines[" ".join(some)] > 0:
            lines[" ".join(some)] -= 1
            labels[i] = 1
        fours = Counter(zip(some, some[1:], some[2:], some[3:], strict=False))
        hits = fours & left
        if fours and hits.total() >= 0.5 * fours.total():
            left -= hits
            labels[i] = 1
    return labels


def train(pages: Sequence[Sample]) -> dict[str, Any]:
    """The model in the form that `Trees` reads."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits

    kept = [_worth(page) for page in pages]
    rows = np.vstack([page.rows[keep] for page, (keep, _) in zip(pages, kept, strict=True)])
    labels = np.hstack([page.labels[keep] for page, (keep, _) in zip(pages, kept, strict=True)])
    weights = np.hstack([weight[keep] for _, (keep, weight) in zip(pages, kept, strict=True)])
    model = HistGradientBoostingClassifier(
        max_iter=100, learning_rate=0.1, max_leaf_nodes=12, min_samples_leaf=30, l2_regularization=5.0,
        max_features=0.3, max_bins=64, random_state=0, early_stopping=False,
    )  # fmt: skip
    with threadpool_limits(1):  # one thread adds numbers in one order: the same weights each time
        model.fit(rows, labels, sample_weight=weights)
    return _plain(model)


def _worth(page: Sample) -> tuple[np.ndarray, np.ndarray]:
    """Rows worth training on: near the text or claimed by another extractor; of the rest a fifth, at 5 × its weight."""
    column = {name: page.rows[:, i] for i, name in enumerate(names())}
    near = np.zeros(len(page.labels), dtype=bool)
    for i in np.flatnonzero(page.labels > 0):
        near[max(0, i - 12) : i + 13] = True
    near |= (column["precise"] > 0.3) | (column["stated"] > 0.3) | ((column["simple"] > 0.5) & (column["words"] > 2))
    fifth = np.arange(len(near)) % 5 == 0
    return (near | fifth) & ~np.isnan(page.labels), page.weights * np.where(near, 1, 5)


def _plain(model: Any) -> dict[str, Any]:
    trees = [_tree(predictor.nodes) for (predictor,) in model._predictors]
    depth = max(int(predictor.nodes["depth"].max()) for (predictor,) in model._predictors)
    return {"base": round(float(model._baseline_prediction.ravel()[0]), 6), "depth": depth, "trees": trees}


def _tree(nodes: Any) -> dict[str, list[Any]]:
    own = range(len(nodes))
    leaf = nodes["is_leaf"]
    return {
        "feature": [0 if leaf[i] else int(nodes["feature_idx"][i]) for i in own],
        "threshold": [0 if leaf[i] else float(f"{nodes['num_threshold'][i]:.6g}") for i in own],
        "left": [i if leaf[i] else int(nodes["left"][i]) for i in own],
        "right": [i if leaf[i] else int(nodes["right"][i]) for i in own],
        "value": [float(f"{nodes['value'][i]:.5g}") if leaf[i] else 0 for i in own],
    }


def main() -> None:
    model = train(samples())
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(gzip.compress(json.dumps(model, separators=(",", ":")).encode(), mtime=0))
    print(f"{TARGET}: {TARGET.stat().st_size} bytes, {len(model['trees'])} trees")


if __name__ == "__main__":
    main()
