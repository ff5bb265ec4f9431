"""The moderators' queue, one comment's case, a discussion's state, and the log that everybody can read."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from octavo import clock
from octavo.core.gather.urls import base32_id, slug
from octavo.discuss.moderate import moderate, set_thread
from octavo.errors import InputError
from octavo.store import comments, moderation
from octavo.store.comments import Comment, Reader
from octavo.web.accounts.guards import moderator_only
from octavo.web.discuss import places

_QUEUE, _LOG = 50, 50
_DONE = {"hide": "hid", "show": "showed again", "approve": "approved", "dismiss": "kept"}
_DONE |= {"split": "set an article apart in", "merge": "joined another story to"}
_DONE |= {"hashtag-join": "joined two hashtags", "hashtag-rename": "renamed a hashtag"}
_DONE |= {
    "hashtag-apart": "kept two hashtags apart",
    "hashtag-hide": "hid a hashtag",
    "hashtag-back": "took back what was said of a hashtag",
}
_DONE |= {"close": "closed", "slow": "slowed down", "open": "opened"}

_MENDED = {"split": "a story", "merge": "this story"}  # how the log calls the story that was mended


@require_safe
@moderator_only
def queue(request: HttpRequest) -> HttpResponse:
    waiting = comments.waiting(_QUEUE + 1)
    context = {"cases": _cases(waiting[:_QUEUE]), "more": len(waiting) > _QUEUE}
    return render(request, "moderation/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@moderator_only
def comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """One comment with its reports; sending the form decides."""
    found = comments.get(comment_id)
    if found is None or found.state == comments.DELETED:
        raise Http404("There is no such comment.")
    back = places.back(request, reverse("moderation:queue"))
    error, reason = None, request.POST.get("reason", "")
    if request.method == "POST":
        action = request.POST.get("action", "")
        try:
            moderate(found, cast(Reader, request.user), action, reason, clock.now())
            messages.success(request, f"You {_DONE[action]} the comment.")
            return HttpResponseRedirect(back)
        except InputError as refused:
            error = refused
    context = {"case": _cases([found])[0], "back": back, "error": error, "reason": reason}
    return render(request, "moderation/comment.html", context, status=422 if error else 200)


@require_POST
@moderator_only
def thread(request: HttpRequest, story_id: int) -> HttpResponse:
    """Open, slow or close a discussion."""
    found = moderation.story(story_id)
    if found is None:
        raise Http404("There is no such story.")
    try:
        set_thread(found, cast(Reader, request.user), request.POST.get("thread", ""), _reason(request), clock.now())
    except InputError as error:
        messages.error(request, error.message)
    return HttpResponseRedirect(places.back(request, reverse("moderation:log")))


@require_safe
def story(request: HttpRequest, story_id: int) -> HttpResponse:
    """Goes to the story that a line of the log names."""
    found = moderation.story(story_id)
    if found is None:
        raise Http404("There is no such story.")
    path = reverse("story", args=[found.lang, base32_id(found.pk), slug(found.title)])
    return HttpResponseRedirect(path)


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    entries = moderation.log(before=before, limit=_LOG + 1)
    lines = [
        {"entry": entry, "did": _DONE.get(entry.action, entry.action), "mended": _MENDED.get(entry.action)}
        for entry in entries[:_LOG]
    ]
    older = entries[_LOG - 1].pk if len(entries) > _LOG else None
    return render(request, "moderation/log.html", {"lines": lines, "before": older})


def _cases(found: list[Comment]) -> list[dict[str, Any]]:
    """Each comment with its open reports, which are read by one query."""
    reports = list(comments.open_reports(one.pk for one in found))
    return [{"comment": one, "reports": [r for r in reports if r.comment_id == one.pk]} for one in found]


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")
