"""The page of a hashtag."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from octavo.store.screens import lists
from octavo.store.screens.paging import page_number
from octavo.web import links, pages


@require_safe
def hashtag(request: HttpRequest, slug: str, tag: str) -> HttpResponse:
    """Any capitals find it; the address has the ones that articles use."""
    view = pages.edition(slug)
    page = lists.hashtag(tag, view, pages.viewer(request), page_number(request.GET.get("page", "")))
    if page is None:
        raise Http404(f"No article carries the hashtag #{tag[:60]}.")
    if redirect := links.moved(request, reverse("hashtag", args=[slug, page.tag])):
        return redirect
    return pages.show(request, "hashtag.html", view, page=page)
