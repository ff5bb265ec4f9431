"""The sets that stories and related lists are measured on, as documents with their gold rows beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

import numpy as np

from evals.common import data, read_jsonl
from octavo.types import Document


def documents(name: str, most: int | None = None) -> tuple[list[Document], list[dict[str, Any]]]:
    """The documents of a set in file order, numbered from 1, and their rows."""
    rows = list(islice(read_jsonl(data(name)), most))
    docs = [
        Document(
            id=number,
            title=row.get("title") or "",
            text=row.get("text") or "",
            publisher=row.get("publisher") or "",
            lang=row.get("lang"),
            stream_at=datetime.fromisoformat(row["published"]) if row.get("published") else None,
        )
        for number, row in enumerate(rows, 1)
    ]
    return docs, rows


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1, each article counted once."""
    of_gold, of_found, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    precision = sum(both[g, f] / of_found[f] for g, f in zip(gold, found, strict=True)) / len(gold)
    recall = sum(both[g, f] / of_gold[g] for g, f in zip(gold, found, strict=True)) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def interval(gold: Sequence[Hashable], found: Sequence[Hashable], draws: int = 500) -> tuple[float, float]:
    """Between what the B-cubed F1 lies in 95 of 100 draws of as many gold stories, with replacement."""
    of_gold, of_found, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    sums: dict[Hashable, list[float]] = {story: [0.0, 0.0, 0.0] for story in of_gold}
    for g, f in zip(gold, found, strict=True):
        for at, value in enumerate((both[g, f] / of_found[f], both[g, f] / of_gold[g], 1.0)):
            sums[g][at] += value
    table = np.array(list(sums.values()))
    drawn = np.random.default_rng(8).integers(len(table), size=(draws, len(table)))
    precision, recall, number = np.moveaxis(table[drawn].sum(axis=1), 1, 0)
    f1 = 2 * precision * recall / (precision + recall) / number
    low, high = np.percentile(f1, [2.5, 97.5]).tolist()
    return low, high
