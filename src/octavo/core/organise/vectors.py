"""Sparse vectors over hashed words, seen from several sides of an article, and the frequencies that weigh them.

A word is a 32-bit key (CRC-32), so a vector is two small arrays, an archive of any size needs no vocabulary, and the
table of document frequencies has a fixed size. It knows nothing of articles or stories.
"""

from __future__ import annotations

import json
import math
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from octavo.core.text.frequencies import start_table
from octavo.core.text.stems import Remembered

Keys = NDArray[np.uint32]
Floats = NDArray[np.float32]

BITS = 20  # 2^20 cells: with 100,000 distinct words in use about one word in ten shares its cell
CELLS = 1 << BITS
KNOWN_BITS = 17  # and behind them 2^17 for what is compared between languages only: it never shares a cell with words
KNOWN_CELLS = 1 << KNOWN_BITS
_MIX = np.uint32(2654435761)  # Knuth's multiplicative hash


class View(IntEnum):
    """The sides from which two articles are compared. Each is one segment of `Vector.keys`."""

    TITLE = 0  # stems of the title, or of the first sentence where there is no title
    LEAD = 1  # stems of the first fifty words
    BODY = 2  # stems of the whole
    NAMES = 3  # capitalised words, folded to plain Latin letters: comparable across languages
    NUMBERS = 4
    DATES = 5
    PAIRS = 6  # neighbouring stems of title and lead


VIEWS = len(View)
_LENGTH = struct.Struct("<I")
START = 400  # articles that the shipped table counts as


class Vector:
    """Keys and counts of all views, one after the other; `ends[v]` is where view `v` ends."""

    __slots__ = ("counts", "ends", "keys")

    def __init__(self, keys: Keys, counts: NDArray[np.uint8], ends: tuple[int, ...]) -> None:
        self.keys, self.counts, self.ends = keys, counts, ends

    @classmethod
    def of(cls, bags: Sequence[Mapping[int, int]]) -> Vector:
        """From one mapping of key to count for each view."""
        keys = np.array([key for bag in bags for key in bag], dtype=np.uint32)
        counts = np.array([min(count, 255) for bag in bags for count in bag.values()], dtype=np.uint8)
        ends, at = [], 0
        for bag in bags:
            at += len(bag)
            ends.append(at)
        return cls(keys, counts, tuple(ends))

    def span(self, view: View) -> slice:
        return slice(self.ends[view - 1] if view else 0, self.ends[view])

    def of_view(self, view: View) -> Keys:
        return self.keys[self.span(view)]


# words repeat: a look-up costs a third of hashing again
_KEYS = Remembered(lambda word: zlib.crc32(word.encode("utf-8", "surrogatepass")))


def word_key(word: str) -> int:
    """The 32-bit key of a word, the same on every machine."""
    return _KEYS[word]


def word_keys(words: Iterable[str]) -> list[int]:
    return [word_key(word) for word in words]


def cells(keys: Keys, salt: int = 0) -> NDArray[np.intp]:
    """Where keys stand in a table of `CELLS` cells; another `salt` is another language or view."""
    return (((keys ^ np.uint32(salt)) * _MIX) >> np.uint32(32 - BITS)).astype(np.intp)


def known_cells(keys: Keys) -> NDArray[np.intp]:
    """The same of keys that stand for one thing in every language. The highest bit of a key stays that of its cell."""
    top = keys & np.uint32(1 << 31)
    return (((keys * _MIX) >> np.uint32(33 - KNOWN_BITS)) | (top >> np.uint32(32 - KNOWN_BITS))).astype(np.intp) + CELLS


@cache
def lang_salt(lang: str) -> int:
    return zlib.crc32(b"lang:" + lang.encode())


# Names, numbers and dates are counted over all languages together, stems and pairs within each language.
_SHARED_SALT = {View.NAMES: 0x5BD1E995, View.NUMBERS: 0x1B873593, View.DATES: 0x27D4EB2F}
_PAIR_SALT = 0x165667B1


@cache
def _salts(lang: str) -> Keys:
    """By view."""
    own = lang_salt(lang)
    return np.array(
        [_SHARED_SALT.get(view, own ^ _PAIR_SALT if view is View.PAIRS else own) for view in View], dtype=np.uint32
    )


