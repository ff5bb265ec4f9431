"""Front pages: the redirect to the browser's edition, an edition's home, The Eight."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
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
def eight(request: HttpRequest, slug: str) -> HttpResponse:
    view = pages.edition(slug)
    stories = screen.eight(view, pages.viewer(request), clock.now())
    return pages.show(request, "eight.html", view, stories=stories, section="eight")
