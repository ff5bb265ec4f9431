"""Similarity of two articles with no archive at hand: symmetric, graded, across languages by names and numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.similarity import similarity
from octavo.core.text.frequencies import Frequencies
from octavo.types import Document

FERRY = Document(
    1,
    "Ferry runs aground off Larnville",
    "A ferry with 212 passengers ran aground off Larnville on Monday. Captain Olaf Brandt blamed the rudder.",
)
BOATS = Document(
    2,
    "Passengers of stranded ferry are safe",
    "Boats took all 212 passengers off the ferry near Larnville. The captain, Olaf Brandt, left the ship last.",
)
BANK = Document(
    3,
    "Halcyon Bank closes branches",
    "The bank will shut 48 branches in the north, its chief executive said on Friday.",
)
FAEHRE = Document(
    4,
    "Fähre läuft vor Larnville auf Grund",
    "Eine Fähre mit 212 Fahrgästen ist am Montag vor Larnville auf Grund gelaufen. Kapitän Olaf Brandt gab dem Ruder "
    "die Schuld.",
)
JISHIN = Document(5, "地震で建物が倒れる", "地震で建物が倒れ、多くの人が避難した。地震の規模は大きかった。")
YOSHIN = Document(6, "地震の後に余震", "地震の後、余震が続き、多くの人が避難している。")
KIGYO = Document(7, "企業の決算発表", "企業が決算を発表し、利益は前年より増えたという。")


def test_one_event_is_nearer_than_another() -> None:
    assert 1.0 >= similarity(FERRY, FERRY) > 0.99
    assert similarity(FERRY, FERRY) > similarity(FERRY, BOATS) > similarity(FERRY, BANK) + 0.1


def test_two_languages_are_compared_by_names_and_numbers() -> None:
    assert similarity(FERRY, FAEHRE) > 0.5 > 0.1 > similarity(BANK, FAEHRE)


def test_a_language_without_meaning_vectors_is_compared_by_words() -> None:
    assert similarity(JISHIN, YOSHIN) > similarity(JISHIN, KIGYO)
    assert similarity(JISHIN, JISHIN) > 0.99


def test_english_without_any_known_word_is_compared_by_words() -> None:
    one = Document(1, "Qworrul zibbet", "", lang="en")
    assert similarity(one, one) == pytest.approx(1.0)


def test_nothing_is_like_nothing() -> None:
    empty = Document(1, "", "")
    assert similarity(empty, empty) == 0.0
    assert similarity(empty, FERRY) == 0.0
    assert similarity(Document(1, "the", "of and"), FERRY) == 0.0


def test_an_archives_own_frequencies_weigh_the_words() -> None:
    counted = Frequencies()
    for _ in range(2000):
        counted.add("en", ["ferri", "passeng", "larnvill"])
    assert similarity(FERRY, BOATS, counted) < similarity(FERRY, BOATS)


_PLAIN = "ferry bank Larnville 212 captain Kapitän Fähre die der the 地震 زلزال ß"
_WORDS = st.sampled_from((*_PLAIN.split(), "\ud800", "\0"))
_DOCS = st.builds(
    lambda title, words: Document(1, " ".join(title), " ".join(words)),
    st.lists(_WORDS, max_size=6),
    st.lists(_WORDS, max_size=30),
)


@settings(max_examples=100, deadline=None)
@given(_DOCS, _DOCS)
def test_similarity_is_symmetric_and_a_share(a: Document, b: Document) -> None:
    value = similarity(a, b)
    assert value == similarity(b, a)
    assert 0.0 <= value <= 1.0


def test_a_model_counts_beside_the_words() -> None:
    near, far = similarity(FERRY, BANK, nearness=lambda *_: 0.9), similarity(FERRY, BANK, nearness=lambda *_: -0.4)
    assert near == pytest.approx(far + 0.27)
    assert similarity(FERRY, FERRY, nearness=lambda *_: 1.0) == pytest.approx(1.0)
    assert similarity(JISHIN, YOSHIN, nearness=lambda *_: 0.9) > similarity(JISHIN, YOSHIN, nearness=lambda *_: 0.1)


def test_across_languages_a_model_weighs_more_than_names() -> None:
    assert similarity(BANK, FAEHRE, nearness=lambda *_: 0.8) > similarity(FERRY, FAEHRE, nearness=lambda *_: 0.1)


def test_a_model_that_does_not_know_the_languages_changes_nothing() -> None:
    asked: list[str] = []

    def unknown(text: str, lang: str, other: str, other_lang: str) -> None:
        asked.extend((lang, other_lang))

    assert similarity(FERRY, FAEHRE, nearness=unknown) == similarity(FERRY, FAEHRE)
    assert similarity(FERRY, BOATS, nearness=unknown) == similarity(FERRY, BOATS)
    assert asked == ["en", "de", "en", "en"]
