"""When to look at a source again, and whether it has moved or gone. Reads no clock and stores nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(hours=24)
LONGEST_AFTER_ERROR = timedelta(hours=4)
FIRST_AFTER_ERROR = timedelta(minutes=10)
START = timedelta(hours=1)  # a source of which nothing is known yet
LONGEST_WAIT = timedelta(days=7)  # what a publisher may ask for with Retry-After
LONGEST_QUIET = timedelta(hours=24)  # for a whole host
QUIET = timedelta(minutes=5)  # after a 429 that says no time
AGAIN = (timedelta(hours=2), timedelta(hours=24))  # after a page was first fetched: most edits come early
YOUNG = timedelta(hours=48)  # an older article is not looked at again
_MAX_AGE = re.compile(r"(?:^|[\s,])(?:s-maxage|max-age)\s{0,3}=\s{0,3}\"?(\d{1,9})", re.I)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a source brought. `status` 0 means that no answer came; `error` then says why."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    ttl_minutes: int | None = None
    published: Sequence[datetime] = ()  # moments of the entries that the feed holds, any order
    moved_to: str | None = None  # where permanent redirects ended
    error: str = ""


@dataclass(frozen=True, slots=True)
class NextLook:
    """When to look again and why; `retired` sources are not looked at any more, `address` replaces theirs."""

    at: datetime
    reason: str
    errors: int  # failed looks in a row, to be handed in next time
    retired: bool = False
    address: str | None = None


def next_look(look: Look, *, now: datetime, errors: int = 0) -> NextLook:
    """The decision after a look at `now`; `errors` = failed looks in a row before it.

    Success: the longest of TTL, Cache-Control, Expires, Retry-After and the source's own rhythm, between `SHORTEST`
    and `LONGEST`. 429 and 503: as told, else as an error. Errors: doubled waits up to `LONGEST_AFTER_ERROR`.
    410 retires.
    """
    asked = retry_after(look.headers.get("retry-after", ""), now)
    if look.status == 410:
        return NextLook(now + LONGEST, "the publisher says that it is gone for good (410)", errors + 1, retired=True)
    if look.status in (200, 304):
        wait, reason = _calm(look, asked, now)
        return NextLook(now + wait, reason, 0, address=look.moved_to)
    if look.status in (429, 503) and asked is not None:
        wait = min(max(asked, SHORTEST), LONGEST_WAIT)
        return NextLook(now + wait, f"the publisher asked to wait ({look.status}, Retry-After)", errors + 1)
    wait = max(backoff(errors + 1), min(asked or timedelta(), LONGEST))
    what = look.error or f"answered {look.status}"
    return NextLook(now + wait, f"failed {errors + 1} in a row: {what}", errors + 1)


def backoff(failures: int) -> timedelta:
    """10, 20, 40 … minutes, at most four hours."""
    doubled = min(max(failures, 1) - 1, 10)
    return min(LONGEST_AFTER_ERROR, FIRST_AFTER_ERROR * (1 << doubled))


def retry_after(stated: str, now: datetime) -> timedelta | None:
    """Retry-After in seconds or as a date; None where it says nothing."""
    stated = stated.strip()
    if re.fullmatch(r"\d{1,9}", stated):
        return timedelta(seconds=int(stated))
    at = _http_date(stated)
    return max(at - now, timedelta()) if at is not None else None


def quiet(status: int, headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long the whole host is left alone after this answer, beyond the usual gap."""
    if status not in (429, 503):
        return timedelta()
    asked = retry_after(headers.get("retry-after", ""), now)
    if asked is None:
        return QUIET if status == 429 else timedelta()
    return min(asked, LONGEST_QUIET)


def look_again(published: datetime, fetched: datetime, looks: int) -> datetime | None:
    """When to look at an article's page again that was `fetched` first and looked at `looks` times since, to see
    whether it was edited; None where it will be too old for that."""
    if looks >= len(AGAIN):
        return None
    at = fetched + AGAIN[looks]
    return at if at - published < YOUNG else None


def rhythm(published: Sequence[datetime], now: datetime) -> timedelta | None:
    """How long a source of this pace can be left alone: half the usual gap between its entries, more when it slept.

    Entries dated ahead are left out; no date tells nothing, a single one how long it slept.
    """
    past = sorted((moment for moment in set(published) if moment <= now), reverse=True)[:20]
    if not past:
        return None
    silence = now - past[0]
    if len(past) == 1:
        return max(START, silence / 10)
    gaps = sorted(later - earlier for later, earlier in pairwise(past))
    usual = gaps[len(gaps) // 2]
    return max(usual / 2, silence / 10)


def _calm(look: Look, asked: timedelta | None, now: datetime) -> tuple[timedelta, str]:
    own = rhythm(look.published, now)
    wishes = [
        (
            own if own is not None else START,
            "as often as it publishes" if own is not None else "its pace is not known yet",
        ),
        (timedelta(minutes=look.ttl_minutes or 0), "the feed's TTL"),
        (_max_age(look.headers.get("cache-control", "")), "Cache-Control"),
        (_until(look.headers.get("expires", ""), now), "Expires"),
        (asked or timedelta(), "Retry-After"),
    ]
    wait, reason = max(wishes, key=lambda wish: wish[0])
    if wait < SHORTEST:
        return SHORTEST, f"{reason}, but not sooner than {SHORTEST.seconds // 60} minutes"
    if wait > LONGEST:
        return LONGEST, f"{reason}, but at least once a day"
    return wait, reason


def _max_age(cache_control: str) -> timedelta:
    found = _MAX_AGE.search(cache_control)
    return timedelta(seconds=int(found[1])) if found else timedelta()


def _until(stated: str, now: datetime) -> timedelta:
    at = _http_date(stated)
    return max(at - now, timedelta()) if at is not None else timedelta()


def _http_date(stated: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(stated)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
