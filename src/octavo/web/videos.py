"""The page of videos and podcasts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo.store.screens import lists
from octavo.store.screens.paging import page_number
from octavo.web import pages


@require_safe
def videos(request: HttpRequest, slug: str) -> HttpResponse:
    view = pages.edition(slug)
    page = lists.videos(view, pages.viewer(request), page_number(request.GET.get("page", "")))
    return pages.show(request, "videos.html", view, page=page, section="videos")
