"""Quotations: a sentence and its place in an article, kept for a while and checked again when used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from octavo.core.gather.body import block_at
from octavo.store.screens.cards import Card
from octavo.store.screens.evidence import Evidence, evidence
from octavo.store.visibility import Level, Viewer
from octavo.types import Statement

KEPT = 600  # seconds; what is kept is checked against the stored article each time


@dataclass(frozen=True, slots=True)
class Quote:
    """`text` as it stands in paragraph `block` (from 0) of the article of `card`."""

    text: str
    card: Card
    block: int
    statement: Statement

    @property
    def paragraph(self) -> int:
        """As people count."""
        return self.block + 1


@dataclass(frozen=True, slots=True)
class Kept:
    """A quotation as the cache holds it: it is good for this version, seen at this level."""

    statement: Statement
    version: int
    level: Level
    block: int


def kept(statements: Iterable[Statement], sources: Mapping[int, Evidence]) -> tuple[Kept, ...]:
    """Statements with the paragraph that each stands in."""
    return tuple(_kept(one, sources[one.citation.article_id]) for one in statements)


def checked(quotes: Iterable[Kept], viewer: Viewer) -> tuple[Quote, ...]:
    """Those that may be shown now: the article is not taken down, edited or otherwise reserved since. One query."""
    wanted = tuple(quotes)
    if not wanted:
        return ()
    found = evidence({one.statement.citation.article_id for one in wanted}, viewer, texts=False)
    return tuple(
        Quote(one.statement.text, source.card, one.block, one.statement)
        for one in wanted
        if (source := found.get(one.statement.citation.article_id))
        and (source.card.version, source.level) == (one.version, one.level)
    )


def key(viewer: Viewer) -> str:
    """What of a viewer decides what may be quoted."""
    return f"{viewer.private:d}{viewer.member:d}"


def _kept(one: Statement, source: Evidence) -> Kept:
    return Kept(one, source.card.version, source.level, block_at(source.text, one.citation.span.start))
