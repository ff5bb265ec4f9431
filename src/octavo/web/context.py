"""What every template has: the editions, the clock, who looks, and what is switched on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation.trans_real import parse_accept_lang_header

from octavo import clock
from octavo.store.screens import editions
from octavo.store.visibility import Viewer


def site(request: HttpRequest) -> dict[str, Any]:
    """The database is asked only where a template uses `octavo` or `home_slug` (`site` is a name of allauth's)."""
    around = SimpleLazyObject(editions.site)
    return {
        "octavo": around,
        "home_slug": SimpleLazyObject(lambda: best_edition(request, around.editions)),
        "now": clock.now(),
        "viewer": getattr(request, "viewer", Viewer()),
        "ai": settings.OCTAVO_AI,
        "site_url": settings.OCTAVO_SITE_URL,
    }


def best_edition(request: HttpRequest, known: tuple[editions.View, ...]) -> str:
    """The edition for the browser's languages."""
    accepted = [code for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    return editions.best_edition(accepted, known)
