"""Key points of an article and of a story: its weightiest sentences, quoted."""

from __future__ import annotations

from django.core.cache import cache

from octavo.core.explain import summarise
from octavo.core.explain.summarise import Readable
from octavo.core.gather.body import block_at
from octavo.explain.quotes import KEPT, Kept, Quote, checked, kept
from octavo.explain.quotes import key as viewer_key
from octavo.store.screens.article import ArticleScreen
from octavo.store.screens.evidence import evidence
from octavo.store.screens.story import StoryScreen
from octavo.store.visibility import Viewer
from octavo.types import Statement

_TEXT = 40_000  # characters of one article that are weighed
_MEMBERS = 12  # articles of a story that are weighed, one a publisher first


def key_points(page: ArticleScreen) -> tuple[Quote, ...]:
    """At most four sentences of what the viewer sees of the article; none where no model may read it. No query."""
    if not page.model_may_read or not page.body.text:
        return ()
    name = f"points:{page.card.id}:{page.card.version}:{page.level}"
    found: tuple[Statement, ...] | None = cache.get(name)
    if found is None:
        lang = page.card.lang if page.card.lang != "und" else None
        found = summarise.key_points(page.card.id, page.card.title, page.body.text[:_TEXT], lang)
        cache.set(name, found, KEPT)
    return tuple(Quote(one.text, page.card, block_at(page.body.text, one.citation.span.start), one) for one in found)


def story_points(page: StoryScreen, viewer: Viewer) -> tuple[Quote, ...]:
    """At most five sentences over the story's publishers, no two saying the same; none with fewer than two articles.

    Where two articles are in the language in which the story is shown, only these are quoted; else that language
    comes first.
    """
    if len(page.timeline) < 2:
        return ()
    name = f"story-points:{page.id}:{page.lang}:{page.articles}:{page.last_at.timestamp()}:{viewer_key(viewer)}"
    found: tuple[Kept, ...] | None = cache.get(name)
    if found is None:
        found = _story_points(page, viewer)
        cache.set(name, found, KEPT)
    return checked(found, viewer)


def _story_points(page: StoryScreen, viewer: Viewer) -> tuple[Kept, ...]:
    sources = {id: one for id, one in evidence(_spread(page), viewer).items() if one.text}
    readable = [
        Readable(id, one.card.publisher.slug, one.card.title, one.text[:_TEXT], one.card.lang, one.card.at)
        for id, one in sources.items()
    ]
    own = [one for one in readable if one.lang == page.lang]
    readable = own if len(own) > 1 else readable
    if len(readable) < 2:
        return ()
    found = summarise.story_points(readable)
    return kept(sorted(found, key=lambda one: sources[one.citation.article_id].card.lang != page.lang), sources)


def _spread(page: StoryScreen) -> list[int]:
    """Each publisher's newest first, then each one's second newest, and so on."""
    ranks = [(place, member.card.id) for group in page.groups for place, member in enumerate(group.members)]
    return [id for _, id in sorted(ranks, key=lambda one: one[0])][:_MEMBERS]
