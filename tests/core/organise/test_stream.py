"""The stream: joining, copies, labels, re-linking, and that a restored stream goes on as if it had never stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.analysis import analyse, to_bytes
from octavo.core.organise.stream import Merge, RelinkResult, Split, StoredMember, Stream, StreamSettings
from octavo.core.organise.stream_snapshot import unpack
from octavo.errors import StoreError
from octavo.types import Document

START = datetime(2024, 5, 6, 8, tzinfo=UTC)
EVENTS = [
    (
        "ferry",
        "A ferry with 212 passengers ran aground off Larnville on Monday night. Boats took everyone from the "
        "Saint Amelia to the port of Dunmore before the tide turned. Captain Olaf Brandt blamed a broken rudder.",
    ),
    (
        "bank",
        "Halcyon Bank will close 48 branches in northern Verania by autumn. Chief executive Mira Toll said clients had "
        "moved to telephones. The union of bank employees called a strike for Friday in Port Ewing.",
    ),
    (
        "telescope",
        "Astronomers at the Cerro Alto observatory photographed a comet that had not been seen since 1871. The object, "
        "named Quill, passes Earth at 31 million kilometres in June. Its tail is made of cyanogen.",
    ),
    (
        "trial",
        "The trial of former mayor Anton Reyes opened in Castellon on charges of bribery. Lena Voss presented "
        "96 invoices for a stadium that was never built. Reyes denies everything and a verdict is due in July.",
    ),
    (
        "cup",
        "Rovers beat Harlow United 3-1 in the cup final after two late goals by Dessie Marsh. A crowd of 41,200 took "
        "the pitch. Coach Pia Lund lifted the trophy for the second time in three seasons.",
    ),
]
WINDOW = StreamSettings(window=12, candidates=10)


def article(number: int, event: int, hours: float = 0.0, publisher: str = "", dated: bool = True) -> Document:
    """A report of one of the events, in its own words by number."""
    name, text = EVENTS[event]
    sentences = text.split(". ")
    turned = sentences[number % 3 :] + sentences[: number % 3]
    return Document(
        id=1000 + number,
        title=f"{turned[0][:60]} {name}",
        text=f"Report {number}. " + ". ".join(turned),
        publisher=publisher or f"paper{number % 4}",
        lang="en",
        stream_at=START + timedelta(hours=hours) if dated else None,
    )


def run(stream: Stream, docs: list[Document]) -> list[object]:
    return [stream.add(doc, analyse(doc)) for doc in docs]


def test_reports_of_one_event_share_a_story_and_others_stand_apart() -> None:
    stream = Stream()
    placements = [stream.add(doc, analyse(doc)) for doc in (article(n, n % 5, n) for n in range(15))]
    stories = {n: p.story_id for n, p in enumerate(placements)}
    assert all(stories[n] == 1000 + n % 5 for n in range(15))
    assert placements[0].reason == "nothing open is near"
    assert stream.count == 15


arrivals = st.lists(
    st.tuples(st.integers(0, 4), st.floats(0, 3), st.booleans(), st.booleans()), min_size=2, max_size=26
)


@settings(max_examples=25, deadline=None)
@given(arrivals, st.data())
def test_a_restored_stream_goes_on_as_if_it_had_never_stopped(
    events: list[tuple[int, float, bool, bool]], data: st.DataObject
) -> None:
    docs = [article(n, event, n * gap, dated=dated) for n, (event, gap, dated, _) in enumerate(events)]
    analyses = [analyse(doc) for doc in docs]
    snapshot_at = data.draw(st.integers(0, len(docs) - 1))
    killed_at = data.draw(st.integers(snapshot_at, len(docs) - 1))
    whole, cut = Stream(WINDOW), Stream(WINDOW)
    rows: dict[int, StoredMember] = {}
    snapshot: bytes | None = None
    for n, (doc, analysis, event) in enumerate(zip(docs, analyses, events, strict=True)):
        if n == snapshot_at and n:
            snapshot = cut.snapshot()
        if n == killed_at:
            cut = Stream.restore(snapshot, kept(rows, snapshot), WINDOW)
        placement = whole.add(doc, analysis)
        assert cut.add(doc, analysis) == placement
        rows[doc.id] = StoredMember(
            replace(doc, text=""), to_bytes(analysis), placement.story_id, placement.wire_of, placement.related, n + 1
        )
        store(rows, placement.touched)
        if event[3]:
            result = whole.relink()
            assert cut.relink() == result
            apply(rows, result)
    assert cut.relink() == whole.relink()
    assert cut.snapshot() == whole.snapshot()


def kept(rows: dict[int, StoredMember], snapshot: bytes | None) -> list[StoredMember]:
    """What the store gives back: the window before the snapshot and all that came after it."""
    oldest = unpack(snapshot).oldest if snapshot else 0
    return [row for row in rows.values() if row.grouped_no > oldest]


def store(rows: dict[int, StoredMember], touched: object) -> None:
    for article_id, related in dict(touched).items():  # type: ignore[call-overload]
        rows[article_id] = replace(rows[article_id], related=related)


def apply(rows: dict[int, StoredMember], result: RelinkResult) -> None:
    for intent in result.intents:
        for article_id, row in rows.items():
            if isinstance(intent, Merge) and row.story_id == intent.absorb:
                rows[article_id] = replace(row, story_id=intent.keep)
            elif isinstance(intent, Split) and article_id in intent.part:
                rows[article_id] = replace(row, story_id=intent.new_story)
    store(rows, result.touched)


@settings(max_examples=25, deadline=None)
@given(arrivals)
def test_relinking_twice_changes_nothing(events: list[tuple[int, float, bool, bool]]) -> None:
    stream = Stream(WINDOW)
    docs = [article(n, event, n * gap, dated=dated) for n, (event, gap, dated, _) in enumerate(events)]
    run(stream, docs)
    stream.relink()
    assert stream.relink() == RelinkResult()
    again = Stream.restore(stream.snapshot(), members(stream, docs), WINDOW)
    assert again.relink() == RelinkResult()


def members(stream: Stream, docs: list[Document]) -> list[StoredMember]:
    analyses = {doc.id: analyse(doc) for doc in docs}
    return [
        StoredMember(
            replace(docs[m.slot], text=""),
            to_bytes(analyses[m.id]),
            m.story,
            m.wire_of,
            stream._related[m.slot],
            m.slot + 1,
        )
        for m in stream._window
    ]


def test_labels_always_win() -> None:
    stream = Stream()
    docs = [article(n, n % 2, n) for n in range(6)]
    run(stream, docs)
    stream.label(1000, 1001, True)
    stream.label(1000, 1002, False)
    stream.relink()
    story = {m.id: m.story for m in stream._window}
    assert story[1000] == story[1001]
    assert story[1000] != story[1002]
    assert stream.relink() == RelinkResult()
    stream.label(1000, 1006, True)
    assert stream.add(article(6, 4), analyse(article(6, 4))).story_id == story[1000]


def test_an_article_is_not_placed_twice() -> None:
    stream = Stream()
    doc = article(0, 0)
    first = stream.add(doc, analyse(doc))
    second = stream.add(doc, analyse(doc))
    assert (second.story_id, stream.count) == (first.story_id, 1)


def test_a_snapshot_of_another_version_is_refused() -> None:
    import json
    import struct
    import zlib

    head = zlib.compress(json.dumps({"version": 0}).encode())
    with pytest.raises(StoreError):
        unpack(struct.pack("<4I", len(head), 0, 0, 0) + head)
    with pytest.raises(StoreError):  # of the layout before
        unpack(struct.pack("<3I", len(head), 0, 0) + head)
