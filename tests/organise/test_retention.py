"""Retention removes what a source keeps no longer, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from octavo.organise import retention
from octavo.store import articles, sources
from octavo.store.models import Article, ArticleVersion, Comment, Reader, SearchOutbox, Tombstone
from octavo.store.retention import held, keep
from tests.drafts import NOW, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> int:
    pk, _ = sources.add_source("https://arden-post.example/feed", now=NOW)
    articles.save([draft(n, hours=-24 * n, source_id=pk) for n in range(1, 6)], NOW)
    articles.save([draft(9, hours=-24 * 90)], NOW)  # imported: no source
    return pk


def left() -> list[int]:
    return sorted(int(url.rsplit("/", 1)[1]) for url in Article.objects.values_list("url", flat=True))


def test_without_limits_everything_stays(source: int) -> None:
    assert retention.apply(NOW) == 0
    assert left() == [1, 2, 3, 4, 5, 9]


@pytest.mark.parametrize(
    ("limits", "stay"),
    [
        ({"days": 3, "articles": None, "megabytes": None}, [1, 2, 3, 9]),
        ({"days": None, "articles": 2, "megabytes": None}, [1, 2, 9]),
        ({"days": None, "articles": None, "megabytes": 0}, [9]),
        ({"days": 4, "articles": 1, "megabytes": None}, [1, 9]),
    ],
)
def test_age_number_and_size(source: int, limits: dict[str, int | None], stay: list[int]) -> None:
    keep(source, **limits)  # type: ignore[arg-type]
    retention.apply(NOW)
    assert left() == stay


def test_the_space_that_a_source_takes(source: int) -> None:
    first = ArticleVersion.objects.filter(article__source_id=source).first()
    assert first is not None
    assert held(source) >= 5 * len(first.text)
    assert held(source + 1) == 0


def test_what_was_discussed_stays(source: int) -> None:
    oldest = Article.objects.get(url__endswith="/5")
    ada = Reader.objects.create(username="ada")
    Comment.objects.create(article=oldest, author=ada, text="x", html="x", created=NOW)
    keep(source, days=1, articles=None, megabytes=None)
    retention.apply(NOW + timedelta(minutes=1))
    assert left() == [5, 9]


def test_a_feed_does_not_bring_back_what_was_removed(source: int) -> None:
    keep(source, days=1, articles=None, megabytes=None)
    retention.apply(NOW + timedelta(minutes=1))
    assert Tombstone.objects.count() == 5
    assert "https://arden-post.example/news/3" in articles.known(["https://arden-post.example/news/3"])
    assert SearchOutbox.objects.count() == 5
