"""How long a story takes articles in: what comes later, copies and readers' words among it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from octavo.core.organise.analysis import analyse, to_bytes
from octavo.core.organise.linkage import Group, partition
from octavo.core.organise.stories import NO_SPAN, Span, may_join, together
from octavo.core.organise.storylines import WINDOW
from octavo.core.organise.stream import Placement, StoredMember, Stream, StreamSettings
from octavo.types import Document

START = datetime(2024, 5, 6, 8, tzinfo=UTC)
DAY = timedelta(days=1)
TEXT = (
    "The trial of Anton Reyes, the former mayor of Castellon, opened on Monday on charges of bribery. Prosecutors "
    "speak of 96 invoices for a stadium that was never built. Judge Mira Toll expects 31 witnesses. The defence calls "
    "them an invention of his successor. A verdict is not expected before the summer, the court in Castellon said."
)


def report(number: int, day: float | None, text: str = "") -> Document:
    words = TEXT.split()[:57]
    threes = [" ".join(words[at : at + 3]) for at in range(0, len(words), 3)]
    told = " ".join(threes[at * (number % 18 + 1) % 19] for at in range(19))  # in an order of its own: no copy
    return Document(
        id=number,
        title=f"Mayor Reyes on trial in Castellon: day {number}",
        text=text or told,
        publisher=f"paper{number}",
        stream_at=None if day is None else START + day * DAY,
    )


def add(stream: Stream, doc: Document) -> Placement:
    return stream.add(doc, analyse(doc))


def daily(stream: Stream, days: int) -> dict[int, int]:
    return {n: add(stream, report(n, n)).story_id for n in range(1, days + 1)}


def test_what_comes_after_the_window_opens_a_story_that_is_linked() -> None:
    stream = Stream()
    found = daily(stream, 16)
    assert {found[n] for n in range(1, 16)} == {1}
    last = add(stream, report(17, 17))
    assert found[16] == last.story_id == 16
    assert any(found[near.article_id] == 1 for near in last.related)
    assert stream.relink().intents == ()


def test_why_it_opened_one_is_told() -> None:
    stream = Stream()
    daily(stream, 15)
    assert add(stream, report(16, 16)).reason == "the story that it follows is closed"


def test_what_left_the_open_window_still_counts_also_after_a_restart() -> None:
    small = StreamSettings(window=4)
    stream = Stream(small)
    found = daily(stream, 12)
    stored = [StoredMember(report(n, n), to_bytes(analyse(report(n, n))), found[n], None, (), n) for n in found]
    again = Stream.restore(stream.snapshot(), stored, small)
    assert again.snapshot() == stream.snapshot()
    for one in (stream, again):
        assert [add(one, report(n, n)).story_id for n in (13, 15, 16)] == [1, 1, 16]


def test_a_story_that_is_no_longer_open_is_forgotten() -> None:
    stream = Stream(StreamSettings(window=2))
    daily(stream, 3)
    for number in (4, 5, 6):
        add(stream, replace(report(number, 4), title=f"Comet {number}", text=f"Astronomers saw comet {number}."))
    assert add(stream, report(7, 30)).story_id == 7


def test_a_merge_keeps_when_both_began() -> None:
    stream = Stream(StreamSettings(window=4))
    daily(stream, 3)
    stream.label(2, 3, False)
    stream.relink()
    add(stream, report(4, 4))
    add(stream, report(5, 5))
    stream.label(2, 3, True)
    stream.relink()
    add(stream, report(6, 6))
    assert add(stream, report(16, 16)).story_id == 16


def test_a_copy_that_comes_much_later_is_a_story_of_its_own_and_still_a_copy() -> None:
    stream = Stream()
    add(stream, report(1, 1, TEXT))
    late = add(stream, replace(report(2, 40, TEXT), title=report(1, 1).title))
    assert (late.story_id, late.wire_of) == (2, 1)
    assert stream.relink().intents == ()
    soon = add(stream, replace(report(3, 41, TEXT), title=report(1, 1).title))
    assert (soon.story_id, soon.wire_of) == (2, 1)


def test_readers_may_join_what_lies_farther_apart() -> None:
    stream = Stream()
    found = daily(stream, 16)
    stream.label(1, 16, True)
    assert len(stream.relink().intents) == 1
    assert add(stream, report(16, 16)).story_id == 1 != found[16]
    assert stream.relink().intents == ()


def test_without_dates_nothing_is_too_far() -> None:
    stream = Stream(StreamSettings(window=2))
    assert [add(stream, report(n, None)).story_id for n in (1, 2, 3)] == [1, 1, 1]
    assert add(stream, report(4, 1)).story_id == 1
    assert stream.relink().intents == ()


def test_groups_of_stories_that_span_too_much_together_are_not_joined() -> None:
    week, limit = 7 * 86_400.0, WINDOW.total_seconds()
    edges = [(1, 2, 0.9, 1), (1, 3, 0.8, 1), (2, 3, 0.95, 1)]

    def units(last: Span) -> list[Group]:
        return [Group([slot], span=span) for slot, span in ((1, (0.0, week)), (2, (0.0, week)), (3, last))]

    assert partition(units((limit, limit + week)), edges) == [[1, 2], [3]]
    assert partition(units((week, limit)), edges) == [[1, 2, 3]]
    assert partition(units((limit, limit + week)), edges, [(2, 3)]) == [[1, 2, 3]]


def test_spans() -> None:
    limit = WINDOW.total_seconds()
    assert together((1.0, 2.0), (0.0, 1.0)) == (0.0, 2.0)
    assert may_join((0.0, 1.0), (limit, limit))
    assert not may_join((0.0, 1.0), (limit, limit + 1))
    assert may_join((0.0, 2 * limit), (limit, limit))
    assert may_join(NO_SPAN, NO_SPAN)
    assert may_join((0.0, limit), NO_SPAN)
