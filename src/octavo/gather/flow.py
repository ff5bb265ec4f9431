"""Requests in a steady flow: what is due is asked as soon as its host is free, and nobody waits for the slowest.

At most one request a host is under way in a process, and the store sees to it that no other process asks that host at
the same time. Where a request is redirected to another host, the door takes that host's turn. What is asked and what
becomes of the answers is the lanes' affair.
"""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from octavo.core.gather.schedule import quiet
from octavo.fetch.door import Door
from octavo.fetch.messages import Fetched, Request
from octavo.store import hosts

log = logging.getLogger(__name__)

AT_ONCE = 200  # requests under way
READERS = 4  # threads a lane that wait for its parsing processes
BATCH = 50  # ends that are written in one transaction
CLAIM_EVERY = 0.25  # seconds between two looks at what has become due meanwhile
KEEP_EVERY = timedelta(seconds=30)  # leases last two minutes


@dataclass(frozen=True, slots=True)
class Job:
    """A request, and the lane's own row for it."""

    request: Request
    host: str
    row: Any
    suspect: bool = False  # failed last time: what takes long to read shall not hold up others again


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended: the answer, and what the lane read in it."""

    job: Job
    fetched: Fetched
    read: Any


class Lane(Protocol):
    """One kind of request. `read` is called in a thread of its own and touches no database; it may be slow, and must
    not raise. The others are called in the caller's thread."""

    def claim(self, room: int, busy: Collection[str]) -> Sequence[Job]: ...
    def read(self, job: Job, fetched: Fetched) -> Any: ...
    def store(self, ended: Sequence[Ended]) -> None: ...
    def keep(self, jobs: Sequence[Job]) -> None: ...
    def give_back(self, jobs: Sequence[Job]) -> None: ...


def never() -> bool:
    return False


class Flow:
    """Runs lanes until nothing of theirs is due and nothing under way, or until asked to stop."""

    def __init__(
        self,
        door: Door,
        owner: str,
        clock: Callable[[], datetime],
        *,
        at_once: int = AT_ONCE,
        stop: Callable[[], bool] = never,
    ) -> None:
        self._door, self._owner, self._clock, self._at_once, self._stop = door, owner, clock, at_once, stop
        self._events: queue.SimpleQueue[tuple[Lane, Job, Fetched] | tuple[Lane, Ended]] = queue.SimpleQueue()
        self._under_way: dict[str, tuple[Lane, Job]] = {}  # by host
        self._sent: dict[str, Future[None]] = {}
        self._kept = clock()

    def run(self, *lanes: Lane) -> None:
        readers = {lane: ThreadPoolExecutor(READERS, thread_name_prefix="octavo-read") for lane in lanes}
        apart = ThreadPoolExecutor(1, thread_name_prefix="octavo-read-suspect")
        claimed = 0.0
        try:
            while not self._stop():
                if not self._under_way or time.monotonic() - claimed >= CLAIM_EVERY:
                    self._claim(lanes)
                    claimed = time.monotonic()
                if not self._under_way:
                    return
                self._store(self._wait(readers, apart))
                self._keep()
        finally:
            for threads in readers.values():
                threads.shutdown(wait=False, cancel_futures=True)
            apart.shutdown(wait=False, cancel_futures=True)
            self._give_back()

    def _claim(self, lanes: Sequence[Lane]) -> None:
        for lane in lanes:
            room = self._at_once - len(self._under_way)
            for job in lane.claim(room, self._under_way.keys()) if room > 0 else ():
                self._under_way[job.host] = (lane, job)
                self._sent[job.host] = self._door.send(job.request, self._came(lane, job))

    def _came(self, lane: Lane, job: Job) -> Callable[[Fetched], None]:
        return lambda fetched: self._events.put((lane, job, fetched))

    def _wait(self, readers: Mapping[Lane, ThreadPoolExecutor], apart: ThreadPoolExecutor) -> list[tuple[Lane, Ended]]:
        """What has ended, after a little waiting; answers that came are handed to the readers."""
        done: list[tuple[Lane, Ended]] = []
        try:
            event = self._events.get(timeout=CLAIM_EVERY)
            while True:
                if len(event) == 2:
                    done.append(event)
                    if len(done) >= BATCH:
                        break
                else:
                    self._door.taken(event[2])
                    (apart if event[1].suspect else readers[event[0]]).submit(self._read, *event)
                event = self._events.get_nowait()
        except queue.Empty:
            pass
        return done

    def _read(self, lane: Lane, job: Job, fetched: Fetched) -> None:
        self._events.put((lane, Ended(job, fetched, lane.read(job, fetched))))

    def _store(self, done: Sequence[tuple[Lane, Ended]]) -> None:
        """Lane after lane; then the hosts are free again, after the gap or as much later as they asked for."""
        if not done:
            return
        for lane in dict.fromkeys(lane for lane, _ in done):
            lane.store([ended for of, ended in done if of is lane])
        now = self._clock()
        free = {ended.job.host: now + self._rest(ended, now) for _, ended in done}
        hosts.release(free, self._owner, now, self._delays(free))  # those that were left for another host are not ours
        for host in free:
            del self._under_way[host], self._sent[host]

    def _rest(self, ended: Ended, now: datetime) -> timedelta:
        gap = timedelta(seconds=self._door.free_in(ended.job.request.url))
        response = ended.fetched.response
        if response is None or hosts.host(response.final_url) != ended.job.host:
            return gap
        return max(gap, quiet(response.status, response.headers, now))

    def _delays(self, names: Iterable[str]) -> dict[str, float]:
        return {name: delay for name in names if (delay := self._door.crawl_delay(name)) is not None}

    def _keep(self) -> None:
        """Renew what is under way for long: slow hosts, and hosts that want a long time between two requests."""
        now = self._clock()
        if now - self._kept < KEEP_EVERY:
            return
        self._kept = now
        hosts.keep(self._under_way, self._owner, now)
        for lane in {lane for lane, _ in self._under_way.values()}:
            lane.keep([job for of, job in self._under_way.values() if of is lane])

    def _give_back(self) -> None:
        """Asked to stop, or something broke: what is under way is given up, to be done by whoever comes next."""
        if not self._under_way:
            return
        for future in self._sent.values():
            future.cancel()
        now = self._clock()
        for lane in {lane for lane, _ in self._under_way.values()}:
            lane.give_back([job for of, job in self._under_way.values() if of is lane])
        urls = {host: job.request.url for host, (_, job) in self._under_way.items()}
        free = {host: now + timedelta(seconds=self._door.free_in(url)) for host, url in urls.items()}
        hosts.release(free, self._owner, now, self._delays(free))
        self._under_way.clear()
        self._sent.clear()
