"""Vectors for articles that were grouped before the embedder came, or while it failed: those of the open window.

Only when the operator asks for it: what is grouped depends on which articles have a vector, so that filling in by
itself, at times that no article decides, would give two runs over the same articles two results.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from octavo.core.organise.stream import DEFAULT
from octavo.errors import ConfigError
from octavo.organise.embedding import current
from octavo.store import documents, vectors_missing

BATCH = 100


def backfill(clock: Callable[[], datetime], progress: Callable[[int], None]) -> tuple[int, int]:
    """Newest first, in batches that are stored at once: what is cut off goes on where it stopped. How many got a
    vector, and how many the embedder could not serve (other languages, reserved texts, a failure).

    `progress` is told how many are left. ConfigError without an embedder.
    """
    embedding = current()
    if not embedding.identity:
        raise ConfigError("there is no embedder", hint="docs/how-to/embedders.md; `octavo check` says which one serves")
    left = vectors_missing.count(embedding.identity, DEFAULT.window)
    filled, looked = 0, 0
    before: int | None = None
    try:
        while rows := vectors_missing.newest(embedding.identity, DEFAULT.window, before, BATCH):
            before = rows[-1][0]
            ids = [article for _, article in rows]
            reserved = documents.reserved(ids)
            told = {pk: (doc, doc.lang or "und") for pk, doc in documents.load(ids).items() if pk not in reserved}
            filled += vectors_missing.save(embedding.identity, embedding.of(told, clock()))
            looked += len(rows)
            progress(max(0, left - looked))
    finally:
        if filled:
            vectors_missing.use()
    return filled, looked - filled
