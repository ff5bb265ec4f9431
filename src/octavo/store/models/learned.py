"""What the instance learned of its own articles."""

from __future__ import annotations

from django.db import models


class Learned(models.Model):
    """What was learned when `grouped` articles had been grouped: in force for those that are grouped after them."""

    grouped = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    report = models.JSONField(default=dict)  # by language: from how much, and how good on publishers held out
    blob = models.BinaryField(null=True)  # the tables by language; null where newer ones are in force
