"""Memory of one process that extracts 2,000 different pages: the shared ones in turn, changed a little each time."""

from __future__ import annotations

import contextlib
import gzip
import resource
from collections.abc import Iterator

from evals.common import data

PAGES, STEP = 2_000, 250
SETS = ("fundus_pages", "trafilatura_pages", "readability_pages")


def main() -> dict[str, float]:
    from octavo.core.gather.extract import extract
    from octavo.errors import InputError

    highest = 0.0
    for number, raw in enumerate(_pages(), 1):
        with contextlib.suppress(InputError):
            extract(raw, f"https://publisher-{number % 700}.example/news/{number}")
        if number % STEP == 0:
            highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"  {number:5} pages  {highest:6.0f} MB at the highest", flush=True)
    return {"extraction_memory_mb": highest}


def _pages() -> Iterator[bytes]:
    """One page in memory at a time. New class names and words each turn, so that no cache can know them."""
    files = [file for name in SETS for file in sorted(data(f"{name}/html").iterdir())]
    for number in range(PAGES):
        raw = gzip.decompress(files[number % len(files)].read_bytes())
        mark = str(number).encode()
        yield raw.replace(b'class="', b'class="c' + mark + b" ").replace(b"</p>", b" " + mark + b"</p>")


if __name__ == "__main__":
    main()
