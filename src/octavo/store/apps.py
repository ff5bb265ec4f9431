"""The Django app that holds every model."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "octavo.store"
    label = "store"
    verbose_name = "Octavo"
    default_auto_field = "django.db.models.BigAutoField"
