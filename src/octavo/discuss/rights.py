"""Who may do what in a discussion: one small question a function, each answered from values, nothing read."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

EDIT_FOR = timedelta(hours=6)
BETWEEN = timedelta(seconds=10)  # two comments of one reader
BURST, BURST_IN = 5, timedelta(minutes=5)
SLOW_BETWEEN = timedelta(minutes=5)  # in a slowed thread
REPORTS, REPORTS_IN = 10, timedelta(hours=1)


class Person(Protocol):
    """What rights need of an account; an anonymous visitor is None."""

    pk: int
    is_active: bool

    @property
    def can_moderate(self) -> bool: ...


class Written(Protocol):
    """What rights need of a comment."""

    author_id: int
    state: str
    created: datetime


def may_see(comment: Written, person: Person | None) -> bool:
    """Published ones: everybody. Held and hidden ones: their author and the moderators."""
    if comment.state == "published":
        return True
    return person is not None and comment.state != "deleted" and (is_author(comment, person) or person.can_moderate)


def may_edit(comment: Written, person: Person | None, now: datetime) -> bool:
    """The author, for six hours, while no moderator has hidden it."""
    open_state = comment.state in ("published", "held")
    return person is not None and is_author(comment, person) and open_state and now - comment.created <= EDIT_FOR


def may_delete(comment: Written, person: Person | None) -> bool:
    """The author, at any time."""
    return person is not None and is_author(comment, person) and comment.state != "deleted"


def may_report(comment: Written, person: Person | None) -> bool:
    """Every signed-in reader but the author, while it can be seen."""
    return person is not None and person.is_active and not is_author(comment, person) and comment.state == "published"


def may_reply(comment: Written) -> bool:
    return comment.state == "published"


def may_moderate(person: Person | None) -> bool:
    return person is not None and person.can_moderate


def is_author(comment: Written, person: Person) -> bool:
    return comment.author_id == person.pk


def wait(written: list[datetime], now: datetime) -> timedelta:
    """How long a reader who wrote at these times has to wait before the next comment; zero when not at all."""
    newest = sorted(written, reverse=True)
    waits = [timedelta(0)]
    if newest:
        waits.append(newest[0] + BETWEEN - now)
    if len(newest) >= BURST:
        waits.append(newest[BURST - 1] + BURST_IN - now)
    return max(waits)


def wait_slow(last: datetime | None, now: datetime) -> timedelta:
    """The same for one slowed thread, where the reader's last comment was written at `last`."""
    return max(timedelta(0), last + SLOW_BETWEEN - now) if last else timedelta(0)
