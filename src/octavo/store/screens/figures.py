"""The operator's figures: what is stored, what waits, what failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from octavo.store.models import Article, ArticleVector, Comment, Reader, SearchOutbox, Source, Story, Work


@dataclass(frozen=True, slots=True)
class Figure:
    """One gauge; `values` by label, or under "" where it has none."""

    name: str
    help: str
    label: str
    values: dict[str, float]


def figures(now: datetime) -> tuple[Figure, ...]:
    """Ten counting queries."""
    to_do = Work.objects.filter(parked=False).exclude(stage="shown")
    waiting = dict(to_do.values_list("stage").annotate(n=Count("id")).order_by())
    parked = dict(Work.objects.filter(parked=True).values_list("stage").annotate(n=Count("id")).order_by())
    sources = dict(Source.objects.values_list("state").annotate(n=Count("id")).order_by())
    failing = Source.objects.filter(state=Source.State.ACTIVE, errors__gt=0).count()
    return (
        Figure("articles", "Articles stored", "", {"": Article.objects.count()}),
        Figure("stories", "Stories, merged ones left out", "", {"": Story.objects.filter(merged_into=None).count()}),
        Figure("vectors", "Articles with a vector of an embedder", "", {"": ArticleVector.objects.count()}),
        Figure("comments", "Comments", "", {"": Comment.objects.count()}),
        Figure("readers", "Accounts", "", {"": Reader.objects.count()}),
        Figure("sources", "Sources by state", "state", sources),
        Figure("sources_failing", "Active sources whose last look failed", "", {"": failing}),
        Figure("work_waiting", "Work not done yet, by stage", "stage", waiting),
        Figure("work_parked", "Work given up with its reason, by stage", "stage", parked),
        Figure("search_waiting", "Articles on their way into the search index", "", {"": SearchOutbox.objects.count()}),
        Figure("time_seconds", "Wall time of this answer", "", {"": now.timestamp()}),
    )
