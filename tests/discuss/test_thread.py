"""A story's discussion as each reader sees it."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from octavo import clock
from octavo.discuss.thread import thread
from octavo.store import comments
from octavo.store.models import Article, Story, StoryMember
from tests.builders import make_article, make_publisher, make_reader, make_story
from tests.builders_discuss import make_comment

pytestmark = pytest.mark.django_db


def texts(article: Article, story: Story | None, reader: object = None, sort: str = "old") -> list[str]:
    found = thread(article.pk, story, reader, clock.now(), sort)  # type: ignore[arg-type]
    return [f"{'-' * one.depth}{'(gone)' if one.gone else one.comment.text}" for one in found.shown]


def test_every_copy_shows_the_whole_story() -> None:
    article, copy = make_article(), make_article("Bridge opens", publisher=make_publisher("Island Echo"))
    story = make_story(article, copy)
    ann, bo = make_reader("ann"), make_reader("bo")
    first = make_comment(article, ann, "One", minutes=30)
    make_comment(copy, bo, "Two", parent=first, minutes=20)
    assert texts(article, story) == texts(copy, story) == ["One", "-Two"]
    shown = thread(copy.pk, story, None, clock.now(), "old").shown
    assert [one.elsewhere for one in shown] == [True, False]


def test_a_split_takes_its_comments_along_and_a_merge_joins_them() -> None:
    article, other = make_article(), make_article("Ferry stops")
    story, second = make_story(article), make_story(other)
    reader = make_reader()
    make_comment(article, reader, "On the bridge", minutes=30)
    make_comment(other, reader, "On the ferry", minutes=20)
    StoryMember.objects.filter(article_id=other.pk).update(story_id=story.pk)
    comments.recount([story.pk, second.pk])
    story.refresh_from_db()
    assert texts(article, story) == ["On the bridge", "On the ferry"]
    assert story.comments == 2
    assert Story.objects.get(pk=second.pk).comments == 0


def test_held_and_hidden_ones_by_reader() -> None:
    article = make_article()
    story = make_story(article)
    ann, bo, mo = make_reader("ann"), make_reader("bo"), make_reader("mo", role="moderator")
    make_comment(article, ann, "Held", state="held", reason="3 links", minutes=30)
    hidden = make_comment(article, bo, "Hidden", state="hidden", minutes=20)
    make_comment(article, ann, "Reply", parent=hidden, minutes=10)
    assert texts(article, story) == ["(gone)", "-Reply"]
    assert texts(article, story, ann) == ["Held", "(gone)", "-Reply"]
    assert texts(article, story, bo) == ["Hidden", "-Reply"]
    assert texts(article, story, mo) == ["Held", "Hidden", "-Reply"]
    assert thread(article.pk, story, None, clock.now()).count == 1


def test_orders() -> None:
    article = make_article()
    story = make_story(article)
    ann, bo, cy = make_reader("ann"), make_reader("bo"), make_reader("cy")
    make_comment(article, ann, "Old", minutes=50)
    much = make_comment(article, ann, "Much answered", minutes=40)
    make_comment(article, ann, "New", minutes=30)
    reply = make_comment(article, bo, "Reply", parent=much, minutes=20)
    make_comment(article, cy, "Reply to it", parent=reply, minutes=10)
    make_comment(article, ann, "Thanks", parent=reply, minutes=5)
    assert next(text for text in texts(article, story, sort="best") if "-" not in text) == "Much answered"
    assert [text for text in texts(article, story, sort="new") if "-" not in text] == ["New", "Much answered", "Old"]
    assert thread(article.pk, story, None, clock.now(), "nonsense").sort == "best"


def test_what_each_may_do() -> None:
    article = make_article()
    story = make_story(article)
    ann, bo, mo = make_reader("ann"), make_reader("bo"), make_reader("mo", role="moderator")
    comment = make_comment(article, ann)
    now = clock.now()

    def rights(reader: object) -> list[bool]:
        one = thread(article.pk, story, reader, now).shown[0]  # type: ignore[arg-type]
        return [one.may_reply, one.may_edit, one.may_delete, one.may_report, one.may_moderate]

    assert rights(None) == [False] * 5
    assert rights(ann) == [True, True, True, False, False]
    assert rights(bo) == [True, False, False, True, False]
    assert rights(mo) == [True, False, False, True, True]
    comments.report(comment, bo, "off topic", now)
    assert thread(article.pk, story, bo, now).shown[0].reported
    story.thread = "closed"
    assert rights(bo)[0] is False
    assert not thread(article.pk, story, bo, now).may_post
    assert thread(article.pk, story, mo, now).may_post


def test_hidden_articles_take_their_comments_away() -> None:
    article, copy = make_article(), make_article("Bridge opens")
    story = make_story(article, copy)
    make_comment(copy, make_reader(), "Gone with it")
    Article.objects.filter(pk=copy.pk).update(hidden=True)
    assert texts(article, story) == []


def test_queries_do_not_grow(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    article = make_article()
    story = make_story(article)
    reader = make_reader()
    for number in range(20):
        make_comment(article, make_reader(f"r{number}"), f"Remark {number}")
    with django_assert_num_queries(2):
        thread(article.pk, story, reader, clock.now())


def test_counting_many_stories_costs_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    stories = [make_story(make_article(f"Article {number}")) for number in range(20)]
    reader = make_reader()
    make_comment(Article.objects.get(pk=stories[3].pk), reader, "One")
    make_comment(Article.objects.get(pk=stories[3].pk), reader, "Two", state="hidden")
    with django_assert_num_queries(2):
        comments.recount([story.pk for story in stories])
    assert [story.comments for story in Story.objects.order_by("comments")] == [0] * 19 + [1]
    Story.objects.update(comments=7)
    comments.recount([story.pk for story in stories])
    assert sorted(Story.objects.values_list("comments", flat=True)) == [0] * 19 + [1]
