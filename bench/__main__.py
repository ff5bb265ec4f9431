"""`./run bench [name…]`: run benchmarks. They print figures; they judge nothing."""

from __future__ import annotations

import importlib
import sys

BENCHES = {
    "start": "how long commands take to start, and one page to be extracted",
    "extraction": "CPU time of extraction, as a ratio to trafilatura's default",
    "extraction_memory": "memory of one process over 2,000 pages",
    "pages": "CPU time of the site's pages on the sample edition",
    "organising": "articles enriched and grouped per CPU-second, and memory, at 10,000",
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}. There are:", file=sys.stderr)
        for name, text in BENCHES.items():
            print(f"  {name:17} {text}", file=sys.stderr)
        return 2
    for name in names or BENCHES:
        print(f"== {name}: {BENCHES[name]}", flush=True)
        importlib.import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
