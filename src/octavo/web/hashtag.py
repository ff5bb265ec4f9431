"""The page of a hashtag."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from octavo.core.organise.hashtags_forms import tag_form
from octavo.store import hashtag_rules
from octavo.store.screens import lists
from octavo.store.screens.paging import page_number
from octavo.web import links, pages


@require_safe
def hashtag(request: HttpRequest, slug: str, tag: str) -> HttpResponse:
    """Any capitals find it, and words apart (`#new_york`); the address has the form that articles use."""
    view, viewer, number = pages.edition(slug), pages.viewer(request), page_number(request.GET.get("page", ""))
    tag = tag.lstrip("#＃")
    page = lists.hashtag(tag, view, viewer, number)
    if page is None and (joined := tag_form(tag)) not in ("", tag):
        page = lists.hashtag(joined, view, viewer, number)
    if page is None:
        return gone(request, "hashtag", slug, tag)
    if redirect := links.moved(request, reverse("hashtag", args=[slug, page.tag])):
        return redirect
    return pages.show(request, "hashtag.html", view, page=page)


def gone(request: HttpRequest, name: str, slug: str, tag: str) -> HttpResponse:
    """Where no article carries a hashtag: the way to the one that it is now, by the name of the address, or a 404."""
    found = hashtag_rules.gone(tag)
    if found is not None and found.to:
        query = request.META.get("QUERY_STRING", "")
        path = reverse(name, args=[slug, found.to])
        return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
    shown = tag[:60]
    if found is not None:
        raise Http404(f"The moderators of this Octavo hid #{shown}. Search still finds the articles that use the word.")
    raise Http404(f"No article carries the hashtag #{shown}.")
