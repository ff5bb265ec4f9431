"""The door of `fetch`, opened with this installation's settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from octavo import clock
from octavo.fetch.door import Door
from octavo.gather.turns import HostTurns


@contextmanager
def door(owner: str) -> Iterator[Door]:
    """One door for as long as the block runs. `owner` is who claims what is fetched: turns at hosts go by it."""
    way = Door(
        contact=settings.OCTAVO_CONTACT,
        allow_private_hosts=settings.OCTAVO_ALLOW_PRIVATE_HOSTS,
        turns=HostTurns(owner, clock.now),
    )
    try:
        yield way
    finally:
        way.close()
