"""The stage `enrich`: everything about one article that does not depend on others, by any number of workers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from octavo.core.organise.analysis import VERSION, analyse, to_bytes
from octavo.organise.embedding import current
from octavo.store import documents, stream, work
from octavo.types import Document

log = logging.getLogger(__name__)

BATCH = 100


def enrich(owner: str, clock: Callable[[], datetime], limit: int = BATCH) -> int:
    """Analyse up to `limit` gathered articles; how many were taken. One bad article never stops the others."""
    rows = work.claim("article", "enrich", owner, clock(), limit)
    if not rows:
        return 0
    found = documents.load(int(row.subject) for row in rows)
    analyses: dict[int, tuple[str, bytes]] = {}
    told: dict[int, tuple[Document, str]] = {}
    for row in rows:
        document = found.get(int(row.subject))
        if document is None:  # removed since
            work.finish([row.id])
            continue
        try:
            analysis = analyse(document)
            lang = analysis.lang or "und"
            analyses[document.id] = (lang, to_bytes(analysis))
            told[document.id] = (document, lang)
        except Exception as error:
            log.exception("event=enrich-failed article=%s", row.subject)
            work.fail(row, error, clock())
    vectors = _vectors(told, clock())
    stream.save_analyses(analyses, VERSION, {int(row.subject): row.id for row in rows}, vectors)
    return len(rows)


def _vectors(told: dict[int, tuple[Document, str]], now: datetime) -> stream.Vectors:
    """What the embedder makes of the articles that a model may see; nothing where there is no embedder."""
    embedding = current()
    if not embedding.identity:
        return stream.Vectors()
    reserved = documents.reserved(told)
    allowed = {pk: pair for pk, pair in told.items() if pk not in reserved}
    return stream.Vectors(embedding.identity, embedding.of(allowed, now))
