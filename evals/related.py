"""Related lists: the translation found by names, numbers and dates, and emptiness where nothing is related."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from evals.common import report
from evals.stories_run import run
from evals.stories_sets import documents

LATIN = ("en", "de", "cs", "is", "ha")


def main() -> dict[str, float]:
    figures = {**_languages(), **_unrelated()}
    report("related", figures)
    return figures


def _languages() -> dict[str, float]:
    """P@1 among the articles of the other language, for every pair of languages."""
    docs, rows = documents("wmt21_multiparallel/docs.jsonl.gz")
    related = run(docs).related
    key = {doc.id: (row["story"], row["lang"]) for doc, row in zip(docs, rows, strict=True)}
    there = {value: article for article, value in key.items()}
    hits: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for article, (story, lang) in key.items():
        for other in sorted({lang for _, lang in key.values()} - {lang}):
            if (story, other) in there:
                first = next((item.article_id for item in related[article] if key[item.article_id][1] == other), None)
                hits[lang, other].append(first == there[story, other])
    latin = [hit for pair, found in hits.items() if pair[0] in LATIN and pair[1] in LATIN for hit in found]
    figures = {"other language P@1, Latin scripts": sum(latin) / len(latin)}
    for lang in ("ru", "zh", "ja"):
        found = [hit for pair, hit_list in hits.items() if lang in pair for hit in hit_list]
        figures[f"other language P@1, {lang}"] = sum(found) / len(found)
    return figures


def _unrelated() -> dict[str, float]:
    """One article of each ECB+ topic and one headline of each UCI story: hardly any should have anything related."""
    figures = {}
    for name, path, field in (
        ("ECB+ topics", "ecbplus/docs.jsonl.gz", "topic"),
        ("UCI stories", "uci_news_aggregator/stories.jsonl.gz", "story"),
    ):
        docs, rows = documents(path)
        chosen = {row[field]: doc for doc, row in reversed(list(zip(docs, rows, strict=True)))}
        mixed = [replace(doc, id=number) for number, doc in enumerate(list(chosen.values())[:150], 1)]
        related = run(mixed).related
        figures[f"unrelated with any, {name}"] = sum(bool(items) for items in related.values()) / len(mixed)
    return figures


if __name__ == "__main__":
    main()
