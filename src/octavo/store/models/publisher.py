"""Publishers, and what each lets others show of its articles."""

from __future__ import annotations

from django.db import models

from octavo.types import Terms


class Publisher(models.Model):
    id = models.BigIntegerField(primary_key=True)  # 63 bits of a hash of `host`
    host = models.CharField(max_length=255)  # or an invented key where articles come without address
    slug = models.CharField(max_length=80, db_index=True)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True)  # ISO 3166-1 alpha-2
    terms = models.CharField(max_length=8, choices=[(t.value, t.value) for t in Terms], default=Terms.EXCERPT.value)
    tdm_reserved = models.BooleanField(default=False)  # text and data mining reserved: no model sees its texts
    sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name
