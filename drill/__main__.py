"""`./run drill [name…]`: run drills; exit 1 where one fails."""

from __future__ import annotations

import subprocess
import sys
import time

DRILLS = {
    "kill": "kill -9 at ten random moments of an import, on both databases: the same result as an uninterrupted run",
    "workers": "three workers on PostgreSQL share one import, one is killed: nothing lost or doubled",
    "week": "a simulated week of 400 publishers: politeness kept, nothing lost, doubled or private fetched",
    "polls": "10,000 sources answering 304 polled from one process: at least 300 a CPU-second, under 500 MB",
    "hostile": "what was made to hurt ends within 10 s with an error, while other sources go on",
    "million": "a million titles with leads: 100 a CPU-second, 600 MB, one article within 25 ms to the end",
    "growth": "the cost of an article does not grow with the archive",
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in DRILLS]
    if unknown:
        print(f"No drill {', '.join(unknown)}. There are:", file=sys.stderr)
        for name, text in DRILLS.items():
            print(f"  {name:8} {text}", file=sys.stderr)
        return 2
    failed = []
    for name in names or DRILLS:
        print(f"== {name}: {DRILLS[name]}", flush=True)
        started = time.perf_counter()
        # each in a process of its own: what one leaves in memory and settings is no other's business
        act = f"import sys; from drill.{name} import main; sys.exit(not main())"
        if subprocess.run([sys.executable, "-c", act]).returncode:
            failed.append(name)
        print(f"   {time.perf_counter() - started:.0f} s\n", flush=True)
    print(f"{len(names or DRILLS) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
