"""Screens: fixed numbers of queries, no texts in lists, order and folding."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from octavo.catalogue import feeds
from octavo.store.models import Article, StoryMember
from octavo.store.screens import article as articles
from octavo.store.screens import editions, home, lists, paging, stories
from octavo.store.screens import story as story_screen
from octavo.store.screens.editions import View
from octavo.store.screens.languages import language_name
from octavo.store.visibility import ANYONE, MYSELF
from tests.builders import (
    NOW,
    add_member,
    make_article,
    make_edition,
    make_hashtags,
    make_publisher,
    make_related,
    make_story,
)

pytestmark = pytest.mark.django_db
EN = View("en", "en", "English", ("en",))


def many_stories(count: int) -> None:
    for number in range(count):
        rows = [make_article(f"{number} {n}", publisher=make_publisher(f"P {n}"), hours=number + n) for n in range(4)]
        make_story(*rows)
        make_hashtags(rows[0], "Selby")


@pytest.mark.parametrize("count", [2, 15])
def test_home_is_thirteen_queries_then_seven_and_reads_no_text(count: int, django_assert_num_queries: Any) -> None:
    many_stories(count)
    with django_assert_num_queries(13), CaptureQueriesContext(connection) as queries:
        screen = home.home(EN, MYSELF, NOW)
    with django_assert_num_queries(7):
        assert home.home(EN, MYSELF, NOW) == screen
    assert len(screen.stories) == min(count, home.STORIES)
    assert not any("articleversion" in query["sql"] for query in queries)


def test_others_are_one_for_each_other_publisher_newest_first() -> None:
    lead = make_article("Lead", publisher=make_publisher("A"), hours=9)
    same = make_article("Same house", publisher=make_publisher("A"), hours=1)
    old, new = (make_article(f"B {hours}", publisher=make_publisher("B"), hours=hours) for hours in (8, 2))
    third = make_article("C", publisher=make_publisher("C"), hours=5)
    story = make_story(lead, same, old, new, third)
    copy = make_article("Copy", publisher=make_publisher("D"), hours=0)
    add_member(story, copy, wire_of=lead.id)
    [card] = stories.story_cards([story], EN, MYSELF)
    assert [one.title for one in card.others] == ["B 2", "C"]


def test_an_archive_fades_from_its_own_newest_story() -> None:
    small, big = make_article("Small", hours=24 * 3_000), make_article("Big", hours=24 * 3_001)
    make_story(small, importance=1.0)
    make_story(big, importance=50.0)
    assert [one.title for one in stories.ranked(EN, NOW)] == ["Big", "Small"]


def test_a_hidden_lead_gives_way_to_another_and_takes_its_name_with_it() -> None:
    lead, other = make_article("Lead", hidden=True), make_article("Other", publisher=make_publisher("B"))
    story = make_story(lead, other)
    [card] = stories.story_cards([story], EN, MYSELF)
    assert (card.title, card.lead.title) == ("Other", "Other")
    screen = story_screen.story(story, MYSELF, NOW)
    assert screen is not None
    assert screen.title == "Other"


def test_a_story_with_nothing_to_show_is_left_out() -> None:
    story = make_story(make_article(hidden=True))
    assert stories.story_cards([story], EN, MYSELF) == []
    assert story_screen.story(story, MYSELF, NOW) is None


def test_article_is_at_most_nine_queries(django_assert_max_num_queries: Any) -> None:
    rows = [make_article(f"N {n}", publisher=make_publisher(f"P {n}")) for n in range(20)]
    story = make_story(*rows)
    StoryMember.objects.filter(article=rows[1]).update(wire_of=rows[0].id)
    make_related(rows[0], *rows[2:12])
    make_hashtags(rows[0], "Selby")
    assert story
    with django_assert_max_num_queries(9):
        row = articles.found(rows[0].id)
        assert row is not None
        screen = articles.article(row, MYSELF)
    assert [one.card.title for one in screen.related] == [f"N {n}" for n in range(2, 10)]
    assert [one.title for one in screen.copies] == ["N 1"]


def test_a_copy_names_what_it_copies_and_the_other_copies() -> None:
    first, copy, third = (make_article(f"N {n}", publisher=make_publisher(f"P {n}")) for n in range(3))
    make_story(first, copy, third)
    StoryMember.objects.exclude(article=first).update(wire_of=first.id)
    screen = articles.article(articles.found(copy.id), MYSELF)  # type: ignore[arg-type]
    assert screen.copy_of is not None
    assert (screen.copy_of.title, [one.title for one in screen.copies]) == ("N 0", ["N 2"])


def test_an_update_within_a_minute_of_publication_is_none() -> None:
    row = make_article()
    row.updated = row.published + timedelta(seconds=30)
    assert articles.article(row, MYSELF).updated is None
    row.updated = row.published + timedelta(seconds=90)
    assert articles.article(row, MYSELF).updated == row.updated


def test_an_article_that_nobody_has_organised_yet() -> None:
    screen = articles.article(make_article(lang="und"), MYSELF)
    assert (screen.story, screen.related, screen.hashtags, screen.copies) == (None, (), (), ())


@pytest.mark.parametrize("size", [3, 40])
def test_story_is_seven_queries(size: int, django_assert_num_queries: Any) -> None:
    story = make_story(*(make_article(f"N {n}", publisher=make_publisher(f"P {n}")) for n in range(size)))
    with django_assert_num_queries(7):
        screen = story_screen.story(story, ANYONE, NOW)
    assert screen is not None
    assert len(screen.timeline) == size


def test_a_copy_whose_original_is_hidden_stands_for_itself() -> None:
    first, copy, other = (make_article(f"N {n}", publisher=make_publisher(f"P {n}")) for n in range(3))
    story = make_story(first, copy, other)
    StoryMember.objects.filter(article=copy).update(wire_of=first.id)
    Article.objects.filter(id=first.id).update(hidden=True)
    screen = story_screen.story(story, MYSELF, NOW)
    assert screen is not None
    assert {one.card.title for one in screen.timeline} == {"N 1", "N 2"}


def test_a_copy_of_a_copy_is_not_lost() -> None:
    first, copy, again = (make_article(f"N {n}", publisher=make_publisher(f"P {n}")) for n in range(3))
    story = make_story(first, copy, again)
    StoryMember.objects.filter(article=copy).update(wire_of=first.id)
    StoryMember.objects.filter(article=again).update(wire_of=copy.id)
    screen = story_screen.story(story, MYSELF, NOW)
    assert screen is not None
    shown = [one.card.title for one in screen.timeline] + [c.title for one in screen.timeline for c in one.copies]
    assert sorted(shown) == ["N 0", "N 1", "N 2"]


def test_lists_take_few_queries(django_assert_num_queries: Any) -> None:
    for number in range(25):
        row = make_article(f"N {number}", publisher=make_publisher(), kind="video", hours=number)
        make_hashtags(row, "Selby", "bridge")
    with django_assert_num_queries(4):
        screen = lists.hashtag("SELBY", EN, ANYONE, 1)
    assert screen is not None
    assert (len(screen.page.items), screen.page.more, screen.beside[0].tag) == (20, True, "Bridge")
    with django_assert_num_queries(3):
        assert lists.publisher("the-harbour-post", EN, ANYONE, 2) is not None
    with django_assert_num_queries(1):
        assert len(lists.videos(EN, ANYONE, 2).items) == 5


def test_pages() -> None:
    assert paging.bounds(3, 10) == slice(20, 31)
    page = paging.paged(list(range(11)), 2, 10)
    assert (len(page.items), page.newer, page.older) == (10, 1, 3)
    assert paging.paged([1], 1).older is None
    assert paging.paged(list(range(21)), paging.LAST).older is None
    assert [paging.page_number(text) for text in ("7", "0", "-1", "x", "99999", "1" * 30)] == [
        7,
        1,
        1,
        1,
        paging.LAST,
        1,
    ]


def test_editions_in_order_and_the_sample() -> None:
    make_edition("fr", position=2)
    make_edition("en", position=1)
    make_edition("canada", lang="en", languages=["en", "fr"], position=0)
    site = editions.site()
    assert [one.slug for one in site.editions] == ["canada", "en", "fr"]
    assert site.editions[0].languages == ("en", "fr")
    assert not site.sample


def test_languages_with_enough_articles_are_editions_too() -> None:
    make_edition("canada", lang="en", countries=["CA"])
    for number in range(3):
        make_article(f"N {number}", lang="en")
    make_article("Un", lang="fr")
    make_article("?", lang="und")
    assert [one.slug for one in editions.site().editions] == ["canada", "en", "fr"]


def test_a_mistaken_language_is_no_edition() -> None:
    for number in range(401):
        make_article(f"N {number}", lang="en")
    make_article("Una", lang="la")
    assert [one.slug for one in editions.site().editions] == ["en"]
    assert editions.edition("la") is not None


def test_an_edition_by_publisher_and_country() -> None:
    make_article("Yes", publisher=make_publisher("Lake Post", country="CA"))
    make_article("No", publisher=make_publisher("Shore Post", country="CA"))
    view = View("x", "en", "X", ("en",), countries=("CA",), publishers=("lake-post",))
    assert [one.title for one in lists.latest(view, MYSELF)] == ["Yes"]


def test_title_less_cards_are_called_by_their_first_words() -> None:
    row = make_article("", "One two three four five six seven eight nine ten eleven twelve thirteen.")
    assert articles.article(row, MYSELF).card.title.endswith("eleven twelve…")
    row = make_article("", "The mayor of Selby opened a bridge over the river on Tuesday. It cost nine million.")
    assert articles.article(row, MYSELF).card.title == "The mayor of Selby opened a bridge over the river on Tuesday."
    assert articles.article(make_article("", " ", excerpt=""), MYSELF).card.title == "Untitled"


def test_lists_and_pages_give_the_reason_as_it_is_stored() -> None:
    story = make_story(make_article(), importance_reason="3 publishers · 2 countries")
    assert [one.reason for one in stories.story_cards([story], EN, MYSELF)] == ["3 publishers · 2 countries"]
    screen = story_screen.story(story, MYSELF, NOW)
    assert screen is not None
    assert screen.reason == "3 publishers · 2 countries"


def test_an_article_that_opened_a_story_says_nothing_of_why() -> None:
    first, second = make_article(publisher=make_publisher("A"), hours=2), make_article(publisher=make_publisher("B"))
    story = make_story(first, second)
    StoryMember.objects.filter(article=second).update(online_story_id=second.id, reason="nearest is another event")
    screen = story_screen.story(story, MYSELF, NOW)
    assert screen is not None
    assert [one.why for one in screen.timeline] == ["", ""]


def test_every_language_of_the_catalogue_has_a_name() -> None:
    assert [code for code in {feed.lang for feed in feeds.feeds()} if language_name(code) == code] == []
    assert language_name("xx") == "xx"
