"""Who may do what, from values alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.discuss import rights

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass
class Someone:
    pk: int = 1
    is_active: bool = True
    can_moderate: bool = False


@dataclass
class Said:
    author_id: int = 1
    state: str = "published"
    created: datetime = NOW


AUTHOR, OTHER, MODERATOR = Someone(1), Someone(2), Someone(3, can_moderate=True)


@pytest.mark.parametrize(
    ("state", "author", "other", "moderator", "anybody"),
    [
        ("published", True, True, True, True),
        ("held", True, False, True, False),
        ("hidden", True, False, True, False),
        ("deleted", False, False, False, False),
    ],
)
def test_who_sees_what(state: str, author: bool, other: bool, moderator: bool, anybody: bool) -> None:
    said = Said(state=state)
    assert rights.may_see(said, AUTHOR) is author
    assert rights.may_see(said, OTHER) is other
    assert rights.may_see(said, MODERATOR) is moderator
    assert rights.may_see(said, None) is anybody


def test_authors_edit_for_six_hours() -> None:
    assert rights.may_edit(Said(), AUTHOR, NOW + timedelta(hours=6))
    assert not rights.may_edit(Said(), AUTHOR, NOW + timedelta(hours=6, seconds=1))
    assert not rights.may_edit(Said(), OTHER, NOW)
    assert not rights.may_edit(Said(), MODERATOR, NOW)
    assert not rights.may_edit(Said(), None, NOW)
    assert not rights.may_edit(Said(state="hidden"), AUTHOR, NOW)
    assert rights.may_edit(Said(state="held"), AUTHOR, NOW)


def test_authors_delete_and_others_report() -> None:
    assert rights.may_delete(Said(), AUTHOR)
    assert not rights.may_delete(Said(state="deleted"), AUTHOR)
    assert not rights.may_delete(Said(), OTHER)
    assert rights.may_report(Said(), OTHER)
    assert not rights.may_report(Said(), AUTHOR)
    assert not rights.may_report(Said(), None)
    assert not rights.may_report(Said(state="hidden"), OTHER)
    assert not rights.may_report(Said(), Someone(2, is_active=False))


@given(st.lists(st.integers(min_value=0, max_value=600), max_size=12))
def test_after_the_wait_one_may_write(seconds_ago: list[int]) -> None:
    written = [NOW - timedelta(seconds=ago) for ago in seconds_ago]
    wait = rights.wait(written, NOW)
    assert timedelta(0) <= wait <= rights.BURST_IN
    assert rights.wait(written, NOW + wait) == timedelta(0)
    if wait:
        assert rights.wait(written, NOW + wait - timedelta(seconds=1)) > timedelta(0)


def test_five_in_five_minutes() -> None:
    five = [NOW - timedelta(seconds=20 * n) for n in range(1, 6)]
    assert rights.wait(five[:4], NOW) == timedelta(0)
    assert rights.wait(five, NOW) == timedelta(seconds=200)


def test_slow_threads() -> None:
    assert rights.wait_slow(None, NOW) == timedelta(0)
    assert rights.wait_slow(NOW - timedelta(minutes=2), NOW) == timedelta(minutes=3)
    assert rights.wait_slow(NOW - timedelta(minutes=9), NOW) == timedelta(0)
