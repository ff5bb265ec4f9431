"""The stream's hashed document frequencies, seen as the term frequencies that hashtags are weighed by."""

from __future__ import annotations

import math

import numpy as np

from octavo.core.organise.vectors import START, DocumentFrequencies, cells, lang_salt, word_key
from octavo.core.text.frequencies import Frequencies, common

_RARE = 0.35


class StreamFrequencies(Frequencies):
    """Reads through to the stream's own counts, so that terms are kept once and in bounded memory."""

    def __init__(self, counts: DocumentFrequencies) -> None:
        super().__init__()
        self._own = counts

    def documents(self, lang: str | None) -> int:
        return self._own.documents.get(lang or "und", 0)

    def df(self, lang: str | None, term: str) -> int:
        cell = cells(np.array([word_key(term)], dtype=np.uint32), lang_salt(lang or "und"))
        return int(self._own.counts[cell[0]])

    def idf(self, lang: str | None, term: str) -> float:
        documents = max(self.documents(lang), START)
        return math.log((documents + 1.0) / (max(self.df(lang, term), START * common(lang, term)) + _RARE))
