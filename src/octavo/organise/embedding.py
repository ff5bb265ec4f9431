"""The instance's embedder as the stages see it: it gives vectors or it does not, but it never stops an article."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings

from octavo.core.organise.meanings import pack
from octavo.core.organise.vectors import Floats
from octavo.errors import OctavoError, ProviderError
from octavo.providers.choice import choose
from octavo.providers.embedders import Embedder, covers, identity
from octavo.providers.wanted import Wanted
from octavo.types import Document

log = logging.getLogger(__name__)

REST = timedelta(minutes=5)  # after a failure: a dead endpoint costs its time limit once in so long, not every batch


class Embedding:
    """One embedder, or none."""

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder
        self._rest_until: datetime | None = None

    @property
    def identity(self) -> str:
        """What stands beside a stored vector; "" without an embedder."""
        return "" if self._embedder is None else identity(self._embedder)

    def of(self, found: Mapping[int, tuple[Document, str]], now: datetime) -> dict[int, bytes]:
        """Packed vectors of (document, language) by article id; what the embedder cannot serve is left out."""
        embedder = self._embedder
        if embedder is None or (self._rest_until is not None and now < self._rest_until):
            return {}
        rows: Iterable[Floats]
        texts = {pk: f"{doc.title}\n{doc.text}".strip() for pk, (doc, lang) in found.items() if covers(embedder, lang)}
        try:
            rows = embedder.embed(list(texts.values())) if texts else ()
            return {pk: packed for pk, row in zip(texts, rows, strict=True) if (packed := pack(row))}
        except ProviderError as error:
            log.warning("event=embed-failed articles=%s embedder=%s reason=%s", len(texts), self.identity, error)
        except Exception:  # a package that breaks its word must not hold up the articles
            log.exception("event=embed-failed articles=%s embedder=%s", len(texts), self.identity)
        self._rest_until = now + REST
        return {}


def current() -> Embedding:
    """By the settings; one object a process for each of them."""
    return _made(settings.OCTAVO_EMBED)


@lru_cache(maxsize=4)
def _made(wanted: Wanted) -> Embedding:
    try:
        return Embedding(choose(wanted).embedder)
    except OctavoError as error:
        log.warning("event=embedder-unusable reason=%s", error)
        return Embedding(None)
