"""The door: answers, redirects, limits, errors in words, politeness, and what it never connects to."""

from __future__ import annotations

import asyncio
import gzip
import time
import zlib
from itertools import pairwise

import brotli
import pytest
import zstandard
from aiohttp import web

from octavo.errors import FetchError, Gone, Refused, RobotsDisallowed, Throttled, TooLarge
from octavo.fetch.door import Door
from octavo.fetch.headers import user_agent
from octavo.fetch.messages import Request
from tests.fetch.conftest import NETWORK, Publisher


def redirect(to: str, status: int = 302) -> web.Response:
    return web.Response(status=status, headers={"Location": to})


def test_a_feed_with_its_headers(door: Door, publisher: Publisher) -> None:
    publisher.serve("a.test/feed", "<rss/>", Content_Type="application/rss+xml; charset=latin1", ETag='"1"')
    answer = door.get("http://a.test/feed", kind="feed")
    assert (answer.status, answer.body, answer.final_url) == (200, b"<rss/>", "http://a.test/feed")
    assert (answer.charset, answer.content_type, answer.headers["etag"]) == ("latin1", "application/rss+xml", '"1"')
    sent = publisher.visits[0].headers
    assert sent["User-Agent"] == user_agent("ops@example.org")
    assert "atom" in sent["Accept"] and "zstd" in sent["Accept-Encoding"]
    assert "Cookie" not in sent
    assert publisher.paths("a.test") == ["/feed"]  # no robots.txt for feeds


def test_conditional_get(door: Door, publisher: Publisher) -> None:
    def answer(request: web.Request) -> web.Response:
        known = request.headers.get("If-None-Match") == '"1"' and "If-Modified-Since" in request.headers
        return web.Response(status=304 if known else 200)

    publisher.serve("a.test/feed", answer)
    again = door.get("http://a.test/feed", kind="feed", etag='"1"', last_modified="Mon, 06 Sep 2021 00:01:00 GMT")
    assert again.not_modified and again.body == b""
    assert not door.get("http://a.test/feed", kind="feed").not_modified


def test_moved_for_good_is_told(door: Door, publisher: Publisher) -> None:
    publisher.serve("a.test/1", lambda _: redirect("/2", 301))
    publisher.serve("a.test/2", lambda _: redirect("http://b.test/3", 308))
    publisher.serve("b.test/3", lambda _: redirect("/4", 302))
    publisher.serve("b.test/4", lambda _: redirect("/5", 301))
    publisher.serve("b.test/5", "here")
    answer = door.get("http://a.test/1", kind="feed")
    assert (answer.final_url, answer.permanent_redirect) == ("http://b.test/5", "http://b.test/3")
    assert answer.body == b"here"


@pytest.mark.parametrize(
    ("location", "error"),
    [
        ("/loop", FetchError),
        ("ftp://a.test/", Refused),
        ("file:///etc/passwd", Refused),
        ("http://127.0.0.1/", Refused),
        ("http://[::ffff:127.0.0.1]/", Refused),
        ("http://other.example:22/", Refused),
    ],
)
def test_redirects_that_lead_nowhere_good(door: Door, publisher: Publisher, location: str, error: type) -> None:
    publisher.serve("a.test/loop", lambda _: redirect(location))
    with pytest.raises(error):
        door.get("http://a.test/loop", kind="feed")
    assert len(publisher.visits) <= 6


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, Gone),
        (410, Gone),
        (429, Throttled),
        (503, Throttled),
        (403, FetchError),
        (500, FetchError),
        (302, FetchError),
    ],
)
def test_statuses_as_errors(door: Door, publisher: Publisher, status: int, error: type) -> None:
    publisher.serve("a.test/", "", status=status, Retry_After="77")
    with pytest.raises(error) as caught:
        door.get("http://a.test/", kind="feed")
    assert str(caught.value)
    if isinstance(caught.value, Throttled):
        assert caught.value.retry_after == 77
    if isinstance(caught.value, Gone):
        assert caught.value.status == status


