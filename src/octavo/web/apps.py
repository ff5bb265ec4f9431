"""The Django app with templates and static files; it has no models."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "octavo.web"
    label = "web"
