"""Decides at the door who may read: private reading, signed-in readers only, or everybody.

How much of a text is shown is decided by `octavo.store.visibility`; this only says who looks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render

from octavo.store.visibility import Viewer
from octavo.web.accounts.adapter import client_address

_LOOPBACK = ("127.", "::1", "::ffff:127.")
# any of these means that the visitor sits behind a proxy: the address seen is the proxy's, not the visitor's
_FORWARDED = ("FORWARDED", "X_FORWARDED_FOR", "X_FORWARDED_HOST", "X_FORWARDED_PROTO", "X_REAL_IP", "VIA")
View = TypeVar("View", bound=Callable[..., Any])


def unguarded(view: View) -> View:
    """Mark a view that answers everybody, whatever the settings (health, robots)."""
    view.unguarded = True  # type: ignore[attr-defined]
    return view


def is_private(request: HttpRequest) -> bool:
    """Whether this is private reading: the visitor is on this machine and nothing says that Octavo is a public site.

    A choice made with OCTAVO_PUBLIC always counts, so an operator whose proxy sends no headers is safe with it.
    """
    return not (settings.OCTAVO_PUBLIC or settings.OCTAVO_SITE_URL) and is_local(request)


def is_local(request: HttpRequest) -> bool:
    """Whether the visitor is on this machine as far as one can tell: no proxy has said otherwise."""
    if any(request.META.get(f"HTTP_{name}") for name in _FORWARDED):
        return False
    return str(request.META.get("REMOTE_ADDR", "")).startswith(_LOOPBACK)


def viewer(request: HttpRequest) -> Viewer:
    """Who looks, for `visible_text`."""
    user = request.user
    signed_in = user.is_authenticated
    return Viewer(
        private=is_private(request),
        member=settings.OCTAVO_PUBLIC == "off" and signed_in,
        reader_id=user.pk if signed_in else None,
        owner=bool(getattr(user, "is_owner", False)),
    )


def asker(request: HttpRequest, who: Viewer) -> str:
    """By which name questions are counted: the reader, else the address; "" for private reading."""
    if who.private:
        return ""
    return f"reader:{who.reader_id}" if who.reader_id is not None else f"address:{client_address(request)}"


class AccessMiddleware:
    """Lets a request in, asks for a sign-in, or says that the operator has to choose; sets `request.viewer`, and
    `request.asker` beside it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.viewer = who = viewer(request)  # type: ignore[attr-defined]
        request.asker = asker(request, who)  # type: ignore[attr-defined]
        return _with_cache_rule(request, self.get_response(request))

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if getattr(view, "unguarded", False) or is_private(request) or settings.OCTAVO_PUBLIC == "on":
            return None
        if not settings.OCTAVO_PUBLIC:
            return _choose(request)
        # Django's own mark: allauth's sign-in pages carry it, and so does the one-time link
        if request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if request.path.startswith("/api/"):
            return JsonResponse({"error": "Sign in to use this Octavo."}, status=401)
        return redirect_to_login(request.get_full_path())


def _choose(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"error": "OCTAVO_PUBLIC is not set: set it to on or off."}, status=503)
    response = render(request, "choose.html", status=503)
    response["Cache-Control"] = "no-store"
    return response


def _with_cache_rule(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Half a minute for what everybody sees alike, nothing kept without asking for all else."""
    if "Cache-Control" not in response:
        shared = (
            settings.OCTAVO_PUBLIC == "on"
            and request.method in ("GET", "HEAD")
            and response.status_code == 200
            and not request.user.is_authenticated
            and not response.cookies
        )
        response["Cache-Control"] = "public, max-age=30" if shared else "private, no-cache"
    return response
