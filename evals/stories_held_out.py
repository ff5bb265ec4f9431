"""Stories on topics that the pair model was not fitted on: each fold of ECB+ topics alone, scored alone; the mean.

The thresholds (`EVEN_JOIN`, `EVEN_LINK` in `train_stories`) were chosen on these folds, the weights were not.
"""

from __future__ import annotations

import numpy as np

from evals.common import report
from evals.stories_run import run
from evals.stories_sets import b_cubed
from evals.train_stories import analysed, folds, headline_rows, language_rows, model_without, topic_rows

ROUNDS = 2


def main() -> dict[str, float]:
    rows = [part for of_round in topic_rows(ROUNDS) for part in of_round] + [headline_rows(), language_rows()]
    docs, gold, _ = analysed("ecbplus/docs.jsonl.gz")
    online, final = [], []
    for number in range(ROUNDS):
        for held in folds({row["topic"] for row in gold}, number):
            at = [place for place, row in enumerate(gold) if row["topic"] in held]
            outcome = run([docs[place] for place in at], model=model_without(rows, held))
            stories = [gold[place]["story"] for place in at]
            online.append(b_cubed(stories, outcome.online))
            final.append(b_cubed(stories, outcome.final))
    figures = {}
    for stage, found in (("online", online), ("re-linked", final)):
        names = [f"ECB+ {stage} {figure}" for figure in ("P", "R", "F1")]
        figures |= dict(zip(names, np.mean(found, axis=0).tolist(), strict=True))
    report("stories of topics held out", figures)
    return figures


if __name__ == "__main__":
    main()
