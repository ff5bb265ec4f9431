"""Once a day: what sources keep no longer is removed. Never what was imported, discussed, or has no limit."""

from __future__ import annotations

import logging
from datetime import datetime

from octavo.store import retention
from octavo.store.removal import remove

log = logging.getLogger(__name__)


def apply(now: datetime) -> int:
    """Remove what is over each source's limits; how many articles."""
    removed = 0
    for ids in retention.over(now):
        remove(ids, buried=now)
        removed += len(ids)
    if removed:
        log.info("event=retention removed=%s", removed)
    return removed
