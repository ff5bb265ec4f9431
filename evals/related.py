"""Related lists: the translation found by names, numbers and dates, and emptiness where nothing is related."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from evals.common import report
from evals.stories_run import run
from evals.stories_sets import documents
from octavo.providers.choice import installed
from octavo.providers.embedders import Embedder
from octavo.providers.multilingual import Multilingual
from octavo.providers.semantic import Semantic
from octavo.types import Document

LATIN = ("en", "de", "cs", "is", "ha")
MODEL = ("de", "ja", "ru", "zh")  # beside English
TOGETHER, SEED = 150, 8


def main() -> dict[str, float]:
    figures = {**_languages(), **_unrelated(), **_with_models()}
    report("related", figures)
    return figures


def _with_models() -> dict[str, float]:
    """The same with a model, where it is installed; of languages, those that the model knows, with one another."""
    figures: dict[str, float] = {}
    models: dict[str, Embedder] = {"multilingual": Multilingual(), "semantic": Semantic()}
    for extra, model in models.items():
        if extra not in installed():
            print(f"octavo[{extra}] is not installed: no figures with it")
            continue
        if extra == "multilingual":
            figures |= _known_languages(model)
        figures |= {f"{name}, {extra}": value for name, value in _unrelated(model).items()}
    return figures


def _known_languages(model: Embedder) -> dict[str, float]:
    hits = _hits(model)
    known = {pair: found for pair, found in hits.items() if set(pair) <= {"en", *MODEL}}
    figures = {"other language P@1, en de ja ru zh, multilingual": _mean(known, lambda pair: True)}
    for lang in MODEL:
        figures[f"other language P@1, {lang}, multilingual"] = _mean(known, lambda pair, lang=lang: lang in pair)
    latin = _mean(hits, lambda pair: set(pair) <= {*LATIN})
    return {**figures, "other language P@1, Latin scripts, multilingual": latin}


def _mean(hits: dict[tuple[str, str], list[bool]], wanted: Callable[[tuple[str, str]], bool]) -> float:
    found = [hit for pair, of_pair in hits.items() if wanted(pair) for hit in of_pair]
    return sum(found) / len(found)


def _languages() -> dict[str, float]:
    hits = _hits()
    figures = {"other language P@1, Latin scripts": _mean(hits, lambda pair: set(pair) <= {*LATIN})}
    figures["other language P@1, en de ja ru zh"] = _mean(hits, lambda pair: set(pair) <= {"en", *MODEL})
    for lang in ("ru", "zh", "ja"):
        figures[f"other language P@1, {lang}"] = _mean(hits, lambda pair, lang=lang: lang in pair)
    return figures


def _hits(model: Embedder | None = None) -> dict[tuple[str, str], list[bool]]:
    """Whether the first related article in the other language is the translation, for every pair of languages."""
    docs, rows = documents("wmt21_multiparallel/docs.jsonl.gz")
    related = run(docs, embedder=model).related
    key = {doc.id: (row["story"], row["lang"]) for doc, row in zip(docs, rows, strict=True)}
    there = {value: article for article, value in key.items()}
    hits: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for article, (story, lang) in key.items():
        for other in sorted({lang for _, lang in key.values()} - {lang}):
            if (story, other) in there:
                first = next((item.article_id for item in related[article] if key[item.article_id][1] == other), None)
                hits[lang, other].append(first == there[story, other])
    return hits


def _unrelated(model: Embedder | None = None) -> dict[str, float]:
    """One article of each ECB+ topic and one headline of each UCI story: hardly any should have anything related.

    Of the headlines once those of the first 150 stories, all of one day, among which some tell of one event, and once
    any 150, several times.
    """
    figures = {}
    for name, path, field in (
        ("ECB+ topics", "ecbplus/docs.jsonl.gz", "topic"),
        ("UCI stories", "uci_news_aggregator/stories.jsonl.gz", "story"),
    ):
        docs, rows = documents(path)
        chosen = {row[field]: doc for doc, row in reversed(list(zip(docs, rows, strict=True)))}
        one_each = list(chosen.values())
        figures[f"unrelated with any, {name}"] = _with_any(one_each[:TOGETHER], model)
        if len(one_each) > 2 * TOGETHER:
            random.Random(SEED).shuffle(one_each)
            draws = [one_each[at : at + TOGETHER] for at in range(0, len(one_each) - TOGETHER, TOGETHER)]
            figures[f"unrelated with any, {name} drawn"] = sum(_with_any(draw, model) for draw in draws) / len(draws)
    return figures


def _with_any(docs: Sequence[Document], model: Embedder | None) -> float:
    """The share that has a related list."""
    related = run([replace(doc, id=number) for number, doc in enumerate(docs, 1)], embedder=model).related
    return sum(bool(items) for items in related.values()) / len(docs)


if __name__ == "__main__":
    main()
