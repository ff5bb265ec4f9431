"""How important a story is, from who reports it, where and how fast; clicks are not asked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

HALF_LIFE_HOURS = 12.0  # of freshness, from the story's latest article


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """What is counted of a story. `articles` leaves wire copies out; `recent` are those of the last six hours."""

    articles: int
    publishers: int
    countries: int
    first_at: datetime
    last_at: datetime
    recent: int = 0
    languages: int = 1


def importance(facts: StoryFacts, now: datetime) -> tuple[float, str]:
    """A score (0 and up; only its order means something) and the reason in words.

    The reason says nothing of how fresh the story is: it is stored, and would be wrong an hour later.
    """
    hours = max((now - facts.last_at).total_seconds(), 0.0) / 3600.0
    breadth = math.log1p(facts.publishers) + 0.5 * math.log1p(max(facts.countries - 1, 0))
    breadth += 0.25 * math.log1p(max(facts.languages - 1, 0)) + 0.15 * math.log1p(facts.articles)
    growth = 0.6 * math.log1p(facts.recent)
    score = (breadth + growth) * 0.5 ** (hours / HALF_LIFE_HOURS)
    return score, _reason(facts)


def _reason(facts: StoryFacts) -> str:
    parts = [_count(facts.publishers, "publisher")]
    if facts.countries > 1:
        parts.append(_count(facts.countries, "country", "countries"))
    if facts.recent > 1:
        parts.append(f"{facts.recent} articles in six hours")
    return " · ".join(parts)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
