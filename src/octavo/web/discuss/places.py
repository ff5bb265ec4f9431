"""Where a comment stands: the page of its article, and the way back to where the reader was."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from octavo.core.gather.urls import base32_id, slug
from octavo.discuss.thread import FIRST
from octavo.store import comments
from octavo.store.comments import Article, Comment


def article_path(article: Article) -> str:
    return reverse("article", args=[article.lang, base32_id(article.pk), slug(article.title)])


def comment_path(comment: Comment) -> str:
    """The place of a comment on its article's page."""
    return _at(article_path(comment.article), comment)


def back(request: HttpRequest, default: str) -> str:
    """Where the form came from (`next`), when that is a page of this site; else `default`."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if safe and asked.startswith("/") else default


def back_to(request: HttpRequest, comment: Comment) -> str:
    """The page the reader came from, at the comment."""
    return _at(back(request, article_path(comment.article)), comment)


def _at(path: str, comment: Comment) -> str:
    """A long discussion has to be shown whole for the comment to be there."""
    page = path.partition("#")[0]
    story = comments.story_of(comment.article_id)
    if story is not None and story.comments >= FIRST and "comments=all" not in page:
        page += ("&" if "?" in page else "?") + "comments=all"
    return f"{page}#c{comment.pk}"


def back_to_all(request: HttpRequest, comment: Comment) -> str:
    """The page the reader came from, at its discussion."""
    return f"{back(request, article_path(comment.article)).partition('#')[0]}#comments"
