"""What the worker found at an address: waits by refreshing, then offers the feeds with their newest items."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from octavo import clock
from octavo.errors import InputError
from octavo.store import sources as store
from octavo.web.accounts.guards import owner_only
from octavo.web.owner.forms import RuleForm

_REFRESH = 2  # seconds
Feed = dict[str, Any]  # as the worker wrote it: url, kind, title, lang, entries, preview


@require_http_methods(["GET", "HEAD", "POST"])
@owner_only
def found(request: HttpRequest, work_id: int) -> HttpResponse:
    """Sending the form adds the chosen feeds; only those that the worker found can be chosen."""
    preview = store.preview(work_id)
    if preview is None:
        raise Http404("Nobody looked for feeds there, or it was more than a day ago.")
    feeds = {str(feed["url"]): feed for feed in preview.get("feeds", [])}
    if request.method == "POST":
        chosen = [feeds[url] for url in request.POST.getlist("feed") if url in feeds]
        if chosen:
            return _add(request, chosen, preview)
        messages.error(request, "Choose at least one feed.")
    rule = preview.get("rule")
    context = {
        "preview": preview,
        "work_id": work_id,
        "feeds": [_shown(feed) for feed in feeds.values()],
        "rule_form": RuleForm(initial={"url": preview["url"], **rule}) if rule else None,
    }
    response = render(request, "owner/found.html", context)
    if preview.get("state") == "waiting":
        response["Refresh"] = str(_REFRESH)
    return response


def _shown(feed: Feed) -> Feed:
    """The feed with the times of its newest items as times."""
    items = [{**item, "at": _time(item.get("published"))} for item in feed.get("preview", [])]
    return {**feed, "newest": items}


def _time(stated: str | None) -> datetime | None:
    """What the worker wrote down: ISO 8601, a date alone where the feed states no more."""
    if not stated:
        return None
    at = datetime.fromisoformat(stated)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _add(request: HttpRequest, feeds: list[Feed], preview: dict[str, Any]) -> HttpResponse:
    site = str(preview.get("site") or preview["url"])
    added = changed = 0
    for feed in feeds:
        kind = str(feed.get("kind") or "feed")
        rule = preview.get("rule") if kind == "page" else None
        title, lang = str(feed.get("title", "")), str(feed.get("lang", ""))
        try:
            new = store.add_source(
                str(feed["url"]), now=clock.now(), title=title, site=site, lang=lang, kind=kind, rule=rule
            )[1]
        except InputError as error:
            messages.error(request, str(error))
            continue
        added += new
        changed += kind == "page" and not new
    if added:
        messages.success(request, f"Added {added}. The first articles appear in a few minutes.")
    elif changed:
        messages.success(request, "Saved: the page is read by this rule from now on.")
    else:
        messages.info(request, "That was a source already.")
    return HttpResponseRedirect(reverse("owner:sources"))
