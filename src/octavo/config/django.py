"""Django made ready for a command: settings read, database migrated or refused."""

from __future__ import annotations

import os

from octavo.errors import ConfigError


def setup() -> None:
    """Load settings and apps. ConfigError where the environment cannot be used."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "octavo.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise ConfigError(str(error), hint="run `octavo check`") from error
