"""Whether the disk has room: below 10 % gathering stops, so that what is stored stays safe."""

from __future__ import annotations

import logging
import shutil

from django.conf import settings

log = logging.getLogger(__name__)

LEAST_FREE = 0.10
_told = False


def enough_space() -> bool:
    """False below `LEAST_FREE` of the data folder's disk; said once in the log, and by `octavo check`."""
    global _told
    usage = shutil.disk_usage(settings.OCTAVO_DATA)
    if usage.free >= usage.total * LEAST_FREE:
        _told = False
        return True
    if not _told:
        log.error("event=disk-low free=%s reason=gathering-stops hint=make-space", usage.free)
        _told = True
    return False
