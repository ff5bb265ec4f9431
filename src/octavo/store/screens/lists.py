"""Pages that are one list of articles: a hashtag's, a publisher's, the videos, a search."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from octavo.store.models import Article, ArticleHashtag, Publisher
from octavo.store.screens.article import Tag
from octavo.store.screens.cards import Card, articles, card, cards_by_id
from octavo.store.screens.editions import View, articles_of
from octavo.store.screens.paging import SIZE, Paged, bounds, paged
from octavo.store.search import search as look_up
from octavo.store.visibility import Viewer
from octavo.types import Kind

_LOOKED_THROUGH = 2_000  # hits


@dataclass(frozen=True, slots=True)
class HashtagScreen:
    tag: str
    label: str
    page: Paged[Card]
    beside: tuple[Tag, ...]  # what the articles on this page are tagged with besides
    elsewhere: tuple[tuple[str, int], ...]  # (language, articles) outside this edition


@dataclass(frozen=True, slots=True)
class PublisherScreen:
    name: str
    slug: str
    host: str
    country: str
    terms: str
    articles: int
    page: Paged[Card]
    elsewhere: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SearchScreen:
    total: int
    page: Paged[Card]
    cut: bool = False  # there may be more: not all hits were held against the edition's limits


def hashtag(tag: str, view: View, viewer: Viewer, number: int) -> HashtagScreen | None:
    """Four queries; None where no article that may be shown carries the tag."""
    rows = ArticleHashtag.objects.filter(key=tag.casefold()[:100], article__hidden=False)
    by_language = list(rows.values("lang").annotate(count=Count("id")).order_by("-count", "lang"))
    if not by_language:
        return None
    mine = rows.filter(lang__in=view.languages).order_by("-stream_at", "-article_id")
    chosen = list(mine.values_list("article_id", "tag", "label")[bounds(number)])
    shown = cards_by_id([id for id, _, _ in chosen], viewer)
    spelled, label = chosen[0][1:] if chosen else rows.values_list("tag", "label")[0]
    return HashtagScreen(
        spelled,
        label,
        paged([shown[id] for id, _, _ in chosen if id in shown], number),
        _beside(list(shown), tag.casefold()),
        _elsewhere([(row["lang"], row["count"]) for row in by_language], view),
    )


def publisher(slug: str, view: View, viewer: Viewer, number: int) -> PublisherScreen | None:
    """Three queries."""
    row = Publisher.objects.filter(slug=slug).order_by("id").first()
    if row is None:
        return None
    by_language = list(
        Article.objects.filter(publisher=row, hidden=False)
        .values_list("lang")
        .annotate(count=Count("id"))
        .order_by("-count", "lang")
    )
    mine = articles().filter(publisher=row, lang__in=view.languages).order_by("-stream_at", "-id")
    return PublisherScreen(
        row.name,
        row.slug,
        row.host,
        row.country,
        row.terms,
        sum(count for _, count in by_language),
        paged([card(one, viewer) for one in mine[bounds(number)]], number),
        _elsewhere(by_language, view),
    )


def videos(view: View, viewer: Viewer, number: int) -> Paged[Card]:
    """One query: what is to be watched or heard, newest first."""
    rows = articles_of(view, articles()).filter(kind__in=(Kind.VIDEO, Kind.AUDIO)).order_by("-stream_at", "-id")
    return paged([card(one, viewer) for one in rows[bounds(number)]], number)


def latest(view: View, viewer: Viewer, count: int = 40) -> tuple[Card, ...]:
    """One query: an edition's newest articles."""
    return tuple(card(one, viewer) for one in articles_of(view, articles()).order_by("-stream_at", "-id")[:count])


def search(query: str, view: View | None, viewer: Viewer, number: int, newest_first: bool = False) -> SearchScreen:
    """Two queries beside the index's own. `view` None searches everything there is.

    The index knows languages only: where an edition has other limits, the first `_LOOKED_THROUGH` hits are held
    against them.
    """
    offset = (number - 1) * SIZE
    lang = view.languages[0] if view is not None and len(view.languages) == 1 else None
    if view is None or (lang and view.is_whole_language):
        result = look_up(query, lang=lang, limit=SIZE, offset=offset, newest_first=newest_first)
        total, ids = result.total, result.ids
        cut = False
    else:
        result = look_up(query, lang=lang, limit=_LOOKED_THROUGH, newest_first=newest_first)
        mine = within(view, result.ids)
        fitting = [id for id in result.ids if id in mine]
        total, ids, cut = len(fitting), tuple(fitting[offset : offset + SIZE]), result.total > _LOOKED_THROUGH
    shown = cards_by_id(ids, viewer)
    items = tuple(shown[id] for id in ids if id in shown)
    return SearchScreen(total, Paged(items, number, total > offset + SIZE), cut)


def within(view: View, ids: Collection[int]) -> set[int]:
    """Those of the articles that belong to an edition. One query."""
    return set(articles_of(view, Article.objects.filter(id__in=ids)).values_list("id", flat=True))


def _beside(ids: list[int], key: str) -> tuple[Tag, ...]:
    rows = ArticleHashtag.objects.filter(article_id__in=ids).exclude(key=key).values_list("key", "tag", "label")
    counts: dict[str, tuple[int, Tag]] = {}
    for other, tag, label in rows:
        counts[other] = (counts[other][0] + 1 if other in counts else 1, Tag(tag, label))
    best = sorted(counts.items(), key=lambda item: (-item[1][0], item[0]))
    return tuple(tag for _, (_, tag) in best[:10])


def _elsewhere(by_language: list[tuple[str, int]], view: View) -> tuple[tuple[str, int], ...]:
    return tuple((lang, count) for lang, count in by_language if lang not in view.languages)
