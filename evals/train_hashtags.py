"""Learns the ranking of hashtag candidates on pages with topics or keywords; writes organise/data/hashtags.json.

Run: .venv/bin/python -m evals.train_hashtags
"""

from __future__ import annotations

import json
from pathlib import Path

from evals.hashtags import counted, examples, fit, more_pages, pages
from octavo.core.organise.hashtags.features import NAMES

OUT = Path(__file__).parent.parent / "src/octavo/core/organise/data/hashtags.json"


def main() -> None:
    rows = [*pages(), *more_pages()]
    frequencies = counted(rows)
    made = [examples(row, frequencies) for row in rows if row["gold"]]
    weights, bias = fit(made)
    table = {
        "weights": {name: round(float(w), 5) for name, w in zip(NAMES, weights, strict=True)},
        "bias": round(bias, 5),
    }
    OUT.write_text(json.dumps(table, indent=1) + "\n", encoding="utf8")
    found, all_of = sum(int(right.sum()) for _, right in made), sum(len(right) for _, right in made)
    print(len(made), "pages", found, "topics found among", all_of, "candidates")


if __name__ == "__main__":
    main()
