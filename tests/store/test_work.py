"""Work is claimed once, retried with patience, parked with its reason."""

from __future__ import annotations

import os
import socket
from datetime import timedelta

import pytest

from octavo.errors import Gone, InputError, Throttled
from octavo.store import articles, work
from octavo.store import pages as store_pages
from octavo.store.models import Work
from tests.drafts import NOW, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def three() -> None:
    articles.save([draft(n, hours=-n) for n in (1, 2, 3)], NOW)


def test_claims_come_in_stream_order_and_only_once(three: None) -> None:
    first = work.claim("article", "enrich", "a", NOW, 2)
    second = work.claim("article", "enrich", "b", NOW, 2)
    assert (len(first), len(second)) == (2, 1)
    assert {c.id for c in first}.isdisjoint(c.id for c in second)
    oldest = Work.objects.order_by("order_at").first()
    assert oldest is not None and first[0].id == oldest.id


def test_a_lease_that_ran_out_is_free_again(three: None) -> None:
    assert len(work.claim("article", "enrich", "a", NOW, 10)) == 3
    assert work.claim("article", "enrich", "b", NOW, 10) == []
    assert len(work.claim("article", "enrich", "b", NOW + work.LEASE, 10)) == 3


def test_what_a_dead_process_held_is_freed_at_once(three: None) -> None:
    dead = f"{socket.gethostname()}:999999999:x"
    work.claim("article", "enrich", dead, NOW, 2)
    work.claim("article", "enrich", f"{socket.gethostname()}:{os.getpid()}:y", NOW, 1)
    assert work.release_dead(NOW) == 2


def test_errors_that_pass_are_retried_later_and_then_parked(three: None) -> None:
    waits = []
    now = NOW
    for _ in range(work.ATTEMPTS):
        (row,) = work.claim("article", "enrich", "a", now, 1)
        work.fail(row, RuntimeError("boom"), now)
        stored = Work.objects.get(id=row.id)
        waits.append((stored.not_before - now).total_seconds())
        Work.objects.exclude(id=row.id).delete()
        now = stored.not_before
    assert waits == [30, 120, 480, 1920, 7680, 14400]
    (parked,) = work.parked()
    assert parked.reason == "RuntimeError: boom"
    assert work.retry(parked.id, now)
    assert len(work.claim("article", "enrich", "a", now, 1)) == 1


def test_errors_that_do_not_pass_are_parked_at_once(three: None) -> None:
    first, second, _ = work.claim("article", "enrich", "a", NOW, 3)
    work.fail(first, Gone("not there"), NOW)
    work.fail(second, InputError("nothing", hint="give something"), NOW)
    assert {p.reason for p in work.parked()} == {"not there", "nothing (give something)"}


def test_a_publisher_that_says_when_is_believed(three: None) -> None:
    (row,) = work.claim("article", "enrich", "a", NOW, 1)
    work.fail(row, Throttled("later", retry_after=3600), NOW)
    assert Work.objects.get(id=row.id).not_before == NOW + timedelta(hours=1)


def test_only_what_stands_before_the_earliest_unenriched_article_may_be_grouped(three: None) -> None:
    rows = work.claim("article", "enrich", "a", NOW, 3)
    work.advance([rows[0].id, rows[2].id], "group")
    assert [pk for pk, _ in work.ready_to_group(10)] == [rows[0].id]
    work.fail(rows[1], RuntimeError("boom"), NOW)
    assert [pk for pk, _ in work.ready_to_group(10)] == [rows[0].id, rows[2].id]


def test_a_page_waits_only_once() -> None:
    pages = [("https://arden-post.example/1", NOW, {})]
    assert (store_pages.add(pages, NOW), store_pages.add(pages, NOW)) == (1, 0)


def test_a_named_right_has_one_living_holder() -> None:
    me = f"{socket.gethostname()}:{os.getpid()}:a"
    assert work.hold_lease("group", me, NOW)
    assert work.hold_lease("group", me, NOW)
    assert not work.hold_lease("group", "elsewhere:1:b", NOW)
    assert work.hold_lease("group", "elsewhere:1:b", NOW + timedelta(minutes=2))
    work.drop_lease("group", "elsewhere:1:b")
    assert work.hold_lease("group", f"{socket.gethostname()}:999999999:x", NOW)
    assert work.hold_lease("group", me, NOW), "a dead holder's right is free at once"
