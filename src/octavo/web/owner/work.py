"""What failed for good and waits for the owner: each with its reason and "try again"."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from octavo import clock
from octavo.store import work as store
from octavo.web.accounts.guards import owner_only
from octavo.web.owner import words

_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
@owner_only
def parked(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        found = store.parked(_SHOWN + 1)
        rows = [
            {
                "id": one.id,
                "subject": one.subject,
                "reason": one.reason,
                "attempts": one.attempts,
                "what": words.work(one.kind),
                "fault": words.is_fault(one.reason),
            }
            for one in found[:_SHOWN]
        ]
        return render(request, "owner/work.html", {"rows": rows, "more": len(found) > _SHOWN})
    asked = request.POST.get("id", "")
    if asked == "all":
        count = sum(store.retry(row.id, clock.now()) for row in store.parked(_SHOWN))
        messages.success(request, f"Octavo tries {count} again.")
    elif asked.isascii() and asked.isdigit() and len(asked) < 19 and store.retry(int(asked), clock.now()):
        messages.success(request, "Octavo tries it again.")
    else:
        raise Http404("That is not waiting any more.")
    return HttpResponseRedirect(reverse("owner:work"))
