"""One source: its health in plain words, what it keeps, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from octavo import clock
from octavo.store import retention
from octavo.store import sources as store
from octavo.store.screens.source import SourcePage, source_page
from octavo.web.accounts.guards import owner_only
from octavo.web.owner import words
from octavo.web.owner.forms import KeepForm, SourceForm


@require_http_methods(["GET", "HEAD", "POST"])
@owner_only
def source(request: HttpRequest, source_id: int) -> HttpResponse:
    """The page; its forms pause, resume, look now, remove, describe and set what is kept."""
    if request.method != "POST":
        return _page(request, source_id)
    action = request.POST.get("action", "")
    if action in ("keep", "describe"):
        return _save(request, source_id, action)
    actions: dict[str, tuple[Callable[[], bool], str]] = {
        "pause": (lambda: store.set_state(source_id, "paused"), "Paused: Octavo does not look there for now."),
        "resume": (lambda: store.set_state(source_id, "active"), "Active again."),
        "look": (lambda: store.look_now(source_id, clock.now()), "Octavo looks there next."),
        "remove": (lambda: store.remove_source(source_id), "Removed. Its articles stay."),
    }
    act = actions.get(action)
    if act is None or not act[0]():
        raise Http404("There is no such source, or nothing to do with it.")
    messages.success(request, act[1])
    stay = request.POST.get("from") == "page" and action != "remove"
    return HttpResponseRedirect(reverse("owner:source", args=[source_id]) if stay else reverse("owner:sources"))


def _save(request: HttpRequest, source_id: int, action: str) -> HttpResponse:
    form = KeepForm(request.POST) if action == "keep" else SourceForm(request.POST)
    if not form.is_valid():
        return _page(request, source_id, **{action: form})
    kept = form.cleaned_data
    saved = retention.keep(source_id, **kept) if action == "keep" else store.describe(source_id, **kept)
    if not saved:
        raise Http404("There is no such source.")
    messages.success(request, "Saved." if action == "describe" else _kept(kept))
    return HttpResponseRedirect(reverse("owner:source", args=[source_id]))


def _kept(limits: dict[str, int | None]) -> str:
    if any(limits.values()):
        return "Saved. What is over the limits goes at the next daily sweep; discussed articles stay."
    return "Saved. Everything is kept."


def _page(request: HttpRequest, source_id: int, **forms: KeepForm | SourceForm) -> HttpResponse:
    found = source_page(source_id, request.viewer)  # type: ignore[attr-defined]
    if found is None:
        raise Http404("There is no such source.")
    word, sentence = words.state(found, clock.now())
    context = {
        "source": found,
        "word": word,
        "sentence": sentence,
        "advice": words.advice(found),
        "keep": KeepForm(initial=_limits(found)),
        "describe": SourceForm(initial={"title": found.title, "lang": found.lang, "topic": found.topic}),
        **forms,
    }
    return render(request, "owner/source.html", context, status=422 if forms else 200)


def _limits(found: SourcePage) -> dict[str, int | None]:
    return {"days": found.keep_days, "articles": found.keep_articles, "megabytes": found.keep_megabytes}
