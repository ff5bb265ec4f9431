"""The readers' discussion: comments belong to the article they were written under."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Comment(models.Model):
    class State(models.TextChoices):
        PUBLISHED = "published"
        HELD = "held"  # waits for a moderator
        HIDDEN = "hidden"  # by a moderator
        DELETED = "deleted"  # by its author

    article = models.ForeignKey("store.Article", models.DO_NOTHING, db_constraint=False, related_name="comments")
    parent = models.ForeignKey("self", models.DO_NOTHING, null=True, db_constraint=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False)
    text = models.TextField()
    html = models.TextField()
    created = models.DateTimeField(db_index=True)
    edited = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PUBLISHED)
    state_reason = models.TextField(blank=True)


class Report(models.Model):
    comment = models.ForeignKey(Comment, models.DO_NOTHING, db_constraint=False)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False)
    reason = models.CharField(max_length=500)
    created = models.DateTimeField()
    handled = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "reader"], name="report_once")]


class ModerationEntry(models.Model):
    """One act of moderation, shown in the public log."""

    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False)
    action = models.CharField(max_length=20)  # hide, show, approve, …, split, merge, hashtag-join …
    comment_id = models.BigIntegerField(null=True)
    story_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
