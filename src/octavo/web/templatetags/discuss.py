"""The discussion as a tag: `{% discussion article_id %}` inside the page's `#comments`."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from octavo import clock
from octavo.core.discuss.markup import LIMIT
from octavo.discuss.thread import FIRST, SORTS, thread
from octavo.store import comments
from octavo.store.comments import Article
from octavo.web.discuss import places
from octavo.web.discuss.views import reader_of

register = template.Library()
_SORT_NAMES = {"best": "Most answered", "new": "Newest", "old": "Oldest"}


@register.inclusion_tag("discuss/discussion.html", takes_context=True)
def discussion(context: Context, article_id: int) -> dict[str, Any]:
    """The whole story's discussion, seen from one of its articles."""
    request = context["request"]
    reader = reader_of(request)
    story = comments.story_of(article_id)
    limit = None if request.GET.get("comments") == "all" else FIRST
    asked = request.GET.get("reply", "")
    return {
        "request": request,
        "now": context.get("now") or clock.now(),
        "csrf_token": context.get("csrf_token"),
        "reader": reader,
        "article_id": article_id,
        "story": story,
        "thread": thread(article_id, story, reader, clock.now(), request.GET.get("sort", ""), limit=limit),
        "sorts": [(name, _SORT_NAMES[name]) for name in SORTS],
        "reply_to": int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None,
        "limit": LIMIT,
        "path": request.path,
    }


@register.filter
def article_address(article: Article) -> str:
    return places.article_path(article)
