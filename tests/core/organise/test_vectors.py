"""Hashed vectors and their document frequencies: bounded, the same everywhere, kept exactly."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.analysis import analyse
from octavo.core.organise.vectors import (
    CELLS,
    START,
    VIEWS,
    DocumentFrequencies,
    Vector,
    View,
    cells,
    lang_salt,
    word_key,
    word_keys,
)
from octavo.core.organise.vectors_meaning import meaning
from octavo.core.organise.vectors_terms import StreamFrequencies
from octavo.core.text.stems import terms
from octavo.types import Document

bags = st.lists(
    st.dictionaries(st.integers(0, 2**32 - 1), st.integers(1, 1000), max_size=8), min_size=VIEWS, max_size=VIEWS
)


def vector(*words: str, names: tuple[str, ...] = ()) -> Vector:
    made: list[dict[int, int]] = [{} for _ in View]
    made[View.BODY] = dict.fromkeys(word_keys(words), 1)
    made[View.NAMES] = dict.fromkeys(word_keys(names), 1)
    return Vector.of(made)


@given(bags)
def test_every_view_is_a_segment(given_bags: list[dict[int, int]]) -> None:
    made = Vector.of(given_bags)
    for view in View:
        assert made.of_view(view).tolist() == list(given_bags[view])
        assert made.counts[made.span(view)].tolist() == [min(count, 255) for count in given_bags[view].values()]
    assert made.ends[-1] == len(made.keys) == len(made.counts)


def test_keys_are_the_same_on_every_machine() -> None:
    assert word_keys(["123456789"]) == [0xCBF43926]  # the published check value of CRC-32
    assert word_key("\ud800") != word_key("\ud801")


@given(st.lists(st.integers(0, 2**32 - 1), max_size=20), st.integers(0, 2**32 - 1))
def test_cells_lie_in_the_table(keys: list[int], salt: int) -> None:
    where = cells(np.array(keys, dtype=np.uint32), salt)
    assert ((where >= 0) & (where < CELLS)).all()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["en", "ja", "und"]), bags), max_size=6))
def test_frequencies_do_not_depend_on_order_and_are_kept_exactly(
    articles: list[tuple[str, list[dict[int, int]]]],
) -> None:
    one, other = DocumentFrequencies(), DocumentFrequencies()
    for lang, bag in articles:
        one.add(Vector.of(bag), lang)
    for lang, bag in reversed(articles):
        other.add(Vector.of(bag), lang)
    assert (one.counts == other.counts).all()
    assert one.documents == other.documents
    assert one.total == other.total == len(articles)
    back = DocumentFrequencies.from_bytes(one.to_bytes())
    assert (back.counts == one.counts).all()
    assert (back.documents, back.total) == (one.documents, one.total)


def test_one_article_counts_a_word_once_and_a_language_for_itself() -> None:
    counted = DocumentFrequencies()
    counted.add(vector("zibbet", "qworrul", names=("larn",)), "ja")
    counted.add(vector("zibbet", names=("larn",)), "th")
    terms_of = StreamFrequencies(counted)
    assert (terms_of.df("ja", "zibbet"), terms_of.df("th", "zibbet"), terms_of.df("th", "qworrul")) == (1, 1, 0)
    # a name counts over all languages together
    assert counted.name_idf(word_key("larn")) == pytest.approx(math.log(3 / 2.5))
    assert counted.name_idf(word_key("other")) > counted.name_idf(word_key("larn"))


def test_a_language_begins_with_the_shipped_table_where_there_is_one() -> None:
    counted = DocumentFrequencies()
    counted.add(vector("zibbet"), "en")
    counted.add(vector("zibbet"), "xx")
    assert counted.documents == {"en": START + 1, "xx": START + 1}
    (common,) = terms("government", "en")
    found = StreamFrequencies(counted)
    assert found.df("en", common) > 5
    assert found.idf("en", common) < found.idf("en", "zibbet")


def test_idf_is_never_below_a_tenth() -> None:
    counted = DocumentFrequencies()
    for _ in range(20):
        counted.add(vector("same"), "xx")
    where = counted.cells_of(vector("same", "new"), "xx")
    low, high = counted.idf(where, 20).tolist()
    assert low == pytest.approx(0.1)
    assert high == pytest.approx(math.log(21 / 0.5), rel=1e-5)


def test_frequencies_can_be_taken_over() -> None:
    one, other = DocumentFrequencies(), DocumentFrequencies()
    one.add(vector("zibbet"), "xx")
    other.take(one)
    one.add(vector("zibbet"), "xx")
    assert (other.documents, other.total) == ({"xx": START + 1}, 1)
    assert StreamFrequencies(other).df("xx", "zibbet") == 1


def test_terms_without_a_language_have_one_of_their_own() -> None:
    counted = DocumentFrequencies()
    counted.add(vector("zibbet"), "und")
    found = StreamFrequencies(counted)
    assert (found.documents(None), found.documents("xx"), found.df(None, "zibbet")) == (START + 1, 0, 1)
    assert lang_salt("und") != lang_salt("en")
    assert found.idf(None, "other") > found.idf(None, "zibbet")


def test_words_of_the_same_articles_point_the_same_way() -> None:
    bank, money, match = (
        meaning(terms(text, "en"), "en")
        for text in ("The bank lends money.", "Banks and loans", "The striker scored a goal in the match.")
    )
    assert bank is not None and money is not None and match is not None
    assert float(bank @ money) > float(bank @ match)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(terms("government bank goal match election police court film market storm", "en"))))
def test_meanings_are_unit_vectors_or_nothing(words: list[str]) -> None:
    found = meaning(words, "en")
    if words:
        assert found is not None
        assert float(np.linalg.norm(found)) == pytest.approx(1.0, abs=1e-5)
    else:
        assert found is None


def test_meaning_is_known_for_english_only() -> None:
    assert meaning(["bank"], "de") is None
    assert meaning(["bank"], None) is None
    assert meaning(["qworrul"], "en") is None


def test_the_vector_of_an_article_is_in_the_order_of_views() -> None:
    found = analyse(Document(1, "Ferry aground", "A ferry ran aground off Larnville.", lang="en")).vector
    assert list(found.ends) == sorted(found.ends)
