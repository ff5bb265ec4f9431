"""Which article carries which hashtag, and what people said of hashtags."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ArticleHashtag(models.Model):
    """As shown: what was made, with the rules of people followed."""

    article = models.ForeignKey("store.Article", models.DO_NOTHING, db_constraint=False, related_name="hashtags")
    key = models.CharField(max_length=100)  # the tag, casefolded: what makes two tags one
    tag = models.CharField(max_length=100)
    label = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    score = models.FloatField()
    position = models.SmallIntegerField()
    lang = models.CharField(max_length=8)
    stream_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="hashtag_once")]
        indexes = [
            models.Index(fields=["key", "lang", "-stream_at"], name="hashtag_page"),
            # with the key, a day is counted without a look at its rows
            models.Index(fields=["lang", "-stream_at", "key"], name="hashtag_trending"),
        ]


class HashtagMade(models.Model):
    """A hashtag as it was made, of articles that show others by a rule: what they get back when it is taken back.

    Their spares stand here, too, so that an article is found by what it would show; from position 100 on.
    """

    article = models.ForeignKey("store.Article", models.DO_NOTHING, db_constraint=False, related_name="+")
    key = models.CharField(max_length=100)
    tag = models.CharField(max_length=100)
    label = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    score = models.FloatField()
    position = models.SmallIntegerField()
    lang = models.CharField(max_length=8)
    stream_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "key"], name="hashtag_made_once")]
        indexes = [models.Index(fields=["key"], name="hashtag_made_key")]


class HashtagSpare(models.Model):
    """The hashtags that come next to those of an article: what fills the places of tags that people hide or join."""

    article = models.OneToOneField("store.Article", models.DO_NOTHING, primary_key=True, db_constraint=False)
    items = models.JSONField(default=list)  # [[tag, label, kind, score], …], best first


class HashtagRule(models.Model):
    """One hashtag is another, is called otherwise, or is none: at most one rule for a name in all its spellings."""

    key = models.CharField(max_length=100, unique=True)  # the name, folded
    action = models.CharField(max_length=6)  # join, rename, hide
    name = models.CharField(max_length=60)
    becomes = models.CharField(max_length=60, blank=True)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, db_constraint=False)
    at = models.DateTimeField()
