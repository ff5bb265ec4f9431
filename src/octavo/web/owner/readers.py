"""Accounts: invitations by one-time link, roles, closing and opening."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from octavo import clock
from octavo.errors import InputError
from octavo.store import accounts as store
from octavo.web.accounts.guards import owner_only


@require_safe
@owner_only
def readers(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require_POST
@owner_only
def link(request: HttpRequest) -> HttpResponse:
    """An invitation, or a way back in for who lost a password. The address is shown once, here."""
    name = request.POST.get("username", "").strip()
    role = request.POST.get("role", "reader")
    try:
        if role == "owner":
            raise InputError("Owner rights are given on the machine only.", hint="octavo user link --role owner")
        reader_id = store.reader_id(name) if name else None
        token = store.make_link("reader" if name else role, clock.now(), reader_id=reader_id)
    except InputError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("owner:readers"))
    path = reverse("accounts:link", args=[token])
    address = f"{settings.OCTAVO_SITE_URL}{path}" if settings.OCTAVO_SITE_URL else request.build_absolute_uri(path)
    return _page(request, link={"address": address, "name": name, "role": role, "hours": store.LINK_HOURS})


@require_POST
@owner_only
def change(request: HttpRequest, username: str) -> HttpResponse:
    """A role, or an account closed or opened."""
    action = request.POST.get("action", "")
    try:
        if action == "close":
            store.deactivate(username)
        elif action == "open":
            store.activate(username)
        else:
            store.set_role(username, action)
        messages.success(request, f"Saved: {username}.")
    except InputError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("owner:readers"))


def _page(request: HttpRequest, **more: object) -> HttpResponse:
    return render(request, "owner/readers.html", {"people": store.people(), **more})
