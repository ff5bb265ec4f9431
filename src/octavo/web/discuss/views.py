"""The discussion's forms: write, answer, edit, delete, report. What is allowed is decided in `octavo.discuss`."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from octavo import clock
from octavo.core.discuss.markup import LIMIT
from octavo.discuss import edit as editing
from octavo.discuss import post as posting
from octavo.discuss import rights
from octavo.discuss.post import NotAllowed, TooFast
from octavo.errors import InputError
from octavo.store import comments
from octavo.store.comments import Article, Comment, Reader
from octavo.web.discuss import places

form = require_http_methods(["GET", "HEAD", "POST"])
_DRAFT = "discuss-draft"


def reader_of(request: HttpRequest) -> Reader | None:
    return request.user if request.user.is_authenticated else None


@require_safe
def permalink(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Goes to the comment on its article's page, or to the place it had: the moderation log names hidden ones too."""
    comment = comments.get(comment_id)
    if comment is None or comment.article.hidden:
        raise Http404("There is no such comment.")
    return HttpResponseRedirect(places.comment_path(comment))


@form
def post(request: HttpRequest, article_id: int) -> HttpResponse:
    """Write a comment or an answer. A text that cannot be posted now stays in the form, and through a sign-in."""
    article = comments.article(article_id)
    if article is None:
        raise Http404("There is no such article.")
    parent = _parent(request)
    reader = reader_of(request)
    if reader is None:
        return _ask_to_sign_in(request, article, parent)
    draft = request.session.get(_DRAFT) or {}
    text = request.POST.get("text", draft.get("text", "") if draft.get("article") == article_id else "")
    if request.method != "POST":
        return _compose(request, article, parent, text)
    try:
        posted = posting.post(article, reader, text, clock.now(), parent_id=parent)
    except InputError as error:
        return _compose(request, article, parent, text, error)
    request.session.pop(_DRAFT, None)
    if posted.held:
        messages.info(request, f"Thank you. A moderator looks at your comment first: {posted.held}.")
    return HttpResponseRedirect(places.back_to(request, posted.comment))


@form
def edit(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment = _comment(request, comment_id)
    reader = reader_of(request)
    if reader is None:
        return redirect_to_login(request.get_full_path())
    text, error = request.POST.get("text", comment.text), None
    if request.method == "POST":
        try:
            if held := editing.edit(comment, reader, text, clock.now()):
                messages.info(request, f"A moderator looks at your change first: {held}.")
            return HttpResponseRedirect(places.back_to(request, comment))
        except InputError as refused:
            error = refused
    elif not rights.may_edit(comment, reader, clock.now()):
        return _refused(request, comment, "This comment can no longer be edited.")
    return _page(request, "discuss/edit.html", comment, error, text=text)


@form
def delete(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment = _comment(request, comment_id)
    reader = reader_of(request)
    if reader is None:
        return redirect_to_login(request.get_full_path())
    if not rights.may_delete(comment, reader):
        return _refused(request, comment, "Only its author can delete a comment.")
    if request.method == "POST":
        editing.delete(comment, reader)
        messages.success(request, "Your comment is deleted.")
        return HttpResponseRedirect(places.back_to_all(request, comment))
    return _page(request, "discuss/delete.html", comment)


@form
def report(request: HttpRequest, comment_id: int) -> HttpResponse:
    comment = _comment(request, comment_id)
    reader = reader_of(request)
    if reader is None:
        return redirect_to_login(request.get_full_path())
    if not rights.may_report(comment, reader):
        return _refused(request, comment, "This comment cannot be reported.")
    reason, error = request.POST.get("reason", ""), None
    if request.method == "POST":
        try:
            new = editing.report(comment, reader, reason, clock.now())
            messages.success(request, "Thank you. The moderators will look." if new else "You reported this before.")
            return HttpResponseRedirect(places.back_to(request, comment))
        except InputError as refused:
            error = refused
    return _page(request, "discuss/report.html", comment, error, reason=reason, limit=editing.REASON)


def _comment(request: HttpRequest, comment_id: int) -> Comment:
    comment = comments.get(comment_id)
    if comment is None or comment.article.hidden or not rights.may_see(comment, reader_of(request)):
        raise Http404("There is no such comment.")
    return comment


def _parent(request: HttpRequest) -> int | None:
    """The comment that is answered, by its number; what is no number names none."""
    asked = request.POST.get("parent") or request.GET.get("parent") or ""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None


def _ask_to_sign_in(request: HttpRequest, article: Article, parent: int | None) -> HttpResponse:
    """What was written waits in the session until the reader is back."""
    if request.method == "POST":
        request.session[_DRAFT] = {"article": article.pk, "text": request.POST.get("text", "")[: 2 * LIMIT]}
    query = f"?parent={parent}" if parent else ""
    return redirect_to_login(f"{request.path}{query}")


def _compose(
    request: HttpRequest, article: Article, parent_id: int | None, text: str, error: InputError | None = None
) -> HttpResponse:
    parent = comments.get(parent_id) if parent_id else None
    context = {
        "article": article,
        "parent": parent if parent and rights.may_reply(parent) else None,
        "text": text,
        "error": error,
        "limit": LIMIT,
        "back": places.back(request, places.article_path(article)),
    }
    return render(request, "discuss/compose.html", context, status=_status(error))


def _page(
    request: HttpRequest, template: str, comment: Comment, error: InputError | None = None, **more: Any
) -> HttpResponse:
    context = {"comment": comment, "error": error, "limit": LIMIT, "back": places.back_to(request, comment), **more}
    return render(request, template, context, status=_status(error))


def _refused(request: HttpRequest, comment: Comment, message: str) -> HttpResponse:
    context = {"message": message, "back": places.back_to(request, comment)}
    return render(request, "account/not_allowed.html", context, status=403)


def _status(error: InputError | None) -> int:
    """429: too soon after the last one; 409: not allowed (closed, twice, too late); 422: the text cannot stand."""
    if error is None:
        return 200
    if isinstance(error, TooFast):
        return 429
    return 409 if isinstance(error, NotAllowed) else 422
