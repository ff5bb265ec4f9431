"""The sample edition in the store: marked when loaded, removed without a trace."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from octavo.core.gather.publishers import publisher_ref
from octavo.sample import publishers
from octavo.store.articles import publisher_id
from octavo.store.models import (
    Article,
    ArticleAnalysis,
    ArticleHashtag,
    ArticleVersion,
    Comment,
    Publisher,
    RelatedList,
    Report,
    StoryMember,
    StreamState,
    Work,
)
from octavo.store.search import enqueue
from octavo.store.stories import refresh


def loaded() -> bool:
    """Whether articles of the sample edition are there."""
    return Article.objects.filter(sample=True).exists()


def finish() -> None:
    """After loading: what the invented publishers let others show, and where they are at home."""
    for house in publishers():
        pk = publisher_id(publisher_ref(house.homepage, name=house.name).host)
        Publisher.objects.filter(id=pk).update(terms=house.terms, country=house.country, sample=True)


def remove_sample() -> int:
    """Remove every article of the sample edition with all that hangs on it; how many."""
    with transaction.atomic():
        ids = list(Article.objects.filter(sample=True).values_list("id", flat=True))
        stories = set(StoryMember.objects.filter(article_id__in=ids).values_list("story_id", flat=True))
        Report.objects.filter(comment__article_id__in=ids).delete()
        Comment.objects.filter(article_id__in=ids).delete()
        for model in (ArticleVersion, ArticleHashtag, ArticleAnalysis, RelatedList, StoryMember):
            model._base_manager.filter(article_id__in=ids).delete()
        Work.objects.filter(kind="article", subject__in=[str(pk) for pk in ids]).delete()
        Article.objects.filter(id__in=ids).delete()
        Publisher.objects.filter(sample=True).exclude(id__in=Article.objects.values("publisher_id")).delete()
        refresh(stories)
        # the stream in memory still holds them: it is restored without them
        StreamState.objects.update(epoch=F("epoch") + 1, snapshot=None, snapshot_at=0)
        enqueue(ids)
    return len(ids)
