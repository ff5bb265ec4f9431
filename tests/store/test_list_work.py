"""Large lists in parts: a part done twice adds nothing twice, one that breaks is tried again, reports are cleared."""

from __future__ import annotations

from datetime import timedelta

import pytest

from octavo.gather.lists import KEPT, add_lists
from octavo.store import list_work, work
from octavo.store.models import Source, Work
from octavo.store.source_lists import Listed
from tests.drafts import NOW

pytestmark = pytest.mark.django_db


def rows(count: int) -> list[Listed]:
    return [Listed(f"https://p{n}.example/feed", f"Feed {n}", "", "World") for n in range(count)]


def test_parts_are_added_and_counted() -> None:
    pk = list_work.take_in("a \n list", [*rows(150), Listed("mailto:x", place="line 7")], ["line 3: odd"], NOW)
    assert Work.objects.filter(kind="opml", stage="add").count() == 2
    assert work.pending("opml") == 3
    assert add_lists("me", lambda: NOW) == 2
    report = list_work.progress(pk)
    assert report
    assert (report.done, report.added, report.known, report.finished) == (151, 150, 0, True)
    assert report.problems == ("line 3: odd", "line 7: 'mailto:x' is no web address")
    assert list_work.running() == []
    source = Source.objects.get(url="https://p7.example/feed")
    assert (source.title, source.topic) == ("Feed 7", "World")


def test_a_part_that_was_killed_before_its_report_adds_nothing_twice() -> None:
    pk = list_work.take_in("list", rows(30), [], NOW)
    (part,) = work.claim("opml", "add", "me", NOW, 5)
    list_work.add_part(part, NOW)
    list_work.add_part(part, NOW)
    assert Source.objects.count() == 30
    report = list_work.progress(pk)
    assert report
    assert (report.done, report.added) == (30, 30)


def test_a_part_that_breaks_waits_and_the_others_go_on() -> None:
    list_work.take_in("list", rows(120), [], NOW)
    Work.objects.filter(stage="add", order_no=1).update(data={"head": 1})
    assert add_lists("me", lambda: NOW) == 2
    left = Work.objects.get(stage="add")
    assert (left.attempts, left.parked) == (1, False)
    assert "KeyError" in left.reason
    assert Source.objects.count() == 20


def test_a_report_holds_only_so_many_lines() -> None:
    lines = [f"line {n}: odd" for n in range(list_work.LINES + 7)]
    pk = list_work.take_in("list", [Listed("mailto:x")], lines, NOW)
    add_lists("me", lambda: NOW)
    report = list_work.progress(pk)
    assert report
    assert (len(report.problems), report.more_problems) == (list_work.LINES, 8)


def test_reports_are_cleared_after_a_week() -> None:
    old = list_work.take_in("old", rows(3), [], NOW)
    add_lists("me", lambda: NOW)
    later = NOW + KEPT + timedelta(hours=1)
    new = list_work.take_in("new", rows(3), [], later)
    add_lists("me", lambda: later)
    assert list_work.progress(old) is None
    assert list_work.progress(new) is not None
    assert list_work.progress(12345) is None
