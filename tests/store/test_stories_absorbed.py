"""Merges: the addresses of absorbed stories lead on, and the strictest state of their threads stays."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from octavo.store.models import Story
from octavo.store.rows import insert_all
from octavo.store.stories import absorb

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 4, tzinfo=UTC)
Leads = dict[int, tuple[int | None, str]]


def _store(threads: dict[int, str], merged: dict[int, int]) -> None:
    Story.objects.all().delete()
    rows = [
        {"id": pk, "lang": "en", "lead_id": pk, "first_at": AT, "last_at": AT, "thread": thread}
        | {"merged_into": merged.get(pk)}
        for pk, thread in threads.items()
    ]
    insert_all(Story, rows)


def _stored() -> Leads:
    return {pk: (to, thread) for pk, to, thread in Story.objects.values_list("id", "merged_into", "thread")}


def test_addresses_lead_on_and_the_strictest_thread_stays() -> None:
    _store({1: "open", 2: "closed", 3: "slow", 4: "open"}, {4: 2})
    absorb([(1, 2), (3, 1)])
    assert _stored() == {1: (3, "closed"), 2: (3, "closed"), 4: (3, "open"), 3: (None, "closed")}


def test_a_story_that_is_not_stored_yet_changes_nothing() -> None:
    _store({1: "open"}, {})
    absorb([(1, 9), (8, 7)])
    absorb([])
    assert _stored() == {1: (None, "open")}


@pytest.mark.parametrize("seed", range(20))
def test_all_at_once_is_as_one_after_the_other(seed: int) -> None:
    rng = random.Random(seed)
    threads = {pk: rng.choice(["open", "slow", "closed"]) for pk in range(1, 9)}
    merged = {pk: rng.randint(1, 8) for pk in range(1, 4)}
    pairs = [(a, b) for a, b in ((rng.randint(1, 10), rng.randint(1, 10)) for _ in range(8)) if a != b]
    _store(threads, merged)
    for pair in pairs:
        absorb([pair])
    apart = _stored()
    _store(threads, merged)
    absorb(pairs)
    assert _stored() == apart
