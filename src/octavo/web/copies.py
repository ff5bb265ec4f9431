"""A text that ran at several publishers, and what was changed between two of them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo.explain.changes import edits
from octavo.store.screens import article as articles
from octavo.store.screens import copies as screen
from octavo.store.screens.copies import CopiesScreen
from octavo.store.visibility import Level
from octavo.web import links, pages


@require_safe
def copies(request: HttpRequest, slug: str, ref: str, words: str) -> HttpResponse:
    """`?with=` names the article to compare with; a text that only one publisher ran has none."""
    row = articles.found(pages.number_of(ref))
    if row is None or row.hidden:
        raise Http404("There is no article at this address.")
    page = screen.copies(row, pages.viewer(request))
    if redirect := links.moved(request, links.copies_path(page.card), keep_method=slug != page.card.lang):
        return redirect
    compared = _compared(page, request.GET.get("with"))
    return pages.show(request, "copies.html", pages.edition(slug), page=page, card=page.card, **compared)


def _compared(page: CopiesScreen, asked: str | None) -> dict[str, Any]:
    """The two forms in order of time, and how the second differs."""
    own = page.copy(page.card.id)
    other = page.copy(pages.number_of(asked)) if asked else page.compared
    if own is None or other is None:
        raise Http404("These articles are not copies of one text.")
    if other is own:
        return {"before": None}
    before, after = sorted((own, other), key=page.copies.index)
    readable = before.level is Level.FULL and after.level is Level.FULL
    if not readable:
        before, after = before.headline_only(), after.headline_only()
    return {"before": before, "after": after, "readable": readable, "edit": edits((before.text, after.text))[0]}
