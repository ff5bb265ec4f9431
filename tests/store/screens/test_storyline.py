"""Storylines on read: copies speak once, what is hidden or merged is left out, and the stream's own time counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from octavo.core.organise.storylines import State
from octavo.core.organise.stream import DEFAULT
from octavo.store.models import Article, RelatedList, Story, StoryMember
from octavo.store.screens.storyline import Stands, Storyline, stands, storyline
from octavo.store.stories import refresh
from octavo.store.visibility import ANYONE
from tests.builders import NOW, add_member, make_article, make_publisher, make_related, make_story

pytestmark = pytest.mark.django_db


def members(story: Story) -> dict[int, StoryMember]:
    return {one.article_id: one for one in StoryMember.objects.filter(story_id=story.id).order_by("-stream_at")}


def around(story: Story) -> Storyline:
    return storyline(story, members(story), ANYONE)


def how(story: Story) -> Stands:
    return stands(story, members(story), NOW)


def weak(article: Article, other: Article) -> None:
    RelatedList.objects.create(article=article, items=[[str(other.id), 0.22, "background", "background: ferries"]])


def test_two_texts_that_agree_are_enough_and_a_text_with_its_copy_is_not() -> None:
    first, second = make_article("One", hours=3), make_article("Two", publisher=make_publisher("B"), hours=2)
    story, far = make_story(first, second), make_article("Far", hours=90)
    make_story(far)
    for one in (first, second):
        weak(one, far)
    assert [one.title for one in around(story).background] == ["Far"]
    assert around(story).background[0].reason == "four days earlier · also on ferries"
    StoryMember.objects.filter(article=second).update(wire_of=first.id)
    assert not around(story)


def test_what_points_back_counts_too() -> None:
    first, second = make_article("One", hours=3), make_article("Two", publisher=make_publisher("B"), hours=2)
    story, far = make_story(first, second), make_article("Far", hours=90)
    make_story(far)
    weak(first, far)
    assert not around(story)
    weak(far, second)
    assert [one.title for one in around(story).background] == ["Far"]


def test_what_is_hidden_merged_or_in_the_story_itself_is_no_neighbour() -> None:
    first, inside = make_article("One", hours=3), make_article("Two", hours=2)
    story = make_story(first, inside)
    hidden, merged, loose = make_article("Hidden", hidden=True), make_article("Merged"), make_article("Loose")
    make_story(hidden)
    make_story(merged, merged_into=story.id)
    make_related(first, inside, hidden, merged, loose)
    assert not around(story)


def test_a_story_named_after_a_hidden_lead_takes_the_name_of_the_article_pointed_to() -> None:
    first, lead, other = (
        make_article("One"),
        make_article("Lead", hours=30, hidden=True),
        make_article("Other", hours=9),
    )
    story = make_story(first)
    make_story(lead, other)
    make_related(first, other)
    assert [one.title for one in around(story).earlier] == ["Other"]


def test_a_story_without_related_lists_has_none() -> None:
    assert not around(make_story(make_article()))


def test_states_follow_the_time_of_the_stream() -> None:
    old = make_story(make_article(hours=24 * 3_000))
    assert how(old).state is State.OPEN  # an archive ends with it
    make_story(make_article(hours=24 * 2_998))
    assert how(old) == Stands(State.DORMANT, f"quiet since {old.last_at:%A}")
    make_story(make_article(hours=2))
    assert how(old).state is State.CLOSED
    fresh = make_story(make_article(hours=3))
    make_story(make_article(hours=-24 * 30))
    assert how(fresh).state is State.OPEN  # a date that lies ahead moves nothing


def test_a_story_that_left_the_open_window_is_closed() -> None:
    story = make_story(make_article(hours=2))
    after = make_story(make_article(hours=1))
    StoryMember.objects.filter(story_id=after.id).update(
        grouped_no=members(story)[story.id].grouped_no + DEFAULT.window
    )
    assert how(story).state is State.CLOSED
    assert how(after).state is State.OPEN


def test_only_dates_that_lie_ahead() -> None:
    assert how(make_story(make_article(hours=-3))).state is State.OPEN


def test_a_story_of_a_hundred_articles_takes_seven_queries(django_assert_num_queries: Any) -> None:
    rows = [make_article(f"N {n}", publisher=make_publisher(f"P {n % 9}"), hours=n / 10) for n in range(40)]
    story = make_story(*rows[:20])
    for one in rows[20:]:
        add_member(make_story(one), make_article(f"{one.title} again", hours=50))
    for one in rows[:20]:
        make_related(one, *rows[20:32])
    held = members(story)
    with django_assert_num_queries(6):
        found = storyline(story, held, ANYONE)
    assert len(found.earlier) == 4
    with django_assert_num_queries(1):
        assert stands(story, held, NOW + timedelta(minutes=1)).state is State.OPEN


def test_stories_are_named_in_the_language_asked_for() -> None:
    first, second = make_article("One", hours=3), make_article("Two", publisher=make_publisher("B"), hours=2)
    story, far = make_story(first, second), make_article("Far", hours=90)
    german = make_article("Fern", publisher=make_publisher("C"), lang="de", hours=91)
    told = make_story(far, german)
    for one in (first, second):
        weak(one, far)
    refresh([told.id])
    [named] = storyline(story, members(story), ANYONE, ["de"]).background
    assert (named.title, named.lang) == ("Fern", "de")
    [named] = around(story).background
    assert (named.title, named.lang) == ("Far", "en")
