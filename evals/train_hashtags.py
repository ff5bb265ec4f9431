"""Learns the ranking of hashtag candidates on all pages with topics; writes core/organise/data/hashtags.json.

Run: .venv/bin/python -m evals.train_hashtags
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from evals.hashtags import counted, examples, fit, pages
from octavo.core.organise.hashtags.features import NAMES

OUT = Path(__file__).parent.parent / "src/octavo/core/organise/data/hashtags.json"


def main() -> None:
    rows = pages()
    frequencies = counted(rows)
    made = [examples(row, frequencies) for row in rows if row["gold"]]
    x, y = np.vstack([features for features, _ in made]), np.concatenate([right for _, right in made])
    weights, bias = fit(x, y, np.ones(len(y)))
    table = {
        "weights": {name: round(float(w), 5) for name, w in zip(NAMES, weights, strict=True)},
        "bias": round(bias, 5),
    }
    OUT.write_text(json.dumps(table, indent=1) + "\n", encoding="utf8")
    print(len(made), "pages", int(y.sum()), "topics found among", len(y), "candidates")


if __name__ == "__main__":
    main()
