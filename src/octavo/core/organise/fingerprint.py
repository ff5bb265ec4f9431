"""Finds wire copies: the same text under another publisher, whatever became of headline, opening, ending or quotes.

A text's sketch is the smallest hashes of its four-word runs (bottom-k MinHash). Two sketches give the share of runs
in common, and with the two lengths how much of the shorter text stands in the longer one. Candidates come from an
index over the smallest hashes, so a look-up takes the same time in a small and a large archive.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octavo.core.text.scripts import script_of
from octavo.core.text.tokens import normalise, straight

Sketch = NDArray[np.uint32]

RUN = 4  # words in a run
SIZE = 64  # hashes kept; the standard error of a containment of .7 is then about .06
MAX_TEXT = 12_000  # characters
MIN_RUNS = 20  # below this a text is too short to call anything its copy


@dataclass(frozen=True, slots=True)
class Overlap:
    """How two texts overlap, 0–1: of both (`resemblance`) and of the shorter one (`containment`)."""

    resemblance: float
    containment: float


def sketch(text: str) -> tuple[Sketch, int]:
    """The smallest distinct run hashes in ascending order, and how many distinct runs the text has."""
    hashes = _word_hashes(text[:MAX_TEXT])
    count = len(hashes) - RUN + 1
    if count < 1:
        return np.empty(0, dtype=np.uint32), 0
    runs = hashes[:count].copy()
    for shift in range(1, RUN):
        runs *= np.uint64(0x9E3779B97F4A7C15)
        runs ^= hashes[shift : shift + count]
    runs *= np.uint64(0xD6E8FEB86659FD93)
    high = (runs >> np.uint64(32)).astype(np.uint32)
    high.sort()
    distinct = high[np.append(True, high[1:] != high[:-1])]
    return distinct[:SIZE].copy(), len(distinct)


_BASE = 0x2545F4914F6CDD1D  # odd, so that it has an inverse modulo 2^64
_LONGEST = 2 * MAX_TEXT  # characters after normalising, which writes some ligatures out


def _word_hashes(text: str) -> NDArray[np.uint64]:
    """A hash for each word: sum of code point × base^place within the word, modulo 2^64.

    Computed on all characters at once (a tenth of the cost of taking the words out): the sums of two places of the
    text differ by the word between them, moved to the text's start by the inverse of the base.
    """
    text = normalise(straight(text)).replace("'", "")[:_LONGEST]
    ascii_only = text.isascii()  # as most texts are by now: four times less to go through
    raw = text.encode() if ascii_only else text.encode("utf-32-le", "surrogatepass")
    codes: NDArray[np.integer[Any]] = np.frombuffer(raw, dtype=np.uint8 if ascii_only else np.uint32)
    if not len(codes):
        return np.empty(0, dtype=np.uint64)
    first, after = _bounds(_kinds()[codes])
    powers, inverses = _powers()
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * powers[: len(codes)], out=sums[1:])
    mixed = (sums[after] - sums[first]) * inverses[first]
    return np.asarray(mixed ^ (mixed >> np.uint64(29)), dtype=np.uint64)


def _bounds(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where each word begins and ends, from what each character is."""
    padded = np.zeros(len(kinds) + 2, dtype=np.uint8)
    padded[1:-1] = kinds
    if kinds.max() < _ALONE:
        edges = np.flatnonzero(padded[1:] != padded[:-1])
        return edges[::2], edges[1::2]
    single = kinds != _LETTER
    starts = (kinds != _NO_LETTER) & (single | (padded[:-2] != _LETTER))
    stops = (kinds != _NO_LETTER) & (single | (padded[2:] != _LETTER))
    return np.flatnonzero(starts), np.flatnonzero(stops) + 1


_NO_LETTER, _LETTER, _ALONE = 0, 1, 2  # of a character: between words, in a word, a word of its own
_UNSPACED = frozenset(("han", "kana", "thai", "lao", "khmer", "burmese"))


