"""Relatedness of short news texts against human scores (Lee, Pincombe and Welsh 2005), with and without a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from evals.common import data, read_jsonl, report
from octavo.core.organise.similarity import Nearness, similarity
from octavo.providers.choice import choose, installed
from octavo.providers.nearness import Nearness as ModelNearness
from octavo.providers.wanted import Wanted
from octavo.types import Document


def main() -> dict[str, float]:
    docs = {row["id"]: Document(0, "", row["text"], lang="en") for row in read_jsonl(data("lee50/docs.jsonl.gz"))}
    pairs = list(read_jsonl(data("lee50/similarity.jsonl.gz")))
    figures = {"Lee-50 Pearson": _pearson(docs, pairs, None)}
    there = installed()
    for extra in ("semantic", "multilingual"):
        if extra in there:
            figures[f"Lee-50 Pearson, {extra}"] = _pearson(docs, pairs, ModelNearness(choose(Wanted(extra))).cosine)
        else:
            print(f"octavo[{extra}] is not installed: no figure with it")
    report("similarity", figures)
    return figures


def _pearson(docs: dict[str, Document], pairs: Sequence[dict[str, Any]], nearness: Nearness | None) -> float:
    found = [similarity(docs[pair["a"]], docs[pair["b"]], nearness=nearness) for pair in pairs]
    return float(np.corrcoef(found, [pair["similarity"] for pair in pairs])[0, 1])


if __name__ == "__main__":
    main()
