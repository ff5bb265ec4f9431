"""The one-time link that gives an account its rights, and the reader's own page. The rest is django-allauth's."""

from __future__ import annotations

from typing import Any, cast

from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from octavo import clock
from octavo.errors import InputError
from octavo.store import accounts, comments
from octavo.store.comments import Reader
from octavo.web.accounts.forms import AccountForm, PasswordForm

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Looking shows a form only, because mail programs fetch links in advance; sending the form uses the link."""
    if limited := ratelimit.consume_or_429(request, action="login"):
        return cast(HttpResponse, limited)
    found = accounts.open_link(token, clock.now())
    if found is None:
        return _gone(request)
    known = accounts.link_reader(found)
    signed_in = request.user if request.user.is_authenticated else None
    form = _form(request, found.role, known, signed_in)
    if request.method == "POST" and form.is_valid():
        try:
            return _enter(request, token, form.cleaned_data, signed_in)
        except InputError as error:
            form.add_error("username", error.message)
    context = {"form": form, "known": known, "signed_in": signed_in, "role": found.role, "expires": found.expires}
    return render(request, "account/link.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, role: str, known: Reader | None, signed_in: Reader | None) -> forms.Form:
    """What is still to be said: nothing by who is signed in, a name and a password for a new account."""
    data = request.POST if request.method == "POST" else None
    if known is not None:
        return PasswordForm(data, person=known)
    return forms.Form(data) if signed_in else AccountForm(data, role=role)


def _enter(request: HttpRequest, token: str, given: dict[str, Any], signed_in: Reader | None) -> HttpResponse:
    reader = accounts.use_link(token, clock.now(), reader=signed_in, **given)
    if reader is None:
        return _gone(request)
    login(request, reader, backend=_BACKEND)
    messages.success(request, f"Welcome, {reader.username}.")
    return HttpResponseRedirect(reverse("owner:overview") if reader.is_owner else settings.LOGIN_REDIRECT_URL)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "account/link_gone.html", {"has_owner": accounts.has_owner()}, status=404)


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """One's own account: where everything about it is changed, and what one wrote."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return render(request, "account/me.html", {"written": comments.written_by(request.user, 20)})


@requires_csrf_token
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Instead of Django's page: a form without its token, mostly one opened before a sign-in. What was typed stays."""
    typed = [request.POST.get(name, "") for name in ("text", "reason")]
    return render(request, "account/stale_form.html", {"typed": "\n".join(filter(None, typed))}, status=403)
