"""A million titles with leads, enriched and grouped by one process over SQLite: rate, memory, p99 as the archive grows.

`OCTAVO_DRILL_ARTICLES` sets another number. The stream is recombined from the headline set; what the stream itself
costs, and storing its articles, are left out of the rate.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from typing import Any

from bench.organising_stream import APART, SEED, START, _headlines

ARTICLES = 1_000_000
CHUNK = 2_000
SHOWN = 20_000  # articles between two lines of figures
ALONE = 300  # articles placed one by one at each of these, as a live instance does
RATE, MEMORY, DECISION_MS, READ_MS = 100, 600, 25, 1


def main() -> bool:
    count = int(os.environ.get("OCTAVO_DRILL_ARTICLES", ARTICLES))
    with tempfile.TemporaryDirectory(prefix="octavo-drill-") as folder:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("OCTAVO_DATABASE")}
        done = subprocess.run(
            [sys.executable, "-m", "drill.million", str(count)],
            env={**environment, "OCTAVO_DATA": folder, "OCTAVO_EMBED": "off"},
        )
    return done.returncode == 0


def grow(count: int) -> bool:
    """Whether the last line of figures is within the limits."""
    from octavo.config.django import setup

    setup()
    from octavo import clock
    from octavo.core.gather.jsonlines import draft_from_json
    from octavo.organise.enrich import enrich
    from octavo.organise.group import Grouper
    from octavo.store import articles, schema

    schema.ensure()
    grouper = Grouper("drill", clock.now)
    rows = _rows(count + (count // SHOWN + 1) * ALONE)

    def store(most: int) -> int:
        batch = [draft_from_json(row, now=clock.now())[0] for row in islice(rows, most)]
        articles.save(batch, clock.now())
        return len(batch)

    def organise() -> float:
        started = time.process_time()
        while enrich("drill", clock.now):
            pass
        while grouper.run():
            pass
        return time.process_time() - started

    done, spent, since = 0, 0.0, 0
    within = True
    while done < count:
        added = store(min(CHUNK, count - done))
        spent += organise()
        done, since = done + added, since + added
        if since < SHOWN and done < count:
            continue
        rate, spent, since = since / spent, 0.0, 0
        alone, decisions = [], _timed(grouper)
        for _ in range(ALONE):
            done += store(1)
            alone.append(organise() * 1000)
        figures = {
            "articles": done,
            "per_cpu_second": round(rate, 1),
            "memory_mb": round(_memory()),
            "decision_p50_ms": round(sorted(decisions)[len(decisions) // 2], 1),
            "decision_p99_ms": round(sorted(decisions)[len(decisions) * 99 // 100], 1),
            "with_all_queries_p50_ms": round(sorted(alone)[len(alone) // 2], 1),
            "related_read_ms": round(_read_ms(done), 2),
        }
        print("  ", json.dumps(figures), flush=True)
        within = (
            rate >= RATE
            and figures["memory_mb"] <= MEMORY
            and figures["decision_p99_ms"] <= DECISION_MS
            and figures["related_read_ms"] <= READ_MS
        )
    grouper.settle()
    return within


def _timed(grouper: Any) -> list[float]:
    """Takes the CPU time in ms of every decision that the stream in memory makes from now on: hashtags, copy, story and
    related lists of one article."""
    found: list[float] = []
    stream = grouper._stream
    assert stream is not None
    decide = type(stream).add

    def timed(*given: Any) -> Any:
        started = time.process_time()
        placed = decide(stream, *given)
        found.append((time.process_time() - started) * 1000)
        return placed

    stream.add = timed
    return found


def _rows(count: int) -> Any:
    made = _headlines(random.Random(SEED))
    for number in range(count):
        row = next(made)
        yield {
            "id": str(number),
            "url": f"https://{row.pop('host')}.example/{number}",
            "published": (START + number * APART / 3).isoformat(),
            **row,
        }


def _read_ms(done: int) -> float:
    """Of reading the related list of an article of the last hundreds, on average."""
    from octavo.store.screens.article import _related_items

    ids = range(done - 200, done)
    started = time.perf_counter()
    for article in ids:
        _related_items(article)
    return (time.perf_counter() - started) * 1000 / len(ids)


def _memory() -> float:
    """The most memory this process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    sys.exit(not grow(int(sys.argv[1])))
