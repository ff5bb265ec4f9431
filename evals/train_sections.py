"""Learns the section model from labelled news; writes core/organise/data/sections.json.gz.

Run: .venv/bin/python -m evals.train_sections
"""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from evals.common import data, read_jsonl
from evals.language import TO_TWO
from octavo.core.organise.sections import _WORDS, SECTIONS, _by_themes
from octavo.core.text.stems import terms

OUT = Path(__file__).parent.parent / "src/octavo/core/organise/data/sections.json.gz"
SHARPNESS = 1.5  # regularised weights are too modest: cross-validated likelihoods fit best so sharpened
KEPT = 6500  # stems
LABELS = {
    "World": "world", "Sports": "sport", "Business": "business", "Sci/Tech": "technology", "business": "business",
    "entertainment": "culture", "health": "health", "politics": "politics", "religion": "society", "sports": "sport",
    "technology": "technology", "sport": "sport", "tech": "technology", "science-technology": "technology",
}  # fmt: skip
POLITICAL = ("elections", "politics", "white_house", "impeachment", "republican_party")  # topics of AllSides
MIXED = ("Sci/Tech", "science-technology")  # science and technology under one label: themes tell


def material() -> list[tuple[str, str, str, str]]:
    """(set, language, text, section) of every labelled article; UCI's headlines thinned to one in six."""
    made: list[tuple[str, str, str, str]] = []

    def add(name: str, lang: str, row: dict[str, Any], label: str) -> None:
        text = (row["title"] or "") + "\n" + (row.get("text") or "")
        section = LABELS[label]
        if label in MIXED:
            votes = _by_themes(text, lang)
            section = "science" if votes.get("science", 0) > votes.get("technology", 0) else section
        made.append((name, lang, text, section))

    for row in read_jsonl(data("agnews_test/items.jsonl.gz")):
        add("agnews", "en", row, row["label"])
    for row in read_jsonl(data("masakhanews/items.jsonl.gz")):
        add("masakhanews", TO_TWO.get(row["lang"], row["lang"]), row, row["label"])
    for row in read_jsonl(data("summaries_bbc/items.jsonl.gz")):
        add("bbc", "en", row, row["category"])
    for number, row in enumerate(read_jsonl(data("uci_news_aggregator/stories.jsonl.gz"))):
        if number % 6 == 0:
            add("uci", "en", row, row["category"])
    for number, row in enumerate(read_jsonl(data("allsides_stream/articles.jsonl.gz"))):
        if number % 8 == 0 and row["topic"] in (
            "elections",
            "politics",
            "white_house",
            "impeachment",
            "republican_party",
        ):
            add("allsides", "en", row, "politics")
    return made


def bags(made: list[tuple[str, str, str, str]]) -> list[Counter[str]]:
    return [Counter(terms(text[: _WORDS * 12], lang)[:_WORDS]) for _, lang, text, _ in made]


def vectors(found: list[Counter[str]], columns: dict[str, int]) -> Any:
    """Rows as the product makes them: 1 + log count over the root of their sum."""
    from scipy.sparse import csr_matrix

    at, cells, rows = [], [], [0]
    for bag in found:
        known = {word: 1.0 + math.log(count) for word, count in bag.items() if word in columns}
        norm = math.sqrt(sum(known.values())) or 1.0
        at += [columns[word] for word in known]
        cells += [amount / norm for amount in known.values()]
        rows.append(len(at))
    return csr_matrix((cells, at, rows), shape=(len(found), len(columns)))


def fit(found: list[Counter[str]], labels: list[str], languages: Iterable[str]) -> dict[str, Any]:
    """The table: the stems that tell most, their weights times 50 as whole numbers, and the articles' languages."""
    from sklearn.linear_model import LogisticRegression

    seen = Counter(word for bag in found for word in bag)
    columns = {word: at for at, word in enumerate(sorted(word for word, df in seen.items() if df >= 4))}
    x = vectors(found, columns)
    first = LogisticRegression(C=4.0, class_weight="balanced", max_iter=200).fit(x, labels)
    worth = np.abs(first.coef_).max(axis=0) * np.sqrt([seen[word] for word in columns])
    kept = sorted(list(columns)[at] for at in np.argsort(-worth)[:KEPT])
    columns = {word: at for at, word in enumerate(kept)}
    model = LogisticRegression(C=4.0, class_weight="balanced", max_iter=200).fit(vectors(found, columns), labels)
    order = [list(model.classes_).index(name) for name in SECTIONS]
    weights = model.coef_[order]
    return {
        "weights": {word: [round(50 * float(w)) for w in weights[:, at]] for word, at in columns.items()},
        "bias": [round(float(b), 3) for b in model.intercept_[order]],
        "sharpness": SHARPNESS,
        "languages": sorted(set(languages)),
    }


def main() -> None:
    made = material()
    table = fit(bags(made), [section for *_, section in made], [lang for _, lang, *_ in made])
    raw = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    OUT.write_bytes(gzip.compress(raw, 9, mtime=0))
    print(len(made), "articles", len(table["weights"]), "stems", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
