"""Articles and their versions. A row here never changes its content: an edit by the publisher is a new version."""

from __future__ import annotations

from django.db import models

from octavo.types import Access, Kind, Precision


class Article(models.Model):
    """What lists need of an article; the text stands in its versions."""

    id = models.BigIntegerField(primary_key=True)  # 63 bits of a hash of `url`
    seq = models.BigIntegerField(db_index=True)  # grows with every commit: what sync clients ask by
    url = models.TextField()
    external_id = models.CharField(max_length=255, blank=True)
    publisher = models.ForeignKey("store.Publisher", models.DO_NOTHING, db_constraint=False)
    source_id = models.BigIntegerField(null=True, db_index=True)
    version = models.IntegerField(default=1)  # the newest
    title = models.TextField(blank=True)
    excerpt = models.TextField(blank=True)  # the first sentences, plain
    summary = models.TextField(blank=True)  # the publisher's own description
    words = models.IntegerField(default=0)
    lang = models.CharField(max_length=8, db_index=True)  # detected; "und" before that
    lang_stated = models.CharField(max_length=35, blank=True)
    published = models.DateTimeField(null=True)
    published_precision = models.CharField(
        max_length=6, choices=[(p.value, p.value) for p in Precision], default=Precision.SECOND.value
    )
    updated = models.DateTimeField(null=True)  # as stated by the publisher
    first_seen = models.DateTimeField()
    stream_at = models.DateTimeField()  # published, else first seen
    authors = models.JSONField(default=list)
    keywords = models.JSONField(default=list)
    image = models.TextField(blank=True)
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in Kind], default=Kind.ARTICLE.value)
    access = models.CharField(max_length=6, choices=[(a.value, a.value) for a in Access], default=Access.FULL.value)
    section = models.CharField(max_length=100, blank=True)
    agency = models.CharField(max_length=40, blank=True)
    media = models.JSONField(null=True)
    tdm_reserved = models.BooleanField(default=False)
    hidden = models.BooleanField(default=False)  # taken down, with all its versions
    sample = models.BooleanField(default=False)

    class Meta:
        indexes = [
            # edition pages, the hashtag-free lists and `export`
            models.Index(fields=["lang", "-stream_at", "-id"], name="article_lang_stream"),
            models.Index(fields=["publisher", "-stream_at", "-id"], name="article_publisher_stream"),
            models.Index(fields=["kind", "lang", "-stream_at"], name="article_kind_stream"),
        ]

    def __str__(self) -> str:
        return self.title or self.url


class Tombstone(models.Model):
    """An article that retention removed: a feed that still lists it does not bring it back."""

    id = models.BigIntegerField(primary_key=True)  # the article's
    at = models.DateTimeField()


class Alias(models.Model):
    """An address that led to an article with another canonical one: a feed that names it brings nothing new."""

    id = models.BigIntegerField(primary_key=True)  # 63 bits of a hash of the address
    article_id = models.BigIntegerField(db_index=True)


class ArticleVersion(models.Model):
    article = models.ForeignKey(Article, models.DO_NOTHING, db_constraint=False, related_name="versions")
    number = models.IntegerField()
    title = models.TextField(blank=True)
    html = models.TextField(blank=True)
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=32)  # of title and text
    seen = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="version_number")]
