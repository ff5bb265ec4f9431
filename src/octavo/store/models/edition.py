"""Editions: views of the news by language, country, publisher and topic. Data, edited by the owner."""

from __future__ import annotations

from django.db import models


class Edition(models.Model):
    """Served at `/{slug}/`. The edition of a content language has the language's code as its slug."""

    slug = models.SlugField(max_length=40, unique=True)
    lang = models.CharField(max_length=8)
    name = models.CharField(max_length=80)
    languages = models.JSONField(default=list, blank=True)  # empty: only `lang`
    countries = models.JSONField(default=list, blank=True)  # of the publishers; empty: any
    publishers = models.JSONField(default=list, blank=True)  # slugs; empty: any
    topics = models.JSONField(default=list, blank=True)  # hashtags or sections; empty: any
    position = models.IntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name
