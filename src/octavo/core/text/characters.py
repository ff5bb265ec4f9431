"""How likely a text is in each language by its character sequences, among the languages of one script.

A naive Bayes model over sequences of two to six bytes, counted longest first, made smaller from py3langid's (see
`evals.train_language`): 20 MB of memory where that takes 100, and a tenth of the time to load. It decides nothing.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from octavo.core.data import load_json

LONGEST = 6  # bytes of a sequence
STEP = 0.5  # nats between two weights that are told apart
ZERO = ord("0")  # how the weight 0 is written; each weight is one character
LEAST = 1e-9  # no language is less likely than that
# A script with one language has no table; the one of Latin letters is cut into parts of a size that a repository bears.
PARTS = {
    "latin": ("latin_1", "latin_2", "latin_3", "latin_4", "latin_5"),
    "cyrillic": ("cyrillic",),
    "arabic": ("arabic",),
    "devanagari": ("devanagari",),
    "bengali": ("bengali",),
}


@dataclass(frozen=True, slots=True)
class Table:
    """The row of each sequence in `weights`, with a column for each of `languages`; one may have several.

    A weight says how many steps above the column's floor it is.
    """

    languages: tuple[str, ...]
    priors: NDArray[np.float32]
    floors: NDArray[np.float32]
    rows: dict[str, int]
    weights: NDArray[np.uint8]


def log_shares(text: str, script: str) -> dict[str, float]:
    """The natural logarithm of each language's share, by language. `script`: one of `PARTS`."""
    table = _table(script)
    raw = unicodedata.normalize("NFC", text.lower() if text.isupper() else text).encode("utf-8", "surrogatepass")
    seen = Counter(_sequences(raw.decode("latin-1"), table.rows))
    weighed = np.log1p(np.fromiter(seen.values(), dtype=np.float32, count=len(seen)))
    scores = weighed @ (table.weights[list(seen)] * np.float32(STEP) + table.floors) + table.priors
    # so that a share means the same for a headline and for a whole text
    scores /= math.sqrt(len(raw) or 1)
    scores -= scores.max()
    scores -= math.log(float(np.exp(scores).sum()))
    shares: dict[str, float] = {}
    for lang, score in zip(table.languages, scores.tolist(), strict=True):
        shares[lang] = max(score, math.log(LEAST), shares.get(lang, -math.inf))
    return shares


def _sequences(text: str, rows: dict[str, int]) -> list[int]:
    """The row of the longest known sequence that ends at each place; `text` has one character for each byte."""
    found = []
    for end in range(2, len(text) + 1):
        for start in range(max(0, end - LONGEST), end - 1):
            row = rows.get(text[start:end])
            if row is not None:
                found.append(row)
                break
    return found


@cache
def _table(script: str) -> Table:
    # not remembered as they are read: the table made of them is
    parts = [load_json.__wrapped__("octavo.core.text", f"characters_{part}.json.gz") for part in PARTS[script]]
    languages = tuple(parts[0]["languages"].split())
    written = "".join(part["weights"] for part in parts).encode()
    sequences = "\n".join(part["sequences"] for part in parts).split("\n")
    return Table(
        languages,
        np.array(parts[0]["priors"], dtype=np.float32),
        np.array(parts[0]["floors"], dtype=np.float32),
        {sequence: row for row, sequence in enumerate(sequences)},
        (np.frombuffer(written, dtype=np.uint8) - np.uint8(ZERO)).reshape(len(sequences), len(languages)),
    )
