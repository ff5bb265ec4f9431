"""Hashtags of articles written as the rules have them, and stored ones brought in line part by part.

What was made is kept beside what is shown wherever the two differ, and what is shown is always made from it by the
rules of now: in whatever order rules come and go, the result is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from octavo.core.organise.aliases import Aliases
from octavo.core.organise.hashtag_rules import names_through, shown
from octavo.core.organise.hashtags_forms import folded
from octavo.store import hashtag_rules
from octavo.store.models import ArticleHashtag, HashtagMade, HashtagSpare
from octavo.store.rows import insert
from octavo.types import Hashtag

PART = 250  # articles changed in one transaction: well below a tenth of a second
_KEYS_ASKED = 500  # in one query
_SPARES_AT = 100  # position of the first spare among what was made

_COLUMNS = ("article", "key", "tag", "label", "kind", "score", "position", "lang", "stream_at")


@dataclass(frozen=True, slots=True)
class Made:
    """The hashtags of one article as they were made, best first, and those that come next."""

    article_id: int
    lang: str
    stream_at: datetime
    tags: tuple[Hashtag, ...]
    spares: tuple[Hashtag, ...] = ()


def write(made: Iterable[Made], aliases: Aliases) -> None:
    """Write the hashtags of articles that have none yet."""
    seen, kept, spare = [], [], []
    for one in made:
        tags = shown(aliases, one.tags, one.spares)
        seen += _rows(one, tags)
        if tags != one.tags:
            kept += _rows(one, one.tags) + _rows(one, one.spares, _SPARES_AT)
        if one.spares:
            spare.append((one.article_id, [[tag.tag, tag.label, tag.kind, tag.score] for tag in one.spares]))
    insert(ArticleHashtag, _COLUMNS, seen, known="keep")
    insert(HashtagMade, _COLUMNS, kept, known="keep")
    insert(HashtagSpare, ("article", "items"), spare, known="keep")


def apply(key: str, after: int = 0, parts: int = 8, size: int = PART) -> int | None:
    """Bring the articles that a rule of the folded name `key` concerns in line, `parts` parts of `size` of them from
    above the id `after`; the id to go on after, or None where none is left. Done twice it changes nothing more."""
    names = names_through(hashtag_rules.rules(), key)
    seen = [found for found in _keys(ArticleHashtag) if folded(found) in names]
    made = [found for found in _keys(HashtagMade) if folded(found) in names]
    for _ in range(parts):
        ids = sorted(_next(ArticleHashtag, seen, after, size) | _next(HashtagMade, made, after, size))[:size]
        if not ids:
            return None
        with transaction.atomic():
            _align(ids, hashtag_rules.current())
        after = ids[-1]
    return after


def _align(ids: Sequence[int], aliases: Aliases) -> None:
    """Make what these articles show anew, from what was made."""
    seen, kept = _stored(ArticleHashtag, ids), _stored(HashtagMade, ids)
    rows = HashtagSpare.objects.filter(article_id__in=ids).values_list("article_id", "items")
    spares = {pk: tuple(Hashtag(*item) for item in items) for pk, items in rows}
    changed, plain = [], []
    for pk in {**seen, **kept}:
        one = replace(kept.get(pk) or seen[pk], spares=spares.get(pk, ()))
        tags = shown(aliases, one.tags, one.spares)
        if pk not in seen or tags != seen[pk].tags:
            changed.append(one)
        if pk in kept and tags == one.tags:
            plain.append(pk)
    ArticleHashtag.objects.filter(article_id__in=[one.article_id for one in changed]).delete()
    HashtagMade.objects.filter(article_id__in=plain).delete()
    write(changed, aliases)


def _stored(model: Any, ids: Sequence[int]) -> dict[int, Made]:
    rows = model.objects.filter(article_id__in=ids, position__lt=_SPARES_AT).order_by("article_id", "position")
    found: dict[int, list[Any]] = {}
    for row in rows.values_list("article_id", "lang", "stream_at", "tag", "label", "kind", "score"):
        found.setdefault(row[0], []).append(row)
    return {
        pk: Made(pk, rows[0][1], rows[0][2], tuple(Hashtag(*row[3:]) for row in rows)) for pk, rows in found.items()
    }


def _rows(one: Made, tags: Sequence[Hashtag], first: int = 0) -> list[tuple[object, ...]]:
    return [
        (
            one.article_id,
            tag.tag.casefold()[:100],
            tag.tag[:100],
            tag.label[:120],
            tag.kind[:12],
            tag.score,
            at,
            one.lang,
            one.stream_at,
        )
        for at, tag in enumerate(tags, first)
    ]


def _keys(model: Any) -> Iterable[str]:
    """Every key in use, from the index alone."""
    return model.objects.order_by().values_list("key", flat=True).distinct().iterator()  # type: ignore[no-any-return]


def _next(model: Any, keys: Sequence[str], after: int, size: int) -> set[int]:
    """The lowest article ids above `after` that carry one of these keys, enough for a part."""
    found: set[int] = set()
    for start in range(0, len(keys), _KEYS_ASKED):
        rows = model.objects.filter(key__in=keys[start : start + _KEYS_ASKED], article_id__gt=after)
        found.update(rows.order_by("article_id").values_list("article_id", flat=True).distinct()[:size])
    return found
