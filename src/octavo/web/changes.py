"""What a publisher changed in an article, version by version."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from octavo.explain.changes import edits
from octavo.store.screens import article as screen
from octavo.web import links, pages


@require_safe
def changes(request: HttpRequest, slug: str, ref: str, words: str) -> HttpResponse:
    row = screen.found(pages.number_of(ref))
    if row is None or row.hidden:
        raise Http404("There is no article at this address.")
    page = screen.changes(row, pages.viewer(request))
    path = reverse("changes", args=[page.card.lang, page.card.ref, page.card.slug])
    if redirect := links.moved(request, path, keep_method=slug != page.card.lang):
        return redirect
    return pages.show(
        request, "changes.html", pages.edition(slug), page=page, card=page.card, edits=edits(page.versions)
    )
