"""Front pages: the redirect to the browser's edition, an edition's home and sections, The Eight."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from octavo import clock
from octavo.store.screens import editions
from octavo.store.screens import home as screen
from octavo.web import pages
from octavo.web.context import best_edition


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """To the edition that suits the browser's languages."""
    response = HttpResponseRedirect(reverse("home", args=[best_edition(request, editions.site().editions)]))
    response["Vary"] = "Accept-Language"
    return response


@require_safe
def home(request: HttpRequest, slug: str) -> HttpResponse:
    view = pages.edition(slug)
    page = screen.home(view, pages.viewer(request), clock.now())
    return pages.show(request, "home.html", view, page=page, section="home")


@require_safe
def section(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The stories of one section."""
    view = pages.edition(slug)
    page = screen.section(name, view, pages.viewer(request), clock.now())
    if page is None:
        raise Http404(f"There is no section called {name[:60]}.")
    return pages.show(request, "section.html", view, page=page)


@require_safe
def eight(request: HttpRequest, slug: str) -> HttpResponse:
    view = pages.edition(slug)
    stories = screen.eight(view, pages.viewer(request), clock.now())
    return pages.show(request, "eight.html", view, stories=stories, section="eight")
