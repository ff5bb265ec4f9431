"""Grounding: does a claim state what its text states? Everything is cross-validated, models and cut-offs.

.venv/bin/python -m evals.grounding
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from sklearn.metrics import balanced_accuracy_score, roc_auc_score

from evals.common import report
from evals.train_grounding import FOLDS, UNSEEN, Claim, fit, logits, measured
from octavo.core.explain.grounding import together


def main() -> dict[str, float]:
    found = measured()
    scores: dict[int, Any] = {}
    pairs: dict[str, list[float]] = defaultdict(list)
    for fold in range(FOLDS):
        experts = fit([claim for claim in found if claim.fold != fold])
        for index, claim in enumerate(found):
            if claim.fold != fold:
                continue
            scores[index] = 1 / (1 + np.exp(claim.costs - logits(experts, claim.features, claim.kind)))
            for edit in claim.edits:
                true, false = (float(logits(experts, one, claim.kind)[0]) for one in (edit.true, edit.false))
                right = true - edit.true_cost > false - edit.false_cost
                pairs["unseen" if edit.name in UNSEEN else "seen"].append(right)
    figures: dict[str, float] = {}
    for name in ("qags_cnndm", "qags_xsum", "cliff_cnndm", "cliff_xsum", "summedits"):
        figures |= _figures(name, [(claim, scores[index]) for index, claim in enumerate(found) if claim.set == name])
    figures |= {f"pairs_{kind}_edits": float(np.mean(right)) for kind, right in pairs.items()}
    report("grounding (cross-validated)", figures)
    return figures


def _figures(name: str, judged: Sequence[tuple[Claim, Any]]) -> dict[str, float]:
    """QAGS is judged by the sentence, the others by the claim."""
    if name.startswith("qags"):
        labels = np.array([label for claim, _ in judged for label in claim.labels])
        scores = np.concatenate([score for _, score in judged])
        folds = np.array([claim.fold for claim, _ in judged for _ in claim.labels])
    else:
        labels = np.array([claim.label for claim, _ in judged])
        scores = np.array([together(list(score)) for _, score in judged])
        folds = np.array([claim.fold for claim, _ in judged])
    found = {
        f"{name}_balanced": _balanced(labels, scores, folds),
        f"{name}_supported": float(balanced_accuracy_score(labels, scores >= 0.5)),
        f"{name}_auc": float(roc_auc_score(labels, scores)),
    }
    if name.startswith("qags"):
        means = [float(np.mean(score)) for _, score in judged]
        found[f"{name}_pearson"] = float(np.corrcoef(means, [claim.consistency or 0.0 for claim, _ in judged])[0, 1])
    return found


def _balanced(labels: Any, scores: Any, folds: Any) -> float:
    """Balanced accuracy with each fold's cut-off chosen on the others."""
    predicted = np.zeros(len(labels))
    for fold in range(FOLDS):
        cut = _best_cut(
            lambda cut, rest=folds != fold: balanced_accuracy_score(labels[rest], scores[rest] >= cut), scores
        )
        predicted[folds == fold] = scores[folds == fold] >= cut
    return float(balanced_accuracy_score(labels, predicted))


def _best_cut(quality: Callable[[float], float], scores: Any) -> float:
    return max((float(one) for one in np.quantile(scores, np.linspace(0.03, 0.97, 60))), key=quality)


if __name__ == "__main__":
    main()
