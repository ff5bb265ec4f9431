"""What organising keeps: one analysis an article, and the state of the stream that cannot be rebuilt from them."""

from __future__ import annotations

from django.db import models


class ArticleAnalysis(models.Model):
    article = models.OneToOneField("store.Article", models.DO_NOTHING, primary_key=True, db_constraint=False)
    version = models.IntegerField()  # of the analysis code
    blob = models.BinaryField()


class ArticleVector(models.Model):
    """The meaning of an article's title and opening as an embedder has it. Absent where none served."""

    article = models.OneToOneField("store.Article", models.DO_NOTHING, primary_key=True, db_constraint=False)
    embedder = models.CharField(max_length=200)  # name and version: only vectors with the same are compared
    blob = models.BinaryField()


class StreamState(models.Model):
    """One row. `grouped` counts all grouped articles; `snapshot` was taken at `snapshot_at` of them."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    epoch = models.IntegerField(default=0)  # grows when grouped articles were removed: streams in memory are then void
    grouped = models.BigIntegerField(default=0)
    labels_at = models.BigIntegerField(default=0)
    relinked_at = models.BigIntegerField(default=0)
    snapshot_at = models.BigIntegerField(default=0)
    snapshot = models.BinaryField(null=True)
