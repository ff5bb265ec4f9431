"""Which article carries which hashtag."""

from __future__ import annotations

from django.db import models


class ArticleHashtag(models.Model):
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
            models.Index(fields=["lang", "-stream_at"], name="hashtag_trending"),
        ]
