"""When a source is looked at again: what the publisher asks, how often it publishes, and how errors are taken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.gather.schedule import (
    AGAIN,
    LONGEST,
    LONGEST_AFTER_ERROR,
    LONGEST_QUIET,
    LONGEST_WAIT,
    QUIET,
    SHORTEST,
    START,
    Look,
    backoff,
    look_again,
    next_look,
    quiet,
    retry_after,
    rhythm,
)

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def every(gap: timedelta, count: int = 10) -> tuple[datetime, ...]:
    return tuple(NOW - gap * number for number in range(count))


@pytest.mark.parametrize(
    ("look", "wait", "reason"),
    [
        (Look(200, {}), START, "pace is not known"),
        (Look(304, {}, published=every(60 * MINUTE)), 30 * MINUTE, "as often as it publishes"),
        (Look(200, {}, published=every(MINUTE)), SHORTEST, "not sooner than 5 minutes"),
        (Look(200, {}, published=every(timedelta(days=9))), LONGEST, "at least once a day"),
        (Look(200, {}, ttl_minutes=90), 90 * MINUTE, "TTL"),
        (Look(200, {"cache-control": "public, max-age=7200"}), 120 * MINUTE, "Cache-Control"),
        (Look(200, {"cache-control": "no-cache"}), START, "pace"),
        (Look(200, {"expires": "Wed, 01 May 2024 15:00:00 GMT"}), 180 * MINUTE, "Expires"),
        (Look(200, {"expires": "0"}), START, "pace"),
        (Look(200, {"expires": "Wed, 01 May 2024 09:00:00 -0000"}), START, "pace"),
        (Look(200, {"retry-after": "10800"}), 180 * MINUTE, "Retry-After"),
        (Look(429, {"retry-after": "7200"}), 120 * MINUTE, "asked to wait"),
        (Look(503, {"retry-after": "1"}), SHORTEST, "asked to wait"),
        (Look(429, {"retry-after": "999999999"}), LONGEST_WAIT, "asked to wait"),
        (Look(429, {}), 10 * MINUTE, "answered 429"),
        (Look(500, {"retry-after": "7200"}), 120 * MINUTE, "answered 500"),
        (Look(0, {}, error="no host"), 10 * MINUTE, "no host"),
    ],
)
def test_waits(look: Look, wait: timedelta, reason: str) -> None:
    decided = next_look(look, now=NOW)
    assert decided.at - NOW == wait
    assert reason in decided.reason
    assert not decided.retired


def test_moved_and_gone() -> None:
    assert next_look(Look(200, {}, moved_to="https://b.example/"), now=NOW).address == "https://b.example/"
    assert next_look(Look(500, {}, moved_to="https://b.example/"), now=NOW).address is None
    assert next_look(Look(410, {}), now=NOW).retired


def test_errors_back_off_and_recover() -> None:
    errors, waits = 0, []
    for _ in range(8):
        decided = next_look(Look(0, {}, error="timeout"), now=NOW, errors=errors)
        errors = decided.errors
        waits.append((decided.at - NOW) // MINUTE)
    assert waits == [10, 20, 40, 80, 160, 240, 240, 240]
    assert next_look(Look(200, {}), now=NOW, errors=errors).errors == 0
    assert backoff(0) == backoff(1)
    assert backoff(10**9) == LONGEST_AFTER_ERROR


def test_retry_after() -> None:
    assert retry_after(" 60 ", NOW) == MINUTE
    assert retry_after("Wed, 01 May 2024 12:10:00 GMT", NOW) == 10 * MINUTE
    assert retry_after("Wed, 01 May 2024 11:10:00 GMT", NOW) == timedelta()
    assert retry_after("soon", NOW) is None


def test_rhythm() -> None:
    assert rhythm((), NOW) is None
    assert rhythm((NOW, NOW, NOW + MINUTE), NOW) == START
    assert rhythm((NOW - timedelta(days=30),), NOW) == timedelta(days=3)
    silent = [NOW - timedelta(days=30) - gap for gap in (MINUTE, 2 * MINUTE, 3 * MINUTE)]
    assert rhythm(silent, NOW) == (timedelta(days=30) + MINUTE) / 10


@given(
    st.sampled_from([0, 200, 304, 404, 429, 500, 503]),
    st.dictionaries(st.sampled_from(["retry-after", "cache-control", "expires"]), st.text(max_size=40)),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)
def test_always_within_bounds(status: int, headers: dict[str, str], ttl: int, errors: int) -> None:
    decided = next_look(Look(status, headers, ttl_minutes=ttl), now=NOW, errors=errors)
    assert SHORTEST <= decided.at - NOW <= LONGEST_WAIT


@pytest.mark.parametrize(
    ("status", "stated", "wait"),
    [
        (200, "3600", timedelta()),
        (429, "3600", timedelta(hours=1)),
        (503, "Wed, 01 May 2024 14:00:00 GMT", timedelta(hours=2)),
        (429, "99999999", LONGEST_QUIET),
        (429, "", QUIET),
        (503, "soon", timedelta()),
    ],
)
def test_a_host_that_asks_for_quiet_gets_it(status: int, stated: str, wait: timedelta) -> None:
    assert quiet(status, {"retry-after": stated}, NOW) == wait


def test_young_articles_are_looked_at_again() -> None:
    assert [look_again(NOW, NOW, looks) for looks in range(3)] == [NOW + AGAIN[0], NOW + AGAIN[1], None]
    old = NOW - timedelta(hours=30)
    assert [look_again(old, NOW, looks) for looks in range(2)] == [NOW + AGAIN[0], None]
