"""What the instance learned of its own articles."""

from __future__ import annotations

from django.db import models


class Learned(models.Model):
    """What was learned when `grouped` articles had been grouped: in force for those that are grouped after them."""

    grouped = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    lean = models.FloatField(default=0.0)  # log-odds that pairs get more, or less, than the shipped model gives them
    lean_said = models.BigIntegerField(default=0)  # the last label that the lean followed when it moved
    joined = models.IntegerField(default=0)  # stories mended by moderators since then
    split = models.IntegerField(default=0)
    report = models.JSONField(default=dict)  # of sections, by language: from how much, and how good
    blob = models.BinaryField(null=True)  # the tables by language; null where newer ones are in force
