"""Processes of their own for tests: a worker, and who makes the database that several of them share."""

from __future__ import annotations

import os
import time
from multiprocessing.synchronize import Event

from tests.network import Network

TEST = frozenset({"*.test"})
GAP = 0.15  # seconds
FEEDS = 4


def _setup(folder: str) -> None:
    os.environ |= {"OCTAVO_DATA": folder, "OCTAVO_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "octavo.config.settings"}
    from octavo.config.django import setup

    setup()


def work(folder: str, port: int, name: str, stop: Event) -> None:
    """A worker in a process of its own."""
    _setup(folder)
    from octavo import clock
    from octavo.fetch.door import Door
    from octavo.gather.flow import Flow
    from octavo.gather.pages import Pages
    from octavo.gather.polling import Sources
    from octavo.gather.turns import HostTurns

    turns = HostTurns(name, clock.now)
    with Door("tests", TEST, resolver=Network(port=port), gap=GAP, turns=turns) as door:
        while not stop.is_set():
            Flow(door, name, clock.now, stop=stop.is_set).run(Sources(name, clock.now), Pages(name, clock.now))
            time.sleep(0.05)


def prepare(folder: str) -> None:
    """The database of the workers."""
    _setup(folder)
    from octavo import clock
    from octavo.store import schema, sources

    schema.ensure()
    for number in range(FEEDS):
        sources.add_source(f"http://feed-{number}.test/feed", now=clock.now())
        sources.add_source(f"http://feed-{number}.test/other", now=clock.now())
