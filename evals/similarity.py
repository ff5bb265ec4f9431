"""Relatedness of short news texts against human scores (Lee, Pincombe and Welsh 2005)."""

from __future__ import annotations

import numpy as np

from evals.common import data, read_jsonl, report
from octavo.core.organise.similarity import similarity
from octavo.types import Document


def main() -> dict[str, float]:
    docs = {row["id"]: Document(0, "", row["text"], lang="en") for row in read_jsonl(data("lee50/docs.jsonl.gz"))}
    pairs = list(read_jsonl(data("lee50/similarity.jsonl.gz")))
    found = [similarity(docs[pair["a"]], docs[pair["b"]]) for pair in pairs]
    figures = {"Lee-50 Pearson": float(np.corrcoef(found, [pair["similarity"] for pair in pairs])[0, 1])}
    report("similarity", figures)
    return figures


if __name__ == "__main__":
    main()
