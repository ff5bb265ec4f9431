from __future__ import annotations

from datetime import UTC, datetime, timedelta

from octavo.core.explain.timeline import TimelineEntry, timeline
from octavo.types import Precision

START = datetime(2024, 5, 1, 8, tzinfo=UTC)


def entry(
    id: int, title: str, hours: float, *, publisher: str = "a", text: str = "", same: bool = False
) -> TimelineEntry:
    return TimelineEntry(id, publisher, title, text, START + timedelta(hours=hours), Precision.SECOND, same, "en")


def test_one_row_for_each_development_and_the_first_reporter_stays() -> None:
    rows = timeline(
        [
            entry(3, "Ferry company Nordlink is fined", 400, publisher="b"),
            entry(2, "Passenger ferry sinks off coast", 2, publisher="b", same=True),
            entry(1, "Ferry sinks off northern coast", 0, publisher="c", same=True),
            entry(4, "Ferry sinks off northern coast", 900, publisher="d"),
        ]
    )
    assert [row.article_id for row in rows] == [1, 3, 4]
    assert rows[0].first_reported_by == rows[0].publisher == "c"
    assert rows[0].reports == 2
    assert rows[0].statement is None


def test_a_row_quotes_the_first_text_that_has_a_sentence() -> None:
    text = "The harbour office confirmed on Tuesday that the old ferry had sunk within an hour."
    rows = timeline([entry(1, "Ferry sinks", 0), entry(2, "Ferry sinks", 1, text=text)])
    assert len(rows) == 1
    statement = rows[0].statement
    assert statement is not None
    assert statement.text == text
    assert statement.citation.article_id == 2


def test_a_looser_likeness_folds_only_within_the_story() -> None:
    titles = ["Rusty ferry sinks near island harbour", "Divers search ferry wreck near island coast"]
    within = timeline([entry(number, title, number, same=True) for number, title in enumerate(titles)])
    apart = timeline([entry(number, title, number) for number, title in enumerate(titles)])
    assert len(within) == 1
    assert len(apart) == 2


def test_titles_without_words() -> None:
    assert len(timeline([entry(1, "", 0), entry(2, "", 1), entry(3, "It is", 2)])) == 2


def test_the_limit_keeps_the_ends_and_what_most_report() -> None:
    names = ["alpha", "bravo", "charlie", "delta", "echo"]
    entries = [entry(number, name, 100 * number) for number, name in enumerate(names)]
    entries.append(entry(9, "charlie", 201))
    assert [row.title for row in timeline(entries, limit=3)] == ["alpha", "charlie", "echo"]
    assert [row.title for row in timeline(entries, limit=1)] == ["echo"]
    assert timeline(entries, limit=0) == ()
    assert timeline([]) == ()
