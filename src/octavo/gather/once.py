"""Everything that is due, gathered once to the end: for the command line, without a worker."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from octavo.fetch.door import Door
from octavo.gather.flow import Flow, never
from octavo.gather.pages import Pages
from octavo.gather.polling import Polled, Sources
from octavo.store import hosts, looks, pages

PATIENCE = 15.0  # seconds; the pages of hosts that want a longer gap are left for the worker


def gather_once(
    door: Door,
    owner: str,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None] = time.sleep,
    stop: Callable[[], bool] = never,
) -> tuple[Polled, int]:
    """Look at what is due and fetch the pages that this brings, each host at its pace; how it went, and how many
    pages were fetched."""
    lanes = Sources(owner, clock), Pages(owner, clock)
    while not stop():
        Flow(door, owner, clock, stop=stop).run(*lanes)
        now = clock()
        turn = hosts.next_turn(looks.due_hosts(now) | pages.due_hosts(now), now)
        if turn is None or (wait := (turn - now).total_seconds()) > PATIENCE:
            break
        sleep(wait)
    return lanes[0].result, lanes[1].fetched
