"""Beside a headline alone only the same event is offered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from octavo.core.organise.analysis import analyse
from octavo.core.organise.graph import Compared, Graph
from octavo.core.organise.reasons import words_shared
from octavo.core.organise.related_lists import RelatedLists
from octavo.core.organise.similarity_pairs import Side
from octavo.core.organise.stream import Description, Placement, Stream
from octavo.core.organise.vectors import DocumentFrequencies
from octavo.core.organise.window import Member, Window
from octavo.types import Document


def placed(titles: list[str]) -> list[Placement]:
    stream = Stream(describe=lambda doc, lang, terms: Description())
    docs = [
        Document(n, title, "", publisher=f"paper{n}", lang="en", stream_at=datetime(2024, 5, 6, 8, n, tzinfo=UTC))
        for n, title in enumerate(titles, 1)
    ]
    return [stream.add(doc, analyse(doc)) for doc in docs]


def test_headlines_that_share_a_name_only_have_nothing_related() -> None:
    found = placed(["Dessie Marsh sells his house in Dunmore", "Why Marsh prefers tea to coffee before a match"])
    assert [placement.related for placement in found] == [(), ()]


def test_headlines_of_one_event_are_related() -> None:
    found = placed(
        ["Ferry Saint Amelia runs aground off Larnville", "Saint Amelia ferry aground off Larnville, all safe"]
    )
    assert [item.layer for item in found[1].related] == ["event"]


def test_two_headlines_that_share_one_word_are_not_offered() -> None:
    alone = placed(["Google answers myths about its glasses", "Google clocks in with watches"])
    assert [placement.related for placement in alone] == [(), ()]


@pytest.mark.parametrize(
    ("title", "text", "shared"),
    [
        ("Ferry stops", "", 1),
        ("Ferry waits", "", 2),
        ("The ferry of Larnville", "", 2),
        ("A day", "", 0),
        ("Weather", "The ferry to Larnville waits.", 3),
        ("Ferry aground off Larnville quay", "", 3),
    ],
)
def test_words_that_two_articles_share(title: str, text: str, shared: int) -> None:
    ferry, other = member(0, "Ferry aground off Larnville", "It waits."), member(1, title, text)
    assert words_shared(ferry, other, 2) == shared


def test_little_is_shared_by_headlines_only() -> None:
    """How many articles two stories need, by what is shared, of headlines in one language alone."""
    window = Window(20, DocumentFrequencies())
    graph = Graph(20, 8)
    lists = RelatedLists(window, graph)
    bare = [member(slot, title) for slot, title in enumerate(["Ferry aground", "Ferry waits", *["Ferry in fog"] * 6])]
    for one in bare:
        one.story = 1 if one.slot < 2 else 3
        graph.add(one.slot, Compared.none())
        window.add(one)
    assert lists._thin(bare[0], bare[1])  # one word, two articles
    assert not lists._thin(bare[2], bare[3])  # the whole title
    for one in bare[2:]:
        window.move(one.slot, 1)
    assert not lists._thin(bare[0], bare[1])  # one word, eight articles
    whole = [
        member(slot, f"Ferry {slot}", "Long reports name many things that nobody else has seen. " * 9)
        for slot in (8, 9)
    ]
    assert not lists._thin(*whole)
    foreign = member(10, "Ferry waits")
    foreign.lang = "de"
    assert not lists._thin(bare[0], foreign)


def member(slot: int, title: str, text: str = "") -> Member:
    analysis = analyse(Document(slot + 1, title, text, lang="en"))
    made = Member(slot, slot + 1, title, f"p{slot}", 0.0, analysis, Side(analysis, DocumentFrequencies(), 0.0))
    made.lang = "en"
    return made
