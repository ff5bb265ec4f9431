"""Articles removed with everything that hangs on them. Foreign keys here carry no constraint, so it is done by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from octavo.store.models import (
    Article,
    ArticleAnalysis,
    ArticleHashtag,
    ArticleVector,
    ArticleVersion,
    Comment,
    HashtagMade,
    HashtagSpare,
    RelatedList,
    Report,
    StoryMember,
    StreamState,
    Tombstone,
    Work,
)
from octavo.store.search import enqueue
from octavo.store.stories import refresh

_HANGING = (
    ArticleVersion, ArticleHashtag, HashtagMade, HashtagSpare, ArticleAnalysis, ArticleVector, RelatedList, StoryMember,
)  # fmt: skip


def remove(ids: Sequence[int], *, buried: datetime | None = None) -> None:
    """Remove these articles; with `buried` (the time) a feed that still lists them does not bring them back.

    Streams in memory still hold them: raising the epoch makes each process restore its own without them.
    """
    with transaction.atomic():
        stories = set(StoryMember.objects.filter(article_id__in=ids).values_list("story_id", flat=True))
        Report.objects.filter(comment__article_id__in=ids).delete()
        Comment.objects.filter(article_id__in=ids).delete()
        for model in _HANGING:
            model._base_manager.filter(article_id__in=ids).delete()
        Work.objects.filter(kind="article", subject__in=[str(pk) for pk in ids]).delete()
        Article.objects.filter(id__in=ids).delete()
        refresh(stories)
        StreamState.objects.update(epoch=F("epoch") + 1, snapshot=None, snapshot_at=0)
        enqueue(ids)
        if buried is not None:
            Tombstone.objects.bulk_create([Tombstone(id=pk, at=buried) for pk in ids], ignore_conflicts=True)
