"""Sources and their health: the list, and adding one by its address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from octavo import clock
from octavo.errors import InputError
from octavo.store import list_work
from octavo.store import sources as store
from octavo.web.accounts.guards import owner_only
from octavo.web.owner.forms import AddressForm, ListForm


@require_http_methods(["GET", "HEAD", "POST"])
@owner_only
def sources(request: HttpRequest) -> HttpResponse:
    """The list; sending an address asks the worker to look for feeds there."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            work_id = store.request_discovery(form.cleaned_data["url"], clock.now())
            return HttpResponseRedirect(reverse("owner:found", args=[work_id]))
        except InputError as error:
            form.add_error("url", str(error))
    return sources_page(request, form=form)


def sources_page(request: HttpRequest, **more: object) -> HttpResponse:
    """The page with a form that was refused, or with the report of a list."""
    context = {
        "form": AddressForm(),
        "list_form": ListForm(),
        "sources": store.sources_health(),
        "lists": list_work.running(),
        **more,
    }
    refused = any(getattr(more.get(name), "errors", None) for name in ("form", "list_form"))
    return render(request, "owner/sources.html", context, status=422 if refused else 200)
