"""Publishers and their terms: what of each may be shown to others."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from octavo.errors import InputError
from octavo.store import publishers as store
from octavo.web.accounts.guards import owner_only
from octavo.web.owner.forms import TermsForm

_PAGE = 100


@require_safe
@owner_only
def publishers(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\0", "").strip()[:100]
    asked = request.GET.get("from", "")
    start = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    found = store.listed(query, offset=start, limit=_PAGE + 1)
    more = start + _PAGE if len(found) > _PAGE else None
    context = {"publishers": found[:_PAGE], "query": query, "more": more, "terms": store.TERMS}
    return render(request, "owner/publishers.html", context)


@require_POST
@owner_only
def change(request: HttpRequest, publisher_id: int) -> HttpResponse:
    found = store.get(publisher_id)
    if found is None:
        raise Http404("There is no such publisher.")
    form = TermsForm(request.POST)
    try:
        if form.is_valid() and store.set_terms(publisher_id, **form.cleaned_data):
            messages.success(request, f"Saved: {found.name}.")
        else:
            messages.error(request, f"Not saved: choose what may be shown of {found.name}.")
    except InputError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(f"{reverse('owner:publishers')}#p{publisher_id}")
