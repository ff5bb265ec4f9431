"""What every evaluation shares: where the data lies, reading it, printing a table."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


def data(name: str = "") -> Path:
    """A folder or file of the evaluation data."""
    return Path(os.environ.get("OCTAVO_EVAL_DATA", "../shared/data")) / name


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, gzipped or not."""
    with gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def report(title: str, figures: Mapping[str, float]) -> None:
    """Print the figures as a small table."""
    print(title)
    for name, value in figures.items():
        print(f"  {name:<46} {value:8.4f}")
