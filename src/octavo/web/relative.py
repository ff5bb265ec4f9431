"""Times as readers say them: "32 minutes ago". Knows no markup."""

from __future__ import annotations

from datetime import datetime

_STEPS = ((60, "minute", 60), (24, "hour", 3_600), (7, "day", 86_400), (5, "week", 604_800), (12, "month", 2_629_746))


def relative(at: datetime, now: datetime, *, day_only: bool = False) -> str:
    """How long ago `at` was at `now`; a date where it lies ahead, days at the finest where only the day is known."""
    seconds = (now - at).total_seconds()
    if day_only:
        days = (now.date() - at.date()).days
        if 0 <= days < 2:
            return ("today", "yesterday")[days]
        seconds = days * 86_400.0
    if seconds < -60:
        return day(at)
    if seconds < 60:
        return "just now"
    for count, unit, size in _STEPS:
        if seconds < count * size:
            return _ago(int(seconds // size), unit)
    return _ago(max(1, int(seconds // 31_556_952)), "year")


def day(at: datetime) -> str:
    """A date in words: 24 November 2026."""
    return f"{at.day} {at:%B} {at.year}"


def exact(at: datetime, *, day_only: bool = False) -> str:
    """The whole time in words, in UTC: 24 November 2026, 06:09 UTC."""
    return day(at) if day_only else f"{day(at)}, {at:%H:%M} UTC"


def duration(seconds: int) -> str:
    """A playing time: 4:05 or 1:02:03."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _ago(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'} ago"
