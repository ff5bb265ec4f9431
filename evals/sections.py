"""Sections, cross-validated: every third article is judged by a model learned on the others.

`accuracy` counts "unsure" as wrong; `precision` looks only at articles that were given a section. Where a set calls
science and technology one thing, either answer is right; AG News's "World" holds politics, so politics is right there.
"""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_limits

from evals.common import report
from evals.train_sections import bags, fit, material
from octavo.core.organise import sections
from octavo.types import Document

FOLDS = 3
SAME = {("science", "technology"), ("technology", "science"), ("world", "politics"), ("politics", "world")}


def main() -> dict[str, float]:
    made = material()
    found = bags(made)
    answers: dict[int, tuple[str | None, float]] = {}
    shipped = sections._model
    for fold in range(FOLDS):
        train = [at for at in range(len(made)) if at % FOLDS != fold]
        with threadpool_limits(1):  # threads that wait for each other made this six times slower on a busy machine
            table = fit([found[at] for at in train], [made[at][3] for at in train])
        weights = {word: [w / 50.0 for w in row] for word, row in table["weights"].items()}
        sections._model = lambda made=(weights, table["bias"], table["sharpness"]): made  # type: ignore[assignment]
        for at in range(fold, len(made), FOLDS):
            answers[at] = sections.section(Document(at, "", made[at][2]), made[at][1])
    sections._model = shipped
    right = {at: name == made[at][3] or (name or "", made[at][3]) in SAME for at, (name, _) in answers.items()}
    figures: dict[str, float] = {}
    for name in ("agnews", "masakhanews", "bbc", "uci"):
        here = [at for at in answers if made[at][0] == name]
        sure = [at for at in here if answers[at][0]]
        figures[f"{name}_accuracy"] = float(np.mean([right[at] for at in here]))
        figures[f"{name}_precision"] = float(np.mean([right[at] for at in sure]))
        figures[f"{name}_sure"] = len(sure) / len(here)
    bins = np.array([[answers[at][1], right[at]] for at in answers if answers[at][0]])
    edges = np.clip(((bins[:, 0] - 0.5) * 10).astype(int), 0, 4)
    figures["calibration_error"] = float(
        sum(abs(bins[edges == b].mean(axis=0) @ [1, -1]) * (edges == b).mean() for b in range(5) if (edges == b).any())
    )
    report("sections", figures)
    return figures


if __name__ == "__main__":
    main()
