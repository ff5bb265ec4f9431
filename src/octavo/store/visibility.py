"""Who may see how much of an article. The one rule that pages, feeds, the API, search, answers and exports ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from octavo.store.models import Article, ArticleVersion
from octavo.types import Access, Body, Terms


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks. `private`: on the owner's own machine; `member`: signed in where a sign-in is needed."""

    private: bool = False
    member: bool = False
    reader_id: int | None = None
    owner: bool = False


ANYONE = Viewer()
MYSELF = Viewer(private=True)  # commands run on the owner's machine


class Level(StrEnum):
    """How much is shown. `NOTHING`: taken down."""

    FULL = "full"
    EXCERPT = "excerpt"
    LINK = "link"
    NOTHING = "nothing"


def level(article: Article, viewer: Viewer) -> Level:
    """The rule itself. Needs `article.publisher` loaded, so lists select it with the article."""
    if article.hidden:
        return Level.NOTHING
    if viewer.private:
        return Level.FULL
    terms = Terms(article.publisher.terms)
    if terms is Terms.LINK:
        return Level.LINK
    return Level.FULL if viewer.member or terms is Terms.FULL else Level.EXCERPT


def visible_text(article: Article, viewer: Viewer, number: int | None = None) -> Body:
    """What of the article's text (its version `number`, else the newest) the viewer sees.

    An excerpt is the article's own first sentences as one paragraph; only the newest version has one.
    """
    seen = level(article, viewer)
    if seen is Level.FULL:
        version = ArticleVersion.objects.filter(article_id=article.id, number=number or article.version).first()
        return Body(version.html, version.text) if version else Body()
    if seen is Level.EXCERPT and number in (None, article.version):
        return _paragraph(article.excerpt)
    return Body()


def visible_excerpt(article: Article, viewer: Viewer) -> str:
    """The first sentences for a list; "" where only the link may be shown."""
    return article.excerpt if level(article, viewer) in (Level.FULL, Level.EXCERPT) else ""


def model_may_read(article: Article) -> bool:
    """Whether an AI feature may use the text: whole, not taken down, and not reserved by page or publisher."""
    reserved = article.tdm_reserved or article.publisher.tdm_reserved
    return not (article.hidden or reserved or article.access == Access.TEASER)


def _paragraph(text: str) -> Body:
    text = " ".join(text.split())
    return Body(f"<p>{escape(text)}</p>", text) if text else Body()
