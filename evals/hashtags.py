"""Hashtags against publishers' own topics, from text alone with the ranking learned without the publisher at hand.

Each tenth of the publishers is ranked by weights learned on the others and on pages of other sets that state keywords;
the shipped weights are learned on all. The gazetteer and the themes were written by hand by people who had seen these
pages' topics, so a publisher held out is not wholly unseen.
"""

from __future__ import annotations

import gzip
import re
import time
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from evals.common import data, read_jsonl, report
from octavo.core.gather.extract import extract
from octavo.core.organise.hashtags import choose, hashtags
from octavo.core.organise.hashtags.candidates import candidates
from octavo.core.organise.hashtags.features import matrix
from octavo.core.text.frequencies import Frequencies
from octavo.core.text.language import detect
from octavo.core.text.stems import stems
from octavo.errors import OctavoError
from octavo.types import Document

FOLDS = 10
HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")


def form(tag: str) -> str:
    """A tag as it is compared: casefolded, without #, blanks or punctuation, CamelCase split, English plural off."""
    found = re.findall(r"\w+", HUMP.sub(" ", unicodedata.normalize("NFKC", tag).lstrip("#")).casefold())
    return "".join(
        word[:-1] if word.isascii() and len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in found
    )


def pages() -> list[dict[str, Any]]:
    rows = list(read_jsonl(data("fundus_pages/truth.jsonl.gz")))
    for row in rows:
        row["title"] = row["title"] or ""
        row["found"] = detect(row["title"] + "\n" + row["text"], row["lang"])[0]
        row["gold"] = {form(topic) for topic in row["topics"] or []} - {""}
    return rows


def more_pages() -> list[dict[str, Any]]:
    """Pages of other sets, as this product reads them, with the keywords that they state: more to learn from."""
    rows: list[dict[str, Any]] = []
    for name in ("trafilatura_pages", "readability_pages"):
        for path in sorted(data(f"{name}/html").iterdir()):
            raw = gzip.decompress(path.read_bytes())
            if not re.search(rb"keywords|article:tag|rel=.tag", raw):
                continue
            try:
                page = extract(raw, f"https://{name}.example/{path.name.split('.')[0]}")
            except OctavoError:
                continue
            if not page.keywords or len(page.body.text) < 400:
                continue
            row: dict[str, Any] = {"title": page.title, "text": page.body.text, "publisher": name, "lang": page.lang}
            row["found"] = detect(page.title + "\n" + page.body.text, page.lang)[0]
            row["gold"] = {form(topic) for topic in choose._split(page.keywords)} - {""}
            rows.append(row)
    return rows


def counted(rows: Sequence[dict[str, Any]]) -> Frequencies:
    frequencies = Frequencies()
    for row in rows:
        frequencies.add(row["found"], stems(row["title"] + "\n" + row["text"], row["found"]))
    return frequencies


def examples(row: dict[str, Any], frequencies: Frequencies) -> tuple[np.ndarray, np.ndarray]:
    """The features of a page's candidates and whether each is one of its topics."""
    facts = candidates(row["title"], row["text"], row["found"], frequencies)
    return matrix(facts), np.array([form(one.label) in row["gold"] for one in facts.candidates])


def fit(made: Sequence[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, float]:
    """Logistic regression on standardised features, strongly regularised: 600 positive examples bear no more."""
    from sklearn.linear_model import LogisticRegression

    x, y = np.vstack([features for features, _ in made]), np.concatenate([right for _, right in made])
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    model = LogisticRegression(C=0.05, max_iter=300).fit((x - mean) / scale, y)
    weights = model.coef_[0] / scale
    return weights, float(model.intercept_[0] - weights @ mean)


@contextmanager
def ranking(weights: np.ndarray, bias: float) -> Iterator[None]:
    """The product's own code with other weights."""
    shipped = choose._model
    choose._model = lambda: (weights, bias)  # type: ignore[assignment]
    try:
        yield
    finally:
        choose._model = shipped


def document(row: dict[str, Any], keywords: Sequence[str] = ()) -> Document:
    return Document(1, row["title"], row["text"], row["publisher"], row["lang"], tuple(keywords))


def f1(tags: Sequence[str], gold: set[str]) -> float:
    hits = len({form(tag) for tag in tags} & gold)
    return 2 * hits / (len(tags) + len(gold)) if hits else 0.0


def interval(figures: Sequence[float], publishers: Sequence[str], draws: int = 500) -> tuple[float, float]:
    """Between what the mean of pages' figures lies in 95 of 100 draws of as many publishers, with replacement."""
    names = sorted(set(publishers))
    own = np.array(
        [
            [sum(f for f, p in zip(figures, publishers, strict=True) if p == name), publishers.count(name)]
            for name in names
        ]
    )
    drawn = own[np.random.default_rng(8).integers(len(names), size=(draws, len(names)))].sum(axis=1)
    low, high = np.percentile(drawn[:, 0] / drawn[:, 1], [2.5, 97.5])
    return float(low), float(high)


def repeated(tags: Sequence[str]) -> bool:
    forms = [re.sub(r"[\W_]", "", tag.casefold()).rstrip("s") for tag in tags]
    return len(set(forms)) < len(forms)


def main() -> dict[str, float]:
    rows, more = pages(), more_pages()
    frequencies = counted([*rows, *more])
    made = [examples(row, frequencies) for row in rows]
    others = [examples(row, frequencies) for row in more]
    order = {name: number % FOLDS for number, name in enumerate(sorted({row["publisher"] for row in rows}))}
    tags: dict[int, list[str]] = {}
    for fold in range(FOLDS):
        train = [at for at, row in enumerate(rows) if order[row["publisher"]] != fold and row["gold"]]
        with ranking(*fit([*[made[at] for at in train], *others])):
            for at, row in enumerate(rows):
                if order[row["publisher"]] == fold:
                    found = hashtags(document(row), row["found"], frequencies, hide_keywords=True)
                    tags[at] = [tag.label for tag in found]
    gold = [at for at, row in enumerate(rows) if row["gold"]]
    started = time.process_time()
    kept = {
        at: [t.label for t in hashtags(document(rows[at], rows[at]["topics"]), rows[at]["found"], frequencies)]
        for at in gold
    }
    each = [f1(tags[at][:5], rows[at]["gold"]) for at in gold]
    low, high = interval(each, [rows[at]["publisher"] for at in gold])
    figures = {
        "f1_at_5": float(np.mean(each)),
        "f1_at_5, lower end of 95 draws of 100": low,
        "f1_at_5, upper end": high,
        "p_at_3": float(np.mean([len({form(t) for t in tags[at][:3]} & rows[at]["gold"]) / 3 for at in gold])),
        "f1_with_topics_as_keywords": float(np.mean([f1(kept[at], rows[at]["gold"]) for at in gold])),
        "without_a_tag": float(np.mean([not found for found in tags.values()])),
        "with_a_repeated_tag": float(np.mean([repeated(found) for found in tags.values()])),
        "tags_an_article": float(np.mean([len(found) for found in tags.values()])),
        "ms_an_article": 1000 * (time.process_time() - started) / len(gold),
    }
    report("hashtags", figures)
    return figures


if __name__ == "__main__":
    main()
