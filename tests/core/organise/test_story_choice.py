"""Which story an arriving article joins, from the chances of its pairs: in its language and in others."""

from __future__ import annotations

from collections.abc import Callable

from octavo.core.organise.stories import choose


def sizes(own: int, foreign: int) -> Callable[[int, bool, int], int]:
    return lambda story, abroad, most: min(foreign if abroad else own, most)


def test_members_in_other_languages_that_say_nothing_do_not_outvote_its_own() -> None:
    pairs = [(1, False, 0.9), (1, True, 0.1), (1, True, 0.05)]
    assert choose(pairs, sizes(1, 2)) == (1, 0.9, 1)


def test_two_of_other_languages_speak_for_a_story() -> None:
    pairs = [(1, False, 0.2), (1, True, 0.8), (1, True, 0.7), (1, True, 0.1)]
    assert choose(pairs, sizes(1, 3)) == (1, 0.75, 2)
    assert choose(pairs[:2], sizes(1, 3)) == (None, 0.4, 1)


def test_a_pair_that_was_not_compared_counts_as_nothing() -> None:
    assert choose([(1, False, 0.9)], sizes(3, 0)) == (None, 0.3, 1)


def test_of_equal_stories_the_older_is_joined_and_forbidden_ones_never() -> None:
    pairs = [(2, False, 0.9), (1, False, 0.9)]
    assert choose(pairs, sizes(1, 0)) == (1, 0.9, 1)
    assert choose(pairs, sizes(1, 0), frozenset({1})) == (2, 0.9, 1)
    assert choose(pairs, sizes(1, 0), frozenset({1, 2})) == (None, 0.0, 0)
