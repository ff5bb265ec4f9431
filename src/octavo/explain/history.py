"""How we got here: the dated developments before an article, from its story and from what is related to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from octavo.core.explain.timeline import TimelineEntry, TimelineRow
from octavo.core.explain.timeline import timeline as order
from octavo.core.gather.body import block_at
from octavo.explain.quotes import KEPT, Quote
from octavo.explain.quotes import key as viewer_key
from octavo.store.screens.article import ArticleScreen
from octavo.store.screens.cards import Card
from octavo.store.screens.evidence import Evidence, earlier_ids, evidence, story_ids
from octavo.store.visibility import Level, Viewer
from octavo.types import Precision, Statement

_TEXT = 8_000  # characters of each article in which its key sentence is looked for


@dataclass(frozen=True, slots=True)
class Step:
    """One development: when, the article that told it first, and its key sentence where one may be quoted."""

    at: datetime
    day_only: bool
    card: Card
    quote: Quote | None
    reports: int


@dataclass(frozen=True, slots=True)
class _Kept:
    at: datetime
    day_only: bool
    article_id: int
    version: int
    level: Level
    statement: Statement | None
    block: int
    reports: int


def how_we_got_here(page: ArticleScreen, viewer: Viewer) -> tuple[Step, ...]:
    """Oldest first, up to the article's own time; none where the archive has nothing before it."""
    if page.story is None:
        return ()
    name = f"history:{page.card.id}:{page.card.version}:{page.story.id}:{page.story.articles}:{viewer_key(viewer)}"
    found: tuple[_Kept, ...] | None = cache.get(name)
    if found is None:
        found = _steps(page, viewer)
        cache.set(name, found, KEPT)
    sources = evidence({one.article_id for one in found}, viewer, texts=False) if found else {}
    return tuple(_step(one, sources[one.article_id]) for one in found if one.article_id in sources)


def _steps(page: ArticleScreen, viewer: Viewer) -> tuple[_Kept, ...]:
    same = {*story_ids(page.card.id), page.card.id}
    sources = evidence({*same, *earlier_ids(page.card.id)}, viewer)
    entries = [
        TimelineEntry(
            id,
            one.card.publisher.name,
            one.card.title,
            one.text[:_TEXT],
            one.card.at,
            one.precision,
            id in same,
            one.card.lang,
        )
        for id, one in sources.items()
        if one.card.at <= page.card.at
    ]
    rows = order(entries)
    # one development alone is the article itself
    return tuple(_keep(row, sources) for row in rows) if len(rows) > 1 else ()


def _keep(row: TimelineRow, sources: dict[int, Evidence]) -> _Kept:
    cited = row.statement.citation.article_id if row.statement else row.article_id
    source = sources[cited]
    block = block_at(source.text, row.statement.citation.span.start) if row.statement else 0
    day_only = row.precision is Precision.DAY
    return _Kept(row.at, day_only, cited, source.card.version, source.level, row.statement, block, row.reports)


def _step(one: _Kept, source: Evidence) -> Step:
    statement = one.statement if (source.card.version, source.level) == (one.version, one.level) else None
    quote = Quote(statement.text, source.card, one.block, statement) if statement else None
    return Step(one.at, one.day_only, source.card, quote, one.reports)
