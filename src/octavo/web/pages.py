"""What the pages of an edition share: finding it, who looks, the page's own address."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from octavo import clock
from octavo.core.gather.urls import parse_base32_id
from octavo.explain import limits
from octavo.store.screens import editions
from octavo.store.screens.editions import View
from octavo.store.visibility import Viewer


def edition(slug: str) -> View:
    """The edition of an address, or a 404 that says what to do."""
    found = editions.edition(slug)
    if found is None:
        raise Http404(f"There is no edition called {slug}. The editions that exist are named at the end of this page.")
    return found


def languages(slug: str) -> tuple[str, ...]:
    """Those of the edition of an address, none where there is no such edition."""
    found = editions.edition(slug)
    return found.languages if found else ()


def viewer(request: HttpRequest) -> Viewer:
    """Who looks, as `AccessMiddleware` found it."""
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


def may_ask(request: HttpRequest) -> bool:
    """Counts a question; False where this reader has asked too many."""
    return limits.may_ask(request.asker, clock.now())  # type: ignore[attr-defined]


def number_of(ref: str) -> int:
    """The id in an address, or a 404."""
    number = parse_base32_id(ref)
    if number is None:
        raise Http404("This address names no article or story.")
    return number


def origin(request: HttpRequest) -> str:
    """Scheme and host under which the site is known."""
    return settings.OCTAVO_SITE_URL or f"{request.scheme}://{request.get_host()}"


def show(
    request: HttpRequest, template: str, view: View | None, *, path: str = "", status: int = 200, **context: Any
) -> HttpResponse:
    """The page. `path` is its canonical path where it is not the request's own."""
    base = origin(request)
    return render(
        request,
        template,
        {"edition": view, "origin": base, "canonical": base + (path or request.path), **context},
        status=status,
    )
