"""Turns the candidates of an article into numbers for the ranking model."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from octavo.core.organise.hashtags.candidates import Candidate, Facts

NAMES = (
    "name", "person", "organisation", "place", "known", "country", "known_person", "home", "hits", "count", "rank",
    "name_rank", "first", "spread", "title", "title_at", "size", "capital", "acronym", "idf", "later", "of_later",
    "comes_later", "others",
)  # fmt: skip


# Where a language's news mostly plays: such a country is named in passing more often than it is the subject.
_HOME = {
    "de": ("de", "at", "ch"), "en": ("us", "gb"), "fr": ("fr",), "es": ("es", "mx"), "it": ("it",), "pt": ("br", "pt"),
    "nl": ("nl", "be"), "pl": ("pl",), "tr": ("tr",), "ja": ("jp",), "ko": ("kr",), "zh": ("cn",), "ru": ("ru",),
    "sv": ("se",), "da": ("dk",), "no": ("no",), "id": ("id",), "vi": ("vn",), "cs": ("cz",), "uk": ("ua",),
}  # fmt: skip


_LOGS = [math.log1p(number) for number in range(2_000)]


def matrix(facts: Facts) -> NDArray[np.float64]:
    """One row a candidate, one column a feature of NAMES."""
    found = facts.candidates
    if not found:
        return np.empty((0, len(NAMES)))
    by_count = _ranks([candidate.count for candidate in found])
    name_rank = _ranks([c.count + 3 * c.in_title if c.entity else -1 for c in found])
    home = _HOME.get(facts.lang or "", ())
    most_later = max([c.later for c in found]) or 1
    others = math.log1p(len(found))
    return np.array(
        [_row(c, facts, by_count[at], name_rank[at], home, most_later, others) for at, c in enumerate(found)],
        dtype=np.float64,
    )


def _ranks(values: list[int]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__, reverse=True)
    ranks = [0.0] * len(values)
    for rank, at in enumerate(order):
        ranks[at] = _LOGS[rank]
    return ranks


def _row(
    candidate: Candidate,
    facts: Facts,
    by_count: float,
    name_rank: float,
    home: tuple[str, ...],
    most_later: int,
    others: float,
) -> tuple[float, ...]:
    entity, kind, first, label, later = (
        candidate.entity, candidate.kind, candidate.first, candidate.label, candidate.later,
    )  # fmt: skip
    key = entity.key if entity else ""
    known = entity is not None and entity.known
    country = entity is not None and entity.country
    length = facts.length + 1
    return (
        entity is not None,
        kind == "person",
        kind == "organisation",
        kind == "place",
        known,
        country,
        known and kind == "person",
        country and key in home,
        _LOGS[candidate.hits],
        _LOGS[min(candidate.count, 1_990)],
        by_count,
        name_rank,
        first / length if first >= 0 else 1.0,
        (candidate.last - first) / length if first >= 0 else 0.0,
        candidate.in_title,
        candidate.title_at / (facts.title_length + 1) if candidate.title_at >= 0 else 1.0,
        candidate.size,
        candidate.capital,
        label.isupper() and len(label) < 7,
        candidate.idf,
        _LOGS[min(later, 1_990)],
        later / most_later,
        later > 0,
        others,
    )
