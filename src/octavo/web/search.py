"""The search page. A question gets an answer above the articles found."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo import clock
from octavo.explain.ask import answered
from octavo.store.screens import lists
from octavo.store.screens.paging import page_number
from octavo.web import pages

QUERY = 300  # characters
_QUESTION_MARKS = ("?", "？", "؟", ";")  # the third is Arabic, the last what Greek writes


@require_safe
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """`q` words, `lang=all` every language, `sort=new` newest first, `page`."""
    view, viewer = pages.edition(slug), pages.viewer(request)
    query = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:QUERY]
    everywhere, newest = request.GET.get("lang") == "all", request.GET.get("sort") == "new"
    lang = None if everywhere else view.lang
    page = lists.search(query, lang, viewer, page_number(request.GET.get("page", "")), newest)
    asked = settings.OCTAVO_AI and query.endswith(_QUESTION_MARKS)
    return pages.show(
        request,
        "search.html",
        view,
        query=query,
        everywhere=everywhere,
        newest=newest,
        page=page,
        answer=answered(query, lang=view.lang, viewer=viewer, now=clock.now()) if asked else None,
    )
