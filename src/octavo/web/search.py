"""The search page. A question gets an answer above the articles found."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo import clock
from octavo.explain.ask import answered
from octavo.explain.limits import TOO_MANY
from octavo.explain.quotes import Quote
from octavo.store.screens import lists
from octavo.store.screens.editions import View
from octavo.store.screens.paging import page_number
from octavo.store.visibility import Viewer
from octavo.web import pages

QUERY = 300  # characters
_QUESTION_MARKS = ("?", "？", "؟", ";")  # the third is Arabic, the last what Greek writes


@require_safe
def search(request: HttpRequest, slug: str) -> HttpResponse:
    """`q` words, `lang=all` everything beyond the edition, `sort=new` newest first, `page`."""
    view, viewer = pages.edition(slug), pages.viewer(request)
    query = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:QUERY]
    everywhere, newest = request.GET.get("lang") == "all", request.GET.get("sort") == "new"
    number = page_number(request.GET.get("page", ""))
    page = lists.search(query, None if everywhere else view, viewer, number, newest)
    # the answer stands on the first page; turning pages is no question
    asked = settings.OCTAVO_AI and number == 1 and query.endswith(_QUESTION_MARKS)
    too_many = asked and not pages.may_ask(request)
    return pages.show(
        request,
        "search.html",
        view,
        status=TOO_MANY if too_many else 200,
        query=query,
        everywhere=everywhere,
        newest=newest,
        page=page,
        too_many=too_many,
        quotes=_quotes(query, view, viewer, everywhere) if asked and not too_many else (),
    )


def _quotes(query: str, view: View, viewer: Viewer, everywhere: bool) -> tuple[Quote, ...]:
    """Sentences that answer, from articles of the edition."""
    quotes = answered(query, lang=view.lang, viewer=viewer, now=clock.now()).quotes
    if everywhere or view.is_whole_language:
        return quotes
    mine = lists.within(view, [quote.card.id for quote in quotes])
    return tuple(quote for quote in quotes if quote.card.id in mine)
