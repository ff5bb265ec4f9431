"""Evaluates boosted decision trees kept as plain numbers. Training them is not done here "
"(`evals/train_extraction.py`)."""

from __future__ import annotations

from typing import Any

import numpy as np

from octavo.core.gather.extract.features import Matrix

Vector = np.ndarray[Any, np.dtype[np.float32]]


class Trees:
    """`model`: {"base": log-odds, "trees": [{"feature", "threshold", "left", "right", "value"}: lists by node]}.

    A leaf points to itself, so that all trees are walked in step.
    """

    def __init__(self, model: dict[str, Any]) -> None:
        trees = model["trees"]
        widest = max(len(tree["feature"]) for tree in trees)

        def table(key: str, kind: Any) -> Any:
            rows = [list(tree[key]) + [0] * (widest - len(tree[key])) for tree in trees]
            return np.array(rows, dtype=kind)

        self._feature, self._threshold = table("feature", np.int32), table("threshold", np.float32)
        self._left, self._right = table("left", np.int32), table("right", np.int32)
        self._value = table("value", np.float32)
        self._base, self._depth = float(model["base"]), int(model["depth"])

    def probabilities(self, rows: Matrix) -> Vector:
        """One probability a row."""
        trees = np.arange(len(self._feature))[:, None]
        at = np.zeros((len(self._feature), len(rows)), dtype=np.int32)
        number = np.arange(len(rows))[None, :]
        for _ in range(self._depth):
            below = rows[number, self._feature[trees, at]] <= self._threshold[trees, at]
            at = np.where(below, self._left[trees, at], self._right[trees, at])
        odds = self._base + self._value[trees, at].sum(axis=0)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)
