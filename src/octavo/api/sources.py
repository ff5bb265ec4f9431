"""Sources and their health, for the owner."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from octavo.api import shapes
from octavo.store.sources import sources_health


def owner(request: HttpRequest) -> object:
    """The owner's own session; anybody else gets 401."""
    return request.user if getattr(request.user, "is_owner", False) else None


router = Router(auth=owner)


@router.get("/sources", response={200: list[shapes.Source], 401: shapes.Error}, summary="Sources (owner)")
def sources(request: HttpRequest) -> list[shapes.Source]:
    """Every source with its last look, those in trouble first."""
    return [
        shapes.Source(
            id=str(one.id),
            url=one.url,
            title=one.title,
            publisher=one.publisher,
            lang=one.lang,
            topic=one.topic,
            state=one.state,
            last_look=one.last_look,
            next_look=one.next_look,
            last_new=one.last_new,
            entries=one.entries,
            articles=one.articles,
            errors=one.errors,
            last_error=one.last_error,
        )
        for one in sources_health()
    ]
