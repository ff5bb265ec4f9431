"""Key points against the long extractive summaries of BBC news: a regression check, beside the lead of equal length.

.venv/bin/python -m evals.summary
"""

from __future__ import annotations

import re
import time
from collections import Counter
from itertools import pairwise

from evals.common import data, read_jsonl, report
from octavo.core.explain.summarise import key_points
from octavo.core.text.sentences import sentences

_START = re.compile(r"((?:^|[.!?\n])\s*[\"“]?)([a-z])")
POINTS = 8  # the summaries hold about 40 % of the text


def main() -> dict[str, float]:
    own, lead, exact, seconds, count = 0.0, 0.0, 0, 0.0, 0
    for row in read_jsonl(data("summaries_bbc/items.jsonl.gz")):
        # Everything is lower-cased there; capitals at the starts let sentences be found.
        text = _START.sub(lambda match: match[1] + match[2].upper(), row["text"])
        started = time.process_time()
        points = key_points(1, row["title"], text, "en", count=POINTS)
        seconds += time.process_time() - started
        first = [text[span.start : span.end] for span in sentences(text, "en")[: len(points)]]
        own += _precision(" ".join(point.text for point in points), row["summary"])
        lead += _precision(" ".join(first), row["summary"])
        exact += all(text[p.citation.span.start : p.citation.span.end] == p.text for p in points)
        count += 1
    figures = {
        "rouge2_precision": own / count,
        "lead_rouge2_precision": lead / count,
        "quoted_exactly": exact / count,
        "articles_per_cpu_second": count / seconds,
    }
    report("summary", figures)
    return figures


def _precision(text: str, reference: str) -> float:
    """The share of word pairs that the reference has too."""
    mine, theirs = _pairs(text), _pairs(reference)
    return sum((mine & theirs).values()) / max(1, sum(mine.values()))


def _pairs(text: str) -> Counter[tuple[str, str]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(pairwise(words))


if __name__ == "__main__":
    main()
