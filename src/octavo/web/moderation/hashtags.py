"""The page on which owner and moderators join, rename and hide hashtags or say that two are apart, with all that was
said so and can be taken back."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from octavo import clock
from octavo.core.organise.hashtag_rules import Action
from octavo.core.organise.hashtags_forms import tag_form
from octavo.discuss import hashtags as rules
from octavo.errors import InputError
from octavo.store import hashtag_rules as store
from octavo.store.comments import Reader
from octavo.store.hashtag_suggestions import suggestions
from octavo.web.accounts.guards import moderator_only

_PAGE = 50
_SOON = "The articles that carry it change within seconds."
_CHOICES = (
    ("join", "is the same as another hashtag"),
    ("rename", "is to be written otherwise"),
    ("hide", "is no hashtag: hide it"),
    ("apart", "is not the same as another: keep them apart"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@moderator_only
def hashtags(request: HttpRequest) -> HttpResponse:
    """The list; sending the form lays a rule down. `name` in the address fills it in."""
    given = request.POST if request.method == "POST" else request.GET
    name, action = given.get("name", "")[:200], given.get("action", "join")
    becomes, error = given.get("becomes", "")[:200], None
    if request.method == "POST":
        try:
            rules.say(action, name, becomes, cast(Reader, request.user), clock.now())
            apart = f"Saved: #{tag_form(name)} and #{tag_form(becomes)} are two things."
            messages.success(request, apart if action == "apart" else f"Saved: #{tag_form(name)}. {_SOON}")
            return HttpResponseRedirect(reverse("moderation:hashtags"))
        except InputError as refused:
            error = refused
    query = request.GET.get("q", "").replace("\0", "").strip()[:100]
    start = _number(request.GET.get("from", ""))
    found = store.listed(query, offset=start, limit=_PAGE + 1)
    context = {
        "entries": found[:_PAGE],
        "suggestions": [] if query or start else suggestions(),
        "more": start + _PAGE if len(found) > _PAGE else None,
        "query": query,
        "name": name,
        "becomes": becomes,
        "action": action,
        "choices": _CHOICES,
        "error": error,
    }
    return render(request, "moderation/hashtags.html", context, status=422 if error else 200)


@require_POST
@moderator_only
def back(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Take one rule back."""
    rule = rules.take_back(rule_id, cast(Reader, request.user), clock.now())
    if rule is None:
        messages.info(request, "That was taken back before.")
    else:
        soon = "" if rule.action is Action.APART else f" {_SOON}"
        messages.success(request, f"You took back what was said of #{tag_form(rule.name)}.{soon}")
    return HttpResponseRedirect(reverse("moderation:hashtags"))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
