from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.explain.figures import figures


@pytest.mark.parametrize(
    ("text", "lang", "values"),
    [
        ("1,200 people and 3.5 percent", "en", [1200, 3.5]),
        ("2.5 million, £3bn, 5m and a 50 m run", "en", [2_500_000, 3e9, 5e6, 50]),
        ("twenty-five men, two hundred thousand, forty apples", "en", [25, 200_000, 40]),
        ("one man, 15th place, three dozen", None, [15, 3, 12]),
        ("1.200 Menschen, 3,5 Millionen, zwanzig", "de", [1200, 3_500_000, 20]),
        ("死亡12人，耗资1.2亿元", "zh", [12, 120_000_000]),
        ("3.4.2024", "en", [3.42024]),
        ("million million million million million", "en", [1e18, 1e12]),
        ("twenty twenty", "en", [20, 20]),
        ("nothing", "xx", []),
    ],
)
def test_values(text: str, lang: str | None, values: list[float]) -> None:
    assert [figure.value for figure in figures(text, lang)] == values


@given(st.text(alphabet="0123456789., -millontwe百万亿k", max_size=60))
def test_spans_hold_the_numbers(text: str) -> None:
    last = 0
    for figure in figures(text, "en"):
        assert last <= figure.span.start < figure.span.end <= len(text)
        last = figure.span.end
