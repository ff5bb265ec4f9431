"""The related list of an article: one row, read by key when its page is shown."""

from __future__ import annotations

from django.db import models


class RelatedList(models.Model):
    article = models.OneToOneField("store.Article", models.DO_NOTHING, primary_key=True, db_constraint=False)
    items = models.JSONField(default=list)  # [[other id as string, score, layer, reason], …], best first
