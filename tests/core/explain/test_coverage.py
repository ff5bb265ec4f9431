from __future__ import annotations

from datetime import UTC, datetime

from octavo.core.explain.coverage import CoverageTable, coverage
from octavo.core.explain.summarise import Readable

MORNING = (
    "A ferry carrying 214 passengers sank on Tuesday. At least 12 people died, Captain Maria Lindqvist said. "
    "It was 2024."
)
NOON = (
    "The ferry sank with 220 passengers aboard. Officials said 12 people died. Maria Lindqvist spoke in 7 Oslo hotels."
)


def test_rows() -> None:
    table = coverage(
        [
            Readable(3, "c", "", "The ferry company is sorry. It lost 30 of its 31.", "en"),
            Readable(1, "a", "", MORNING, "en", datetime(2024, 5, 1, tzinfo=UTC)),
            Readable(2, "b", "", NOON, "en", datetime(2024, 5, 2, tzinfo=UTC)),
        ]
    )
    assert table.publishers == ("a", "b", "c")
    passengers, people, captain = table.rows
    assert (passengers.kind, passengers.label, passengers.differs) == ("number", "passengers", True)
    assert [(one.publisher, one.value) for one in passengers.reports] == [
        ("a", "214 passengers"),
        ("b", "220 passengers"),
    ]
    assert passengers.missing == ("c",)
    assert (people.label, people.differs) == ("people", False)
    assert (captain.kind, captain.label) == ("name", "Captain Maria Lindqvist")
    for row in table.rows:
        for report in row.reports:
            text = {1: MORNING, 2: NOON}[report.statement.citation.article_id]
            span = report.statement.citation.span
            assert text[span.start : span.end] == report.statement.text
            assert report.value in report.statement.text


def test_one_publisher_has_nothing_to_compare() -> None:
    assert coverage([Readable(1, "a", "", MORNING, "en")]) == CoverageTable(("a",))
    assert coverage([]) == CoverageTable()
