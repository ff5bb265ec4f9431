"""The worker's loops: gathering in threads of its own (the network is slow), organising in the main one."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

from django.db import OperationalError, close_old_connections, connection

from octavo import clock
from octavo.fetch.door import Door
from octavo.store import work

log = logging.getLogger(__name__)

GAP = 0.5  # seconds between two looks at which hosts may be asked again
IDLE = 2.0  # seconds between two looks at the work table when there was nothing to do
DAY = 86_400.0  # seconds between two sweeps of retention
TROUBLE = 10.0  # seconds after an error that is nobody's fault (the database restarts)


def run() -> None:
    """Work until SIGTERM or SIGINT; what is held then is finished or given back."""
    stop = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    owner = work.owner_name()
    freed = work.release_dead(clock.now())
    log.info("event=worker-started owner=%s freed=%s", owner, freed)
    gathering = threading.Thread(target=_gather, args=(owner, stop), name="gather", daemon=True)
    gathering.start()
    _organise(owner, stop)
    gathering.join(timeout=15)
    log.info("event=worker-stopped owner=%s", owner)


def _organise(owner: str, stop: threading.Event) -> None:
    from octavo.organise import retention
    from octavo.organise.pipeline import Organiser

    organiser = Organiser(owner, clock.now)
    checked = time.monotonic()
    swept = checked - DAY

    def turn() -> bool:
        nonlocal checked, swept
        if time.monotonic() - swept > DAY:
            retention.apply(clock.now())
            swept = time.monotonic()
        if time.monotonic() - checked > 30:
            work.release_dead(clock.now())
            checked = time.monotonic()
        return not organiser.turn().idle

    _repeat("organise", turn, stop)
    organiser.close()
    connection.close()


def _gather(owner: str, stop: threading.Event) -> None:
    from octavo.gather.door import door
    from octavo.gather.flow import Flow
    from octavo.gather.pages import Pages
    from octavo.gather.polling import Sources
    from octavo.gather.space import enough_space

    def full_or_stopped() -> bool:
        return stop.is_set() or not enough_space()

    with door(owner) as way:
        asked = threading.Thread(target=_answer, args=(owner, way, stop), name="answer", daemon=True)
        asked.start()

        def turn() -> bool:
            sources, pages = Sources(owner, clock.now), Pages(owner, clock.now)
            Flow(way, owner, clock.now, stop=full_or_stopped).run(sources, pages)
            return False  # what is left waits for its host

        _repeat("gather", turn, stop, GAP)
        asked.join(timeout=10)
    connection.close()


def _answer(owner: str, way: Door, stop: threading.Event) -> None:
    """What the owner's pages asked for, and wait for: previews and lists. The flow of gathering never ends."""
    from octavo.gather.discovery import answer_previews
    from octavo.gather.lists import add_lists

    def turn() -> bool:
        previews = answer_previews(way, owner, clock.now)
        return bool(add_lists(owner, clock.now) or previews)

    _repeat("answer", turn, stop)
    connection.close()


def _repeat(name: str, turn: Callable[[], bool], stop: threading.Event, idle: float = IDLE) -> None:
    """`turn` until asked to stop; a pause when it found nothing to do, a longer one after trouble."""
    while not stop.is_set():
        try:
            close_old_connections()
            if not turn():
                stop.wait(idle)
        except OperationalError as error:
            log.warning("event=%s-database reason=%s", name, str(error).splitlines()[0])
            connection.close()
            stop.wait(TROUBLE)
        except Exception:  # the loop outlives whatever one turn ran into; it is logged and shown in /metrics
            log.exception("event=%s-failed", name)
            stop.wait(TROUBLE)
