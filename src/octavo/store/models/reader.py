"""People: readers, moderators and the owner, and the one-time links that give them their rights."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Reader(AbstractUser):
    """An account. Rights come from `role`; the owner is made by the one-time link that `serve` prints."""

    class Role(models.TextChoices):
        READER = "reader"
        MODERATOR = "moderator"
        OWNER = "owner"

    role = models.CharField(max_length=12, choices=Role.choices, default=Role.READER)

    @property
    def is_owner(self) -> bool:
        return self.is_active and self.role == self.Role.OWNER

    @property
    def can_moderate(self) -> bool:
        return self.is_active and self.role in (self.Role.OWNER, self.Role.MODERATOR)


class OneTimeLink(models.Model):
    """A link that signs one person in with a role, once. Only the token's digest is kept."""

    digest = models.CharField(max_length=64, primary_key=True)
    role = models.CharField(max_length=12, choices=Reader.Role.choices)
    reader_id = models.BigIntegerField(null=True)  # an existing account it signs in, else one is made
    created = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)
