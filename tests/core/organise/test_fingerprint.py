"""Wire copies: an edited text is still found, look-alikes by one form are not, and a look-up has a bounded cost."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.analysis import analyse, print_of
from octavo.core.organise.copies import ARTICLES, MOST, CopyIndex
from octavo.core.organise.fingerprint import MIN_RUNS, SIZE, Print, is_copy, overlap, sketch
from octavo.types import Document

_SYLLABLES = ["ba", "do", "ri", "ke", "lu", "mo", "ne", "ta", "vi", "zo", "ga", "pe"]


def prose(seed: int, sentences: int) -> str:
    """Invented sentences, the same for the same seed."""
    rng = random.Random(seed)
    made = []
    for _ in range(sentences):
        words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(rng.randint(8, 16))]
        made.append(" ".join(words).capitalize() + ".")
    return " ".join(made)


def printed(text: str, lang: str = "en") -> Print:
    return print_of(analyse(Document(0, "", text, lang=lang)))


@pytest.mark.parametrize("sentences", [6, 30, 80])
@pytest.mark.parametrize("edit", ["opening", "ending", "inside", "agency"])
def test_an_edited_copy_is_found(sentences: int, edit: str) -> None:
    text = prose(sentences, sentences)
    parts = text.split(". ")
    made = {
        "opening": ". ".join(["Dobari in a new opening of the desk", *parts[1:]]),
        "ending": ". ".join(parts[: round(len(parts) * 0.75)]),
        "inside": ". ".join(parts[:2] + parts[2 + len(parts) // 5 :]),
        "agency": f"DOBARI (Reuters) - {text} © Reuters. All rights reserved.",
    }[edit]
    original, copy = printed(text), printed(made)
    assert is_copy(original, copy)
    assert is_copy(copy, original)
    index = CopyIndex()
    index.add(7, original.sketch)
    assert index.candidates(copy.sketch, 0) == [7]


def test_copies_are_found_in_text_without_spaces() -> None:
    rng = random.Random(3)
    text = "".join(chr(rng.randrange(0x4E00, 0x5E00)) for _ in range(400))
    assert is_copy(printed(text, "zh"), printed("编者按。" + text[40:360], "zh"))


def test_other_texts_are_no_copies() -> None:
    assert not is_copy(printed(prose(1, 30)), printed(prose(2, 30)))


def test_notes_by_one_form_are_no_copies() -> None:
    form = (
        "{firm} reported net profit of ${a} million for the quarter, up {b} percent from a year earlier, on revenue "
        "of ${c} million. Analysts polled had expected earnings of {d} cents a share. The company said it expects "
        "growth to go on in all of its markets, and shares have risen since the beginning of the year."
    )
    one = printed(form.format(firm="Alder Foods", a=31, b=12, c=844, d=57))
    other = printed(form.format(firm="Corvane Steel", a=58, b=21, c=377, d=92))
    assert overlap(one.sketch, one.runs, other.sketch, other.runs).containment > 0.5
    assert not is_copy(one, other)


def test_results_by_one_form_are_no_copies() -> None:
    form = (
        "{home} FC beat {away} United on Saturday thanks to a goal in the {minute}th minute. The visitors had most of "
        "the ball in the half but could not score, and after the break the home side took the lead. The result lifts "
        "them three points clear of the relegation places with a game in hand."
    )
    one = printed(form.format(home="Brightwater", away="Corvane", minute=87))
    other = printed(form.format(home="Corvane", away="Garland", minute=18))
    assert not is_copy(one, other)
    assert is_copy(one, printed(form.format(home="Brightwater", away="Corvane", minute=87) + " Gates opened at ten."))


def test_short_texts_are_never_called_copies() -> None:
    text = "The ferry ran aground off Larnville on Monday night."
    assert printed(text).runs < MIN_RUNS
    assert not is_copy(printed(text), printed(text))


def test_a_text_of_three_words_has_no_sketch() -> None:
    prints, runs = sketch("Three words only")
    assert (len(prints), runs) == (0, 0)
    nothing = overlap(prints, runs, *sketch(prose(1, 9)))
    assert (nothing.resemblance, nothing.containment) == (0.0, 0.0)


texts = st.tuples(st.integers(0, 5), st.integers(0, 40)).map(lambda made: prose(*made))


@settings(max_examples=80, deadline=None)
@given(texts, texts)
def test_overlap_is_symmetric_and_a_share(a: str, b: str) -> None:
    one, other = sketch(a), sketch(b)
    found = overlap(*one, *other)
    assert found == overlap(*other, *one)
    assert 0.0 <= found.resemblance <= found.containment <= 1.0
    if one[1]:
        same = overlap(*one, *one)
        assert (same.resemblance, same.containment) == (1.0, 1.0)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_sketch(text: str) -> None:
    prints, runs = sketch(text)
    assert len(prints) == min(runs, SIZE)
    assert (np.diff(prints.astype(np.int64)) > 0).all()


def test_the_sketch_of_a_small_text_is_exact() -> None:
    whole, part = prose(4, 4), ". ".join(prose(4, 4).split(". ")[:3])
    found = overlap(*sketch(whole), *sketch(part))
    assert found.containment > 0.95
    assert found.resemblance == pytest.approx(sketch(part)[1] / sketch(whole)[1], abs=0.05)


def test_containment_of_a_part_in_a_long_text_is_estimated() -> None:
    whole = prose(5, 60)
    part = ". ".join(whole.split(". ")[:20])
    assert overlap(*sketch(whole), *sketch(part)).containment > 0.8
    assert overlap(*sketch(whole), *sketch(prose(6, 60))).containment < 0.1
    few = ". ".join(whole.split(". ")[:3])
    assert sketch(few)[1] < SIZE < sketch(whole)[1]
    assert overlap(*sketch(whole), *sketch(few)).containment > 0.4


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 8), min_size=1, max_size=40), st.integers(0, 40))
def test_forgetting_changes_no_answer(seeds: list[int], oldest: int) -> None:
    sketches = [sketch(prose(seed, 4))[0] for seed in seeds]
    index = CopyIndex()
    for slot, prints in enumerate(sketches):
        index.add(slot, prints)
    before = [index.candidates(prints, oldest) for prints in sketches]
    index.forget(oldest)
    assert [index.candidates(prints, oldest) for prints in sketches] == before
    assert all(slot >= oldest for found in before for slot in found)


def test_boilerplate_does_not_make_a_look_up_long() -> None:
    index = CopyIndex()
    prints = sketch(prose(1, 9))[0]
    for slot in range(500):
        index.add(slot, prints)
    found = index.candidates(prints, 0)
    assert found == list(range(500 - ARTICLES, 500 - ARTICLES + MOST))
    assert index.candidates(prints, 498) == [498, 499]
