"""Counts in how many documents each term stands, by language: the weights behind hashtags, similarity and search.

An instance's own counts are blended with a small table of common news words, so the first article is weighed sensibly.
It keeps numbers only and knows nothing of where the documents are.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterable
from functools import cache

from octavo.core.data import load_json
from octavo.errors import InputError

_START = 400.0  # documents that the start table counts as, however many it was made from
_RARE = 0.35  # documents an unseen term is taken to stand in
_VERSION = 1


class Frequencies:
    """Document frequencies by language. Same additions in any order give the same state and the same bytes."""

    def __init__(self) -> None:
        self._documents: dict[str, int] = {}
        self._counts: dict[str, dict[str, int]] = {}

    def add(self, lang: str | None, terms: Iterable[str]) -> None:
        """Count one document with these terms; a term said twice counts once."""
        key = lang or ""
        self._documents[key] = self._documents.get(key, 0) + 1
        counts = self._counts.setdefault(key, {})
        for term in set(terms):
            counts[term] = counts.get(term, 0) + 1

    def remove(self, lang: str | None, terms: Iterable[str]) -> None:
        """Take back one `add` of the same terms."""
        key = lang or ""
        self._documents[key] = max(0, self._documents.get(key, 0) - 1)
        counts = self._counts.setdefault(key, {})
        for term in set(terms):
            left = counts.get(term, 0) - 1
            if left > 0:
                counts[term] = left
            else:
                counts.pop(term, None)

    def documents(self, lang: str | None) -> int:
        """How many documents this instance has counted in a language."""
        return self._documents.get(lang or "", 0)

    def df(self, lang: str | None, term: str) -> int:
        """In how many of them the term stands."""
        return self._counts.get(lang or "", {}).get(term, 0)

    def idf(self, lang: str | None, term: str) -> float:
        """The natural logarithm of documents by documents with the term, both blended with the start table; ≥ 0."""
        key = lang or ""
        counts = self._counts.get(key)
        seen = counts.get(term, 0) if counts else 0
        documents = self._documents.get(key, 0) + _START
        return math.log((documents + 1.0) / (seen + _START * _start(key).get(term, 0.0) + _RARE))

    def to_bytes(self) -> bytes:
        """A compact snapshot: terms grouped by count, sorted, deflated. The same state gives the same bytes."""
        state = {
            "version": _VERSION,
            "documents": {lang: self._documents[lang] for lang in sorted(self._documents)},
            "counts": {lang: _grouped(self._counts[lang]) for lang in sorted(self._counts)},
        }
        return zlib.compress(json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode("utf8", "replace"), 6)

    @classmethod
    def from_bytes(cls, snapshot: bytes) -> Frequencies:
        """The state a snapshot was made of. Raises InputError on anything that is not one."""
        made = cls()
        try:
            state = json.loads(zlib.decompress(snapshot))
            if state["version"] != _VERSION:
                raise InputError(f"document frequencies of version {state['version']}: rebuild them")
            made._documents = {str(lang): int(number) for lang, number in state["documents"].items()}
            for lang, groups in state["counts"].items():
                made._counts[lang] = {term: int(df) for df, joined in groups.items() for term in joined.split("\n")}
        except (zlib.error, ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError("not a snapshot of document frequencies: rebuild them") from error
        return made


def common(lang: str | None, term: str) -> float:
    """In which share of news texts a term stands, by the shipped table: 0.0 for names and rare words."""
    return _start(lang or "").get(term, 0.0)


def _grouped(counts: dict[str, int]) -> dict[str, str]:
    """Count → its terms in order, joined by line breaks (no term holds one)."""
    groups: dict[int, list[str]] = {}
    for term in sorted(counts):
        groups.setdefault(counts[term], []).append(term)
    return {str(df): "\n".join(groups[df]) for df in sorted(groups)}


@cache
def _start(lang: str) -> dict[str, float]:
    """Term → share of documents it stands in, from the shipped table ("share in 1/1000 → terms")."""
    table: dict[str, dict[str, str]] = load_json("octavo.core.text", "frequencies.json.gz")
    return {term: int(share) / 1000.0 for share, joined in table.get(lang, {}).items() for term in joined.split(" ")}


def start_table(lang: str | None) -> dict[str, float]:
    """The shipped table of a language, term → share of news texts; empty where there is none. Do not change it."""
    return _start(lang or "")
