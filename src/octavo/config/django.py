"""Django made ready for a command: settings read, database migrated or refused."""

from __future__ import annotations

import logging
import os

from octavo.errors import ConfigError


def setup(*, log: bool = False) -> None:
    """Load settings and apps. ConfigError where the environment cannot be used.

    `log`: also say what is done, event by event, on standard error (the worker; commands speak for themselves).
    """
    import django
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "octavo.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise ConfigError(str(error), hint="run `octavo check`") from error
    if not log:
        logging.getLogger("octavo").setLevel(logging.WARNING)
