"""Laws of stories that hold for every stream: order in a batch, re-runs, readers' words, how far a story reaches.

A story is bounded twice: an article joins only a story that has an article in the open window, which counts articles,
and only one that then spans no more than `WINDOW` of stream time. A split may leave older articles of a story with
newer ones that were not its next.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise.analysis import analyse, to_bytes
from octavo.core.organise.storylines import WINDOW
from octavo.core.organise.stream import (
    Merge,
    Placement,
    RelinkResult,
    StoredMember,
    Stream,
    StreamSettings,
    relink_every,
)
from octavo.types import Document

START = datetime(2024, 5, 6, 8, tzinfo=UTC)
PLACES = ("Larnville", "Dunmore", "Castellon", "Verania", "Port Ewing", "哥德堡", "لارنفيل")
PEOPLE = ("Olaf Brandt", "Mira Toll", "Anton Reyes", "Pia Lund", "Lena Voss", "布兰特", "برانت")
EVENTS = (
    ("Ferry runs aground", "A ferry with 212 passengers ran aground on Monday night. Boats took everyone to the port."),
    ("Bank closes branches", "The bank will close 48 branches by autumn. The union called a strike for Friday."),
    ("Mayor on trial", "The trial of the former mayor opened on charges of bribery over 96 invoices for a stadium."),
    ("Rovers win the cup", "Rovers won the cup final 3-1 after two late goals before a crowd of 41,200 people."),
    ("Comet passes Earth", "Astronomers photographed a comet that passes Earth at 31 million kilometres in June."),
    ("当地发生地震", "地震发生在凌晨，有212人受伤。救援人员正在寻找失踪者。"),
    ("زلزال يضرب المدينة", "ضرب زلزال المدينة فجر الاثنين وأصيب ٢١٢ شخصا بجروح وتواصل فرق الإنقاذ البحث."),
)
SMALL = StreamSettings(window=9, candidates=8)
WIDE = StreamSettings(window=60, candidates=20)


def article(number: int, event: int, minutes: int, short: bool, dated: bool = True) -> Document:
    """A report of an event, in its own words by number; `short` ones are headlines alone."""
    title, text = EVENTS[event]
    words = text.split()
    at = number % max(len(words) - 4, 1)
    told = f"{PEOPLE[event]} in {PLACES[event]}: {' '.join(words[at:] + words[:at])}"
    return Document(
        id=1000 + number,
        title=f"{title} · {PLACES[event]}",
        text="" if short else told,
        publisher=f"paper{number % 5}",
        stream_at=START + timedelta(minutes=minutes) if dated else None,
    )


reports = st.tuples(st.integers(0, len(EVENTS) - 1), st.integers(1, 6000), st.booleans(), st.booleans())
batches = st.lists(reports, min_size=2, max_size=22).map(
    lambda rows: [article(n, event, minutes, short, dated) for n, (event, minutes, short, dated) in enumerate(rows)]
)


def run(stream: Stream, docs: list[Document]) -> list[Placement]:
    return [stream.add(doc, analyse(doc)) for doc in docs]


def stories(stream: Stream, docs: list[Document]) -> dict[int, int]:
    """The story of each article, as the stream gives it again."""
    return {doc.id: stream.add(doc, analyse(doc)).story_id for doc in docs}


def in_stream_order(docs: list[Document]) -> list[Document]:
    return sorted(docs, key=lambda doc: (doc.stream_at or START, doc.id))


@settings(max_examples=20, deadline=None)
@given(batches, st.randoms(use_true_random=False))
def test_the_order_within_a_batch_does_not_matter(docs: list[Document], random: st.DataObject) -> None:
    shuffled = docs.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = Stream(WIDE), Stream(WIDE)
    assert run(one, in_stream_order(docs)) == run(other, in_stream_order(shuffled))
    assert one.relink() == other.relink()
    assert one.snapshot() == other.snapshot()


@settings(max_examples=20, deadline=None)
@given(batches, st.integers(0, 20))
def test_a_batch_run_again_changes_nothing(docs: list[Document], killed_after: int) -> None:
    stream = Stream(WIDE)
    first = run(stream, docs[:killed_after])
    first += run(stream, docs)[killed_after:]  # a killed run does its whole batch again
    once = Stream(WIDE)
    assert first == run(once, docs)
    assert stream.relink() == once.relink()
    before, state = stories(stream, docs), stream.snapshot()
    assert [placed.reason for placed in run(stream, docs)] == ["already placed"] * len(docs)
    assert stream.relink() == RelinkResult()
    assert (stories(stream, docs), stream.snapshot()) == (before, state)


@settings(max_examples=40, deadline=None)
@given(batches, st.data())
def test_a_merge_and_then_a_split_by_readers_restore_what_was(docs: list[Document], data: st.DataObject) -> None:
    stream = Stream(WIDE)
    run(stream, docs)
    stream.relink()
    before = stories(stream, docs)
    one, other = data.draw(st.tuples(*[st.sampled_from(sorted(before))] * 2))
    if before[one] == before[other]:
        return
    stream.label(one, other, True)
    stream.relink()
    merged = stories(stream, docs)
    assert merged[one] == merged[other]
    stream.label(one, other, False)
    stream.relink()
    assert stories(stream, docs) == before


labels = st.lists(st.tuples(st.integers(0, 21), st.integers(0, 21), st.booleans()), max_size=8)


@settings(max_examples=40, deadline=None)
@given(batches, labels)
def test_readers_words_always_win(docs: list[Document], said: list[tuple[int, int, bool]]) -> None:
    stream = Stream(WIDE)
    run(stream, docs)
    stream.relink()
    words: dict[frozenset[int], bool] = {}
    for a, b, same in said:
        if a != b and max(a, b) < len(docs):
            stream.label(1000 + a, 1000 + b, same)
            words[frozenset((1000 + a, 1000 + b))] = same
    stream.relink()
    found = stories(stream, docs)
    apart = [pair for pair, same in words.items() if not same]
    for a, b in apart:
        assert found[a] != found[b]
    joined = _closure([pair for pair, same in words.items() if same])
    for group in joined:
        if not any(pair <= group for pair in apart):  # words that contradict each other cannot all be followed
            assert len({found[article_id] for article_id in group}) == 1
    assert stream.relink() == RelinkResult()


def _closure(pairs: list[frozenset[int]]) -> list[frozenset[int]]:
    groups: list[frozenset[int]] = []
    for pair in pairs:
        touching = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair] + [pair.union(*touching)]
    return groups


@settings(max_examples=30, deadline=None)
@given(batches, st.integers(0, 20), st.booleans())
def test_words_said_before_an_article_came_hold_when_it_comes(docs: list[Document], other: int, same: bool) -> None:
    known, late = docs[:-1], docs[-1]
    stream = Stream(WIDE)
    run(stream, known)
    stream.relink()
    chosen = known[other % len(known)]
    stream.label(chosen.id, late.id, same)
    placement = stream.add(late, analyse(late))
    assert (placement.story_id == stories(stream, known)[chosen.id]) is same
    stream.relink()
    found = stories(stream, docs)
    assert (found[late.id] == found[chosen.id]) is same


@settings(max_examples=40, deadline=None)
@given(batches, st.integers(1, 6))
def test_no_story_reaches_over_more_than_the_window(docs: list[Document], every: int) -> None:
    """Of two neighbouring articles of a story, the later came while the earlier was open; so, too, after merges."""
    stream = Stream(SMALL)
    home: dict[int, int] = {}  # running number → story, closed articles included
    for number, doc in enumerate(docs):
        story = stream.add(doc, analyse(doc)).story_id
        assert story == doc.id or any(s == story for n, s in home.items() if n >= number - SMALL.window)
        home[number] = story
        if number % every == 0:
            for intent in stream.relink().intents:
                if isinstance(intent, Merge):
                    home = {n: intent.keep if s == intent.absorb else s for n, s in home.items()}
                else:
                    assert all(article_id - 1000 > number - SMALL.window for article_id in intent.part)
                    return  # a split may leave a story with a gap
    numbers = defaultdict(list)
    for number, story in home.items():
        numbers[story].append(number)
    for held in numbers.values():
        assert all(later - earlier <= SMALL.window for earlier, later in pairwise(held))


@st.composite
def long_runs(draw: st.DrawFn) -> list[Document]:
    """Reports of one event or two, a day or more apart, some of them late to arrive."""
    rows = draw(st.lists(st.tuples(st.integers(0, 1), st.integers(6, 60), st.integers(0, 40)), min_size=8, max_size=20))
    docs, hours = [], 0
    for number, (event, step, late) in enumerate(rows):
        hours += step
        docs.append(article(number, event, 60 * max(hours - 12 * max(late - 30, 0), 0), False))
    return docs


@settings(max_examples=25, deadline=None)
@given(long_runs(), st.integers(1, 6), st.integers(0, 25))
def test_no_story_spans_more_days_than_its_window(docs: list[Document], every: int, restarted_after: int) -> None:
    """What of a story has left the open window counts, too, and is known after a restart."""
    stream = Stream(SMALL)
    at = {doc.id: doc.stream_at or START for doc in docs}
    placed: dict[int, Placement] = {}
    home: dict[int, int] = {}
    for number, doc in enumerate(docs):
        arrived = placed[doc.id] = stream.add(doc, analyse(doc))
        home[doc.id] = arrived.story_id
        if number % every == 0:
            for intent in stream.relink().intents:
                if isinstance(intent, Merge):
                    home = {pk: intent.keep if s == intent.absorb else s for pk, s in home.items()}
                else:
                    home |= dict.fromkeys(intent.part, intent.new_story)
        spans = defaultdict(list)
        for pk, story in home.items():
            spans[story].append(at[pk])
        assert all(max(times) - min(times) <= WINDOW for times in spans.values())
        if number == restarted_after:
            stored = [
                StoredMember(one, to_bytes(analyse(one)), home[one.id], placed[one.id].wire_of, (), grouped)
                for grouped, one in enumerate(docs[: number + 1], 1)
            ]
            stream = Stream.restore(stream.snapshot(), stored, SMALL)


def test_a_backlog_is_relinked_the_more_seldom_the_more_is_known() -> None:
    assert [relink_every(count) for count in (0, 8_191, 8_192, 1_000_000)] == [1024, 1024, 2048, 2048]
