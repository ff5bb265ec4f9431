"""What AI features may quote: texts as far as the viewer sees them and the publisher lets a model read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from octavo.store.models import Article, ArticleVersion, RelatedList, StoryMember
from octavo.store.screens.cards import Card, card
from octavo.store.visibility import Level, Viewer, level, model_may_read, visible_excerpt
from octavo.types import Precision

_EARLIER = ("storyline", "background")  # layers of related articles that tell how it came about


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article that may be quoted. `text` is "" where only its headline may be used."""

    card: Card
    level: Level
    text: str
    precision: Precision


def evidence(ids: Iterable[int], viewer: Viewer, *, texts: bool = True) -> dict[int, Evidence]:
    """By id, without those taken down. Two queries; without `texts` one, and whole texts are left empty."""
    rows = list(Article.objects.filter(id__in=list(ids), hidden=False).select_related("publisher"))
    full = [row for row in rows if model_may_read(row) and level(row, viewer) is Level.FULL]
    bodies = _texts(full) if texts else {}
    found = {}
    for row in rows:
        text = bodies.get((row.id, row.version), "") if level(row, viewer) is Level.FULL else _excerpt(row, viewer)
        precision = Precision(row.published_precision) if row.published else Precision.SECOND
        found[row.id] = Evidence(card(row, viewer), _usable(row, viewer), text, precision)
    return found


def story_ids(article_id: int, limit: int = 50) -> Sequence[int]:
    """The newest articles of its story that copy no other, itself left out. Two queries."""
    story = StoryMember.objects.filter(article_id=article_id).values_list("story_id", flat=True).first()
    if story is None:
        return ()
    rows = StoryMember.objects.filter(story_id=story, wire_of=None).exclude(article_id=article_id)
    return list(rows.order_by("-stream_at", "-article_id").values_list("article_id", flat=True)[:limit])


def earlier_ids(article_id: int) -> Sequence[int]:
    """Related articles from earlier in this storyline and from its background."""
    items = RelatedList.objects.filter(article_id=article_id).values_list("items", flat=True).first()
    return [int(other) for other, _score, layer, _reason in items or [] if layer in _EARLIER]


def _usable(row: Article, viewer: Viewer) -> Level:
    return level(row, viewer) if model_may_read(row) else Level.NOTHING


def _excerpt(row: Article, viewer: Viewer) -> str:
    """As `visible_text` shows it: one paragraph."""
    return " ".join(visible_excerpt(row, viewer).split()) if model_may_read(row) else ""


def _texts(rows: Sequence[Article]) -> dict[tuple[int, int], str]:
    versions = ArticleVersion.objects.filter(article_id__in=[row.id for row in rows])
    return {(id, number): text for id, number, text in versions.values_list("article_id", "number", "text")}
