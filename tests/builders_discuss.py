"""Comments for tests, written straight into the store, and people who are signed in."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from octavo import clock
from octavo.core.discuss.markup import render_comment
from octavo.core.gather.urls import base32_id, slug
from octavo.store import comments
from octavo.store.models import Article, Comment, Reader
from tests.builders import make_reader


def make_comment(
    article: Article, author: Reader, text: str = "The bridge is a joy.", *, parent: Comment | None = None,
    minutes: float = 60, state: str = "published", reason: str = "",
) -> Comment:  # fmt: skip
    """A comment written `minutes` ago."""
    at = clock.now() - timedelta(minutes=minutes)
    held = reason if state == "held" else ""
    parent_id = parent.pk if parent else None
    comment = comments.add(article.pk, author, text, render_comment(text), at, parent_id=parent_id, held=held)
    if state != comment.state:
        comment.state, comment.state_reason = state, reason
        comment.save()
        comments.recount_for(article.pk)
    return comment


def signed_in(reader: Reader | None = None, **fields: str) -> Client:
    """A browser of a reader, made when none is given."""
    client = Client()
    client.force_login(reader or make_reader(**fields), backend="django.contrib.auth.backends.ModelBackend")
    return client


def article_path(article: Article) -> str:
    return f"/{article.lang}/article/{base32_id(article.pk)}/{slug(article.title)}"