def test_retry_after_as_a_date_is_read_by_the_servers_clock(door: Door, publisher: Publisher) -> None:
    date = {"Date": "Mon, 06 Sep 2021 00:00:00 GMT", "Retry_After": "Mon, 06 Sep 2021 00:01:30 GMT"}
    publisher.serve("a.test/", "", status=429, **date)
    with pytest.raises(Throttled) as caught:
        door.get("http://a.test/", kind="feed")
    assert caught.value.retry_after == 90


PACKED = {
    "gzip": gzip.compress(b"words " * 50) + gzip.compress(b"more"),
    "x-gzip": gzip.compress(b"words " * 50 + b"more") + b"\0\0",
    "deflate": zlib.compress(b"words " * 50 + b"more"),
    "Deflate": zlib.compress(b"words " * 50 + b"more", wbits=-15),
    "br": brotli.compress(b"words " * 50 + b"more"),
    "zstd": zstandard.compress(b"words " * 50 + b"more"),
    "gzip, br": brotli.compress(gzip.compress(b"words " * 50 + b"more")),
    "identity": b"words " * 50 + b"more",
}


@pytest.mark.parametrize("encoding", PACKED)
def test_packed_answers(door: Door, publisher: Publisher, encoding: str) -> None:
    publisher.serve("a.test/", PACKED[encoding], Content_Encoding=encoding)
    assert door.get("http://a.test/", kind="feed").body == b"words " * 50 + b"more"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "snappy", "gzip, gzip, gzip"])
