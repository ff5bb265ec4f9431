"""Feeds parsed in a process that can be killed: same result, errors as errors, hostile ones cut off, and on it goes."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from octavo.core.gather.feeds import parse_feed
from octavo.errors import FeedError, FetchError, TooLarge
from octavo.fetch import parser, sandbox
from octavo.fetch.sandbox import parse_feed_safely
from octavo.fetch.wire import feed_from_json, feed_to_json

FEED = b"""<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harbour Post</title>
<link>https://harbour.example/</link><language>en</language>
<item><title>Ferry returns</title><link>https://harbour.example/1</link><category>Ferries</category>
<pubDate>Mon, 06 Sep 2021 09:30:00 +0200</pubDate><author>a@harbour.example (Ana Lima)</author>
<description>&lt;p&gt;It is back.&lt;/p&gt;</description>
<enclosure url="https://harbour.example/1.mp3" type="audio/mpeg" length="10"/></item>
<item><title>Second</title></item></channel></rss>"""


def test_the_same_feed_as_without() -> None:
    direct = parse_feed(FEED, "https://harbour.example/feed")
    assert parse_feed_safely(FEED, "https://harbour.example/feed") == direct
    assert feed_from_json(feed_to_json(direct)) == direct


def test_errors_come_through() -> None:
    with pytest.raises(FeedError, match="web page"):
        parse_feed_safely(b"<html><body>hello</body></html>", "https://harbour.example/")
    with pytest.raises(TooLarge):
        parse_feed_safely(b"<rss><channel>" + b"<item/>" * 10_001, "https://harbour.example/")


def test_a_feed_that_takes_too_long_is_cut_off_and_the_next_one_is_read() -> None:
    begun = time.monotonic()
    with pytest.raises(FeedError, match="seconds"):
        parse_feed_safely(b"<rss><channel>" + b"<item><title>x</title></item>" * 9_999, "", timeout=0.05)
    assert time.monotonic() - begun < 5
    assert parse_feed_safely(FEED, "").title == "Harbour Post"


def test_a_worker_that_died_is_replaced() -> None:
    parse_feed_safely(FEED, "")
    for worker in sandbox._pool("feeds")._idle:
        assert worker._process is not None
        worker._process.kill()
        worker._process.wait()
    assert parse_feed_safely(FEED, "").title == "Harbour Post"


def test_a_process_that_never_gets_ready_is_given_up_in_time_and_tried_again() -> None:
    begun = time.monotonic()
    hasty = sandbox._Worker("feeds", start_timeout=0.001)
    with pytest.raises(FetchError, match="not ready within") as refused:
        hasty.ask(FEED, {"job": "read", "url": "", "charset": None}, 5.0)
    assert refused.value.retry
    assert time.monotonic() - begun < 5
    assert hasty._process is None, "nothing is left running"
    hasty._start_timeout = sandbox.START_TIMEOUT
    answer = hasty.ask(FEED, {"job": "read", "url": "", "charset": None, "kind": "feed", "rule": None}, 5.0)
    assert answer is not None and "Harbour Post" in answer
    hasty.end()


def test_old_workers_are_replaced() -> None:
    parse_feed_safely(FEED, "")
    worker = sandbox._pool("feeds")._idle[-1]
    assert worker._process is not None
    first = worker._process.pid
    worker._jobs = sandbox._JOBS
    parse_feed_safely(FEED, "")
    assert worker._process.pid != first


def test_many_threads() -> None:
    with ThreadPoolExecutor(6) as threads:
        titles = list(threads.map(lambda _: parse_feed_safely(FEED, "").title, range(30)))
    assert titles == ["Harbour Post"] * 30
    assert len(sandbox._pool("feeds")._idle) <= sandbox.FEEDS_AT_ONCE


@pytest.mark.filterwarnings("ignore:.*fork")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_has_workers_of_its_own() -> None:
    parse_feed_safely(FEED, "")
    parent = sandbox._pool("feeds")
    pid = os.fork()
    if pid == 0:
        try:
            fine = sandbox._pool("feeds") is not parent and parse_feed_safely(FEED, "").title == "Harbour Post"
            sandbox._pool("feeds").end()
        except BaseException:  # the child must not go on with the tests
            fine = False
        os._exit(0 if fine else 1)
    assert os.waitpid(pid, 0)[1] == 0
    assert parse_feed_safely(FEED, "").title == "Harbour Post"


def test_answers_of_the_worker_itself() -> None:
    job = {"job": "read", "kind": "feed", "url": "", "charset": None, "rule": None}
    assert feed_from_json(parser._answer(FEED, job)).title == "Harbour Post"
    assert "FeedError" in parser._answer(b"", job)
