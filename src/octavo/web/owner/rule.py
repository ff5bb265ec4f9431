"""A page without a feed: its owner says by selectors where the articles stand; the worker shows what that finds."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from octavo import clock
from octavo.errors import InputError
from octavo.store import sources as store
from octavo.store.screens.source import source_page
from octavo.web.accounts.guards import owner_only
from octavo.web.owner.forms import RuleForm


@require_http_methods(["GET", "HEAD", "POST"])
@owner_only
def rule(request: HttpRequest) -> HttpResponse:
    """The form, filled with what a preview (`?found=`) or a source (`?source=`) has; sending it asks for a preview."""
    if request.method != "POST":
        return render(request, "owner/rule.html", {"form": RuleForm(initial=_initial(request))})
    form = RuleForm(request.POST)
    if form.is_valid():
        try:
            work_id = store.request_discovery(form.cleaned_data["url"], clock.now(), rule=form.rule)
            return HttpResponseRedirect(reverse("owner:found", args=[work_id]))
        except InputError as error:
            form.add_error("url", str(error))
    return render(request, "owner/rule.html", {"form": form}, status=422)


def _initial(request: HttpRequest) -> dict[str, str]:
    found, source = _id(request, "found"), _id(request, "source")
    if found is not None:
        preview = store.preview(found)
        if preview is None:
            raise Http404("That preview is gone.")
        return {"url": preview["url"], **preview.get("rule", {})}
    if source is not None:
        page = source_page(source, request.viewer)  # type: ignore[attr-defined]
        if page is None:
            raise Http404("There is no such source.")
        return {"url": page.url, **page.rule}
    return {"url": request.GET.get("url", "").replace("\0", "")[:2000]}


def _id(request: HttpRequest, name: str) -> int | None:
    stated = request.GET.get(name, "")
    number = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 20 else 2**63
    return number if number < 2**63 else None
