"""`./run eval [--quick] [capability…]`: run evaluations, compare with the floors, exit 1 below one.

A capability is a module of this package with `main() -> dict[str, float]`. A floor `name = value` in `floors.toml`
belongs to the capability whose table it stands in; `name_max = value` is a ceiling (speed, memory).
"""

from __future__ import annotations

import importlib
import sys
import time
import tomllib
from pathlib import Path

from evals.common import data

GROUPS = {
    "gathering": ["extraction", "teasers", "feeds", "opml", "discovery"],
    "organising": [
        "language",
        "hashtags",
        "hashtags_plain",
        "sections",
        "wire",
        "similarity",
        "stories",
        "stories_held_out",
        "hidden",
        "related",
        "week",
        "stories_plain",
    ],
    "explaining": ["summary", "answers", "grounding"],
}
FLOORS = Path(__file__).with_name("floors.toml")


def main(arguments: list[str]) -> int:
    floors = tomllib.loads(FLOORS.read_text("utf8"))
    quick = "--quick" in arguments
    wanted = [a for a in arguments if not a.startswith("-")] or [
        n for n, t in floors.items() if t["quick"] or not quick
    ]
    wanted = [name for one in wanted for name in GROUPS.get(one, [one])]
    unknown = [name for name in wanted if name not in floors]
    if unknown:
        print(f"No evaluation {', '.join(unknown)}; there are {', '.join([*GROUPS, *floors])}.", file=sys.stderr)
        return 2
    if not data().is_dir():
        print(f"The evaluation data is not at {data()}: set OCTAVO_EVAL_DATA to its folder.", file=sys.stderr)
        return 2
    below: list[str] = []
    for name in wanted:
        started = time.perf_counter()
        figures = importlib.import_module(f"evals.{name}").main()
        print(f"  ({time.perf_counter() - started:.0f} s)\n")
        below += _below(name, figures, {k: v for k, v in floors[name].items() if k != "quick"})
    for line in below:
        print(f"BELOW THE FLOOR  {line}", file=sys.stderr)
    print(f"{len(wanted)} evaluations, {len(below)} figures below their floor.")
    return 1 if below else 0


def _below(capability: str, figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    found = []
    for name, floor in floors.items():
        figure = name.removesuffix("_max")
        value = figures.get(figure)
        if value is None:
            found.append(f"{capability}.{figure} was not measured")
        elif name.endswith("_max") and value > floor:
            found.append(f"{capability}.{figure} = {value:.4f}, at most {floor}")
        elif not name.endswith("_max") and value < floor:
            found.append(f"{capability}.{figure} = {value:.4f}, at least {floor}")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
