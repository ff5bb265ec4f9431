"""Why a group, who ran a text, what lies near: fixed numbers of queries, and what each leaves out."""

from __future__ import annotations

from typing import Any

import pytest

from octavo.store.models import Article, RelatedList, Story, StoryEvent, StoryLabel, StoryMember
from octavo.store.screens import bonds, copies, mend, near, story, why
from octavo.store.visibility import ANYONE, MYSELF
from tests.builders import NOW, add_member, make_article, make_publisher, make_reader, make_related, make_story

pytestmark = pytest.mark.django_db


def others(count: int) -> list[Article]:
    rows = [make_article(f"Other {n}", publisher=make_publisher(f"O {n}"), hours=10 + n) for n in range(count)]
    for one in rows:
        make_story(one)
    return rows


def full_story(size: int, beyond: int) -> Story:
    """A story with copies, events, labels, and related lists that point beyond it."""
    rows = [make_article(f"N {n}", publisher=make_publisher(f"P {n}"), hours=1 + n / 60) for n in range(size)]
    made = make_story(*rows)
    StoryMember.objects.filter(article=rows[1]).update(wire_of=rows[0].id)
    outside = others(beyond)
    for one in rows:
        make_related(one, *outside, layer="storyline")
    StoryEvent.objects.create(
        kind="merge", story_id=made.id, other_id=7, members=[str(rows[1].id)], reason="same event", at=NOW, grouped=9
    )
    a, b = sorted((rows[0].id, rows[1].id))
    StoryLabel.objects.create(a=a, b=b, same=True, reader=make_reader("mo"), reason="one bridge", at=NOW)
    return made


@pytest.mark.parametrize(("size", "beyond"), [(3, 2), (40, 30)])
def test_why_is_seven_queries_and_one_for_moderators(size: int, beyond: int, django_assert_num_queries: Any) -> None:
    made = full_story(size, beyond)
    with django_assert_num_queries(8):
        screen = why.why(made, ANYONE)
    assert screen is not None
    assert [one.place for one in screen.joined] == list(range(1, size + 1))
    assert len(screen.nearly) == min(beyond, 10)
    assert screen.said[0].reader == "mo"
    assert screen.moves[0].into
    StoryLabel.objects.all().delete()
    with django_assert_num_queries(7):
        why.why(made, ANYONE)


@pytest.mark.parametrize(("size", "beyond"), [(3, 2), (40, 30)])
def test_a_story_with_its_storyline_is_twelve_queries(size: int, beyond: int, django_assert_num_queries: Any) -> None:
    made = full_story(size, beyond)
    with django_assert_num_queries(12):
        screen = story.story(made, ANYONE, NOW)
    assert screen is not None
    assert len(screen.storyline.earlier) == min(beyond, 4)


def test_bonds_count_for_both_and_facts_go_before_nearness(django_assert_num_queries: Any) -> None:
    one, two, three, out = (make_article(f"N {n}", publisher=make_publisher(f"P {n}")) for n in range(4))
    RelatedList.objects.create(
        article=one,
        items=[
            [str(out.id), 0.99, "event", "same event · also reports Elsewhere"],
            [str(two.id), 0.9, "event", "same event"],
            [str(three.id), 0.6, "storyline", "two days later in this story · other language · also on Selby, Quay"],
        ],
    )
    with django_assert_num_queries(1):
        found = bonds.bonds([one.id, two.id, three.id])
    assert found[one.id] == bonds.Bond(three.id, 0.6, "Selby, Quay")
    assert found[two.id] == bonds.Bond(one.id, 0.9, "")
    assert found[three.id] == bonds.Bond(one.id, 0.6, "Selby, Quay")
    with django_assert_num_queries(0):
        assert bonds.bonds([one.id]) == {}


@pytest.mark.parametrize("size", [2, 30])
def test_copies_are_four_queries_at_most(size: int, django_assert_max_num_queries: Any) -> None:
    rows = [make_article("Same", "One text.", publisher=make_publisher(f"P {n}")) for n in range(size)]
    made = make_story(rows[0])
    for one in rows[1:]:
        add_member(made, one, wire_of=rows[0].id)
    for row in (rows[0], rows[1]):
        with django_assert_max_num_queries(5):
            screen = copies.copies(row, MYSELF)
        assert (len(screen.copies), screen.publishers, screen.changed) == (size, size, 0)
        assert [copy.first for copy in screen.copies] == [True] + [False] * (size - 1)


