"""Whole texts of one event under many publishers: full lists, re-linking, names without common title words, labels."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from octavo.core.organise.analysis import analyse
from octavo.core.organise.related import MOST
from octavo.core.organise.similarity_pairs import Side, _meanings
from octavo.core.organise.stories import Labels
from octavo.core.organise.stream import Description, Stream
from octavo.core.organise.vectors import DocumentFrequencies
from octavo.types import Document

START = datetime(2026, 3, 1, tzinfo=UTC)
FACTS = [
    "The dyke at Marlow broke on Monday night and the river Tarn ran into the lower town.",
    "Mayor Ilse Brandt said that 1,240 people had left their homes and slept in schools.",
    "Engineers from Port Vane closed two bridges because the piers had moved.",
    "Trains between Marlow and Ostrel stopped while water stood on the line.",
    "The weather service measured 96 millimetres of rain in six hours.",
    "Henrik Sole of the water board spoke of the worst flood since 1954.",
    "Farmers drove 300 cattle to the hills before the water came.",
]


def flood(number: int) -> Document:
    """One report: the same facts in another order, with words of its own."""
    order = [FACTS[(number * 3 + step * (1 + number % 3)) % len(FACTS)] for step in range(5)]
    place = ["hill", "quay", "bridge", "square"][number % 4]
    own = f"Reporter {number} stood on the {place} and counted {number + 3} boats."
    return Document(
        number,
        f"Flood in Marlow: dyke breaks, {1000 + number * 7} leave homes",
        " ".join([*dict.fromkeys(order), own]),
        publisher=f"p{number}",
        lang="en",
        stream_at=START + timedelta(minutes=10 * number),
    )


def quiet(doc: Document, lang: str | None, terms: object) -> Description:
    return Description()


def test_many_reports_fill_lists_and_stay_one_story() -> None:
    stream = Stream(describe=quiet)
    placed = [stream.add(doc, analyse(doc)) for doc in map(flood, range(1, 26))]
    stream.relink()
    assert len({p.story_id for p in placed}) <= 3
    last = placed[-1]
    assert len(last.related) == MOST
    assert all(item.reason for item in last.related)


def test_a_label_with_an_article_that_is_not_open_changes_nothing() -> None:
    stream = Stream(describe=quiet)
    stream.label(1, 999, True)
    stream.label(1, 998, False)
    doc = flood(1)
    assert stream.add(doc, analyse(doc)).story_id == 1


def test_the_last_word_on_a_pair_counts_and_none_is_said_of_one_article() -> None:
    labels = Labels()
    labels.say(1, 1, True)
    labels.say(2, 1, True)
    labels.say(1, 2, False)
    labels.say(3, 1, True)
    assert labels.of(1) == {2: False, 3: True}
    assert labels.of(9) == {}
    assert labels.pairs == {(1, 2): False, (1, 3): True}


def test_meanings_are_compared_where_both_have_one() -> None:
    frequencies = DocumentFrequencies()
    analysis = analyse(flood(1))
    there = Side(analysis, frequencies, 0.0, np.array([1.0, 0.0], dtype=np.float32))
    other = Side(analysis, frequencies, 0.0, np.array([-1.0, 0.0], dtype=np.float32))
    without = Side(analysis, frequencies, 0.0)
    assert _meanings(there, [there, other, without]).tolist() == [1.0, 0.0, 0.0]
