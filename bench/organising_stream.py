"""A stream of articles of any length, recombined from the shared sets: long reports and headlines with leads in turn.

The same number gives the same stream on every machine. It judges nothing and its texts make no sense to a reader.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from evals.common import data, read_jsonl

START = datetime(2020, 1, 1, tzinfo=UTC)
APART = timedelta(seconds=90)  # between two articles
SEED = 8
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def stream(count: int) -> Iterator[dict[str, Any]]:
    """`count` articles as JSON lines have them, in order of publication."""
    makers = (_reports(random.Random(SEED)), _headlines(random.Random(SEED + 1)))
    for number in range(count):
        made = next(makers[number % 2])
        yield {
            "id": str(number),
            "url": f"https://{made.pop('host')}.example/{number}",
            "published": (START + number * APART).isoformat(),
            **made,
        }


def _reports(rng: random.Random) -> Iterator[dict[str, Any]]:
    """Whole articles: most of one, and the end of another on the same topic."""
    rows = list(read_jsonl(data("allsides_stream/articles.jsonl.gz")))
    topics: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        topics[row["topic"]].append(row)
    while True:
        for row in rows:
            own, other = (SENTENCE.split(each["text"]) for each in (row, rng.choice(topics[row["topic"]])))
            kept = own[: max(3, round(len(own) * rng.uniform(0.4, 0.7)))]
            text = " ".join(kept + other[-max(1, len(other) // 3) :])
            yield {"title": row["title"], "text": text, "publisher": row["publisher"], "host": _host(row["publisher"])}


def _headlines(rng: random.Random) -> Iterator[dict[str, Any]]:
    """Headlines with a lead made of two others of the same story."""
    rows = list(read_jsonl(data("uci_news_aggregator/stories.jsonl.gz")))
    stories: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        stories[row["story"]].append(row["title"])
    while True:
        for row in rows:
            lead = ". ".join(rng.choices(stories[row["story"]], k=2)) + "."
            yield {"title": row["title"], "text": lead, "publisher": row["publisher"], "host": _host(row["publisher"])}


def _host(publisher: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", publisher.lower()).strip("-")[:60] or "paper"
