"""Small files that browsers and robots ask for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from octavo.web.access import unguarded

# questions and searches make endless addresses
_CLOSED = ("/*/search", "/*?ask=", "/account/", "/discuss/", "/owner/")
_ROBOTS = "".join(["User-agent: *\n", *(f"Disallow: {path}\n" for path in _CLOSED)])


@unguarded
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """A site that is not public is closed to robots."""
    text = _ROBOTS if settings.OCTAVO_PUBLIC == "on" else "User-agent: *\nDisallow: /\n"
    return HttpResponse(text, content_type="text/plain")


@unguarded
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    icon = {"src": static("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    about = {"name": "Octavo", "short_name": "Octavo", "start_url": "/", "display": "minimal-ui", "icons": [icon]}
    return JsonResponse(
        {**about, "background_color": "#fbf9f4", "theme_color": "#fbf9f4"}, content_type="application/manifest+json"
    )


@unguarded
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("img/icon.svg"))
