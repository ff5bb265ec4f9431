"""Why a story's articles stand together: for everyone in words, for who runs this Octavo with the figures."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo.store.screens import story as stories
from octavo.store.screens import why as screen
from octavo.web import links, pages


@require_safe
def why(request: HttpRequest, slug: str, ref: str, words: str) -> HttpResponse:
    row = stories.found(pages.number_of(ref))
    viewer = pages.viewer(request)
    page = screen.why(row, viewer, pages.languages(slug)) if row else None
    if page is None:
        raise Http404("There is no story at this address.")
    if redirect := links.moved(request, links.why_path(page), keep_method=slug != page.lang):
        return redirect
    figures = viewer.private or getattr(request.user, "can_moderate", False)
    return pages.show(request, "why.html", pages.edition(slug), page=page, figures=figures)
