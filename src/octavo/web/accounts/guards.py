"""Doors of the pages that need rights: who is not signed in is asked to, who lacks the right is told so."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def owner_only(view: View[P]) -> View[P]:
    return _only(view, "is_owner", "This page is for the owner of this Octavo.")


def moderator_only(view: View[P]) -> View[P]:
    return _only(view, "can_moderate", "This page is for moderators.")


def _only(view: View[P], right: str, message: str) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not getattr(request.user, right, False):
            return render(request, "account/not_allowed.html", {"message": message}, status=403)
        return view(request, *args, **kwargs)

    return guarded
