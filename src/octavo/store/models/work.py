"""What is to be done: one table for every stage, claimed by conditional UPDATE, on any database."""

from __future__ import annotations

from django.db import models


class Work(models.Model):
    """One thing to do. Ready when `not_before` has passed, no lease runs and it is not parked."""

    kind = models.CharField(
        max_length=12
    )  # article (subject: its id); page, again or preview (an address); opml; hashtag
    subject = models.TextField()
    stage = models.CharField(max_length=12)  # enrich, group; fetch; add; apply; shown (kept to be read)
    order_at = models.DateTimeField()  # stream time: grouping goes by (order_at, order_no)
    order_no = models.BigIntegerField(default=0)
    host = models.CharField(max_length=255, blank=True)  # that is asked; "" where none is
    data = models.JSONField(default=dict)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_by = models.CharField(max_length=80, blank=True)
    attempts = models.IntegerField(default=0)
    parked = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="work_once")]
        indexes = [
            models.Index(fields=["kind", "stage", "parked", "order_at", "order_no"], name="work_claim"),
        ]


class Lease(models.Model):
    """A named right that one process holds at a time (grouping, the search index)."""

    name = models.CharField(max_length=20, primary_key=True)
    owner = models.CharField(max_length=80)
    until = models.DateTimeField()


class HostTurn(models.Model):
    """A host is asked by one process at a time: `until` then, or after its last request, nobody else begins."""

    name = models.CharField(max_length=255, primary_key=True)
    owner = models.CharField(max_length=80, blank=True)  # who has a request under way; "" in the gap after it
    until = models.DateTimeField()
    delay = models.FloatField(default=0)  # Crawl-delay in seconds, as its robots.txt was last read


class Counter(models.Model):
    """A number that grows inside the transaction that uses it, so it is in commit order."""

    name = models.CharField(max_length=20, primary_key=True)
    value = models.BigIntegerField(default=0)


class SearchOutbox(models.Model):
    """Articles whose search entry is to be made, changed or taken out; written in the article's transaction."""

    article_id = models.BigIntegerField()
