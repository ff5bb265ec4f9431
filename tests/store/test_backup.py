"""A backup is whole or refused, and restores everything on either database."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from octavo.errors import InputError
from octavo.store import articles, backup, search
from octavo.store.models import Article, ArticleVersion, Comment, Reader, Work
from tests.drafts import NOW, draft

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    articles.save([draft(n) for n in range(1, 4)], NOW)
    ada = Reader.objects.create_user("ada", password="three blue herons")
    Comment.objects.create(article=Article.objects.first(), author=ada, text="x", html="<p>x</p>", created=NOW)
    backup.backup(tmp_path / "all.octavo")
    return tmp_path / "all.octavo"


def rows() -> list[object]:
    found: list[object] = []
    for model in (Article, ArticleVersion, Comment, Reader, Work):
        found += list(model.objects.order_by("pk").values())
    return found


def test_everything_comes_back(written: Path) -> None:
    before = rows()
    Comment.objects.all().delete()
    ArticleVersion.objects.all().delete()
    Article.objects.filter(url__endswith="1").delete()
    backup.restore(written)
    assert rows() == before
    assert Reader.objects.get().check_password("three blue herons")
    search.drain_all()
    assert search.documents() == 3


def test_new_rows_can_be_made_after_a_restore(written: Path) -> None:
    backup.restore(written)
    articles.save([draft(7)], NOW)
    ada = Reader.objects.get()
    Comment.objects.create(article=Article.objects.first(), author=ada, text="y", html="y", created=NOW)
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("harm", ["cut", "other", "plain", "missing end"])
def test_a_broken_backup_changes_nothing(written: Path, harm: str) -> None:
    before = rows()
    raw = written.read_bytes()
    if harm == "cut":
        written.write_bytes(raw[: len(raw) // 2])
    elif harm == "other":
        written.write_bytes(gzip.compress(b'{"format": "something else"}\n'))
    elif harm == "plain":
        written.write_bytes(b"hello")
    else:
        lines = gzip.decompress(raw).splitlines(keepends=True)
        written.write_bytes(gzip.compress(b"".join(lines[:-1])))
    with pytest.raises(InputError):
        backup.restore(written)
    assert rows() == before


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(written: Path) -> None:
    from octavo.errors import StoreError

    with pytest.raises(StoreError):
        backup.backup(written / "not-a-folder" / "x")
    assert sorted(p.name for p in written.parent.iterdir()) == ["all.octavo"]