class DocumentFrequencies:
    """How many articles hold a key, for each language; a fixed 5 MB whatever the size of the archive."""

    def __init__(self) -> None:
        self.counts: NDArray[np.uint32] = np.zeros(CELLS + KNOWN_CELLS, dtype=np.uint32)
        self.documents: dict[str, int] = {}  # by language
        self.total = 0

    def cells_of(self, vector: Vector, lang: str) -> NDArray[np.intp]:
        """The cell of each key of a vector, view by view."""
        salts = np.repeat(_salts(lang), np.diff(np.array((0, *vector.ends))))
        return (((vector.keys ^ salts) * _MIX) >> np.uint32(32 - BITS)).astype(np.intp)

    def add(self, vector: Vector, lang: str, known: Keys | None = None) -> None:
        """Count one article, with what it may share with other languages. The title's and lead's stems are part of the
        body, so only the body counts."""
        if lang not in self.documents:
            self._begin(lang)
        where = self.cells_of(vector, lang)
        from_body = where[vector.ends[View.LEAD] :]
        self.counts[from_body] += np.uint32(1)  # once, however often a cell is named
        if known is not None:
            self.counts[known_cells(known)] += np.uint32(1)
        self.documents[lang] += 1
        self.total += 1

    def _begin(self, lang: str) -> None:
        """Start a language with the shipped table of common words, so that its first articles are weighed sensibly.

        Without a table its words begin as rare ones: counted against a handful of articles, those of an event would
        weigh nothing as soon as two report it.
        """
        table = start_table(lang)
        self.documents[lang] = START
        if table:
            where = cells(np.array(word_keys(table), dtype=np.uint32), lang_salt(lang))
            np.add.at(self.counts, where, np.rint(np.array(list(table.values())) * START).astype(np.uint32))

    def idf(self, where: NDArray[np.intp], documents: int) -> Floats:
        """ln((n + 1) / (df + .5)) of cells, never below .1; `documents` is the n they are counted against."""
        df = self.counts[where].astype(np.float32)
        return np.asarray(np.maximum(np.log((documents + 1.0) / (df + 0.5)), 0.1), dtype=np.float32)

    def name_idf(self, key: int) -> float:
        """How telling a name is, from its key in the NAMES view."""
        return math.log((self.total + 1.0) / (self._count(key ^ _SHARED_SALT[View.NAMES]) + 0.5))

    def term_idf(self, key: int, lang: str) -> float:
        """How telling a stem is, from its key."""
        documents = self.documents.get(lang, 0)
        return math.log((documents + 1.0) / (self._count(key ^ lang_salt(lang)) + 0.5))

    def _count(self, salted: int) -> int:
        return int(self.counts[(salted * int(_MIX) & 0xFFFFFFFF) >> (32 - BITS)])

    def known_idf(self, key: int) -> float:
        """The same of a key that stands for one thing in every language."""
        cell = known_cells(np.array([key], dtype=np.uint32))
        return math.log((self.total + 1.0) / (int(self.counts[cell[0]]) + 0.5))

    def take(self, other: DocumentFrequencies) -> None:
        """Become equal to `other`."""
        self.counts, self.documents, self.total = other.counts.copy(), dict(other.documents), other.total

    def to_bytes(self) -> bytes:
        """A compact form that `from_bytes` reads back exactly."""
        used = np.flatnonzero(self.counts).astype(np.uint32)
        gaps = np.diff(used, prepend=np.uint32(0))
        head = json.dumps([self.total, self.documents]).encode()
        return _LENGTH.pack(len(head)) + head + zlib.compress(gaps.tobytes() + self.counts[used].tobytes(), 1)

    @classmethod
    def from_bytes(cls, raw: bytes) -> DocumentFrequencies:
        """What `to_bytes` wrote."""
        made = cls()
        (head,) = _LENGTH.unpack_from(raw)
        made.total, made.documents = json.loads(raw[_LENGTH.size : _LENGTH.size + head])
        values = np.frombuffer(zlib.decompress(raw[_LENGTH.size + head :]), dtype=np.uint32)
        half = len(values) // 2
        made.counts[np.cumsum(values[:half])] = values[half:]
        return made
