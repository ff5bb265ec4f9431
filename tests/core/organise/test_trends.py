"""Trends: what is more than usual, and how it is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.organise.trends import Counts, Span, burst, ordered, reason

WEEKS = Span(today=500, before=14_000, days=28.0)
COUNT = st.integers(0, 10_000)


def test_a_rise_beats_a_steady_giant() -> None:
    steady, rising, small = (
        Counts("weather", 60, 1_680, 9),
        Counts("ukraine", 14, 84, 6),
        Counts("selby", 4, 0, 3),
    )
    assert [one.key for one in ordered([steady, small, rising], WEEKS, 10)] == ["selby", "ukraine"]
    assert burst(60, 1_680, WEEKS) < 1
    assert len(ordered([steady, small, rising], WEEKS, 1)) == 1


def test_before_anything_is_usual_the_widest_come_first() -> None:
    first_day = Span(today=40, before=0, days=0.0)
    counts = [Counts("b", 9, 0, 2), Counts("a", 3, 0, 3), Counts("c", 9, 0, 1)]
    assert [one.key for one in ordered(counts, first_day, 9)] == ["a", "b"]


def test_one_publisher_makes_no_trend() -> None:
    assert ordered([Counts("ours", 40, 0, 1)], WEEKS, 10) == []


def test_a_quiet_day_is_no_slump() -> None:
    sunday = Span(today=50, before=14_000, days=28.0)
    assert burst(4, 84, sunday) > 10  # hardly more than three a day, of a tenth of the usual news
    assert burst(3, 84, WEEKS) == 0.0
    assert ordered([Counts("a", 3, 84, 3), Counts("b", 4, 84, 3)], sunday, 9) == [Counts("b", 4, 84, 3)]


def test_none_today_is_no_burst() -> None:
    assert burst(0, 10, WEEKS) == 0.0
    assert burst(0, 0, Span(0, 0, 0.0)) == 0.0


@given(COUNT, COUNT, COUNT, COUNT)
def test_more_today_is_never_less_of_a_burst(today: int, before: int, others: int, others_before: int) -> None:
    span = Span(today + 1 + others, before + others_before, 28.0)
    assert 0.0 <= burst(today, before, span) <= burst(today + 1, before, span) + 1e-6


@given(st.lists(st.builds(Counts, st.text(max_size=3), COUNT, COUNT, st.integers(0, 9)), max_size=9), st.randoms())
def test_the_order_of_counting_is_no_matter(counts: list[Counts], chance: object) -> None:
    unique = list({one.key: one for one in counts}.values())
    assert ordered(unique, WEEKS, 5) == ordered(unique[::-1], WEEKS, 5)


@pytest.mark.parametrize(
    ("counts", "days", "said"),
    [
        (Counts("ukraine", 14, 84, 6), 28.0, "14 articles today from 6 publishers, usually 3"),
        (Counts("selby", 4, 3, 2), 28.0, "4 articles today from 2 publishers, usually none"),
        (Counts("selby", 4, 0, 2), 28.0, "4 articles today from 2 publishers, none before"),
        (Counts("selby", 1, 0, 1), 1.5, "1 article today from 1 publisher"),
    ],
)
def test_the_reason_is_made_of_facts(counts: Counts, days: float, said: str) -> None:
    assert reason(counts, Span(10, 10, days)) == said


def test_a_day_long_past_is_not_called_today() -> None:
    assert reason(Counts("a", 2, 0, 2), Span(9, 9, 0.0), "in a day") == "2 articles in a day from 2 publishers"
