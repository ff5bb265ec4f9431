"""Editions: which there are, which suits a browser, and what belongs to one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from octavo.store.hashtag_rules import keys_now
from octavo.store.models import Article, ArticleHashtag, Edition, Publisher, Story, StoryFace, StoryMember
from octavo.store.screens.languages import language_name


@dataclass(frozen=True, slots=True)
class View:
    """An edition as pages use it: its address part, its name and what it takes in."""

    slug: str
    lang: str
    name: str
    languages: tuple[str, ...]
    countries: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def is_whole_language(self) -> bool:
        return not (self.countries or self.publishers or self.topics)


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows around its own content."""

    editions: tuple[View, ...]
    sample: bool  # the sample edition is still here


def site() -> Site:
    """The owner's editions in their order, then the languages that have none and enough articles. Two small queries."""
    rows = tuple(_view(row) for row in Edition.objects.all())
    taken = {row.slug for row in rows} | {row.lang for row in rows if row.is_whole_language}
    more = tuple(_whole(code) for code in _languages() if code not in taken)
    return Site(rows + more, Publisher.objects.filter(sample=True).exists())


def edition(slug: str) -> View | None:
    """The edition of this address: a row, or a language in which there are articles; English is always one."""
    row = Edition.objects.filter(slug=slug).first()
    if row is not None:
        return _view(row)
    if slug == "en" or (len(slug) <= 3 and Article.objects.filter(lang=slug, hidden=False).exists()):
        return _whole(slug)
    return None


def best_edition(accepted: list[str], editions: tuple[View, ...]) -> str:
    """The slug of the edition for a browser's languages, best first; else English if there is one, else the first."""
    slugs = {view.lang: view.slug for view in reversed(editions)}
    for code in accepted:
        if code.split("-")[0] in slugs:
            return slugs[code.split("-")[0]]
    return slugs.get("en") or (editions[0].slug if editions else "en")


def stories_of(view: View) -> QuerySet[Story]:
    """The stories in an edition: of its languages, with an article of its publishers and topics."""
    return _taken_in(view, Story.objects.filter(lang__in=view.languages))


def told_in(view: View, newest: int, after: datetime | None = None) -> QuerySet[Story]:
    """The stories of other languages that one of the edition's tells, too: of the newest so many faces."""
    faces = StoryFace.objects.filter(lang__in=view.languages).order_by("-last_at", "-story_id")
    if after is not None:
        faces = faces.filter(last_at__gt=after)
    ids = list(faces.values_list("story_id", flat=True)[:newest])
    return _taken_in(view, Story.objects.filter(id__in=ids).exclude(lang__in=view.languages))


def _taken_in(view: View, rows: QuerySet[Story]) -> QuerySet[Story]:
    rows = rows.filter(merged_into=None, articles__gt=0)
    if view.is_whole_language:
        return rows
    members = StoryMember.objects.filter(story_id=OuterRef("id"))
    if view.countries or view.publishers:
        members = members.filter(article__publisher__in=_publishers(view))
    if not view.topics:
        return rows.filter(Exists(members))
    tagged = members.filter(article__hashtags__key__in=keys_now(view.topics))
    return rows.filter(Exists(members)).filter(Q(section__in=view.topics) | Exists(tagged))


def articles_of(view: View, rows: QuerySet[Article]) -> QuerySet[Article]:
    """Those of `rows` that belong to an edition."""
    rows = rows.filter(lang__in=view.languages)
    if view.countries or view.publishers:
        rows = rows.filter(publisher__in=_publishers(view))
    if view.topics:
        tags = ArticleHashtag.objects.filter(article_id=OuterRef("id"), key__in=keys_now(view.topics))
        rows = rows.filter(Q(section__in=view.topics) | Exists(tags))
    return rows


def _languages() -> tuple[str, ...]:
    """Languages with enough articles to be offered, the most written first; looked up once a minute.

    One in two hundred is enough, and twenty always: fewer are mostly detection's mistakes.
    """
    found: tuple[str, ...] | None = cache.get("languages")
    if found is None:
        counts = {code: _count(code) for code in _codes() if code not in ("", "und")}
        enough = min(20.0, max(counts.values(), default=0) / 200)
        best = sorted(counts, key=lambda code: (-counts[code], code))
        found = tuple(code for code in best if counts[code] >= enough)
        cache.set("languages", found, 60)
    return found


def _codes() -> Iterator[str]:
    """The distinct values of an index, by a step to each: SELECT DISTINCT would read a million rows."""
    code: str | None = Article.objects.aggregate(first=Min("lang"))["first"]
    while code is not None:
        yield code
        code = Article.objects.filter(lang__gt=code).aggregate(next=Min("lang"))["next"]


def _count(code: str) -> int:
    """Articles in a language; no more than 4,000 are counted."""
    return Article.objects.filter(lang=code).order_by()[:4_000].count()


def _whole(code: str) -> View:
    """The edition of everything in a language."""
    return View(code, code, language_name(code), (code,))


def _publishers(view: View) -> QuerySet[Publisher]:
    rows = Publisher.objects.all()
    if view.countries:
        rows = rows.filter(country__in=view.countries)
    return rows.filter(slug__in=view.publishers) if view.publishers else rows


def _view(row: Edition) -> View:
    return View(
        row.slug,
        row.lang,
        row.name,
        tuple(row.languages) or (row.lang,),
        tuple(row.countries),
        tuple(row.publishers),
        tuple(row.topics),
    )
