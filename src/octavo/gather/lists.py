"""Large lists of feeds that the owner uploaded: their parts are added one after the other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from octavo.store import list_work, work

log = logging.getLogger(__name__)

AT_ONCE = 5  # parts a turn, so that discoveries and polls are not held up
KEPT = timedelta(days=7)  # a report waits that long to be read


def add_lists(owner: str, clock: Callable[[], datetime]) -> int:
    """Add the parts that wait, up to `AT_ONCE`; how many. One that fails is tried again, then parked."""
    parts = work.claim(list_work.KIND, list_work.WAITING, owner, clock(), AT_ONCE)
    for part in parts:
        try:
            list_work.add_part(part, clock())
        except Exception as error:
            log.exception("event=list-part-broke subject=%s", part.subject)
            work.fail(part, error, clock())
    if parts:
        list_work.clear_reports(clock() - KEPT)
        log.info("event=list-parts-added parts=%s", len(parts))
    return len(parts)
