"""Parses feeds of strangers in processes that can be killed. Parses nothing itself.

One element with 200,000 attributes can keep a parser busy for minutes inside C code that no signal interrupts, so
time and memory limits need a process of their own. Workers are kept and used again: starting one costs 0.2 s.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from typing import Any

from octavo.errors import FeedError, TooLarge
from octavo.fetch.wire import feed_from_json
from octavo.types import Feed

TIMEOUT = 8.0  # seconds for one feed
AT_ONCE = 5  # processes
_JOBS = 1_000  # after that many a worker is replaced: lxml's memory is never given back
_ERRORS = {"FeedError": FeedError, "TooLarge": TooLarge}


def parse_feed_safely(raw: bytes, url: str, charset: str | None = None, *, timeout: float = TIMEOUT) -> Feed:
    """As `octavo.core.gather.feeds.parse_feed`, but a feed that takes more than `timeout` seconds or more memory
    than a feed may is a FeedError. May be called from any thread and process."""
    pool = _pool()
    worker = pool.borrow()
    try:
        answer = worker.ask(raw, url, charset, timeout)
    except BaseException:
        worker.end()  # its answer would be taken for that to the next job
        raise
    finally:
        pool.give_back(worker)
    if answer is None:
        raise FeedError(
            f"the feed takes more than {timeout:g} seconds or too much memory to be read",
            hint="if the publisher is to be trusted, tell it: its feed is broken",
        )
    if answer.startswith('{"error"'):
        told: dict[str, Any] = json.loads(answer)
        raise _ERRORS[told["error"]](told["message"], hint=told["hint"])
    return feed_from_json(answer)


class _Worker:
    """One process. After it was killed or has died, the next job starts another."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._jobs = 0

    def ask(self, raw: bytes, url: str, charset: str | None, timeout: float) -> str | None:
        """The answer to one job; None where the process had to be killed or died of it."""
        for _ in range(2):  # a kill that came just after the last answer is not this job's fault
            answer, expired = self._try(raw, url, charset, timeout)
            if answer is not None or expired:
                return answer
        return None

    def _try(self, raw: bytes, url: str, charset: str | None, timeout: float) -> tuple[str | None, bool]:
        process = self._ready()
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            process.kill()

        watch = threading.Timer(timeout, expire)
        watch.daemon = True
        watch.start()
        try:
            answer = self._exchange(process, raw, url, charset)
        finally:
            watch.cancel()
        if answer is None:
            self.end()
        return answer, expired.is_set()

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _ready(self) -> subprocess.Popen[bytes]:
        """A living process that is not too old."""
        self._jobs += 1
        if self._process is not None and self._jobs <= _JOBS and self._process.poll() is None:
            return self._process
        self.end()
        self._jobs = 1
        # Secrets stay here; a parser has no use for them.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("OCTAVO_")}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "octavo.fetch.feed_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        return self._process

    @staticmethod
    def _exchange(process: subprocess.Popen[bytes], raw: bytes, url: str, charset: str | None) -> str | None:
        assert process.stdin is not None and process.stdout is not None
        header = json.dumps({"url": url, "charset": charset, "length": len(raw)})
        try:
            process.stdin.write(header.encode() + b"\n" + raw)
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:  # it died while we wrote
            return None
        return answer.decode("utf-8") if answer.endswith(b"\n") else None


class _Pool:
    """The workers of this process: at most `AT_ONCE`, started as they are needed."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._turns = threading.Semaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []

    def borrow(self) -> _Worker:
        self._turns.acquire()
        with self._lock:
            return self._idle.pop() if self._idle else _Worker()

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
_pools: list[_Pool] = []


def _pool() -> _Pool:
    """This process's pool: one that came over in a fork has its parent's pipes and is left alone."""
    with _guard:
        if not _pools or _pools[-1].owner != os.getpid():
            _pools.append(_Pool())
            atexit.register(_pools[-1].end)
        return _pools[-1]
