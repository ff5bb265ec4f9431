"""10,000 sources answering 304, polled from one process, what is written included: CPU time and memory."""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import tempfile
import time
from datetime import datetime, timedelta
from multiprocessing.connection import Connection

from drill.responder import respond

SOURCES = 10_000
LEAST = 300  # polls a CPU-second
MOST = 500  # MB


def main(count: int = SOURCES) -> bool:
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=respond, args=(theirs,), daemon=True)
    server.start()
    try:
        return _measure(ours, count)
    finally:
        server.terminate()
        server.join()


def _measure(server: Connection, count: int) -> bool:
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"OCTAVO_DATA": name, "OCTAVO_DATABASE_URL": "", "OCTAVO_EMBED": "off"}
        from octavo import clock
        from octavo.config.django import setup

        setup()
        from octavo.fetch.door import Door
        from octavo.gather.polling import poll
        from octavo.store import schema, source_lists
        from octavo.store.models import Source
        from tests.network import Network

        schema.ensure()
        network = Network(port=server.recv())
        rows = [(f"http://h{number}.test/feed", f"Feed {number}", "", "") for number in range(count)]
        source_lists.add_listed(rows, clock.now())
        Source.objects.update(etag='"1"', recent=[int(clock.now().timestamp()) - 3600 * n for n in range(20)])
        late = timedelta()

        def now() -> datetime:
            return clock.now() + late

        with Door("drill", frozenset({"*.test"}), resolver=network) as door:
            poll(door, now)  # warm
            late = timedelta(days=2)
            started, cpu = time.perf_counter(), time.process_time()
            polled = poll(door, now)
            took, cpu = time.perf_counter() - started, time.process_time() - cpu
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        rate = polled.looked / cpu
        print(f"   {polled.looked} sources looked at, {polled.failed} failed, in {took:.1f} s, {cpu:.1f} CPU-seconds")
        print(f"   {rate:.0f} polls a CPU-second (at least {LEAST}), {memory:.0f} MB (at most {MOST})")
        return polled.looked == count and not polled.failed and rate >= LEAST and memory <= MOST


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else SOURCES))
