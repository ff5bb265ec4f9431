"""Search finds articles by all their words, in every language, and the index follows the database."""

from __future__ import annotations

import pytest

from octavo.core.gather.body import body_from_text
from octavo.store import articles, search
from octavo.store.models import Article, SearchOutbox
from tests.drafts import CHESS, NOW, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def three() -> list[int]:
    german = draft(3, text="x", title="Hochwasser in Marlow", body=body_from_text("Der Fluss stieg um drei Meter."))
    ids = articles.save([draft(1), draft(2, text=CHESS, hours=1), german], NOW).new
    Article.objects.filter(id__in=ids[:2]).update(lang="en")
    Article.objects.filter(id=ids[2]).update(lang="de")
    search.enqueue(ids)
    assert search.drain_all()
    return ids


def test_every_word_must_occur(three: list[int]) -> None:
    assert search.search("flood river").ids == (three[0],)
    assert search.search("flood chess").ids == ()
    assert search.search("marlow").total == 2


def test_words_are_stemmed_as_the_article_is(three: list[int]) -> None:
    assert search.search("flooded", lang="en").ids == (three[0],)
    assert search.search("Flüsse Meter", lang="de").ids == (three[2],)


def test_language_and_order(three: list[int]) -> None:
    assert search.search("marlow", lang="de").ids == (three[2],)
    assert search.search("port vane", newest_first=True).ids == (three[1], three[0])


def test_nothing_to_look_for_finds_nothing(three: list[int]) -> None:
    assert search.search("").total == search.search("!?").total == 0


def test_hidden_articles_leave_the_index(three: list[int]) -> None:
    articles.hide(three[0])
    search.drain_all()
    assert search.search("flood", lang="en").ids == ()
    assert search.documents() == 2


def test_the_index_is_rebuilt_from_the_database(three: list[int]) -> None:
    assert search.reindex() == 3
    assert search.search("flood").total == 0
    search.drain_all()
    assert search.search("flood").total == 1
    assert not SearchOutbox.objects.exists()


def test_without_an_index_nothing_is_found() -> None:
    assert search.search("flood").ids == ()
    assert search.any_of(["flood"]) == ()
