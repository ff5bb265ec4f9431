"""Feeds out: Atom for an edition, a hashtag, a publisher, a story, a search. As much text as the asker may see."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed

from octavo import clock
from octavo.store.screens import lists
from octavo.store.screens import story as stories
from octavo.store.screens.cards import Card
from octavo.web import links, pages
from octavo.web.hashtag import gone

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed holds: its title, the page it belongs to, its articles."""

    title: str
    path: str
    cards: tuple[Card, ...]
    lang: str


class _Articles(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """Entries are told apart by the article's address here, which never changes with the headline."""

    feed_type = Atom1Feed

    def title(self, listing: Listing) -> str:
        return _printable(f"{listing.title} · Octavo")

    def link(self, listing: Listing) -> str:
        return listing.path

    def items(self, listing: Listing) -> Iterable[Card]:
        return listing.cards

    def item_title(self, item: Card) -> str:
        return _printable(item.title)

    def item_description(self, item: Card) -> str:
        return _printable(item.excerpt)

    def item_link(self, item: Card) -> str:
        return links.article_path(item)

    def item_guid(self, item: Card) -> str:
        return f"urn:octavo:article:{item.id}"

    def item_author_name(self, item: Card) -> str:
        return _printable(item.publisher.name)

    def item_pubdate(self, item: Card) -> datetime:
        return item.at

    def item_updateddate(self, item: Card) -> datetime:
        return item.at

    def get_feed(self, obj: Listing, request: HttpRequest) -> SyndicationFeed:
        feed = super().get_feed(obj, request)
        feed.feed["language"] = obj.lang
        return feed


class Home(_Articles):
    def get_object(self, request: HttpRequest, slug: str) -> Listing:
        view = pages.edition(slug)
        return Listing(view.name, reverse("home", args=[slug]), lists.latest(view, pages.viewer(request)), view.lang)


class Hashtag(_Articles):
    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One that was joined to another answers with the way there."""
        try:
            return super().__call__(request, *args, **kwargs)
        except Http404:
            return gone(request, "hashtag-feed", kwargs["slug"], kwargs["tag"])

    def get_object(self, request: HttpRequest, slug: str, tag: str) -> Listing:
        view = pages.edition(slug)
        page = lists.hashtag(tag, view, pages.viewer(request), 1)
        if page is None:
            raise Http404("No article carries this hashtag.")
        return Listing(f"#{page.tag}", reverse("hashtag", args=[slug, page.tag]), page.page.items, view.lang)


class Publisher(_Articles):
    def get_object(self, request: HttpRequest, slug: str, name: str) -> Listing:
        view = pages.edition(slug)
        page = lists.publisher(name, view, pages.viewer(request), 1)
        if page is None:
            raise Http404("Octavo has no publisher of this name.")
        return Listing(page.name, reverse("publisher", args=[slug, page.slug]), page.page.items, view.lang)


class Story(_Articles):
    def get_object(self, request: HttpRequest, slug: str, ref: str) -> Listing:
        row = stories.found(pages.number_of(ref))
        page = stories.story(row, pages.viewer(request), clock.now(), pages.languages(slug)) if row else None
        if page is None:
            raise Http404("There is no story at this address.")
        newest = tuple(member.card for member in reversed(page.timeline))[:40]
        return Listing(page.title, links.story_path(page), newest, page.lang)


class Search(_Articles):
    def get_object(self, request: HttpRequest, slug: str) -> Listing:
        view, query = pages.edition(slug), " ".join(request.GET.get("q", "").split())[:300]
        everywhere = request.GET.get("lang") == "all"
        page = lists.search(query, None if everywhere else view, pages.viewer(request), 1, newest_first=True)
        asked = urlencode({"q": query} | ({"lang": "all"} if everywhere else {}))
        return Listing(f"Search: {query}", f"{reverse('search', args=[slug])}?{asked}", page.page.items, view.lang)


def _printable(text: str) -> str:
    """Without the control characters that XML does not allow."""
    return _CONTROL.sub("", text)
