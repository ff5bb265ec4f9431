"""Feeds that were made to hurt end quickly, with a clear error where they cannot be read, while others go on.

Those that take their seconds are in `./run drill hostile`.
"""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from octavo.fetch.door import Door
from octavo.gather.polling import poll
from octavo.store import sources
from octavo.store.models import Source
from tests.drafts import NOW
from tests.hostile import BODIES, GOOD, REFUSED, serve
from tests.network import network


@pytest.mark.django_db(transaction=True)
def test_hostile_feeds_end_in_an_error_and_hold_up_nobody() -> None:
    with network() as made:
        for name in BODIES:
            sources.add_source(serve(made, name), now=NOW)
        made.sites["good.test"] = lambda _: made.page(GOOD)
        sources.add_source("http://good.test/feed", now=NOW)
        begun = time.monotonic()
        with Door("tests", frozenset({"*.test"}), resolver=made, gap=0.0) as door:
            result = poll(door, lambda: NOW)
        assert result.looked == len(BODIES) + 1
        assert time.monotonic() - begun < 30
    rows = {row.url.split("/")[2].removesuffix(".test"): row for row in Source.objects.all()}
    assert {name for name, row in rows.items() if row.last_error} == REFUSED
    assert (rows["good"].entries, rows["good"].errors) == (1, 0)
    assert "root:" not in str([row.title for row in rows.values()])


@pytest.mark.django_db(transaction=True)
def test_a_host_that_never_answers_holds_up_no_other() -> None:
    with network() as made:
        made.hang.add("slow.test")
        for number in range(20):
            host = f"quick-{number}.test"
            made.sites[host] = lambda _: made.page(GOOD)
            sources.add_source(f"http://{host}/feed", now=NOW)
        sources.add_source("http://slow.test/feed", now=NOW)
        late = sources.add_source("http://late.test/feed", now=NOW.replace(year=NOW.year + 1))[0]
        made.sites["late.test"] = lambda _: made.page(GOOD)

        def clock() -> datetime:
            if Source.objects.filter(looks=1).count() >= 20:  # becomes due while the slow one is under way
                Source.objects.filter(id=late, looks=0).update(next_look=NOW)
            return NOW

        with Door("tests", frozenset({"*.test"}), resolver=made, gap=0.0, timeout=3.0) as door:
            result = poll(door, clock)
        assert (result.looked, result.failed) == (22, 1)
        order = [row.url for row in Source.objects.order_by("bytes")]
        assert Source.objects.get(id=late).looks == 1
        assert "did not answer" in Source.objects.get(url="http://slow.test/feed").last_error
        assert order[0] == "http://slow.test/feed"
