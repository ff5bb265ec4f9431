"""Django made ready for a command: settings read, database migrated or refused."""

from __future__ import annotations

import gc
import logging
import os

from octavo.config import memory
from octavo.errors import ConfigError


def setup(*, log: bool = False) -> None:
    """Load settings and apps. ConfigError where the environment cannot be used.

    `log`: also say what is done, event by event, on standard error (the worker; commands speak for themselves).
    """
    import django
    from django.core.exceptions import ImproperlyConfigured

    memory.give_back()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "octavo.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise ConfigError(str(error), hint="run `octavo check`") from error
    # What is loaded by now stays; only what is made later is looked through for cycles, and seldom, as hardly anything
    # makes any: it took a twentieth of the time of an import.
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    if not log:
        logging.getLogger("octavo").setLevel(logging.WARNING)
