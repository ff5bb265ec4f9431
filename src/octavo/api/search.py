"""Search, and questions answered from the articles."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings
from django.http import Http404, HttpRequest
from ninja import Query, Router
from ninja.errors import HttpError

from octavo import clock
from octavo.api import shapes
from octavo.api.articles import Limit, Word, viewer_of
from octavo.explain.ask import answered
from octavo.explain.limits import TOO_MANY, may_ask
from octavo.explain.quotes import Quote
from octavo.store import catalogue

router = Router()
Text = Annotated[str, Query(min_length=1, max_length=300, pattern=r"^[^\x00]*$")]
Offset = Annotated[int, Query(ge=0, le=10_000)]


@router.get("/search", response={200: shapes.Found, 422: shapes.Error}, summary="Search")
def search(request: HttpRequest, q: Text, lang: Word = "", limit: Limit = 20, offset: Offset = 0) -> shapes.Found:
    """Articles that hold every word of `q`, best first."""
    total, records = catalogue.found(q, viewer_of(request), lang=lang, limit=limit, offset=offset)
    return shapes.Found(total=total, articles=[shapes.Article.of(one, request) for one in records])


@router.get(
    "/ask",
    response={200: shapes.Answer, 404: shapes.Error, 422: shapes.Error, TOO_MANY: shapes.Error},
    summary="Ask a question",
)
def ask(request: HttpRequest, q: Text, lang: Word = "", article: Word = "") -> shapes.Answer:
    """Sentences that stand in the articles, each with its place; none where no article answers."""
    if not settings.OCTAVO_AI:
        raise Http404("The AI features are switched off here.")
    if not may_ask(getattr(request, "asker", ""), clock.now()):
        raise HttpError(TOO_MANY, "Too many questions in a short time: ask again in a few minutes.")
    article_id = int(article) if article.isascii() and article.isdigit() and int(article) < 2**63 else None
    found = answered(q, lang=lang or None, now=clock.now(), article_id=article_id, viewer=viewer_of(request))
    return shapes.Answer(
        question=found.question,
        confidence=found.confidence,
        sentences=[_sentence(request, quote) for quote in found.quotes],
    )


def _sentence(request: HttpRequest, quote: Quote) -> shapes.Sentence:
    statement = quote.statement
    citation = shapes.Citation(
        article=str(statement.citation.article_id),
        page=shapes.page_of(quote.card.lang, quote.card.id, quote.card.title, request),
        title=quote.card.title,
        publisher=quote.card.publisher.name,
        start=statement.citation.span.start,
        end=statement.citation.span.end,
    )
    return shapes.Sentence(text=statement.text, score=statement.score, citation=citation)
