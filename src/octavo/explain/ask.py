"""Questions, answered from the archive with quoted sentences or not at all. Comments are never asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache

from octavo.core.explain.answers import Passage, answer, query_terms
from octavo.explain.quotes import KEPT, Kept, Quote, checked, kept
from octavo.explain.quotes import key as viewer_key
from octavo.store.screens.evidence import evidence, story_ids
from octavo.store.search import any_of
from octavo.store.visibility import MYSELF, Viewer
from octavo.types import Answer

LONGEST = 300  # characters of a question
_FOUND = 10  # articles that search may bring in
_SIBLINGS = 8  # of the article's own story
_AHEAD = timedelta(days=1)
_TEXT = 20_000  # characters of each article that are read


@dataclass(frozen=True, slots=True)
class Answered:
    """Quoted sentences with their articles, best first. Without any: no article here answers that."""

    question: str
    quotes: tuple[Quote, ...]
    confidence: float  # 0–1


def ask(
    question: str, *, lang: str | None, now: datetime, article_id: int | None = None, viewer: Viewer = MYSELF
) -> Answer:
    """The answer with its citations alone; empty where no article answers."""
    found = answered(question, lang=lang, now=now, article_id=article_id, viewer=viewer)
    return Answer(tuple(quote.statement for quote in found.quotes), found.confidence)


def answered(
    question: str, *, lang: str | None, now: datetime, article_id: int | None = None, viewer: Viewer = MYSELF
) -> Answered:
    """Looks in the article where one is given, in its story, and in what search finds in `lang` (None: anywhere)."""
    question = " ".join(question.split())[:LONGEST]
    name = f"ask:{hash((question.casefold(), lang, article_id))}:{viewer_key(viewer)}"
    found: tuple[float, tuple[Kept, ...]] | None = cache.get(name)
    if found is None:
        found = _answer(question, lang, article_id, viewer, now)
        cache.set(name, found, KEPT)
    quotes = checked(found[1], viewer)
    return Answered(question, quotes, found[0] if quotes else 0.0)


def _answer(
    question: str, lang: str | None, article_id: int | None, viewer: Viewer, now: datetime
) -> tuple[float, tuple[Kept, ...]]:
    lang = lang if lang != "und" else None
    near = [article_id, *story_ids(article_id, _SIBLINGS)] if article_id is not None else []
    ids = list(dict.fromkeys([*near, *any_of(query_terms(question, lang), lang=lang, limit=_FOUND)]))
    # a date far ahead is a mistake, and so may be what stands beside it
    sources = {id: one for id, one in evidence(ids, viewer).items() if one.text and one.card.at <= now + _AHEAD}
    passages = [
        Passage(id, one.card.title, one.text[:_TEXT], 0, one.card.lang, one.card.at)
        for id in ids
        if (one := sources.get(id))
    ]
    result = answer(question, passages)
    return result.confidence, kept(result.statements, sources)
