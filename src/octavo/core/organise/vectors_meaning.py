"""Latent vectors of English news texts: words that stand in the same articles point the same way.

The vectors of the words are shipped (made by `evals/train_meaning.py`). For other languages there are none.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterable
from functools import cache

import numpy as np

from octavo.core.data import read_json
from octavo.core.organise.vectors import Floats, word_key


@cache
def _table() -> tuple[dict[int, int], Floats]:
    raw = read_json("octavo.core.organise", "meaning.json.gz")
    packed = np.frombuffer(base64.b64decode(raw["vectors"]), dtype=np.int8).astype(np.float32) / 127.0
    vectors = np.sign(packed) * packed**2
    return {key: row for row, key in enumerate(raw["keys"])}, vectors.reshape(-1, raw["dimensions"])


def meaning(terms: Iterable[str], lang: str | None) -> Floats | None:
    """The unit vector of a text's terms; None where none of them is known."""
    if lang != "en":
        return None
    rows, vectors = _table()
    known = [(rows[key], count) for key, count in Counter(map(word_key, terms)).items() if key in rows]
    if not known:
        return None
    at, counts = zip(*known, strict=True)
    total = (1.0 + np.log(np.array(counts, dtype=np.float32))) @ vectors[list(at)]
    return np.asarray(total / np.linalg.norm(total), dtype=np.float32)
