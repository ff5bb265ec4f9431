"""A story's hashtags: votes of its publishers."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from octavo.core.organise.story_hashtags import MOST, Tagged, story_hashtags
from octavo.types import Hashtag


def article(number: int, publisher: int, *labels: str, copy_of: int | None = None) -> Tagged:
    tags = tuple(Hashtag(label, label, "topic", 0.5) for label in labels)
    return Tagged(number, f"P{publisher}", tags, copy_of)


def names(*articles: Tagged) -> list[str]:
    return [one.hashtag.tag for one in story_hashtags(articles)]


def test_what_most_publishers_give_comes_first_and_alone_when_there_is_enough() -> None:
    shared = ("Ukraine", "Russia", "Istanbul")
    rows = [article(1, 1, *shared, "Oil"), article(2, 2, "Talks", *shared), article(3, 3, "Russia", "Ukraine", "Kyiv")]
    assert names(*rows) == ["Ukraine", "Russia", "Istanbul"]
    assert all(one.shared for one in story_hashtags(rows))


def test_few_shared_ones_are_filled_up_to_three() -> None:
    assert names(article(1, 1, "Fire", "Mill"), article(2, 2, "Fire", "Selby", "Smoke")) == ["Fire", "Mill", "Selby"]


def test_an_article_alone_keeps_its_own() -> None:
    assert names(article(1, 1, "A", "B", "C", "D")) == ["A", "B", "C", "D"]


def test_one_house_that_writes_often_has_one_vote() -> None:
    loud = [article(number, 1, "Loud") for number in range(9)]
    rows = [*loud, article(10, 2, "Fire"), article(11, 3, "Fire"), article(12, 4, "Fire")]
    assert names(*rows)[0] == "Fire"


def test_copies_have_no_vote_unless_nothing_else_is_there() -> None:
    copies = [article(number, number, "Wire", copy_of=1) for number in range(2, 6)]
    rows = [article(1, 1, "Fire", "Wire"), *copies, article(9, 9, "Fire")]
    assert names(*rows) == ["Fire", "Wire"]
    assert names(article(2, 2, "Wire", copy_of=3), article(3, 3, "Wire", copy_of=2)) == ["Wire"]


def test_a_label_is_the_best_that_was_given() -> None:
    one = Tagged(1, "A", (Hashtag("UK", "uk", "place", 0.2),))
    two = Tagged(2, "B", (Hashtag("Uk", "UK", "place", 0.9),))
    assert story_hashtags([one, two])[0].hashtag == two.tags[0]


def test_no_articles_no_hashtags() -> None:
    assert story_hashtags([]) == ()


TAGS = st.lists(
    st.builds(Hashtag, st.sampled_from("ABCDEFGHIJKLab"), st.just("x"), st.just("topic"), st.floats(0, 1)),
    max_size=8,
    unique_by=lambda tag: tag.tag.casefold(),
).map(tuple)
ARTICLES = st.lists(
    st.builds(Tagged, st.integers(1, 30), st.sampled_from("ABCDE"), TAGS, st.none() | st.integers(1, 30)),
    max_size=12,
    unique_by=lambda one: one.article_id,
)


@given(ARTICLES, st.integers())
def test_laws(articles: list[Tagged], seed: int) -> None:
    found = story_hashtags(articles)
    mixed = articles[:]
    random.Random(seed).shuffle(mixed)
    assert story_hashtags(mixed) == found
    assert len(found) <= MOST
    assert len({one.hashtag.tag.casefold() for one in found}) == len(found)
    assert all(0 < one.vote <= 1 for one in found)
    assert [one.shared for one in found] == sorted((one.shared for one in found), reverse=True)
