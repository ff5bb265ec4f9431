"""CPU time of the whole of `extract` over trafilatura's default, on the same pages in turn."""

from __future__ import annotations

import contextlib
import gzip
import time

from evals.common import data

PAGES = 60


def main() -> dict[str, float]:
    import trafilatura

    from octavo.core.gather.extract import extract
    from octavo.errors import InputError

    files = sorted(data("fundus_pages/html").iterdir())[:PAGES]
    pages = [gzip.decompress(file.read_bytes()) for file in files]
    ours = theirs = 0.0
    for warm in (True, False):
        for raw in pages[:5] if warm else pages:
            started = time.process_time()
            with contextlib.suppress(InputError):
                extract(raw, "")
            between = time.process_time()
            trafilatura.bare_extraction(raw, with_metadata=True)
            if not warm:
                ours += between - started
                theirs += time.process_time() - between
    print(f"  {ours / len(pages) * 1000:.1f} ms a page, trafilatura {theirs / len(pages) * 1000:.1f} ms")
    print(f"  ratio {ours / theirs:.2f}")
    return {"ratio": ours / theirs}
