"""Articles are stored once, edited into versions, and nothing that is stored gets lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from octavo.core.gather.body import body_from_text
from octavo.core.gather.urls import article_id
from octavo.store import articles, work
from octavo.store.models import Article, ArticleVersion, Publisher, Work
from octavo.types import Access, Moment, Precision
from tests.drafts import CHESS, FLOOD, NOW, draft

pytestmark = pytest.mark.django_db


def test_a_draft_becomes_an_article_with_its_first_version_and_work() -> None:
    saved = articles.save([draft()], NOW)
    article = Article.objects.get()
    assert saved.new == [article.id] == [article_id("https://arden-post.example/news/1")]
    assert article.publisher.name == "The Arden Post"
    assert (article.stream_at, article.first_seen, article.version) == (NOW, NOW, 1)
    assert ArticleVersion.objects.get().text == FLOOD
    assert Work.objects.get().stage == "enrich"


def test_the_same_again_changes_nothing() -> None:
    articles.save([draft(1), draft(2)], NOW)
    before = list(Article.objects.order_by("id").values())
    again = articles.save([draft(2), draft(1)], NOW + timedelta(days=1))
    assert (again.new, again.changed, again.same) == ([], [], 2)
    assert list(Article.objects.order_by("id").values()) == before


def test_one_address_twice_in_a_batch_is_one_article() -> None:
    saved = articles.save([draft(1), draft(1)], NOW)
    assert (len(saved.new), saved.changed, saved.same) == (1, [], 1)


def test_an_edit_is_a_new_version_and_the_old_one_stays() -> None:
    articles.save([draft()], NOW)
    edited = draft(text=FLOOD.replace("1,200", "1,500"), title="Flood in Marlow drives 1,500 from their homes")
    saved = articles.save([edited], NOW + timedelta(hours=1))
    article = Article.objects.get()
    assert saved.changed == [article.id]
    assert (article.version, article.title) == (2, edited.title)
    assert article.updated == NOW + timedelta(hours=1)
    assert [v.number for v in ArticleVersion.objects.order_by("number")] == [1, 2]


def test_an_older_state_seen_again_is_no_edit() -> None:
    articles.save([draft()], NOW)
    articles.save([draft(text=FLOOD.replace("1,200", "1,500"))], NOW)
    assert articles.save([draft()], NOW).same == 1
    assert Article.objects.get().version == 2


def test_a_teaser_never_replaces_the_whole_text() -> None:
    articles.save([draft()], NOW)
    short = replace(draft(), body=body_from_text("Heavy rain flooded the lower town."), access=Access.TEASER)
    assert articles.save([short], NOW).same == 1
    assert ArticleVersion.objects.get().text == FLOOD


def test_the_whole_text_replaces_a_teaser() -> None:
    short = replace(draft(), body=body_from_text("Heavy rain flooded the lower town."), access=Access.TEASER)
    articles.save([short], NOW)
    articles.save([draft()], NOW)
    article = Article.objects.get()
    assert (article.access, article.version) == ("full", 2)


def test_seq_grows_with_every_commit() -> None:
    articles.save([draft(1), draft(2)], NOW)
    articles.save([draft(3)], NOW)
    seqs = list(Article.objects.order_by("seq").values_list("url", flat=True))
    assert seqs == [f"https://arden-post.example/news/{n}" for n in (1, 2, 3)]


def test_a_missing_date_is_missing_and_the_stream_goes_by_first_seen() -> None:
    articles.save([draft(published=None)], NOW)
    article = Article.objects.get()
    assert (article.published, article.stream_at) == (None, NOW)


def test_a_day_without_clock_stays_that_day_in_every_zone() -> None:
    day = Moment(datetime(2026, 2, 3, tzinfo=UTC), Precision.DAY)
    articles.save([draft(published=day)], NOW)
    article = Article.objects.get()
    assert (article.published.isoformat(), article.published_precision) == ("2026-02-03T12:00:00+00:00", "day")


def test_nul_characters_are_taken_out() -> None:
    made = draft(title="Flood\x00 in Marlow")
    articles.save([replace(made, body=replace(made.body, text=made.body.text + "\x00"))], NOW)
    assert Article.objects.get().title == "Flood in Marlow"


def test_two_publishers_of_one_name_have_two_slugs() -> None:
    articles.save([draft(1), draft(2, publisher=replace(draft().publisher, host="other.example"))], NOW)
    assert len(set(Publisher.objects.values_list("slug", flat=True))) == 2


def test_held_work_waits_until_it_is_released() -> None:
    articles.save([draft()], NOW, held_by="import/x", held_until=NOW + timedelta(minutes=2))
    assert work.claim("article", "enrich", "me", NOW, 10) == []
    work.release("import/x")
    assert len(work.claim("article", "enrich", "me", NOW, 10)) == 1


def test_excerpts_end_at_a_word() -> None:
    long = draft(text="word " * 200)
    assert articles.excerpt_of(long).endswith("word…")
    assert len(articles.excerpt_of(long)) <= articles.EXCERPT + 1
    assert articles.excerpt_of(draft(text=CHESS, body=body_from_text(""), summary="In short.")) == "In short."


def test_a_hidden_article_is_queued_for_the_index() -> None:
    pk = articles.save([draft()], NOW).new[0]
    articles.hide(pk)
    assert Article.objects.get().hidden
