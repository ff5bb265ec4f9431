"""Sources: the feeds and pages that are looked at, when, and how that went."""

from __future__ import annotations

from django.db import models


class Source(models.Model):
    class State(models.TextChoices):
        ACTIVE = "active"
        PAUSED = "paused"
        RETIRED = "retired"  # the publisher said 410

    id = models.BigIntegerField(primary_key=True)  # 63 bits of a hash of `url`
    url = models.TextField()
    host = models.CharField(max_length=255)  # of `url`: hosts are asked one request at a time
    kind = models.CharField(max_length=8, default="feed")  # feed, sitemap, page
    rule = models.JSONField(default=dict, blank=True)  # of a page: its selectors
    title = models.CharField(max_length=300, blank=True)
    site = models.TextField(blank=True)
    publisher = models.ForeignKey("store.Publisher", models.DO_NOTHING, db_constraint=False)
    lang = models.CharField(max_length=8, blank=True)
    topic = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    sample = models.BooleanField(default=False)
    added = models.DateTimeField()

    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)
    digest = models.CharField(max_length=32, blank=True)  # of the last body: an unchanged one costs no parsing
    ttl_minutes = models.IntegerField(null=True)
    recent = models.JSONField(default=list, blank=True)  # when its newest entries were published, in Unix time
    next_look = models.DateTimeField(db_index=True)
    next_reason = models.CharField(max_length=200, blank=True)
    last_look = models.DateTimeField(null=True)
    last_ok = models.DateTimeField(null=True)
    last_new = models.DateTimeField(null=True)
    errors = models.IntegerField(default=0)  # in a row
    last_error = models.TextField(blank=True)
    entries = models.IntegerField(default=0)  # in the last body
    articles = models.BigIntegerField(default=0)  # new articles, ever
    bytes = models.BigIntegerField(default=0)  # fetched, ever
    looks = models.BigIntegerField(default=0)

    # what retention keeps of it; null keeps everything
    keep_days = models.IntegerField(null=True)
    keep_articles = models.IntegerField(null=True)
    keep_megabytes = models.IntegerField(null=True)  # of text

    def __str__(self) -> str:
        return self.title or self.url
