"""Importance: more publishers, countries and speed make a story weigh more, age makes it weigh less."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.organise.ranking import HALF_LIFE_HOURS, StoryFacts, importance

NOW = datetime(2024, 5, 6, 12, tzinfo=UTC)
SMALL = StoryFacts(articles=1, publishers=1, countries=1, first_at=NOW, last_at=NOW)

facts = st.builds(
    StoryFacts,
    articles=st.integers(1, 500),
    publishers=st.integers(1, 200),
    countries=st.integers(0, 60),
    first_at=st.just(NOW),
    last_at=st.integers(0, 500).map(lambda hours: NOW - timedelta(hours=hours)),
    recent=st.integers(0, 100),
    languages=st.integers(0, 20),
)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "1 publisher"),
        ({"publishers": 3}, "3 publishers"),
        ({"publishers": 3, "countries": 2}, "3 publishers · 2 countries"),
        ({"publishers": 9, "countries": 4, "recent": 7}, "9 publishers · 4 countries · 7 articles in six hours"),
        ({"recent": 1}, "1 publisher"),
    ],
)
def test_the_reason_is_made_of_facts(changes: dict[str, int], reason: str) -> None:
    assert importance(replace(SMALL, **changes), NOW)[1] == reason  # type: ignore[arg-type]


@given(facts, st.sampled_from(["publishers", "countries", "languages", "articles", "recent"]))
def test_more_of_anything_never_weighs_less(story: StoryFacts, name: str) -> None:
    more = replace(story, **{name: getattr(story, name) + 5})
    assert importance(more, NOW)[0] > importance(story, NOW)[0] >= 0.0


@given(facts)
def test_weight_halves_with_every_half_life_and_the_reason_stays(story: StoryFacts) -> None:
    score, reason = importance(story, NOW)
    later, same = importance(story, NOW + timedelta(hours=HALF_LIFE_HOURS))
    assert later == pytest.approx(score / 2)
    assert same == reason


def test_a_story_from_the_future_counts_as_of_now() -> None:
    ahead = replace(SMALL, last_at=NOW + timedelta(days=3))
    assert importance(ahead, NOW) == importance(SMALL, NOW)
