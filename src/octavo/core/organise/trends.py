"""Which hashtags are written about more than usual, and by how much; the counts are brought by the caller.

The measure is Dunning's log-likelihood ratio (Computational Linguistics 19, 1993) of two Poisson counts: a hashtag's
articles today among all of today's, against its articles on the days before among all of those. It asks how badly one
common rate explains both. Shares, not rates, so a quiet Sunday or a night without polling is no burst and no slump;
large counts with a small rise and small counts with a large rise can be compared; nothing before is no special case.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

PUBLISHERS = 2  # independent ones that must write of it: what one house repeats is no trend
DAYS = 14  # before today, that say what is usual: each day of the week twice
KNOWN = 2.0  # days before that must be there to say it
SURE = 6.63  # of the measure: by chance a count is so far off in one of a hundred


@dataclass(frozen=True, slots=True)
class Counts:
    """Articles with one hashtag: today, and in all the days before; `publishers` of today's, copies not counted."""

    key: str
    today: int
    before: int
    publishers: int


@dataclass(frozen=True, slots=True)
class Span:
    """What is counted against: all hashtags given today and before, and how many days before there are (0–DAYS)."""

    today: int
    before: int
    days: float


def burst(today: int, before: int, span: Span) -> float:
    """How surprising today's count is: 0 for none or fewer than usual."""
    if today <= 0:
        return 0.0
    # half an article more on each side: an instance in its first hours knows no day before
    all_today, all_before = span.today + 0.5, span.before + 0.5
    rate = (today + before) / (all_today + all_before)
    expected, expected_before = all_today * rate, all_before * rate
    if today <= expected:
        return 0.0
    value = today * log(today / expected)
    if before > 0:
        value += before * log(before / expected_before)
    return max(0.0, 2.0 * value)


def ordered(counts: list[Counts], span: Span, most: int) -> list[Counts]:
    """Those that enough publishers write of and that are a burst, most surprising first: by share of the news and in
    plain numbers more than usual. In the first two days nothing is usual yet: then the widest come first."""
    wide = [one for one in counts if one.publishers >= PUBLISHERS]
    if span.days < KNOWN:
        return sorted(wide, key=lambda one: (-one.publishers, -one.today, one.key))[:most]
    valued = [(burst(one.today, one.before, span), one) for one in wide if one.today * span.days > one.before]
    valued = [(value, one) for value, one in valued if value >= SURE]
    return [one for _, one in sorted(valued, key=lambda pair: (-round(pair[0], 6), -pair[1].today, pair[1].key))][:most]


def reason(one: Counts, span: Span, day: str = "today") -> str:
    """In facts: "14 articles today from 6 publishers, usually 3"; what is usual only where it is known."""
    said = f"{_number(one.today, 'article')} {day} from {_number(one.publishers, 'publisher')}"
    if span.days < KNOWN:
        return said
    a_day = one.before / span.days
    if a_day >= 0.5:
        return f"{said}, usually {max(1, round(a_day))}"
    return f"{said}, " + ("usually none" if one.before else "none before")


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
