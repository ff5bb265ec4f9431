"""Ten known stories hidden in a stream of unrelated politics: each is to come out whole, with nothing else in it."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime, timedelta

from evals.common import report
from evals.stories_run import run
from evals.stories_sets import documents
from octavo.types import Document

DRAWS, HIDDEN, SEED = 2, 10, 8
POLITICS = 2_000
DAYS = 3  # over which the articles of a story are spread
LEAST = 5  # articles of a story


def main() -> dict[str, float]:
    politics, _ = documents("allsides_stream/articles.jsonl.gz", POLITICS)
    docs, rows = documents("ecbplus/docs.jsonl.gz")
    stories: dict[str, list[Document]] = defaultdict(list)
    for doc, row in zip(docs, rows, strict=True):
        stories[row["story"]].append(doc)
    known = sorted(story for story, of_it in stories.items() if len(of_it) >= LEAST)
    rng = random.Random(SEED)
    whole = clean = 0
    precision, recall = [], []
    for _ in range(DRAWS):
        stream, gold = _mixed(politics, {story: stories[story] for story in rng.sample(known, HIDDEN)}, rng)
        outcome = run(stream)
        found = {doc.id: story for doc, story in zip(stream, outcome.final, strict=True)}
        size = Counter(found.values())
        for story in dict.fromkeys(gold.values()):
            of_it = [article for article, its in gold.items() if its == story]
            parts = Counter(found[article] for article in of_it)
            most, held = parts.most_common(1)[0]
            whole += held == len(of_it)
            clean += size[most] == held
            recall += [parts[found[article]] / len(of_it) for article in of_it]
            precision += [parts[found[article]] / size[found[article]] for article in of_it]
    p, r = sum(precision) / len(precision), sum(recall) / len(recall)
    figures = {
        "whole": whole / (DRAWS * HIDDEN),
        "clean": clean / (DRAWS * HIDDEN),
        "B-cubed P": p,
        "B-cubed R": r,
        "B-cubed F1": 2 * p * r / (p + r),
    }
    report(f"{HIDDEN} stories hidden in {POLITICS} articles, {DRAWS} times", figures)
    return figures


def _mixed(
    politics: list[Document], stories: dict[str, list[Document]], rng: random.Random
) -> tuple[list[Document], dict[int, str]]:
    """The stream in order of time, numbered anew, and the story of each hidden article."""
    times = [doc.stream_at for doc in politics if doc.stream_at]
    first, last = min(times), max(times)
    dated: list[tuple[datetime, Document, str]] = [(doc.stream_at or first, doc, "") for doc in politics]
    for story, of_it in stories.items():
        start = first + (last - first) * rng.random()
        dated += [(start + timedelta(days=DAYS * rng.random()), doc, story) for doc in of_it]
    dated.sort(key=lambda item: item[0])
    stream = [replace(doc, id=number, stream_at=at) for number, (at, doc, _) in enumerate(dated, 1)]
    return stream, {number: story for number, (_, _, story) in enumerate(dated, 1) if story}


if __name__ == "__main__":
    main()
