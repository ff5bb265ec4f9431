# ruff: noqa: E501  (markup reads best on one line)
"""Dates as people and programs write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.gather.dates import parse_date
from octavo.types import Precision


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("2024-03-12", "2024-03-12"),
        ("20240312", "2024-03-12"),
        ("2024/3/2", "2024-03-02"),
        ("2024-03-12T10:00:00Z", "2024-03-12T10:00:00+00:00"),
        ("2024-03-12T10:00:00.1234567+02:00", "2024-03-12T10:00:00.123456+02:00"),
        ("2024-03-12 10:00:00 +0200", "2024-03-12T10:00:00+02:00"),
        ("2024-03-12T10:00:00GMT+02:00", "2024-03-12T10:00:00+02:00"),
        ("Tue, 12 Mar 2024 10:00:00 -0500", "2024-03-12T10:00:00-05:00"),
        ("Tue, 12 Mar 2024 10:00:00 EST", "2024-03-12T10:00:00-05:00"),
        ("Tue, 12 Mar 2024", "2024-03-12"),
        ("Mer, 12 févr 2024 10:00:00 +0100", "2024-02-12T10:00:00+01:00"),
        ("12 März 2024 10:15 Uhr", "2024-03-12T10:15:00+00:00"),
        ("12. Mai 2024, 10:15 Uhr", "2024-05-12T10:15:00+00:00"),
        ("12 de mayo de 2024", "2024-05-12"),
        ("March 12, 2024 5:30 p.m. ET", "2024-03-12T17:30:00-05:00"),
        ("March 12, 2024 5:30 PM +0100", "2024-03-12T17:30:00+01:00"),
        ("March 12, 2024 5:30 PM XQZ", "2024-03-12T17:30:00+00:00"),
        ("Tue Mar 12 2024 10:00:00 GMT+0100 (Central European Standard Time)", "2024-03-12T10:00:00+01:00"),
        ("2024年3月12日", "2024-03-12"),
        ("2024年3月12日 10時15分", "2024-03-12T10:15:00+00:00"),
        ("2024년 3월 12일 오후 3:15", "2024-03-12T15:15:00+00:00"),
        ("12.03.2024 - 10:15", "2024-03-12T10:15:00+00:00"),
        ("13/04/2024 10:00", "2024-04-13T10:00:00+00:00"),
        ("04/13/2024 10:00", "2024-04-13T10:00:00+00:00"),
        ("04/04/2024 10:00", "2024-04-04T10:00:00+00:00"),
        ("1710237600", "2024-03-12T10:00:00+00:00"),
        ("1710237600000", "2024-03-12T10:00:00+00:00"),
        ("2099-01-01", "2099-01-01"),
    ],
)
def test_reads(written: str, means: str) -> None:
    moment = parse_date(written)
    assert moment is not None
    assert moment.isoformat() == means


@pytest.mark.parametrize(
    "written",
    ["", "10", "10:15 pm", "May 2024", "03/04/2024", "1970-01-01T00:00:00Z", "2024-13-45", "9999-12-31T23:59:59-23:59", "x" * 500,
     "0001-01-01T00:00:00+10:00", "2024年13月12日"],
)  # fmt: skip
def test_refuses_what_states_no_day_or_a_senseless_one(written: str) -> None:
    assert parse_date(written) is None


def test_a_clock_without_zone_is_read_in_the_given_one() -> None:
    zone = timezone(timedelta(hours=9))
    for written in ("2024-03-12T10:00:00", "12 Mar 2024 10:00:00"):
        moment = parse_date(written, default_tz=zone)
        assert moment is not None
        assert moment.at.utcoffset() == timedelta(hours=9)


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2199, 12, 31)), st.integers(-14, 14))  # noqa: DTZ001
def test_reads_back_what_was_written(at: datetime, hours: int) -> None:
    stated = at.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours)))
    for written in (stated.isoformat(), stated.strftime("%a, %d %b %Y %H:%M:%S %z")):
        moment = parse_date(written)
        assert moment is not None
        assert moment.precision is Precision.SECOND
        assert moment.at == stated
        assert moment.at.utcoffset() == stated.utcoffset()


@given(st.text(max_size=100))
def test_never_raises(written: str) -> None:
    moment = parse_date(written)
    assert moment is None or moment.at.astimezone(UTC)
