"""The open window: what is found in it, what leaves it, and that its index stays bounded."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.analysis import analyse
from octavo.core.organise.similarity_pairs import Side
from octavo.core.organise.vectors import DocumentFrequencies
from octavo.core.organise.window import Member, Window
from octavo.types import Document

TEXTS = [
    ("en", "A ferry with 212 passengers ran aground off Larnville. Captain Olaf Brandt blamed a broken rudder."),
    ("de", "Eine Fähre mit 212 Fahrgästen lief vor Larnville auf Grund. Der Kapitän Olaf Brandt ist unverletzt."),
    ("en", "Halcyon Bank will close 48 branches in northern Verania, said chief executive Mira Toll on Friday."),
    ("de", "Die Halcyon Bank schließt 48 Filialen in Verania, das sagte die Vorsitzende Mira Toll in Dunmore."),
    ("ja", "地震で建物が倒れ、多くの人が避難した。地震の規模は大きかった。"),
]


class Filled:
    """A window that counts and takes in what it is given, with the sides to look for."""

    def __init__(self, size: int) -> None:
        self.frequencies = DocumentFrequencies()
        self.window = Window(size, self.frequencies)

    def member(self, slot: int, lang: str, text: str) -> Member:
        found = analyse(Document(1000 + slot, "", text, lang=lang))
        self.frequencies.add(found.vector, found.lang)
        side = Side(found, self.frequencies, None)
        return Member(slot, 1000 + slot, "", "p", None, found, side)

    def add(self, slot: int, lang: str, text: str) -> tuple[Member, list[Member]]:
        member = self.member(slot, lang, text)
        return member, self.window.add(member)


def filled(size: int, which: list[int]) -> tuple[Filled, list[Member]]:
    made = Filled(size)
    return made, [made.add(slot, *TEXTS[text])[0] for slot, text in enumerate(which)]


def test_the_most_alike_comes_first_and_equals_by_age() -> None:
    made, members = filled(20, [0, 2, 0, 4])
    assert made.window.candidates(members[0].side, 10)[:2] == [2, 0]
    assert 3 not in made.window.candidates(members[0].side, 10)
    assert len(made.window.candidates(members[0].side, 1)) == 1
    assert made.window.candidates(members[3].side, 10) == [3]


def test_nothing_is_found_in_an_empty_window_or_without_words() -> None:
    made, members = filled(20, [0])
    nothing = analyse(Document(1, "", ""))
    assert made.window.candidates(Side(nothing, made.frequencies, None), 10) == []
    assert Filled(3).window.candidates(members[0].side, 10) == []
    assert Filled(3).window.foreign(members[0].side, 10) == []


def test_words_that_stand_in_every_article_are_not_followed() -> None:
    made = Filled(20)
    members = [made.add(slot, "xx", "1")[0] for slot in range(5)]
    assert all(made.window.candidates(member.side, 9) == [] for member in members)


def test_other_languages_are_found_by_names_and_numbers() -> None:
    # without the many other articles, a name would stand in more than half of all
    made, members = filled(20, [0, 2, 4, 1, 3, 4, 4, 4])
    assert made.window.foreign(members[3].side, 5) == [0]
    assert made.window.foreign(members[4].side, 5) == [1]
    assert made.window.foreign(members[1].side, 5) == [4]
    assert made.window.foreign(members[2].side, 5) == []


def test_one_language_alone_has_none_beside_it() -> None:
    made, members = filled(20, [0, 0, 2])
    assert made.window.foreign(members[0].side, 5) == []


def test_a_name_in_most_articles_tells_nothing_across_languages() -> None:
    made, members = filled(20, [0, 1])
    assert made.window.foreign(members[1].side, 5) == []


def test_what_left_the_window_is_not_found_across_languages() -> None:
    made, members = filled(3, [0, 4, 4, 4, 4])
    assert made.window.foreign(made.member(9, *TEXTS[1]).side, 5) == []
    assert made.window.candidates(members[0].side, 5) == []


def test_the_oldest_leave_and_are_told() -> None:
    made = Filled(2)
    assert made.add(0, *TEXTS[0])[1] == []
    assert made.add(1, *TEXTS[2])[1] == []
    assert [gone.id for gone in made.add(2, *TEXTS[4])[1]] == [1000]
    assert (len(made.window), made.window.oldest, made.window.next) == (2, 1, 3)
    assert made.window.slot_of(1000) is None
    assert made.window.slot_of(1002) == 2
    assert made.window[1].id == 1001
    assert [member.id for member in made.window] == [1001, 1002]


def test_slots_that_are_no_longer_in_the_store_are_passed_over() -> None:
    made = Filled(2)
    made.add(0, *TEXTS[0])
    gone = made.add(5, *TEXTS[2])[1]
    assert [member.slot for member in gone] == [0]
    assert made.window.oldest == 4


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 9), st.lists(st.integers(0, len(TEXTS) - 1), min_size=1, max_size=40))
def test_a_window_holds_what_it_should_and_its_index_nothing_else(size: int, which: list[int]) -> None:
    made, members = filled(size, which)
    window = made.window
    assert [member.slot for member in window] == list(range(max(0, len(which) - size), len(which)))
    for member in members[-size:]:
        for slot in window.candidates(member.side, 50) + window.foreign(member.side, 50):
            assert slot >= window.oldest
        for slot in window.foreign(member.side, 50):
            assert window[slot].lang != member.lang


def test_the_index_does_not_grow_with_the_archive() -> None:
    made = Filled(8)
    for slot in range(400):
        made.add(slot, "en", f"Word{chr(97 + slot % 26)}{chr(97 + slot // 26)} ran aground off Larnville at night.")
    # what is older than the window is dropped at every half of its size
    assert len(made.window._postings["en"]) < 200


def test_a_language_that_left_the_window_leaves_its_index() -> None:
    made = Filled(4)
    made.add(0, *TEXTS[0])
    for slot in range(1, 12):
        made.add(slot, *TEXTS[1])
    assert list(made.window._postings) == [TEXTS[1][0]]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_no_more_than_asked_for(most: int) -> None:
    made, members = filled(20, [0, 2, 2, 0, 0, 4, 4])
    assert len(made.window.candidates(members[0].side, most)) == most
    best = made.window.candidates(members[0].side, 10)
    assert made.window.candidates(members[0].side, most) == best[:most]
    assert np.array(best).dtype.kind == "i"


def test_of_a_long_article_only_the_rarest_words_are_followed() -> None:
    text = " ".join(f"zib{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(90))
    made = Filled(20)
    made.add(0, "xx", text)
    made.add(1, "xx", "qworrul " * 3)
    assert made.window.candidates(made.member(2, "xx", text).side, 5) == [0]
