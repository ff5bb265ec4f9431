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

_PAGE = 40
_FEW = 12  # sources that need no search field
_STATES = {"trouble": "in trouble", "active": "active", "paused": "paused", "retired": "retired"}


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
    """The page with a form that was refused, or with the report of a list; `?q=`, `?state=` and `?from=` narrow it."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:100]
    state = request.GET.get("state", "")
    state = state if state in _STATES else ""
    asked = request.GET.get("from", "")
    start = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    found = store.sources_health(state=state, query=query, offset=start, limit=_PAGE + 1)
    total, failing = store.totals()
    context = {
        "total": total,
        "failing": failing,
        "form": AddressForm(),
        "list_form": ListForm(),
        "sources": found[:_PAGE],
        "more": start + _PAGE if len(found) > _PAGE else None,
        "query": query,
        "state": state,
        "states": _STATES,
        "narrow": bool(query or state or start or len(found) > _FEW),
        "lists": list_work.running(),
        **more,
    }
    refused = any(getattr(more.get(name), "errors", None) for name in ("form", "list_form"))
    return render(request, "owner/sources.html", context, status=422 if refused else 200)
