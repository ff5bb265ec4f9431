"""The page of a publisher."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo.store.screens import lists
from octavo.store.screens.paging import page_number
from octavo.web import pages


@require_safe
def publisher(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    view = pages.edition(slug)
    page = lists.publisher(name, view, pages.viewer(request), page_number(request.GET.get("page", "")))
    if page is None:
        raise Http404("Octavo has no publisher of this name.")
    return pages.show(request, "publisher.html", view, page=page)
