"""Reasons: facts that stand in both articles, whole names, nothing said twice, nothing that says nothing."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.organise.analysis import analyse
from octavo.core.organise.facts import fold
from octavo.core.organise.reasons import LONGEST, MOST, Fact, _told, reason, shared_facts
from octavo.core.organise.similarity_pairs import Side
from octavo.core.organise.vectors import DocumentFrequencies
from octavo.core.organise.window import Member
from octavo.types import Document

DAY = 86_400.0
FREQUENCIES = DocumentFrequencies()
MEANING = np.array([1.0, 0.0], dtype=np.float32)


def member(slot: int, title: str, text: str = "", lang: str = "en", at: float = 0.0, meaning: bool = False) -> Member:
    doc = Document(slot + 1, title, text, publisher=f"p{slot}", lang=lang)
    analysis = analyse(doc)
    side = Side(analysis, FREQUENCIES, at, MEANING if meaning else None)
    made = Member(slot, doc.id, title, doc.publisher, at, analysis, side)
    made.lang = lang  # as stated, for texts too short to tell
    return made


FREQUENCIES.add(analyse(Document(1, "", "Larnville has a port.", lang="en")).vector, "en")


def facts(one: str, other: str) -> str:
    """Of two headlines."""
    return ", ".join(fact.words for fact in shared_facts(member(0, one), member(1, other), FREQUENCIES))


def in_texts(one: str, other: str) -> str:
    """Of two texts whose titles share nothing."""
    pair = member(0, "Ferries", one), member(1, "Bridges", other)
    return ", ".join(fact.words for fact in shared_facts(*pair, FREQUENCIES))


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Fire in Port Selby", "Port Selby burns", "Port Selby"),  # neighbours in both are one name
        ("Storm in New York harbour", "New York waits", "New York"),
        ("New trailer of Quay Lock", "New film of Quay Lock", "Quay Lock"),
        ("Selby, the quay, waits", "Quay: Selby asks", "Selby, Quay"),  # and no neighbours in one are not
        ("Minister says from Tuesday on", "Minister will act from Tuesday", ""),
        ("Sick in Larnville", "Larnville's sick", "Larnville"),
        ("Ada Kole in Review: one", "Ada Kole in Review: two", "Ada Kole"),
        ("Ostrel Quays Larn", "Ostrel Quay Larn", "Ostrel Quay, Larn"),
        ("Star Ada Kole announces album", "Then Star Ada Kole announces nothing", "Ada Kole"),
        ("14000 Ostrel Larn fall", "About 14000 Ostrel Larn", "Ostrel Larn"),
        ("The Lock of Quays returns", "More of The Lock of Quays", "Lock of Quays"),
        ("Ada Kole's Larn is shut", "In Ada Kole's Larn", "Ada Kole, Larn"),
        ("Ada Kole sails", "Ada KOLE sails", "Ada KOLE, sails"),
        ("Mt. Arden erupts", "Mt. Arden ash", "Mt. Arden"),
        ("It is over. Larn wins", "It was over. Larn won", "Larn"),
        ("Bitcoins of Larn", "One bitcoin in Larn", "bitcoin, Larn"),
        ("A universal Larn", "The universe of Larn", "Larn"),
        ("City Larn", "Cities Larn", "Larn"),
        ("", "Quay", ""),
        ("Larn! Larn! Larn! Larn! Larn!", "Larn", "Larn"),
    ],
)
def test_what_two_headlines_share(one: str, other: str, told: str) -> None:
    assert sorted(facts(one, other).split(", ")) == sorted(told.split(", "))
    assert facts(other, one) == facts(one, other)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("In Larn, Ada Kole met Jo.", "Later Ada Kole of Larn spoke.", "Ada Kole, Larn"),
        ("He left New Ostrel.", "In New Ostrel it rained.", "New Ostrel"),
        ("He is Ada Kole, of Larn.", "He is Jon Kole, of Larn.", "Larn"),  # two people
        ("Here President Kole spoke in Larn.", "There Ada Kole spoke in Larn.", "Kole, Larn"),
        ("Here Prime Minister Ada Kole spoke.", "Here Prime Minister Jo Reyl spoke.", ""),
        ("Here Mary Kole spoke.", "Here Mary Reyl spoke.", ""),
        ("He saw Greece and a Greek.", "A Greek left Greece.", "Greece"),  # nothing twice
        ("Here Officials met. And Street fell.", "Here Officials left. And Street rose.", ""),
        ("In Larn, Ostrel, Arden and Marlow.", "By Larn, Ostrel, Arden and Marlow.", ""),
    ],
)
def test_what_two_texts_share(one: str, other: str, told: str) -> None:
    found = in_texts(one, other)
    if told:
        assert sorted(found.split(", ")) == sorted(told.split(", "))
    else:
        assert len(found.split(", ")) <= MOST


def test_a_name_that_one_title_and_the_other_text_hold_is_told_though_not_of_both_titles() -> None:
    pair = member(0, "Ada Kole leaves"), member(1, "A new mayor", "For now Ada Kole stays.")
    assert shared_facts(*pair, FREQUENCIES) == (Fact("Ada Kole", False),)


def test_what_stands_in_both_titles_and_both_texts_is_of_the_titles() -> None:
    one, other = (member(at, f"{verb} Ada Kole", "For now Ada Kole stays.") for at, verb in enumerate(("Meet", "Ask")))
    assert shared_facts(one, other, FREQUENCIES) == (Fact("Ada Kole", True),)


def test_at_most_three_facts_the_rarest_first() -> None:
    frequencies = DocumentFrequencies()
    for count, name in enumerate(("Larn", "Ostrel", "Arden", "Marlow"), 1):
        for _ in range(count):
            frequencies.add(analyse(Document(1, "", f"He saw {name}.", lang="en")).vector, "en")
    one, other = (member(at, "He saw Marlow, Arden, Ostrel, Larn") for at in (0, 1))
    assert [fact.words for fact in shared_facts(one, other, frequencies)] == ["Larn", "Ostrel", "Arden"]


def test_long_facts_are_cut_at_a_word() -> None:
    title = "Quayside Harbourmaster Ferryman Lockkeeper Bridgewarden of Larnville"
    assert facts(title, title) == "Quayside Harbourmaster Ferryman"
    assert facts("x" * 60, "x" * 60) == "x" * LONGEST


def test_scripts_without_blanks_have_their_words_in_one_piece() -> None:
    pair = member(0, "東京港で火災", lang="ja"), member(1, "昨夜の東京港", lang="ja")
    assert [fact.words for fact in shared_facts(*pair, FREQUENCIES)] == ["東京港"]


def test_names_of_two_languages_are_told_as_the_reader_meets_them() -> None:
    here = member(0, "Kolem", "Zde je Olena Marchukova a Larnu.", lang="cs")
    there = member(1, "Around", "There is Olena Marchuk at Larn.", lang="en")
    assert "Olena" in reason(here, there, "event", shared_facts(here, there, FREQUENCIES))
    assert "Marchukova" in reason(here, there, "event", shared_facts(here, there, FREQUENCIES))
    assert "Marchuk" in reason(there, here, "event", shared_facts(there, here, FREQUENCIES)).split(", ")[0]


def test_case_endings_part_no_name() -> None:
    pair = member(0, "Ольга Марченко приехала", lang="ru"), member(1, "Встреча с Ольгой Марченко", lang="ru")
    assert [fact.words for fact in shared_facts(*pair, FREQUENCIES)] == ["Ольга Марченко"]


@pytest.mark.parametrize(
    ("layer", "found", "told"),
    [
        ("event", "Ada Kole|Larn", "same event · also reports Ada Kole, Larn"),
        ("event", "", "same event"),
        ("storyline", "Larn", "two days later in this story · also on Larn"),
        ("background", "Ada Kole|Larn", "also on Ada Kole, Larn"),
        ("background", "*Larn|Ada Kole", "background: Larn · on Ada Kole"),
        ("background", "*Larn", "background: Larn"),
        ("background", "", "background"),
    ],
)
def test_the_words_of_each_layer(layer: str, found: str, told: str) -> None:
    shared = [Fact(word.lstrip("*"), word.startswith("*")) for word in found.split("|") if word]
    pair = member(0, "One", at=0.0), member(1, "Two", at=2 * DAY)
    assert reason(*pair, layer, shared) == told


@pytest.mark.parametrize(("days", "told"), [(0.2, "one day"), (10.0, "ten days"), (12.0, "12 days")])
def test_how_much_earlier(days: float, told: str) -> None:
    assert reason(member(0, "One", at=days * DAY), member(1, "Two"), "storyline", ()) == f"{told} earlier in this story"


def test_nearness_in_meaning_is_told_only_where_meanings_were_compared() -> None:
    one, other = member(0, "One", meaning=True), member(1, "Zwei", lang="de", meaning=True)
    assert reason(one, other, "background", ()) == "near in meaning · other language"
    assert reason(one, member(1, "Zwei", lang="de"), "background", ()) == "background · other language"


_WORDS = st.sampled_from(
    ["Ada", "Kole", "Port", "Selby", "New", "York", "of", "the", "and", "fire", "says", "Tuesday", "ferries", "ferry",
     "Ostrel", "Mayor", "792p", "Jean-Luc", "U.S.", "Kole's", "12", "Officials", "over.", "(GAO)", "–", "'Lock'"]
)  # fmt: skip
_TEXTS = st.lists(_WORDS, max_size=14).map(" ".join)


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text.replace("'s", ""))))


@given(_TEXTS, _TEXTS, _TEXTS, _TEXTS)
def test_each_fact_stands_in_both_and_no_word_is_told_twice(a: str, b: str, c: str, d: str) -> None:
    one, other = member(0, a, b), member(1, c, d)
    found = shared_facts(one, other, FREQUENCIES)
    assert len(found) <= MOST
    assert found == shared_facts(other, one, FREQUENCIES)
    for fact in found:
        assert 0 < len(fact.words) <= LONGEST
        for whole in (f"{a} | {b}", f"{c} | {d}"):
            assert f" {plain(fact.words)}" in f" {plain(whole)}"
    small = {"of", "the", "and", "new"}  # which names of two things may begin with: New Port, New Ostrel
    said = [set(plain(fact.words).split()) - small for fact in found]
    assert all(left.isdisjoint(right) for left, right in combinations(said, 2))


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["en", "de", "ja", "und", "th"]))
def test_any_text_is_told_without_fail(one: str, other: str, lang: str) -> None:
    pair = member(0, one, lang=lang), member(1, f"{other} {one}", lang="en")
    assert len(shared_facts(*pair, FREQUENCIES)) <= MOST


def test_a_run_whose_forms_have_other_word_borders_is_told_as_one_has_it() -> None:
    assert _told("Quay-Lock", "QuayLock", "en", False, True) == "Quay-Lock"