def test_the_oldest_copy_stands_first_where_the_original_is_hidden() -> None:
    first, old, new = (make_article(f"N {n}", publisher=make_publisher(f"P {n}"), hours=9 - n) for n in range(3))
    made = make_story(first)
    for one in (old, new):
        add_member(made, one, wire_of=first.id)
    Article.objects.filter(id=first.id).update(hidden=True)
    screen = copies.copies(new, MYSELF)
    assert [copy.card.title for copy in screen.copies] == ["N 1", "N 2"]
    assert screen.compared.card.title == "N 1"


def test_two_identical_copies_of_a_text_are_still_compared() -> None:
    first = make_article("Same", "One text.", publisher=make_publisher("A"))
    made = make_story(first)
    add_member(made, make_article("Same", "One text.", publisher=make_publisher("B")), wire_of=first.id)
    assert copies.copies(first, MYSELF).compared.card.publisher.name == "B"
    alone = make_article("Alone")
    assert copies.copies(alone, MYSELF).compared.card.title == "Alone"


def test_candidates_are_the_nearest_stories(django_assert_max_num_queries: Any) -> None:
    made = full_story(3, 12)
    with django_assert_max_num_queries(5):
        found = mend.candidates(made, MYSELF)
    assert len(found) == 8
    assert mend.candidates(make_story(make_article("Alone")), MYSELF) == []


def test_near_takes_the_best_of_several_lists_and_no_own_article() -> None:
    one, two = (make_article(f"N {n}", publisher=make_publisher(f"P {n}")) for n in range(2))
    made = make_story(one, two)
    [far] = others(1)
    RelatedList.objects.create(
        article=one, items=[[str(far.id), 0.3, "background", "weak"], [str(two.id), 1, "event", ""]]
    )
    RelatedList.objects.create(article=two, items=[[str(far.id), 0.7, "storyline", "strong"], ["5", 1.0, "event", ""]])
    [found] = near.near(made.id, [two.id, one.id])
    assert (found.article_id, found.reason, found.member_id) == (far.id, "strong", two.id)
    assert near.near(made.id, [one.id])[0].reason == "weak"
    assert near.near(made.id, []) == []


def test_a_near_story_whose_articles_are_hidden_is_left_out() -> None:
    made = full_story(3, 2)
    found = near.near(made.id, StoryMember.objects.filter(story_id=made.id).values_list("article_id", flat=True))
    assert len(near.stories(found, MYSELF)) == 2
    Article.objects.filter(title="Other 0").update(hidden=True)
    assert [one.title for one in near.stories(found, MYSELF)] == ["Other 1"]


def test_a_story_named_after_a_hidden_article_takes_the_name_of_another() -> None:
    lead, shown = make_article("Lead"), make_article("Shown", publisher=make_publisher("S"))
    other = make_story(lead, shown)
    own = make_article("Own", publisher=make_publisher("P"))
    made = make_story(own)
    make_related(own, shown)
    Article.objects.filter(id=lead.id).update(hidden=True)
    [found] = near.stories(near.near(made.id, [own.id]), MYSELF)
    assert (found.id, found.title) == (other.id, "Shown")
    Article.objects.filter(id=own.id).update(hidden=True)
    assert why.why(made, MYSELF) is None
    screen = why.why(other, MYSELF)
    assert screen is not None
    assert screen.title == "Shown"


def test_words_about_articles_that_are_no_longer_shown() -> None:
    made = full_story(3, 1)
    gone = Article.objects.get(title="N 1")
    Article.objects.filter(id=gone.id).update(hidden=True)
    screen = why.why(made, MYSELF)
    assert screen is not None
    assert {screen.said[0].about is None, screen.said[0].beside is None} == {True, False}
    assert screen.moves[0].titles == ()
