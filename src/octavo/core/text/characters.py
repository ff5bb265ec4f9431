"""How likely a text is in each language by its character sequences, among the languages of one script.

A naive Bayes model over sequences of two to six bytes, counted longest first, made smaller from py3langid's (see
`evals.train_language`): 5 MB of memory where that takes 100, and a tenth of the time to load. It decides nothing.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from octavo.core.data import read_json

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
    """Sequences with a row of `weights` each, which has a column for each of `languages`; one may have several.

    A weight says how many steps above the column's floor it is. `known` are the sequences as `_numbers` writes them,
    sorted, and `rows` the row of each: a dictionary of them took 12 MB.
    """

    languages: tuple[str, ...]
    priors: NDArray[np.float32]
    floors: NDArray[np.float32]
    known: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: NDArray[np.uint8]


def log_shares(text: str, script: str) -> dict[str, float]:
    """The natural logarithm of each language's share, by language. `script`: one of `PARTS`."""
    table = _table(script)
    raw = unicodedata.normalize("NFC", text.lower() if text.isupper() else text).encode("utf-8", "surrogatepass")
    seen = Counter(_found(raw, table).tolist())
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


def _found(raw: bytes, table: Table) -> NDArray[np.int32]:
    """The row of the longest known sequence that ends at each place, where one does."""
    found = np.full(len(raw) + 1, -1, dtype=np.int32)
    for size, numbers in enumerate(_numbers(raw), 1):
        at = np.searchsorted(table.known, numbers)
        known = table.known.take(at, mode="clip") == numbers
        found[size:][known] = table.rows[at[known]]
    return found[found >= 0]


def _numbers(raw: bytes) -> Iterator[NDArray[np.int64]]:
    """The sequences of one byte, of two … of `LONGEST`, from each place on that holds one; each as a number of its
    own, a one before its bytes."""
    each = np.frombuffer(raw, dtype=np.uint8)
    numbers = np.ones(len(raw) + 1, dtype=np.int64)
    for size in range(1, min(LONGEST, len(raw)) + 1):
        numbers = numbers[:-1] << 8 | each[size - 1 :]
        yield numbers


@cache
def _table(script: str) -> Table:
    known, weights = [], []
    for name in PARTS[script]:
        # not remembered as it is read: the table made of it is, part after part, so that little is held twice
        part = read_json("octavo.core.text", f"characters_{name}.json.gz")
        known.append(np.fromiter(map(_number, part["sequences"].split("\n")), dtype=np.int64))
        weights.append(np.frombuffer(part["weights"].encode(), dtype=np.uint8) - np.uint8(ZERO))
    languages = tuple(part["languages"].split())  # the same in each
    numbers = np.concatenate(known)
    order = np.argsort(numbers)
    return Table(
        languages,
        np.array(part["priors"], dtype=np.float32),
        np.array(part["floors"], dtype=np.float32),
        numbers[order],
        order.astype(np.int32),
        np.concatenate(weights).reshape(-1, len(languages)),
    )


def _number(sequence: str) -> int:
    """As `_numbers` writes it, of a sequence with one character for each byte."""
    return int.from_bytes(b"\1" + sequence.encode("latin-1"))