@cache
def _kinds() -> NDArray[np.uint8]:
    """What each character is, by code point; of those beyond the basic plane only Han are looked at."""
    kinds = np.zeros(0x110000, dtype=np.uint8)
    kinds[0x20000:0x31350] = _ALONE
    for code in range(0x10000):
        char = chr(code)
        if char.isalnum() or unicodedata.category(char)[0] == "M":
            kinds[code] = _ALONE if script_of(char) in _UNSPACED else _LETTER
    return kinds


@cache
def _powers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of the base and of its inverse, from 0 on."""
    tables = []
    for factor in (_BASE, pow(_BASE, -1, 1 << 64)):
        steps = np.full(_LONGEST, factor, dtype=np.uint64)
        steps[0] = 1
        tables.append(np.cumprod(steps))
    return tables[0], tables[1]


def overlap(a: Sketch, runs_a: int, b: Sketch, runs_b: int) -> Overlap:
    """Estimated from two sketches and the numbers of runs behind them."""
    if not runs_a or not runs_b:
        return Overlap(0.0, 0.0)
    union = np.unique(np.concatenate([a, b]))
    if runs_a > SIZE or runs_b > SIZE:
        # Only as far as both sketches reach are they samples of the same hash range.
        reach = min(a[-1] if runs_a > SIZE else union[-1], b[-1] if runs_b > SIZE else union[-1])
        union = union[union <= reach]
        a, b = a[a <= reach], b[b <= reach]
    common = len(a) + len(b) - len(union)
    resemblance = common / len(union)
    shared = resemblance * (runs_a + runs_b) / (1.0 + resemblance)
    return Overlap(resemblance, min(1.0, shared / min(runs_a, runs_b)))


CONTAINED = 0.55  # of the shorter text's runs that stand in the longer one
# Of the names, and of the numbers, of the text with fewer, so many must stand in the other: look-alikes by one form
# differ in these. Long texts are analysed in part, and are never written by a form.
FACTS_HELD_SHORT, FACTS_HELD_LONG, SHORT_RUNS = 0.75, 0.35, 200
WHOLE = 0.75  # of a long text's runs that say enough alone: its names and numbers are known of its beginning only
FEWEST_FACTS = 2  # fewer say nothing of a long text; in a short one a single number tells two results apart


class Print:
    """What is compared of a text: its sketch, its number of runs, and the keys of its names and of its numbers.

    Kept as bytes, in half the memory of arrays: every open article has one, and few are ever looked at.
    """

    __slots__ = ("_names", "_numbers", "_sketch", "runs")

    def __init__(self, sketch: Sketch, runs: int, names: NDArray[np.uint32], numbers: NDArray[np.uint32]) -> None:
        self._sketch, self._names, self._numbers = sketch.tobytes(), names.tobytes(), numbers.tobytes()
        self.runs = runs

    @property
    def sketch(self) -> Sketch:
        return np.frombuffer(self._sketch, dtype=np.uint32)

    @property
    def names(self) -> NDArray[np.uint32]:
        return np.frombuffer(self._names, dtype=np.uint32)

    @property
    def numbers(self) -> NDArray[np.uint32]:
        return np.frombuffer(self._numbers, dtype=np.uint32)


def is_copy(a: Print, b: Print) -> bool:
    """Whether two texts are one text, edited: most runs of the shorter stand in the longer, and its facts do, too.

    Texts under `MIN_RUNS` runs are too short to say so.
    """
    if min(a.runs, b.runs) < MIN_RUNS:
        return False
    contained = overlap(a.sketch, a.runs, b.sketch, b.runs).containment
    short = min(a.runs, b.runs) < SHORT_RUNS
    if contained < CONTAINED:
        return False
    if not short and contained >= WHOLE:
        return True
    share, fewest = (FACTS_HELD_SHORT, 1) if short else (FACTS_HELD_LONG, FEWEST_FACTS)
    return _held(a.names, b.names, share, fewest) and _held(a.numbers, b.numbers, share, fewest)


def _held(a: NDArray[np.integer[Any]], b: NDArray[np.integer[Any]], share: float, fewest: int) -> bool:
    fewer = min(len(a), len(b))
    return fewer < fewest or len(np.intersect1d(a, b)) >= share * fewer
