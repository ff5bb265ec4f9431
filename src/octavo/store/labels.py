"""What moderators said of pairs of articles: groups follow it, it can be exported, and learned from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from octavo.errors import InputError
from octavo.store.models import Article, Story, StoryLabel, StoryMember

MOST = 40  # members that an article leaving a story is set apart from, newest first: enough to keep it away


@dataclass(frozen=True, slots=True)
class Label:
    id: int
    a: int
    b: int
    same: bool


def after(number: int) -> list[Label]:
    """Labels said after label `number`, in order."""
    return [
        Label(*row)
        for row in StoryLabel.objects.filter(id__gt=number).order_by("id").values_list("id", "a", "b", "same")
    ]


def last() -> int:
    """The number of the newest label; 0 without one."""
    return StoryLabel.objects.order_by("-id").values_list("id", flat=True).first() or 0


def set_apart(article_id: int, reader_id: int, now: datetime, reason: str = "") -> int:
    """This article is of another event than its story; how many labels. InputError where it stands alone."""
    story = StoryMember.objects.filter(article_id=article_id).values_list("story_id", flat=True).first()
    others = StoryMember.objects.filter(story_id=story or 0).exclude(article_id=article_id).order_by("-grouped_no")
    ids = list(others.values_list("article_id", flat=True)[:MOST])
    if not ids:
        raise InputError("this article is the only one of its story", hint="there is nothing to split")
    return _say([(article_id, other) for other in ids], False, reader_id, now, reason)


def join(one: int, other: int, reader_id: int, now: datetime, reason: str = "") -> int:
    """These two stories are one event. InputError where one does not exist, or both are the same already."""
    leads = dict(Story.objects.filter(id__in=[one, other], merged_into__isnull=True).values_list("id", "lead_id"))
    if one == other or len(leads) < 2:
        raise InputError("two different stories are needed", hint="give the address of the other story")
    return _say([(leads[one], leads[other])], True, reader_id, now, reason)


def export() -> Iterator[dict[str, Any]]:
    """Every label with the addresses of its articles, in the order in which they were said."""
    for label in StoryLabel.objects.order_by("id").iterator():
        urls = dict(Article.objects.filter(id__in=[label.a, label.b]).values_list("id", "url"))
        yield {
            "a": urls.get(label.a),
            "b": urls.get(label.b),
            "same": label.same,
            "reason": label.reason,
            "at": label.at.isoformat().replace("+00:00", "Z"),
        }


def _say(pairs: list[tuple[int, int]], same: bool, reader_id: int, now: datetime, reason: str) -> int:
    rows = [
        StoryLabel(a=min(a, b), b=max(a, b), same=same, reader_id=reader_id, reason=reason[:500], at=now)
        for a, b in pairs
    ]
    StoryLabel.objects.bulk_create(rows)
    return len(rows)
