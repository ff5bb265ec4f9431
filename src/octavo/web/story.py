"""The story page."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo import clock
from octavo.explain.points import story_points
from octavo.store.screens import story as screen
from octavo.web import links, pages


@require_safe
def story(request: HttpRequest, slug: str, ref: str, words: str = "") -> HttpResponse:
    """In the language of the edition where that tells it; a story that another took in answers 301 to that one."""
    row = screen.found(pages.number_of(ref))
    page = screen.story(row, pages.viewer(request), clock.now(), pages.languages(slug)) if row else None
    if page is None:
        raise Http404("There is no story at this address.")
    path = links.story_path(page)
    if redirect := links.moved(request, path, keep_method=slug != page.lang):
        return redirect
    points = story_points(page, pages.viewer(request)) if settings.OCTAVO_AI else ()
    return pages.show(request, "story.html", pages.edition(slug), path=path, page=page, points=points)
