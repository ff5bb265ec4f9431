"""Sources and their health: add by address or list, pause, look now, remove."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from octavo import clock
from octavo.errors import InputError, OctavoError
from octavo.store import sources as store
from octavo.web.accounts.guards import owner_only
from octavo.web.owner.forms import AddressForm, ListForm

_PROBLEMS = 50  # lines of a report on the page


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
    return _page(request, form=form)


@require_POST
@owner_only
def opml(request: HttpRequest) -> HttpResponse:
    """Add every feed of a list; the page says how many, and which lines could not be used."""
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, list_form=form)
    from octavo.core.gather.opml import read_opml

    try:
        found = read_opml(form.cleaned_data["file"].read())
    except OctavoError as error:
        form.add_error("file", str(error))
        return _page(request, list_form=form)
    rows = [(one.url, one.title, one.site or "", one.folder or "") for one in found.sources]
    added, problems = store.add_listed(rows, clock.now())
    lines = [*(f"line {line}: {reason}" for line, reason in found.problems), *problems]
    return _page(
        request, report={"added": added, "known": len(rows) - added - len(problems), "problems": lines[:_PROBLEMS]}
    )


@require_POST
@owner_only
def change(request: HttpRequest, source_id: int) -> HttpResponse:
    """Pause, resume, look now or remove one source."""
    actions: dict[str, tuple[Callable[[], bool], str]] = {
        "pause": (lambda: store.set_state(source_id, "paused"), "Paused: Octavo does not look there for now."),
        "resume": (lambda: store.set_state(source_id, "active"), "Active again."),
        "look": (lambda: store.look_now(source_id, clock.now()), "Octavo looks there next."),
        "remove": (lambda: store.remove_source(source_id), "Removed. Its articles stay."),
    }
    act = actions.get(request.POST.get("action", ""))
    if act is None or not act[0]():
        raise Http404("There is no such source, or nothing to do with it.")
    messages.success(request, act[1])
    return HttpResponseRedirect(reverse("owner:sources"))


def _page(request: HttpRequest, **more: object) -> HttpResponse:
    health = store.sources_health()
    context = {"form": AddressForm(), "list_form": ListForm(), "sources": health, **more}
    refused = any(getattr(more.get(name), "errors", None) for name in ("form", "list_form"))
    return render(request, "owner/sources.html", context, status=422 if refused else 200)
