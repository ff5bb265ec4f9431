"""Articles enriched and grouped per CPU-second, and the most memory it took, for a stream of 10,000 articles.

What is measured is the worker's own code over a SQLite file, in a process that does nothing else: reading the stream
and storing its articles, and writing the search index, are left out. The open window is the one that is shipped.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice

ARTICLES = 10_000
BATCH = 500


def main(count: int = ARTICLES) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as folder:
        _child(folder, "gather", count)
        figures: dict[str, float] = json.loads(_child(folder, "organise", count))
    print(f"  {count} articles, of which {figures['window']:.0f} open at most")
    print(f"  {figures['per_second']:6.1f} articles enriched and grouped per CPU-second")
    print(f"  {figures['enrich_ms']:6.2f} ms to enrich one, {figures['group_ms']:.2f} ms to group it")
    print(f"  {figures['memory_mb']:6.0f} MB at most; {figures['memory_growth_mb']:.0f} MB more than before the first")
    return figures


def _child(folder: str, what: str, count: int) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OCTAVO_DATABASE")}
    command = [sys.executable, "-m", "bench.organising", what, str(count)]
    done = subprocess.run(
        command,
        env={**environment, "OCTAVO_DATA": folder, "OCTAVO_EMBED": "off"},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return done.stdout


def _setup() -> None:
    from octavo.config.django import setup

    setup()
    from octavo.store import schema

    schema.ensure()


def gather(count: int) -> None:
    """Store the stream's articles, so that they wait to be enriched."""
    from bench.organising_stream import stream
    from octavo import clock
    from octavo.core.gather.jsonlines import draft_from_json
    from octavo.store import articles

    waiting = (draft_from_json(row, now=clock.now())[0] for row in stream(count))
    while batch := list(islice(waiting, BATCH)):
        articles.save(batch, clock.now())


def organise(count: int) -> None:
    """Enrich and group all that waits; prints the figures as JSON."""
    from octavo import clock
    from octavo.core.organise.stream import DEFAULT
    from octavo.organise.enrich import enrich
    from octavo.organise.group import Grouper

    grouper = Grouper("bench", clock.now)
    before = _memory()
    enriching = grouping = 0.0
    left = count
    while left:
        started = time.process_time()
        enriched = enrich("bench", clock.now)
        between = time.process_time()
        grouped = grouper.run() or 0
        enriching += between - started
        grouping += time.process_time() - between
        assert enriched or grouped, f"{left} articles were not grouped"
        left -= grouped
    started = time.process_time()
    grouper.settle()
    grouping += time.process_time() - started
    figures = {
        "per_second": count / (enriching + grouping),
        "enrich_ms": enriching / count * 1000,
        "group_ms": grouping / count * 1000,
        "memory_mb": _memory(),
        "memory_growth_mb": _memory() - before,
        "window": float(DEFAULT.window),
    }
    print(json.dumps(figures))


def _memory() -> float:
    """The most memory this process has used, in MB (`ru_maxrss` counts kB, on macOS bytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    _setup()
    {"gather": gather, "organise": organise}[sys.argv[1]](int(sys.argv[2]))
