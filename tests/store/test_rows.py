"""Rows written at once: what was there is an error, stays, or is replaced; values come back as they went in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, transaction

from octavo.store.models import ArticleHashtag, RelatedList, Story, Work
from octavo.store.rows import in_parts, insert, insert_all, update

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 4, 5, 6, 7, 8, tzinfo=UTC)
WORK = {"kind": "article", "subject": "9", "stage": "enrich", "order_at": AT, "not_before": AT}
REST = ("articles", "publishers", "importance", "importance_reason", "section", "thread", "comments")
COLUMNS = ("article", "key", "tag", "label", "kind", "score", "position", "lang", "stream_at")


def test_values_come_back_and_what_is_there_stays() -> None:
    row = (7, "ferry", "Ferry", "Ferry", "topic", 0.25, 0, "en", AT)
    insert(ArticleHashtag, COLUMNS, [row, (8, *row[1:])])
    insert(ArticleHashtag, COLUMNS, [(7, "ferry", "FERRY", *row[3:])], known="keep")
    found = ArticleHashtag.objects.order_by("article_id").values_list("article_id", *COLUMNS[1:])
    assert list(found) == [row, (8, *row[1:])]


def test_a_row_twice_is_an_error_or_replaced() -> None:
    insert(RelatedList, ("article", "items"), [(1, [["2", 0.5, "event", "same “event”"]])])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(RelatedList, ("article", "items"), [(1, [])])
    insert(RelatedList, ("article", "items"), [(1, []), (3, [["1", 1.0, "event", ""]])], known="replace")
    assert dict(RelatedList.objects.values_list("article_id", "items")) == {1: [], 3: [["1", 1.0, "event", ""]]}


def test_nothing_is_written_for_nothing() -> None:
    insert(RelatedList, ("article", "items"), [])
    assert not RelatedList.objects.exists()


def test_columns_may_be_kept() -> None:
    columns = ("id", "lang", "title", "lead_id", "first_at", "last_at", *REST)
    insert(Story, columns, [(4, "en", "Ferry", 4, AT, AT, 1, 1, 0.0, "", "", "open", 7)])
    later = (4, "fr", "Bac", 4, AT, AT, 2, 1, 0.0, "", "", "closed", 0)
    insert(Story, columns, [later], known="replace", kept=("thread", "comments"))
    assert Story.objects.values_list("lang", "articles", "thread", "comments").get() == ("fr", 2, "open", 7)


def test_a_time_in_any_zone_is_stored_in_utc() -> None:
    at = AT.astimezone(timezone(timedelta(hours=-5)))
    insert_all(Work, [WORK | {"order_at": at}])
    assert Work.objects.get(order_at=AT).order_at == AT


def test_columns_not_named_have_their_defaults() -> None:
    insert_all(Work, [])
    insert_all(Work, [WORK | {"data": {"a": ["é"]}}])
    row = Work.objects.get(subject="9")
    assert (row.order_at, row.data, row.parked, row.lease_until, row.attempts, row.host) == (
        AT, {"a": ["é"]}, False, None, 0, "",
    )  # fmt: skip


def test_columns_of_rows_are_set_by_key() -> None:
    insert_all(Work, [WORK | {"subject": subject} for subject in ("1", "2")])
    first, _ = Work.objects.order_by("subject")
    update(Work, ("stage", "attempts"), [(first.id, "group", 3)])
    update(Work, ("stage",), [])
    assert list(Work.objects.order_by("subject").values_list("stage", "attempts")) == [("group", 3), ("enrich", 0)]


def test_many_keys_are_asked_for_in_parts() -> None:
    asked: list[int] = []

    def double(keys: list[int]) -> list[int]:
        asked.append(len(keys))
        return [2 * key for key in keys]

    assert in_parts(double, range(12_000)) == [2 * key for key in range(12_000)]
    assert asked == [5000, 5000, 2000]
