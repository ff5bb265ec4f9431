"""Sections, cross-validated: every third article is judged by a model learned on the others.

`accuracy` counts "unsure" as wrong; `precision` looks only at articles that were given a section. Where a set calls
science and technology one thing, either answer is right; AG News's "World" holds politics, so politics is right there.

What an instance learns by itself is measured as it would come about: the shipped model knows hardly anything of a set
(one article in twelve), articles of some publishers state their section, and others are judged: other articles of AG
News and BBC (whose publishers are not told, so seven are made up), other publishers' other stories of UCI.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from evals.common import data, read_jsonl, report
from evals.train_sections import LABELS, bags, fit, material
from octavo.core.data import read_json
from octavo.core.organise import sections
from octavo.core.organise.sections_learned import Labelled, Table, learn
from octavo.core.text.stems import terms
from octavo.types import Document

FOLDS = 3
SAME = {("science", "technology"), ("technology", "science"), ("world", "politics"), ("politics", "world")}


def main() -> dict[str, float]:
    made = material()
    found = bags(made)
    answers: dict[int, tuple[str | None, float]] = {}
    for fold in range(FOLDS):
        train = [at for at in range(len(made)) if at % FOLDS != fold]
        with threadpool_limits(1):  # threads that wait for each other made this six times slower on a busy machine
            table = fit(
                *([part[at] for at in train] for part in (found, [row[3] for row in made], [row[1] for row in made]))
            )
        _ship(table)
        for at in range(fold, len(made), FOLDS):
            answers[at] = sections.section(Document(at, "", made[at][2]), made[at][1])
    _ship(None)
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
    figures |= _learned(made, found)
    report("sections", figures)
    return figures


def _learned(made: Sequence[tuple[str, str, str, str]], found: Sequence[Counter[str]]) -> dict[str, float]:
    """As shipped, and with what was learned, of articles that nothing was learned from."""
    figures: dict[str, float] = {}
    for name in ("agnews", "bbc", "uci"):
        at = [at for at in range(len(made)) if made[at][0] != name or at % 12 == 0]
        with threadpool_limits(1):
            table = fit([found[i] for i in at], [made[i][3] for i in at], [made[i][1] for i in at])
        _ship(table)
        mine = [i for i in range(len(made)) if made[i][0] == name]
        if name == "uci":
            own, others = _headlines()
        else:
            rows = [_example(list(found[i].elements()), made[i][3], f"house {i % 7}") for i in mine]
            own, others = rows[::2], rows[1::2]
        learned, told = learn(own)
        figures |= {
            f"{name}_as_shipped": _placed_right(others, None),
            f"{name}_learned": _placed_right(others, learned),
            f"{name}_learned_from": float(told.labels),
        }
    _ship(None)
    return figures


def _ship(table: dict[str, Any] | None) -> None:
    """Let `sections` judge by this table, as if it were shipped; None: by that which is."""

    def read(package: str, name: str) -> Any:
        return table if table is not None and name == "sections.json.gz" else read_json(package, name)

    sections.read_json = read
    sections._model.cache_clear()


def _example(stems: list[str], section: str, publisher: str) -> Labelled:
    return Labelled(stems, sections._by_words(stems)[0], section, publisher)


def _headlines() -> tuple[list[Labelled], list[Labelled]]:
    """Of every third headline: a quarter of the publishers on half of the stories, and the others on the other half."""
    own, others = [], []
    for number, row in enumerate(read_jsonl(data("uci_news_aggregator/stories.jsonl.gz"))):
        states, known = zlib.crc32(row["publisher"].encode()) % 4 == 0, zlib.crc32(row["story"].encode()) % 2 == 0
        if number % 3 == 0 and states == known:
            part = own if states else others
            part.append(_example(terms(row["title"], "en"), LABELS[row["category"]], row["publisher"]))
    return own, others


def _placed_right(rows: Sequence[Labelled], table: Table | None) -> float:
    right = 0
    for row in rows:
        likely: Any = row.likely if table is None else table.likelihoods(row.stems, row.likely)
        name = sections.judged(likely)[0] or ""
        right += name == row.section or (name, row.section) in SAME
    return right / len(rows)


if __name__ == "__main__":
    main()
