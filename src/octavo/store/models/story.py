"""Stories: all articles of one event. A story's id is its founding article's."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Story(models.Model):
    class Thread(models.TextChoices):
        OPEN = "open"
        SLOW = "slow"  # one comment a reader every few minutes
        CLOSED = "closed"

    id = models.BigIntegerField(primary_key=True)
    merged_into = models.BigIntegerField(null=True)  # the older story that took it in; its address answers 301
    lang = models.CharField(max_length=8)
    title = models.TextField(blank=True)
    lead_id = models.BigIntegerField()  # the article that stands for the story in lists
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    articles = models.IntegerField(default=0)
    publishers = models.IntegerField(default=0)
    importance = models.FloatField(default=0.0)  # at `last_at`; lists fade it by age
    importance_reason = models.CharField(max_length=200, blank=True)
    section = models.CharField(max_length=20, blank=True)
    thread = models.CharField(max_length=6, choices=Thread.choices, default=Thread.OPEN)
    comments = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["lang", "-last_at"], name="story_home")]


class StoryFace(models.Model):
    """How a story is told in a language other than its own: with which article it stands in that language's edition."""

    story_id = models.BigIntegerField()
    lang = models.CharField(max_length=8)
    title = models.TextField(blank=True)
    lead_id = models.BigIntegerField()
    last_at = models.DateTimeField()  # the story's own: editions rank by it

    class Meta:
        indexes = [models.Index(fields=["lang", "-last_at"], name="face_home")]
        constraints = [models.UniqueConstraint(fields=["story_id", "lang"], name="one_face")]


class StoryMember(models.Model):
    """Which story an article belongs to, and why."""

    article = models.OneToOneField("store.Article", models.DO_NOTHING, primary_key=True, db_constraint=False)
    story_id = models.BigIntegerField(db_index=True)
    online_story_id = models.BigIntegerField()  # as first joined, before any re-linking
    grouped_no = models.BigIntegerField(db_index=True)  # the place in the order of grouping, from 1
    reason = models.TextField(blank=True)
    score = models.FloatField(default=0.0)
    wire_of = models.BigIntegerField(null=True)  # the article that this one copies
    section = models.CharField(max_length=20, blank=True)  # as the classifier has it; "" is unsure
    stream_at = models.DateTimeField(db_index=True)


class StoryEvent(models.Model):
    """A merge or split, by the machine or by a moderator, with its reason: the log that explains every group."""

    kind = models.CharField(max_length=6)  # merge, split
    story_id = models.BigIntegerField(db_index=True)
    other_id = models.BigIntegerField()
    members = models.JSONField(default=list)  # the articles that moved, ids as strings
    reason = models.TextField()
    at = models.DateTimeField()
    grouped = models.BigIntegerField()  # how many articles had been grouped then


class StoryLabel(models.Model):
    """What a moderator said of two articles: they are, or are not, of one event. The newest word on a pair counts."""

    a = models.BigIntegerField()
    b = models.BigIntegerField()
    same = models.BooleanField()
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
