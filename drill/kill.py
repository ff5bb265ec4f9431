"""Kill an import of real articles at ten random moments, run it again: everything is as after an uninterrupted run."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from drill.instance import Instance, differences, kill_at_random, new_database, postgresql
from evals.common import data

KILLS = 10
# a word that fewer than a thousand of the articles hold: beyond that the search is cut off, in an order that may differ
QUERY = "kavanaugh"


def main() -> bool:
    source = str(data("allsides_stream/articles.jsonl.gz"))
    with tempfile.TemporaryDirectory() as name, postgresql(Path(name)) as server:
        root = Path(name)
        whole = Instance(root / "whole")
        started = time.perf_counter()
        whole.run("import", source)
        length = time.perf_counter() - started
        print(f"   uninterrupted on SQLite: {length:.0f} s")
        expected, found = whole.state(), whole.hits(QUERY)
        good = True
        for label, database in (("SQLite", ""), ("PostgreSQL", new_database(server, "drill"))):
            broken = Instance(root / label, database)
            hit = kill_at_random(broken, KILLS, 20261124, "import", source, longest=length / 6)
            broken.run("import", source)
            problems = differences(expected, broken.state())
            if broken.hits(QUERY) != found:
                problems.append("search finds other articles")
            good = good and not problems and hit > 0
            print(f"   {label}: killed {hit} of {KILLS} times, {problems or 'the same result'}")
        return good
