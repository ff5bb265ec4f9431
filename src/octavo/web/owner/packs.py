"""The starter catalogue: packs of well-known publishers by language, and a search over all its feeds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_http_methods

from octavo import clock
from octavo.catalogue import packs as catalogue
from octavo.catalogue.feeds import TOPICS, CatalogueFeed, feeds, find
from octavo.store import starter
from octavo.web.accounts.guards import owner_only

_SHOWN = 60  # feeds of one search
both = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Offer:
    """A pack, and how many of its feeds are sources already."""

    pack: catalogue.Pack
    there: int

    @property
    def missing(self) -> int:
        return len(self.pack.feeds) - self.there


@both
@owner_only
def packs(request: HttpRequest) -> HttpResponse:
    """All packs, the browser's languages first; with a search, the feeds that fit. Sending adds what is named."""
    if request.method == "POST":
        return _add(request, _chosen(request), reverse("owner:packs"))
    asked = {
        name: request.GET.get(name, "").replace("\0", "").strip()[:60] for name in ("q", "lang", "country", "topic")
    }
    context: dict[str, object] = {
        "asked": asked,
        "topics": TOPICS,
        "languages": sorted({one.lang for one in feeds()}),
        "countries": sorted({one.country for one in feeds()}),
    }
    if any(asked.values()):
        found = find(asked["q"], lang=asked["lang"], country=asked["country"], topic=asked["topic"])
        shown = found[:_SHOWN]
        context |= {"feeds": shown, "there": starter.present(shown), "more": len(found) - len(shown)}
    else:
        context |= {"groups": _groups(request), "total": len(feeds())}
    return render(request, "owner/packs.html", context)


@both
@owner_only
def pack(request: HttpRequest, slug: str) -> HttpResponse:
    """What is in one pack, to be ticked."""
    found = catalogue.pack(slug)
    if found is None:
        raise Http404("There is no such pack.")
    if request.method == "POST":
        return _add(request, _chosen(request), reverse("owner:pack", args=[slug]))
    there = starter.present(found.feeds)
    context = {"pack": found, "there": there, "missing": len(found.feeds) - len(there)}
    return render(request, "owner/pack.html", context)


def _chosen(request: HttpRequest) -> tuple[CatalogueFeed, ...]:
    """What a form names: whole packs and single feeds, of the catalogue only."""
    slugs, addresses = set(request.POST.getlist("pack")), set(request.POST.getlist("feed"))
    whole = [one for pack in catalogue.packs() if pack.slug in slugs for one in pack.feeds]
    single = [one for one in feeds() if one.feed in addresses]
    return tuple(dict.fromkeys([*whole, *single]))


def _add(request: HttpRequest, chosen: tuple[CatalogueFeed, ...], back: str) -> HttpResponse:
    if not chosen:
        messages.error(request, "Tick at least one feed.")
        return HttpResponseRedirect(back)
    added = starter.add(chosen, clock.now())
    if added:
        what = "1 source" if added == 1 else f"{added} sources"
        messages.success(request, f"Added {what}. The first articles appear in a few minutes.")
    else:
        messages.info(request, "Those are your sources already.")
    return HttpResponseRedirect(reverse("owner:sources"))


def _groups(request: HttpRequest) -> list[tuple[str, list[Offer]]]:
    """Packs by language: those of the browser first, the others as the catalogue orders them."""
    there = starter.present(feeds())
    groups: dict[str, list[Offer]] = {}
    for one in catalogue.packs():
        groups.setdefault(one.lang, []).append(Offer(one, _count(one.feeds, there)))
    accepted = [code.split("-")[0] for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    order = [code for code in dict.fromkeys(accepted) if code in groups]
    return [(code, groups[code]) for code in dict.fromkeys([*order, *groups])]


def _count(some: Iterable[CatalogueFeed], there: frozenset[str]) -> int:
    return sum(one.feed in there for one in some)
