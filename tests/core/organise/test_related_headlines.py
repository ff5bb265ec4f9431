"""Beside a headline alone only the same event is offered."""

from __future__ import annotations

from datetime import UTC, datetime

from octavo.core.organise.analysis import analyse
from octavo.core.organise.stream import Description, Placement, Stream
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
