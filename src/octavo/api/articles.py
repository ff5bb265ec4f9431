"""Articles, stories, related lists, hashtags and editions."""

from __future__ import annotations

from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Query, Router

from octavo import clock
from octavo.api import shapes
from octavo.core.organise.sections import SECTIONS
from octavo.errors import InputError
from octavo.store import catalogue
from octavo.store.screens import editions, home
from octavo.store.visibility import Viewer

router = Router()
Limit = Annotated[int, Query(ge=1, le=100)]
Number = Annotated[int, Query(ge=0, lt=2**63)]
_TEXT = r"^[^\x00]*$"  # PostgreSQL keeps no NUL
Word = Annotated[str, Query(max_length=300, pattern=_TEXT)]
Name = Annotated[str, Query(max_length=300, pattern=_TEXT)]  # of one `Word` in one signature the last default counts
MAX_ID = 2**63


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks, as the site's middleware found it; nobody in particular without it."""
    found = getattr(request, "viewer", None)
    return found if isinstance(found, Viewer) else Viewer()


@router.get("/articles", response={200: shapes.Articles, 422: shapes.Error}, summary="Articles, newest first or since")
def articles(
    request: HttpRequest,
    since: Number | None = None,
    before: Number | None = None,
    lang: Word = "",
    tag: Word = "",
    publisher: Word = "",
    section: Word = "",
    q: Word = "",
    limit: Limit = 50,
) -> shapes.Articles:
    """With `since` (a `seq`) everything stored or changed after it, oldest first: what a client syncs by.

    With `q` what search finds, best first, in one answer; it goes with `lang` and `limit` only.
    """
    viewer = viewer_of(request)
    _known(section)
    if q and section:
        raise InputError("section: search does not know sections; leave out section or q.")
    if q:
        records = catalogue.found(q, viewer, lang=lang, limit=limit)[1]
        return shapes.Articles(articles=[shapes.Article.of(one, request) for one in records], next=None)
    records = catalogue.articles(
        viewer, since=since, before=before, lang=lang, tag=tag, publisher=publisher, section=section, limit=limit
    )
    following = str(records[-1].seq) if len(records) == limit else None
    return shapes.Articles(articles=[shapes.Article.of(one, request) for one in records], next=following)


def _known(section: str) -> None:
    """Refuse a section that there is not, naming those that there are."""
    if section and section not in SECTIONS:
        raise InputError(f"section: there is none called {section[:60]!r}; there are {', '.join(SECTIONS)}.")


@router.get("/articles/{article_id}", response={200: shapes.FullArticle, 404: shapes.Error}, summary="One article")
def article(request: HttpRequest, article_id: int) -> shapes.FullArticle:
    """With its text, as far as its publisher's terms let you see it."""
    found = catalogue.article(article_id, viewer_of(request)) if 0 <= article_id < MAX_ID else None
    if found is None:
        raise Http404("There is no such article.")
    return shapes.FullArticle.with_body(*found, request)


@router.get("/articles/{article_id}/related", response=list[shapes.Related], summary="Related articles")
def related(request: HttpRequest, article_id: int) -> list[shapes.Related]:
    """Each with the reason a reader is told; best first; empty where nothing is related."""
    viewer = viewer_of(request)
    if not 0 <= article_id < MAX_ID or not catalogue.by_ids([article_id], viewer):
        raise Http404("There is no such article.")
    return [shapes.Related.of(one, request) for one in catalogue.related(article_id, viewer)]


@router.get(
    "/stories",
    response={200: list[shapes.ListedStory], 404: shapes.Error, 422: shapes.Error},
    summary="Stories of an edition",
)
def stories(
    request: HttpRequest, edition: Name = "en", section: Word = "", limit: Limit = 25
) -> list[shapes.ListedStory]:
    """The most important now first, as on the edition's front page; with `section` as on the section's page."""
    _known(section)
    view = editions.edition(edition)
    if view is None:
        raise Http404("There is no such edition.")
    found = catalogue.stories(view, viewer_of(request), clock.now(), section, limit)
    return [shapes.ListedStory.of(card, request) for card in found]


@router.get("/stories/{story_id}", response={200: shapes.Story, 404: shapes.Error}, summary="One story")
def story(request: HttpRequest, story_id: int) -> shapes.Story:
    """All articles of one event, newest first, whether more are expected, and the stories before, after and behind it.

    A merged story answers as the one that took it in.
    """
    found = catalogue.story(story_id, viewer_of(request), clock.now()) if 0 <= story_id < MAX_ID else None
    if found is None or not found.members:
        raise Http404("There is no such story.")
    return shapes.Story.of(found, request)


@router.get("/hashtags", response={200: list[shapes.Trend], 404: shapes.Error}, summary="Trending hashtags")
def hashtags(request: HttpRequest, edition: Word = "en") -> list[shapes.Trend]:
    """What an edition writes about more than in the days before, with how one can tell."""
    view = editions.edition(edition)
    if view is None:
        raise Http404("There is no such edition.")
    trends = home.trending(view, clock.now())
    return [shapes.Trend(tag=t.tag, label=t.label, articles=t.articles, reason=t.reason) for t in trends]


@router.get("/editions", response=list[shapes.Edition], summary="Editions")
def all_editions(request: HttpRequest) -> list[shapes.Edition]:
    return [
        shapes.Edition(
            slug=one.slug,
            name=one.name,
            lang=one.lang,
            languages=list(one.languages),
            countries=list(one.countries),
            publishers=list(one.publishers),
            topics=list(one.topics),
        )
        for one in editions.site().editions
    ]
