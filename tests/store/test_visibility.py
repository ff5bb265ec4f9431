"""Who sees how much of an article: the whole table."""

from __future__ import annotations

import pytest

from octavo.store.models import Article
from octavo.store.visibility import ANYONE, MYSELF, Level, Viewer, level, model_may_read, visible_excerpt, visible_text
from tests.builders import make_article, make_publisher, make_version

pytestmark = pytest.mark.django_db
MEMBER = Viewer(member=True, reader_id=1)
SIGNED_IN = Viewer(reader_id=1)
OWNER = Viewer(reader_id=1, owner=True)
TEXT = "First.\n\nSecond & last."


def article(terms: str = "excerpt", **fields: object) -> Article:
    made = make_article(
        "Title", TEXT, publisher=make_publisher(f"P {terms}", terms=terms), excerpt="First <…>", **fields
    )
    return Article.objects.select_related("publisher").get(id=made.id)


@pytest.mark.parametrize(
    ("terms", "viewer", "expected"),
    [
        ("full", ANYONE, Level.FULL),
        ("excerpt", ANYONE, Level.EXCERPT),
        ("link", ANYONE, Level.LINK),
        ("excerpt", SIGNED_IN, Level.EXCERPT),
        ("excerpt", OWNER, Level.EXCERPT),
        ("excerpt", MEMBER, Level.FULL),
        ("link", MEMBER, Level.LINK),
        ("full", MEMBER, Level.FULL),
        ("excerpt", MYSELF, Level.FULL),
        ("link", MYSELF, Level.FULL),
    ],
)
def test_terms_and_viewers(terms: str, viewer: Viewer, expected: Level) -> None:
    row = article(terms)
    body = visible_text(row, viewer)
    assert level(row, viewer) is expected
    assert (body.text == TEXT) is (expected is Level.FULL)
    assert (body.html == "<p>First &lt;…&gt;</p>") is (expected is Level.EXCERPT)
    assert bool(visible_excerpt(row, viewer)) is (expected is not Level.LINK)


@pytest.mark.parametrize("viewer", [ANYONE, MEMBER, OWNER, MYSELF])
def test_what_is_taken_down_is_taken_down_for_all(viewer: Viewer) -> None:
    row = article("full", hidden=True)
    assert level(row, viewer) is Level.NOTHING
    assert visible_text(row, viewer).text == ""
    assert visible_excerpt(row, viewer) == ""
    assert not model_may_read(row)


def test_versions() -> None:
    row = article("full")
    make_version(row, "Changed.")
    row = Article.objects.select_related("publisher").get(id=row.id)
    assert visible_text(row, ANYONE).text == "Changed."
    assert visible_text(row, ANYONE, 1).text == TEXT
    assert visible_text(row, ANYONE, 7).text == ""


def test_old_versions_have_no_excerpt() -> None:
    row = article()
    make_version(row, "Changed.")
    row = Article.objects.select_related("publisher").get(id=row.id)
    assert visible_text(row, ANYONE, 1).text == ""
    assert visible_text(row, ANYONE, 2).text == "First <…>"


def test_an_empty_excerpt_is_no_paragraph() -> None:
    row = article()
    row.excerpt = " "
    assert visible_text(row, ANYONE).html == ""


def test_models_read_whole_unreserved_texts_only() -> None:
    assert model_may_read(article())
    assert not model_may_read(article(tdm_reserved=True))
    assert not model_may_read(article(access="teaser"))
    make_publisher("Reserved", tdm_reserved=True)
    reserved = make_article(publisher=make_publisher("Reserved"))
    assert not model_may_read(Article.objects.select_related("publisher").get(id=reserved.id))
