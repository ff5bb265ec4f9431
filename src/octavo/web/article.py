"""The article page: title, text, hashtags, AI features, discussion, related."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from octavo import clock
from octavo.explain.ask import answered
from octavo.explain.history import how_we_got_here
from octavo.explain.limits import TOO_MANY
from octavo.explain.points import key_points
from octavo.store.screens import article as screen
from octavo.store.screens.article import ArticleScreen
from octavo.store.visibility import Viewer
from octavo.web import links, pages

QUESTION = 300  # characters
EARLY = 900  # characters of HTML: about the first paragraph


@dataclass(frozen=True, slots=True)
class Player:
    """Where a click leads without script (`link`), and what a script loads in its place."""

    link: str
    embed: str
    file: str
    host: str

    @property
    def invented(self) -> bool:
        """Hosts of the sample edition exist nowhere (RFC 2606)."""
        return self.host.endswith(".example")


def _shows_picture(page: ArticleScreen) -> bool:
    """Whether the text itself begins with a picture, or holds this one: shown twice it would be noise."""
    name = urlsplit(page.card.image or "").path.rsplit("/", 1)[-1]
    html = page.body.html
    return "<img" in html[:EARLY] or bool(name and f"/{name}" in html)


@require_safe
def article(request: HttpRequest, slug: str, ref: str, words: str = "") -> HttpResponse:
    row = screen.found(pages.number_of(ref))
    if row is None:
        raise Http404("There is no article at this address. It may have been removed by the operator’s retention rule.")
    if row.hidden:
        return pages.show(request, "gone.html", None, status=410)
    viewer = pages.viewer(request)
    page = screen.article(row, viewer)
    path = links.article_path(page.card)
    if redirect := links.moved(request, path, keep_method=slug != page.card.lang):
        return redirect
    asked = " ".join(request.GET.get("ask", "").split())[:QUESTION] if settings.OCTAVO_AI else ""
    too_many = bool(asked) and not pages.may_ask(request)
    return pages.show(
        request,
        "article.html",
        pages.edition(slug),
        path=path,
        status=TOO_MANY if too_many else 200,
        page=page,
        card=page.card,
        player=_player(page) if page.is_video else None,
        lead_image="" if _shows_picture(page) else page.card.image,
        asked=asked,
        too_many=too_many,
        **(_explained(page, viewer, "" if too_many else asked) if settings.OCTAVO_AI else {}),
    )


def _explained(page: ArticleScreen, viewer: Viewer, asked: str) -> dict[str, Any]:
    lang, id, now = page.card.lang, page.card.id, clock.now()
    return {
        "points": key_points(page),
        "timeline": how_we_got_here(page, viewer),
        "answer": answered(asked, lang=lang, viewer=viewer, article_id=id, now=now) if asked else None,
    }


def _player(page: ArticleScreen) -> Player:
    embed, file = (_https(page.media.get(name)) for name in ("embed_url", "url"))
    link = page.card.url if page.has_address else embed or file
    return Player(link, embed, file, urlsplit(embed or file or link).hostname or "")


def _https(value: object) -> str:
    return value if isinstance(value, str) and value.startswith("https://") else ""
