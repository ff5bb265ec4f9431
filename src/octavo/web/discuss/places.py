"""Where a comment stands: the page of its article, and the way back to where the reader was."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from octavo.core.gather.urls import base32_id, slug
from octavo.store.comments import Article, Comment


def article_path(article: Article) -> str:
    return reverse("article", args=[article.lang, base32_id(article.pk), slug(article.title)])


def comment_path(comment: Comment) -> str:
    return f"{article_path(comment.article)}#c{comment.pk}"


def back(request: HttpRequest, default: str) -> str:
    """Where the form came from (`next`), when that is a page of this site; else `default`."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if safe and asked.startswith("/") else default


def back_to(request: HttpRequest, comment: Comment) -> str:
    """The page the reader came from, at the comment."""
    return f"{back(request, article_path(comment.article)).partition('#')[0]}#c{comment.pk}"


def back_to_all(request: HttpRequest, comment: Comment) -> str:
    """The page the reader came from, at its discussion."""
    return f"{back(request, article_path(comment.article)).partition('#')[0]}#comments"
