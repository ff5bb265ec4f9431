"""The one place that reads wall time. Only the edges call it; everything below takes the time as an argument."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Wall time, aware, UTC."""
    return datetime.now(UTC)  # noqa: TID251
