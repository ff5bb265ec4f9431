"""Parses what strangers send in processes that can be killed. Parses nothing itself.

One element with 200,000 attributes can keep a parser busy for minutes inside C code that no signal interrupts, so
time and memory limits need a process of their own. Processes are kept and used again: starting one costs 0.2 s for
feeds and 1 s for pages, handing over a page of 300 kB and its article 0.3 ms (extracting it takes 90 ms). Feeds and
pages have processes apart, so that neither wait for the other and those of feeds stay small.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from octavo import errors
from octavo.core.gather.reading import Reading, SourceFacts
from octavo.errors import FeedError, FetchError, InputError
from octavo.fetch import wire
from octavo.types import Draft, Feed, FeedLink

TIMEOUT = 6.0  # seconds for one feed or page
START_TIMEOUT = 60.0  # seconds until a process is ready; a second on a machine that is not overloaded
FEEDS_AT_ONCE = 5  # processes
PAGES_AT_ONCE = max(2, min(5, os.cpu_count() or 1))  # processes, of 60 to 200 MB each
_AT_ONCE_DEAD = 0.5  # seconds within which a death is laid to what happened before the job
_JOBS = 1_000  # after that many a process is replaced: lxml's memory is never given back


def parse_feed_safely(
    raw: bytes,
    url: str,
    charset: str | None = None,
    *,
    kind: str = "feed",
    rule: Mapping[str, Any] | None = None,
    timeout: float = TIMEOUT,
) -> Feed:
    """As `octavo.core.gather.reading.read`, but what takes more than `timeout` seconds or more memory than a feed may
    is a FeedError. May be called, as the others here, from any thread and process."""
    return wire.feed_from_json(_ask("feeds", raw, _job("read", url, charset, kind=kind, rule=rule), timeout))


def drafts_safely(
    raw: bytes, url: str, charset: str | None, source: SourceFacts, *, kind: str, rule: Mapping[str, Any]
) -> Reading:
    """The entries of a source's answer as drafts. Errors as `parse_feed_safely`."""
    job = _job("drafts", url, charset, kind=kind, rule=rule, source=wire.facts_to_json(source))
    return wire.reading_from_json(_ask("feeds", raw, job, TIMEOUT))


def links_safely(raw: bytes, url: str, charset: str | None = None) -> tuple[FeedLink, ...]:
    """The feeds that a page names."""
    return wire.links_from_json(_ask("feeds", raw, _job("links", url, charset), TIMEOUT))


def extract_safely(raw: bytes, url: str, charset: str | None, now: datetime) -> Draft:
    """The draft of the article that a page holds; NotAnArticle, TooLarge or another InputError where it holds none."""
    return wire.draft_from_json(_ask("pages", raw, _job("extract", url, charset, now=now.isoformat()), TIMEOUT))


def _job(job: str, url: str, charset: str | None, **more: object) -> dict[str, object]:
    return {"job": job, "url": url, "charset": charset, **more}


def _ask(pool_name: str, raw: bytes, job: dict[str, object], timeout: float) -> str:
    """The answer of a parsing process to one job; an error of its or one of time or memory is raised here."""
    pool = _pool(pool_name)
    worker = pool.borrow()
    try:
        answer = worker.ask(raw, job, timeout)
    except BaseException:
        worker.end()  # its answer would be taken for that to the next job
        raise
    finally:
        pool.give_back(worker)
    if answer is None:
        what, kind = ("page", InputError) if pool_name == "pages" else ("feed", FeedError)
        raise kind(
            f"the {what} takes more than {timeout:g} seconds or too much memory to be read",
            hint=f"if the publisher is to be trusted, tell it: its {what} is broken",
        )
    if answer.startswith('{"error"'):
        raise _error(json.loads(answer))
    return answer


def _error(told: dict[str, str]) -> Exception:
    found = getattr(errors, told["error"], None)
    if isinstance(found, type) and issubclass(found, InputError):
        return found(told["message"], hint=told["hint"])
    return RuntimeError(told["message"])  # a fault of ours


