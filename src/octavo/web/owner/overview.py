"""The owner's first page, and the end of the sample edition."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from octavo import clock
from octavo.gather.space import enough_space
from octavo.store import comments
from octavo.store import sources as store
from octavo.store.screens import figures
from octavo.web.accounts.guards import owner_only
from octavo.web.owner.forms import AddressForm

_TROUBLED = 5  # sources that are named


@require_safe
@owner_only
def overview(request: HttpRequest) -> HttpResponse:
    """What there is and what needs the owner."""
    total, failing = store.totals()
    troubled = store.sources_health(state="trouble", limit=_TROUBLED)
    context = {
        "figures": {one.name: int(sum(one.values.values())) for one in figures.figures(clock.now())},
        "sources": total,
        "troubled": troubled,
        "more_troubled": max(0, failing - len(troubled)),
        "waiting": len(comments.waiting(100)),
        "form": AddressForm(),
        "disk_low": not enough_space(),
    }
    return render(request, "owner/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@owner_only
def sample(request: HttpRequest) -> HttpResponse:
    """Asks first; sending the form takes the sample edition out and leads on to the owner's own sources."""
    if request.method == "POST":
        from octavo.store.sample import remove_sample

        remove_sample()
        messages.success(request, "The sample edition is gone. Now add what you want to read.")
        return HttpResponseRedirect(reverse("owner:sources"))
    return render(request, "owner/sample.html", {})
