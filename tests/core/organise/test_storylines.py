"""A story's state and its links: examples with their reasons, and laws that hold for any related lists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.organise.storylines import (
    FLOOR,
    MOST,
    OF_A_KIND,
    WINDOW,
    Link,
    State,
    Tie,
    Times,
    Told,
    fits,
    links,
    state,
)

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)  # a Tuesday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OWN = 1


def times(first: timedelta, last: timedelta | None = None) -> Times:
    """Of a story that began `first` ago and whose last article is `last` old."""
    return Times(NOW - first, NOW - (first if last is None else last))


def told(story: int, score: float = 0.3, layer: str = "background", reason: str = "", **more: int) -> Told:
    fields = {"own": 10, "text": 20 + story, "article": 20 + story, **more}
    return Told(story=story, score=score, layer=layer, reason=reason, **fields)


def only(*items: Told, first: timedelta = 2 * DAY) -> Link | None:
    found = links(OWN, times(HOUR), items, {2: times(first)})
    return found[0] if found else None


@pytest.mark.parametrize(
    ("first", "last", "compared", "expected", "words"),
    [
        (30 * HOUR, 2 * HOUR, True, State.OPEN, "developing"),
        (-HOUR, -HOUR, True, State.OPEN, "developing"),
        (30 * HOUR, 24 * HOUR, True, State.DORMANT, "quiet since Monday"),
        (9 * DAY, 5 * DAY, True, State.DORMANT, "quiet since Thursday"),
        (12 * DAY, 6 * DAY, True, State.DORMANT, "quiet since 18 November"),
        (15 * DAY, 10 * DAY, True, State.CLOSED, "closed · quiet since 14 November"),
        (400 * DAY, 390 * DAY, False, State.CLOSED, "closed · quiet since 30 October 2025"),
        (15 * DAY, HOUR, True, State.CLOSED, "closed · what follows after 14 days is a new story"),
        (HOUR, HOUR, False, State.CLOSED, "closed · too much has been reported since"),
    ],
)
def test_states(first: timedelta, last: timedelta, compared: bool, expected: State, words: str) -> None:
    assert state(times(first, last), NOW, compared=compared) == (expected, words)


def test_closed_is_when_nothing_fits_any_more() -> None:
    for age in (13 * DAY, WINDOW, WINDOW + HOUR):
        began = NOW - age
        closed = state(Times(began, began), NOW)[0] is State.CLOSED
        assert closed is not fits(began.timestamp(), NOW.timestamp())


def test_likely_the_same_event_is_enough_alone() -> None:
    link = only(told(2, 0.7, "event", "same event · also reports Istanbul, prisoner exchange"))
    assert link == Link(2, Tie.EARLIER, 22, 0.7, "two days earlier · also on Istanbul, prisoner exchange")


def test_what_was_one_story_says_it_once() -> None:
    link = only(told(2, 0.7, "storyline", "one day later in this story · other language · also on Ukraine"), first=-DAY)
    assert link is not None
    assert (link.tie, link.reason) == (Tie.LATER, "one day later · other language · also on Ukraine")


def test_closely_related_texts_that_agree_are_one_line_and_a_single_one_is_background() -> None:
    one, two = told(2, 0.35, reason="background: ferries · on Selby"), told(2, 0.3, own=11, reason="background")
    line, behind = only(one, two), only(one)
    assert line is not None and behind is not None
    assert (line.tie, behind.tie) == (Tie.EARLIER, Tie.BACKGROUND)
    assert line.reason == behind.reason == "two days earlier · also on ferries, Selby"


def test_texts_that_agree_on_both_sides_need_less() -> None:
    pairs = [told(2, 0.26, reason="also on A, B, C, D, E"), told(2, 0.21, own=11, text=29, article=29)]
    line, behind = only(*pairs), only(pairs[0], told(2, 0.21, own=11))
    assert line is not None and behind is not None
    assert (line.tie, behind.tie) == (Tie.EARLIER, Tie.BACKGROUND)
    assert line.reason == "two days earlier · also on A, B, C, D"


def test_weak_pairs_need_another_text_on_either_side() -> None:
    assert only(told(2, 0.22)) is None
    assert only(told(2, 0.22), told(2, 0.22)) is None
    assert only(told(2, 0.22), told(2, 0.21, text=29, article=29)) is not None
    assert only(told(2, 0.22), told(2, 0.21, own=11)) is not None


def test_below_the_floor_nothing_counts() -> None:
    assert only(told(2, 0.19), told(2, 0.19, own=11), told(2, 0.19, own=12)) is None


def test_the_story_itself_and_unknown_stories_are_passed_over() -> None:
    assert links(OWN, times(HOUR), [told(OWN, 0.9, "event"), told(3, 0.9, "event")], {OWN: times(HOUR)}) == ()


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (HOUR + HOUR / 3, "at the same time"),
        (3 * HOUR / 2, "one hour earlier"),
        (4 * HOUR, "three hours earlier"),
        (-14 * HOUR, "15 hours later"),
        (25 * HOUR, "one day earlier"),
        (30 * DAY, "30 days earlier"),
    ],
)
def test_how_far_apart(first: timedelta, words: str) -> None:
    link = only(told(2, 0.9, "event", "same event"), first=first)
    assert link is not None
    assert link.reason == words


def test_few_are_kept_and_few_of_a_kind() -> None:
    items = [told(n, 0.9 - n / 100, "event") for n in range(2, 12)] + [told(n, 0.26) for n in range(12, 22)]
    found = links(OWN, times(HOUR), items, {n: times(n * DAY) for n in range(2, 22)})
    assert [link.story for link in found] == [2, 3, 4, 5, 12, 13]
    assert (len(found), OF_A_KIND) == (MOST, 4)


_told = st.builds(
    Told,
    own=st.integers(10, 13),
    text=st.integers(20, 26),
    article=st.integers(20, 26),
    story=st.integers(1, 9),
    score=st.integers(0, 100).map(lambda n: n / 100),
    layer=st.sampled_from(["event", "storyline", "background", "people"]),
    reason=st.sampled_from(["same event", "background", "background: ferries · on Selby", "", " · ", "also on A, B"]),
)
_times = st.integers(-9, 40).map(lambda days: times(days * DAY))


@given(st.lists(_told, max_size=25), st.dictionaries(st.integers(2, 9), _times), st.randoms(use_true_random=False))
def test_laws_of_links(items: list[Told], others: dict[int, Times], rng: object) -> None:
    own = times(HOUR)
    found = links(OWN, own, items, others)
    mixed = list(items)
    rng.shuffle(mixed)  # type: ignore[attr-defined]
    assert links(OWN, own, mixed, others) == found
    assert links(OWN, own, items + items, others) == found
    assert len(found) <= MOST
    assert len({link.story for link in found}) == len(found)
    for link in found:
        assert link.story != OWN
        assert link.score >= FLOOR
        assert link.reason
        assert any((item.story, item.article) == (link.story, link.article) for item in items)
        if link.tie is not Tie.BACKGROUND:
            assert (link.tie is Tie.EARLIER) == ((others[link.story].first_at, link.story) < (own.first_at, OWN))


@given(st.integers(-30, 60), st.integers(0, 60), st.booleans())
def test_a_state_never_reopens_as_time_goes(age: int, length: int, compared: bool) -> None:
    order = list(State)
    span = Times(NOW - age * DAY, NOW - age * DAY + length * HOUR)
    states = [state(span, NOW + n * 7 * HOUR, compared=compared)[0] for n in range(60)]
    assert [order.index(one) for one in states] == sorted(order.index(one) for one in states)
