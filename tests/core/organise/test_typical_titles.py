from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.core.organise.typical_titles import typical


def test_a_stray_title_is_not_typical() -> None:
    titles = [
        "Harbour bridge reopens after flood",
        "After the flood the harbour bridge is open",
        "Flood: harbour bridge open again",
        "Win tickets for the spring fair",
    ]
    assert typical(titles) == [True, True, True, False]


def test_no_title_stands_for_nothing() -> None:
    assert typical(["", "Harbour bridge reopens", "  "]) == [False, True, False]
    assert typical([]) == []


def test_where_nothing_is_shared_all_are() -> None:
    assert typical(["橋が再開", "港の橋"]) == [True, True]
    assert typical(["One of us"]) == [True]


@given(st.lists(st.text(max_size=30), max_size=8))
def test_one_at_least_is_typical_unless_none_has_letters(titles: list[str]) -> None:
    assert any(typical(titles)) == any(title.strip() for title in titles)
