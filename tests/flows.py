"""The flow of gathering with one lane alone, as tests want it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from octavo.fetch.door import Door
from octavo.gather.flow import Flow
from octavo.gather.pages import Pages


def fetch_pages(door: Door, owner: str, clock: Callable[[], datetime]) -> int:
    """Fetch every page that waits and whose host is free; how many."""
    lane = Pages(owner, clock)
    Flow(door, owner, clock).run(lane)
    return lane.fetched
