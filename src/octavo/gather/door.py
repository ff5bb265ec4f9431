"""The door of `fetch`, opened with this installation's settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from octavo.fetch.door import Door


@contextmanager
def door() -> Iterator[Door]:
    """One door for as long as the block runs."""
    way = Door(contact=settings.OCTAVO_CONTACT, allow_private_hosts=settings.OCTAVO_ALLOW_PRIVATE_HOSTS)
    try:
        yield way
    finally:
        way.close()
