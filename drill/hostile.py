"""Feeds that were made to hurt, streams among them: each ends within ten seconds while other sources go on."""

from __future__ import annotations

import os
import sys
import tempfile
import time

LIMIT = 10.0  # seconds for each


def main() -> bool:
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"OCTAVO_DATA": name, "OCTAVO_DATABASE_URL": "", "OCTAVO_EMBED": "off"}
        from octavo.config.django import setup

        setup()
        from octavo.store import schema

        schema.ensure()
        return _each()


def _each() -> bool:
    from octavo import clock
    from octavo.fetch.door import Door
    from octavo.gather.polling import poll
    from octavo.store import sources
    from octavo.store.models import Source
    from tests.hostile import BODIES, GOOD, HEAVY, STREAMS, serve, stream
    from tests.network import network

    good = True
    with network() as made, Door("drill", frozenset({"*.test"}), resolver=made) as door:
        made.sites["good.test"] = lambda _: made.page(GOOD)
        other, _ = sources.add_source("http://good.test/feed", now=clock.now())
        poll(door, clock.now)
        for name in (*BODIES, *HEAVY, *STREAMS):
            url = stream(made, name) if name in STREAMS else serve(made, name)
            pk, _ = sources.add_source(url, now=clock.now())
            sources.look_now(other, clock.now())
            time.sleep(1.1)  # the good one's gap
            started = time.perf_counter()
            poll(door, clock.now)
            took = time.perf_counter() - started
            row = Source.objects.get(id=pk)
            fine = took < LIMIT and row.looks == 1 and not Source.objects.get(id=other).errors
            good = good and fine
            print(f"   {'' if fine else 'FAILED '}{name}: {took:.1f} s, {row.last_error or 'read'}")
    return good


if __name__ == "__main__":
    sys.exit(not main())
