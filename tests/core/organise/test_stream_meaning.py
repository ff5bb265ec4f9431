"""Vectors of meaning in the stream: they bring languages together, rank within one, and survive a restart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.analysis import analyse, to_bytes
from octavo.core.organise.pair_model import FEATURES, relatedness
from octavo.core.organise.stream import Placement, StoredMember, Stream, StreamSettings
from octavo.core.organise.vectors import Floats
from octavo.types import Document

START = datetime(2024, 5, 6, 8, tzinfo=UTC)
QUAKE = "Houses fell in the hills after the ground shook at night. Thousands slept in the open and wait for tents."
JISHIN = "夜中の揺れで丘の上の家が倒れた。数千人が屋外で夜を明かし、天幕を待っている。"
PRICES = "物価は先月も上がり、家計の負担が増えた。中央銀行は来週の会合で対応を話し合う見通しだ。"
SMALL = StreamSettings(window=4, candidates=4, foreign=4, alike=3)


def unit(*values: float) -> Floats:
    vector = np.array(values, dtype=np.float32)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


SHAKEN, SHAKEN_TOO, MONEY = unit(1, 0, 0), unit(0.85, 0.5, 0), unit(0.1, 0, 1)


def place(stream: Stream, number: int, text: str, lang: str, meaning: Floats | None, hours: float = 0) -> Placement:
    doc = Document(number, "", text, f"paper{number}", lang, stream_at=START + timedelta(hours=hours))
    return stream.add(doc, analyse(doc), meaning)


def test_two_scripts_meet_by_their_vectors() -> None:
    stream = Stream()
    place(stream, 1, QUAKE, "en", SHAKEN)
    place(stream, 2, PRICES, "ja", MONEY, 1)
    joined = place(stream, 3, JISHIN, "ja", SHAKEN_TOO, 2)
    assert joined.story_id == 1 and joined.reason == "same event as one article · other language"
    assert [(item.article_id, item.layer) for item in joined.related] == [(1, "event")]
    assert "other language" in joined.related[0].reason
    assert joined.touched[1][0].article_id == 3
    stream.relink()
    assert stream._window[2].story == 1 and stream._window[1].story == 2


def test_without_vectors_they_do_not() -> None:
    for first, second in ((None, SHAKEN_TOO), (SHAKEN, None), (SHAKEN, unit(0.85, 0.5))):
        stream = Stream()
        place(stream, 1, QUAKE, "en", first)
        placed = place(stream, 2, JISHIN, "ja", second, 1)
        assert placed.story_id == 2 and placed.related == ()


def test_a_model_exchanged_under_its_name_stops_nothing() -> None:
    """Its vectors have another length than those of the window."""
    stream = Stream()
    place(stream, 1, QUAKE, "en", SHAKEN)
    assert place(stream, 2, QUAKE, "en", unit(0.85, 0.5), 1).story_id == 1
    assert place(stream, 3, JISHIN, "ja", unit(0.85, 0.5), 2).story_id == 3


def test_the_same_subject_a_month_later_is_another_event() -> None:
    stream = Stream()
    place(stream, 1, QUAKE, "en", SHAKEN)
    later = place(stream, 2, JISHIN, "ja", SHAKEN_TOO, 24 * 30)
    assert later.story_id == 2
    assert [(item.layer, item.reason) for item in later.related] == [("background", "near in meaning · other language")]


def test_what_is_somewhat_near_is_not_offered() -> None:
    stream = Stream()
    place(stream, 1, QUAKE, "en", SHAKEN)
    assert place(stream, 2, PRICES, "ja", unit(0.4, 1, 0), 1).related == ()


def test_in_one_language_only_a_clear_vector_adds_to_words() -> None:
    rows = np.zeros((4, len(FEATURES)))
    rows[:, FEATURES.index("body")] = 0.3
    rows[:, FEATURES.index("meaning")] = (0.0, 0.5, 0.7, 0.9)
    plain, weak, clear, clearer = relatedness(rows).tolist()
    assert plain == weak < clear < clearer
    across = relatedness(rows, np.array([False, True, True, True]))
    assert across[0] == plain and across[1] < across[2] < across[3]


TEXTS = (("en", QUAKE), ("ja", JISHIN), ("ja", PRICES))
VECTORS = (SHAKEN, SHAKEN_TOO, MONEY, None)
arrivals = st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(VECTORS)), min_size=2, max_size=10)


@settings(max_examples=25, deadline=None)
@given(arrivals, st.data())
def test_a_restored_stream_knows_the_vectors(
    events: list[tuple[tuple[str, str], Floats | None]], data: st.DataObject
) -> None:
    cut_at = data.draw(st.integers(1, len(events) - 1))
    with_snapshot = data.draw(st.booleans())
    whole = Stream(SMALL)
    cut = Stream(SMALL)
    rows: dict[int, StoredMember] = {}
    for number, ((lang, text), meaning) in enumerate(events, 1):
        doc = Document(number, "", text, f"paper{number}", lang, stream_at=START + timedelta(hours=number))
        analysis = analyse(doc)
        if number - 1 == cut_at:
            snapshot = whole.snapshot() if with_snapshot else None
            oldest = max(0, cut_at - SMALL.window) if with_snapshot else 0
            cut = Stream.restore(snapshot, [row for row in rows.values() if row.grouped_no > oldest], SMALL)
        placement = whole.add(doc, analysis, meaning)
        if number > cut_at:
            assert cut.add(doc, analysis, meaning) == placement
        rows[number] = StoredMember(
            replace(doc, text=""),
            to_bytes(analysis),
            placement.story_id,
            placement.wire_of,
            placement.related,
            number,
            meaning,
        )
        for touched, related in placement.touched.items():
            rows[touched] = replace(rows[touched], related=related)
    assert cut.snapshot() == whole.snapshot()