class _Worker:
    """One process. After it was killed or has died, the next job starts another."""

    def __init__(self, kind: str, start_timeout: float = START_TIMEOUT) -> None:
        self._kind = kind
        self._start_timeout = start_timeout
        self._process: subprocess.Popen[bytes] | None = None
        self._jobs = 0
        self._is_ready = False

    def ask(self, raw: bytes, job: dict[str, object], timeout: float) -> str | None:
        """The answer to one job; None where the process had to be killed or died of it."""
        answer, took = self._try(raw, job, timeout)
        if answer is None and took < min(_AT_ONCE_DEAD, timeout):
            answer, _ = self._try(raw, job, timeout)
        return answer

    def _try(self, raw: bytes, job: dict[str, object], timeout: float) -> tuple[str | None, float]:
        """The answer, and the seconds that it took."""
        process = self._ready()
        watch = threading.Timer(timeout, process.kill)
        watch.daemon = True
        watch.start()
        started = time.monotonic()
        try:
            answer = self._exchange(process, raw, job)
        finally:
            watch.cancel()
        took = time.monotonic() - started
        if answer is None:
            self.end()
            self._start()  # so that it is ready when the next job comes
        return answer, took

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _ready(self) -> subprocess.Popen[bytes]:
        """A living process that is not too old."""
        self._jobs += 1
        if self._process is None or self._jobs > _JOBS or self._process.poll() is not None:
            self.end()
            self._start()
        assert self._process is not None and self._process.stdout is not None
        if not self._is_ready:  # what it takes to start is not counted to the first job
            if not _line(self._process, self._start_timeout):
                self.end()
                raise FetchError(
                    f"a parsing process was not ready within {self._start_timeout:g} seconds",
                    hint="this machine is short of memory or very busy; it is tried again",
                )
            self._is_ready = True
        return self._process

    def _start(self) -> None:
        self._jobs, self._is_ready = 1, False
        # Secrets stay here; a parser has no use for them.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("OCTAVO_")}
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            [sys.executable, "-P", "-m", "octavo.fetch.parser", self._kind],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )

    @staticmethod
    def _exchange(process: subprocess.Popen[bytes], raw: bytes, job: dict[str, object]) -> str | None:
        assert process.stdin is not None and process.stdout is not None
        header = json.dumps({**job, "length": len(raw)})
        try:
            process.stdin.write(header.encode() + b"\n" + raw)
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:  # it died while we wrote
            return None
        return answer.decode("utf-8") if answer.endswith(b"\n") else None


def _line(process: subprocess.Popen[bytes], timeout: float) -> bytes:
    """The next line that the process says; b"" where it died or had to be killed."""
    assert process.stdout is not None
    watch = threading.Timer(timeout, process.kill)
    watch.daemon = True
    watch.start()
    try:
        return process.stdout.readline()
    finally:
        watch.cancel()


class _Pool:
    """The workers of this process for one kind of jobs: at most `at_once`, started as they are needed."""

    def __init__(self, kind: str, at_once: int) -> None:
        self.owner = os.getpid()
        self._kind = kind
        self._turns = threading.Semaphore(at_once)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []

    def borrow(self) -> _Worker:
        self._turns.acquire()
        with self._lock:
            return self._idle.pop() if self._idle else _Worker(self._kind)

    def give_back(self, worker: _Worker) -> None:
        with self._lock:
            self._idle.append(worker)
        self._turns.release()

    def end(self) -> None:
        with self._lock:
            for worker in self._idle:
                worker.end()
            self._idle.clear()


_guard = threading.Lock()
_SIZES = {"feeds": FEEDS_AT_ONCE, "pages": PAGES_AT_ONCE}
_pools: dict[str, _Pool] = {}


def _pool(name: str) -> _Pool:
    """This process's pool: one that came over in a fork has its parent's pipes and is left alone."""
    with _guard:
        pool = _pools.get(name)
        if pool is None or pool.owner != os.getpid():
            pool = _pools[name] = _Pool(name, _SIZES[name])
            atexit.register(pool.end)
        return pool
