"""Addresses of pages, and of pictures that a page may load."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse


class Linked(Protocol):
    """What has a page of its own in its language: an article's card, a story."""

    @property
    def lang(self) -> str: ...
    @property
    def ref(self) -> str: ...
    @property
    def slug(self) -> str: ...


def article_path(card: Linked) -> str:
    return reverse("article", args=[card.lang, card.ref, card.slug])


def story_path(story: Linked) -> str:
    return reverse("story", args=[story.lang, story.ref, story.slug])


def why_path(story: Linked) -> str:
    return reverse("why", args=[story.lang, story.ref, story.slug])


def copies_path(card: Linked) -> str:
    return reverse("copies", args=[card.lang, card.ref, card.slug])


def moved(request: HttpRequest, path: str, *, keep_method: bool = False) -> HttpResponse | None:
    """A redirect to the one address of a page, or None where the request has it already. The query goes along.

    308 (`keep_method`) where the language prefix is another, 301 where only the words differ.
    """
    if request.path == path or request.get_full_path().partition("?")[0] == path:
        return None
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
    response.status_code = 308 if keep_method else 301
    return response


def picture(url: str) -> str:
    """Where to load a publisher's picture from: https only; the sample's from Octavo itself; "" for no way."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if host.endswith(".example"):
        return reverse("sample-image", args=[f"{host}{parts.path}"])
    if parts.scheme in ("http", "https") and host:
        return "https" + url[len(parts.scheme) :]
    return ""
