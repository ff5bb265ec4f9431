"""The turns at hosts, for the door: kept in the store, so that all processes together are as polite as one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, connection

from octavo.core.gather.schedule import quiet
from octavo.store import hosts

log = logging.getLogger(__name__)

_AGAIN = 1.0  # seconds after which a host that is being asked, or a database that is busy, is looked at again


class HostTurns:
    """Turns of the process `owner`; what the door takes itself is told apart from what the flow took."""

    def __init__(self, owner: str, clock: Callable[[], datetime]) -> None:
        self._owner, self._guest, self._clock = owner, f"{owner}/door", clock

    def take(self, host: str) -> float:
        try:
            close_old_connections()
            return hosts.take(host, self._guest, self._clock())
        except DatabaseError as error:
            log.warning("event=turn-not-taken host=%s reason=%s", host, error)
            return _AGAIN

    def leave(self, host: str, gap: float, crawl_delay: float | None, status: int, headers: Mapping[str, str]) -> None:
        now = self._clock()
        rest = max(timedelta(seconds=gap), quiet(status, headers, now))
        delays = {} if crawl_delay is None else {host: crawl_delay}
        try:
            for owner in (self._guest, self._owner):  # one of them has it
                hosts.release({host: now + rest}, owner, now, delays)
        except DatabaseError as error:  # the lease runs out by itself
            log.warning("event=turn-not-left host=%s reason=%s", host, error)

    def close(self) -> None:
        connection.close()
