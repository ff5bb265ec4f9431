"""Mending a story: an article of another event, two stories that are one, and taking either back.

Each is asked on a page of its own, with a reason that the public log tells. Grouping follows within seconds.
"""

from __future__ import annotations

import re
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from octavo import clock
from octavo.core.gather.urls import base32_id, parse_base32_id, slug
from octavo.discuss import mend
from octavo.errors import InputError
from octavo.store import mending, moderation
from octavo.store.comments import Reader, Story
from octavo.store.moderation import ModerationEntry
from octavo.store.screens import story as screen
from octavo.store.screens.cards import card
from octavo.store.screens.mend import candidates
from octavo.web import pages
from octavo.web.accounts.guards import moderator_only

form = require_http_methods(["GET", "HEAD", "POST"])
_ADDRESS = re.compile(r"/(story|article)/([^/?#\s]{1,20})")
_SOON = "Octavo regroups within seconds; look again in a moment."


@form
@moderator_only
def split(request: HttpRequest, story_id: int, article_id: int) -> HttpResponse:
    """This article is of another event."""
    story = _story(story_id)
    member = mending.member(story.pk, article_id)
    if member is None:
        raise Http404("This article is not in this story.")
    error = None
    if request.method == "POST":
        try:
            mend.split(story, article_id, _moderator(request), _reason(request), clock.now())
            return _done(request, f"You set the article apart. {_SOON}", story)
        except InputError as refused:
            error = refused
    found = card(member.article, pages.viewer(request))
    return _page(request, "moderation/split.html", error, story=story, card=found, back=_path(story))


@form
@moderator_only
def merge(request: HttpRequest, story_id: int) -> HttpResponse:
    """Another story is the same event: `with` is its address or ref; without it there is a choice."""
    story = _story(story_id)
    asked = (request.POST.get("with") or request.GET.get("with") or "").strip()
    other, error = None, None
    try:
        other = _other(story, asked) if asked else None
        if request.method == "POST":
            if other is None:
                raise InputError("Choose a story, or give its address.")
            mend.merge(story, other, _moderator(request), _reason(request), clock.now())
            return _done(request, f"You joined the two stories. {_SOON}", story)
    except InputError as refused:
        error = refused
    near = candidates(story, pages.viewer(request)) if other is None else []
    other_ref = base32_id(other.pk) if other else ""
    context = {"story": story, "other": other, "other_ref": other_ref, "asked": asked, "near": near}
    return _page(request, "moderation/merge.html", error, back=_path(story), **context)


@form
@moderator_only
def undo(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Take back what a line of the log says of a story."""
    entry = moderation.entry(entry_id)
    if entry is None or entry.action not in (mending.SPLIT, mending.MERGE):
        raise Http404("There is no such act on a story.")
    error = None
    if request.method == "POST":
        try:
            mend.undo(entry, _moderator(request), _reason(request), clock.now())
            return _done(request, f"You took that back. {_SOON}", moderation.story(entry.story_id or 0))
        except InputError as refused:
            error = refused
    context = {"entry": entry, "stands": bool(mending.standing(entry)), "words": _words(entry)}
    return _page(request, "moderation/undo.html", error, back=reverse("moderation:log"), **context)


def _page(request: HttpRequest, template: str, error: InputError | None, **context: Any) -> HttpResponse:
    context |= {"error": error, "reason": _reason(request)}
    return render(request, template, context, status=422 if error else 200)


def _done(request: HttpRequest, message: str, story: Story | None) -> HttpResponse:
    messages.success(request, message)
    return HttpResponseRedirect(_path(story) if story else reverse("moderation:log"))


def _words(entry: ModerationEntry) -> str:
    """What the opposite is."""
    split = entry.action == mending.SPLIT
    return "The article goes back to its story." if split else "The two stories go apart again."


def _story(story_id: int) -> Story:
    found = moderation.story(story_id)
    if found is None:
        raise Http404("There is no such story.")
    return found


def _other(story: Story, asked: str) -> Story:
    """The story at an address, or that of the article there; a ref alone is a story's."""
    match = _ADDRESS.search(asked)
    kind, ref = (match[1], match[2]) if match else ("story", asked)
    number = parse_base32_id(ref)
    if number is not None and kind == "article":
        number = mending.story_of(number)
    other = screen.found(number) if number is not None else None
    if other is None:
        raise InputError("There is no story at this address.", hint="copy it from the story’s page")
    if other.pk == story.pk:
        raise InputError("That is this same story.", hint="choose another one")
    return other


def _path(story: Story) -> str:
    return reverse("story", args=[story.lang, base32_id(story.pk), slug(story.title)])


def _moderator(request: HttpRequest) -> Reader:
    return cast(Reader, request.user)


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")