def test_broken_packing_is_an_error(door: Door, publisher: Publisher, encoding: str) -> None:
    packed = PACKED.get(encoding, b"words")
    publisher.serve("a.test/cut", packed[: len(packed) // 2], Content_Encoding=encoding)
    publisher.serve("a.test/junk", b"junk" * 9, Content_Encoding=encoding)
    for path in ("cut", "junk"):
        with pytest.raises(FetchError):
            door.get(f"http://a.test/{path}", kind="feed")


BOMB = bytes(30_000_000)
BOMBS = {
    "gzip": lambda: gzip.compress(BOMB, 1),
    "deflate": lambda: zlib.compress(BOMB, 1),
    "br": lambda: brotli.compress(BOMB, quality=1),
    "zstd": lambda: zstandard.compress(BOMB),
    "identity": lambda: bytes(10_000_001),
}


@pytest.mark.parametrize("encoding", BOMBS)
def test_bombs_end_at_the_limit(door: Door, publisher: Publisher, encoding: str) -> None:
    publisher.serve("a.test/", BOMBS[encoding](), Content_Encoding=encoding)
    with pytest.raises(TooLarge):
        door.get("http://a.test/", kind="feed")


async def endless(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse()
    await answer.prepare(request)
    try:
        while True:
            await answer.write(b"x" * 1_000_000)
    except ConnectionError:
        return answer


async def drip(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse()
    await answer.prepare(request)
    try:
        while True:
            await answer.write(b"x")
            await asyncio.sleep(0.05)
    except ConnectionError:
        return answer


async def broken_off(request: web.Request) -> web.StreamResponse:
    answer = web.StreamResponse(headers={"Content-Length": "1000"})
    await answer.prepare(request)
    await answer.write(b"x")
    assert request.transport is not None
    request.transport.close()
    return answer


def test_an_endless_body_ends_at_the_limit(door: Door, publisher: Publisher) -> None:
    publisher.serve("a.test/", endless)
    with pytest.raises(TooLarge):
        door.get("http://a.test/", kind="feed")


def test_a_drip_ends_at_the_time_limit(publisher: Publisher) -> None:
    publisher.serve("a.test/", drip)
    with Door("", NETWORK, resolver=publisher, gap=0.0, timeout=0.4) as door:
        begun = time.monotonic()
        with pytest.raises(FetchError, match=r"0\.4 seconds"):
            door.get("http://a.test/", kind="feed")
        assert time.monotonic() - begun < 2


def test_other_failures_in_words(door: Door, publisher: Publisher) -> None:
    publisher.serve("a.test/", broken_off)
    publisher.serve("big.test/", "", X_Long="x" * 20_000)
    publisher.addresses["none.test"] = ["unknown"]
    for url, words in [
        ("http://a.test/", "broke off"),
        ("http://big.test/", "proper HTTP"),
        ("http://none.test/", "no host named none.test"),
        ("https://a.test/", "no connection|a.test|certificate"),
    ]:
        with pytest.raises(FetchError, match=words):
            door.get(url, kind="feed")


def test_no_server_there(publisher: Publisher) -> None:
    publisher.addresses["shut.test"] = ["127.0.0.1"]
    with Door("", frozenset({"127.0.0.1:1"})) as door, pytest.raises(FetchError, match="no connection"):
        door.get("http://127.0.0.1:1/", kind="feed")


@pytest.mark.parametrize("url", ["", "nothing", "ftp://example.org/", "http:///", "http://a.test/" + "x" * 3000])
def test_what_is_no_address(door: Door, url: str) -> None:
    with pytest.raises(Refused):
        door.get(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1:8080/",
        "http://localhost/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://192.168.1.1/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    with Door("") as door, pytest.raises(FetchError) as caught:
        door.get(url, kind="feed")
    assert isinstance(caught.value, Refused)


def test_names_that_turn_private_on_the_second_look(publisher: Publisher) -> None:
    publisher.addresses["flap.example"] = ["198.51.100.1", "127.0.0.1", "10.0.0.1", "::1", "fd00::1"]
    with Door("", resolver=publisher, gap=0.0, timeout=2.0) as door:
        for what in ("documentation", "loopback", "private", "loopback", "unique local"):
            with pytest.raises(Refused, match=what):
                door.get("http://flap.example/", kind="feed")
    assert publisher.visits == []


def test_a_public_address_on_another_port_is_refused_at_the_socket(publisher: Publisher) -> None:
    publisher.addresses["odd.example"] = ["93.184.215.14"]
    with Door("", resolver=publisher, gap=0.0, timeout=2.0) as door, pytest.raises(Refused, match="port"):
        door.get("http://odd.example/", kind="feed")


def test_only_the_hosts_that_were_allowed(publisher: Publisher) -> None:
    publisher.serve("127.0.0.1/", "mine")
    with Door("", frozenset({f"127.0.0.1:{publisher.port}"}), gap=0.0) as door:
        assert door.get(f"http://127.0.0.1:{publisher.port}/", kind="feed").body == b"mine"
        for url in (f"http://localhost:{publisher.port}/", "http://127.0.0.1/"):
            with pytest.raises(Refused):
                door.get(url, kind="feed")


def test_no_proxy_from_the_environment(door: Door, publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    publisher.serve("a.test/", "direct")
    assert door.get("http://a.test/", kind="feed").body == b"direct"


def test_robots(door: Door, publisher: Publisher) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: octavo\nDisallow: /private*\nAllow: /\n"
    publisher.serve("a.test/robots.txt", rules)
    publisher.serve("a.test/page", "words")
    publisher.serve("b.test/page", lambda _: redirect("http://a.test/private/1"))
    assert door.get("http://a.test/page").body == b"words"
    with pytest.raises(RobotsDisallowed):
        door.get("http://a.test/private/1")
    with pytest.raises(RobotsDisallowed):  # a redirect is a page of its own
        door.get("http://b.test/page")
    assert publisher.paths("a.test") == ["/robots.txt", "/page"]


def test_robots_that_cannot_be_read(door: Door, publisher: Publisher) -> None:
    for host, status in (("down.test", 500), ("busy.test", 429), ("shy.test", 403)):
        publisher.serve(f"{host}/robots.txt", "", status=status)
        publisher.serve(f"{host}/page", "words")
    publisher.serve("large.test/robots.txt", b"#" * 600_000)
    publisher.serve("large.test/page", "words")
    publisher.serve("hang.test/robots.txt", broken_off)
    for host in ("down.test", "busy.test", "hang.test"):
        with pytest.raises(FetchError, match=r"robots\.txt"):
            door.get(f"http://{host}/page")
    for host in ("shy.test", "large.test"):
        assert door.get(f"http://{host}/page").body == b"words"


def test_turns_at_a_host(publisher: Publisher) -> None:
    publisher.serve("a.test/robots.txt", "User-agent: *\nCrawl-delay: 0.4\n")
    for number in range(3):
        publisher.serve(f"a.test/{number}", "words")
        publisher.serve(f"b.test/{number}", "words")
    with Door("", NETWORK, resolver=publisher, gap=0.2) as door:
        wanted = [Request(f"http://{host}.test/{number}") for host in "ab" for number in range(3)]
        assert all(fetched.error is None for fetched in door.get_many(wanted))
    for host, gap in (("b.test", 0.2), ("a.test", 0.4)):
        visits = [visit for visit in publisher.visits if visit.host == host]
        assert len(visits) == 4
        gaps = [later.begun - earlier.ended for earlier, later in pairwise(visits)]
        assert min(gaps[1:]) >= gap - 0.02 and gaps[0] >= 0.18


def test_a_slow_host_holds_up_no_other(door: Door, publisher: Publisher) -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(0.8)
        return web.Response(body=b"late")

    wanted = [Request(f"http://slow.test/{number}", "feed", tag=number) for number in range(2)]
    for number in range(2):
        publisher.serve(f"slow.test/{number}", slow)
    for number in range(40):
        publisher.serve(f"h{number}.test/", "quick")
        wanted.append(Request(f"http://h{number}.test/", "feed"))
    ends = list(door.get_many(wanted))
    assert len(ends) == 42 and all(fetched.error is None for fetched in ends)
    assert [fetched.request.tag for fetched in ends[-2:]] == [0, 1]


def test_many_tells_answers_and_errors(door: Door, publisher: Publisher) -> None:
    publisher.serve("gone.test/", "", status=410)
    ends = {
        fetched.request.url: fetched
        for fetched in door.get_many([Request("http://gone.test/", "feed"), Request("x", "feed")])
    }
    gone = ends["http://gone.test/"]
    assert isinstance(gone.error, Gone) and gone.response is not None and gone.response.status == 410
    assert isinstance(ends["x"].error, Refused) and ends["x"].response is None


def test_leaving_early_drops_the_rest(door: Door, publisher: Publisher) -> None:
    publisher.serve("a.test/", "words")
    answers = door.get_many([Request("http://a.test/", "feed"), Request("http://drip.test/", "feed")])
    publisher.serve("drip.test/", drip)
    assert next(answers).error is None
    answers.close()
    assert door.get("http://a.test/", kind="feed").body == b"words"


def test_closing_ends_what_is_under_way(publisher: Publisher) -> None:
    publisher.serve("a.test/", "words")
    publisher.serve("drip.test/", drip)
    door = Door("", NETWORK, resolver=publisher, gap=0.0)
    answers = door.get_many([Request("http://a.test/", "feed"), Request("http://drip.test/", "feed")])
    assert next(answers).error is None
    door.close()
    door.close()
    assert "closed" in str(next(answers).error)
    with pytest.raises(RuntimeError):
        door.get("http://a.test/", kind="feed")


def test_answers_that_nobody_takes_hold_up_fetching(door: Door, publisher: Publisher) -> None:
    wanted = []
    for number in range(15):
        publisher.serve(f"h{number}.test/", bytes(9_000_000))
        wanted.append(Request(f"http://h{number}.test/", "feed"))
    answers = door.get_many(wanted)
    first = next(answers)
    assert first.error is None
    assert all(fetched.error is None for fetched in answers)


def test_contact_cannot_break_the_header() -> None:
    assert user_agent("a\r\nX: y").endswith("(+aX: y)")
    assert user_agent("").startswith("Octavo/") and "(" not in user_agent("")
