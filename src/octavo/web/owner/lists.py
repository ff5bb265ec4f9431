"""Lists of feeds: small ones are added at once, large ones by the worker while a page shows how far it is."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from octavo import clock
from octavo.errors import OctavoError
from octavo.store import list_work
from octavo.store.source_lists import Listed, add_listed
from octavo.web.accounts.guards import owner_only
from octavo.web.owner.forms import ListForm
from octavo.web.owner.sources import sources_page

_AT_ONCE = 500  # feeds: about two seconds
_PROBLEMS = 50  # lines of a report on the page
_REFRESH = 2  # seconds


@require_POST
@owner_only
def opml(request: HttpRequest) -> HttpResponse:
    """Add every feed of a list; the page says how many, and which lines could not be used."""
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return sources_page(request, list_form=form)
    from octavo.core.gather.opml import read_opml

    file = form.cleaned_data["file"]
    try:
        found = read_opml(file.read())
    except OctavoError as error:
        form.add_error("file", str(error))
        return sources_page(request, list_form=form)
    rows = [Listed(one.url, one.title, one.site or "", one.folder, place=f"line {one.line}") for one in found.sources]
    lines = [f"line {line}: {reason}" for line, reason in found.problems]
    if len(rows) > _AT_ONCE:
        report = list_work.take_in(file.name, rows, lines, clock.now())
        return HttpResponseRedirect(reverse("owner:list", args=[report]))
    added, problems = add_listed(rows, clock.now())
    lines += problems
    known = len(rows) - added - len(problems)
    return sources_page(
        request, report={"name": file.name, "added": added, "known": known, "problems": lines[:_PROBLEMS]}
    )


@require_safe
@owner_only
def progress(request: HttpRequest, work_id: int) -> HttpResponse:
    """How far a large list is; when it is through, the report with a line for each line of the list that is broken."""
    found = list_work.progress(work_id)
    if found is None:
        raise Http404("There is no such list, or its report was cleared after a week.")
    response = render(request, "owner/list.html", {"list": found})
    if not found.finished:
        response["Refresh"] = str(_REFRESH)
    return response
