"""The cost of an article does not grow with the archive: CPU time of each quarter of an import, after the first 500."""

from __future__ import annotations

import gzip
import resource
import tempfile
from pathlib import Path

from drill.instance import Instance
from evals.common import data

WARM = 500
LIMIT = 1.3


def main() -> bool:
    with gzip.open(data("allsides_stream/articles.jsonl.gz"), "rt", encoding="utf8") as file:
        lines = file.readlines()
    with tempfile.TemporaryDirectory() as name:
        instance = Instance(Path(name) / "data")
        part = Path(name) / "part.jsonl"
        _import(instance, part, lines[:WARM])
        size = (len(lines) - WARM) // 4
        costs = []
        for quarter in range(4):
            start = WARM + quarter * size
            costs.append(_import(instance, part, lines[start : start + size]) / size * 1000)
            print(f"   articles {start + 1} to {start + size}: {costs[-1]:.2f} ms of CPU time each")
        ratio = costs[3] / costs[0]
        print(f"   last quarter to first: {ratio:.2f} (at most {LIMIT})")
        return ratio <= LIMIT


def _import(instance: Instance, part: Path, lines: list[str]) -> float:
    """CPU seconds of importing `lines`, starting the command included."""
    part.write_text("".join(lines), "utf8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    instance.run("import", str(part), "--quiet")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
