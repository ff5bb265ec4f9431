"""How long commands take to start: CPU seconds of the whole process, the least of five runs."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from octavo import clock
from octavo.sample import edition


def main() -> dict[str, float]:
    pages = edition(clock.now()).pages
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_bytes(next(iter(pages.values()))[0])
        commands = {
            "octavo --help": ["--help"],
            "octavo extract, one page": ["extract", str(page)],
            "octavo tags, one text": ["tags", str(_line(folder))],
        }
        figures = {name: min(_cpu(arguments) for _ in range(5)) for name, arguments in commands.items()}
    for name, seconds in figures.items():
        print(f"  {name:26} {seconds:.2f} s of CPU time")
    return figures


def _line(folder: str) -> Path:
    path = Path(folder) / "text.jsonl"
    path.write_text('{"id": 1, "title": "Flood in Marlow", "text": "The river rose by three metres in Marlow."}\n')
    return path


def _cpu(arguments: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "octavo.cli", *arguments], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
