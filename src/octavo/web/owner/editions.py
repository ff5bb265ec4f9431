"""Editions: list, add, change, remove."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from octavo.errors import InputError
from octavo.store import editions as store
from octavo.store.editions import Edition
from octavo.web.accounts.guards import owner_only
from octavo.web.owner.forms import EditionForm

_FIELDS = tuple(EditionForm.base_fields)
both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@owner_only
def editions(request: HttpRequest) -> HttpResponse:
    return render(request, "owner/editions.html", {"editions": store.all_editions()})


@both
@owner_only
def new(request: HttpRequest) -> HttpResponse:
    return _edit(request, None)


@both
@owner_only
def edit(request: HttpRequest, edition_id: int) -> HttpResponse:
    edition = store.get(edition_id)
    if edition is None:
        raise Http404("There is no such edition.")
    if request.method == "POST" and request.POST.get("action") == "remove":
        store.remove(edition)
        messages.success(request, f"The edition {edition.name} is gone; its articles stay.")
        return HttpResponseRedirect(reverse("owner:editions"))
    return _edit(request, edition)


def _edit(request: HttpRequest, edition: Edition | None) -> HttpResponse:
    initial = {field: getattr(edition, field) for field in _FIELDS} if edition else {}
    form = EditionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            saved = store.save(edition, form.cleaned_data)
            messages.success(request, f"Saved: {saved.name}.")
            return HttpResponseRedirect(reverse("owner:editions"))
        except InputError as error:
            form.add_error(None, str(error))
    context = {"form": form, "edition": edition}
    return render(request, "owner/edition.html", context, status=422 if form.errors else 200)
