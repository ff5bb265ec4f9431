"""Turns the candidates of an article into numbers for the ranking model."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from octavo.core.organise.hashtags.candidates import Candidate, Facts
from octavo.core.text.frequencies import common

NAMES = (
    "name", "person", "organisation", "place", "event", "known", "country", "known_person", "theme", "hits", "literal",
    "count", "density", "of_most", "of_most_name", "rank", "first", "spread", "title", "title_at", "lead", "size",
    "characters", "capital", "acronym", "idf", "weight", "weight_rank", "within", "common", "german", "english",
    "cased", "length", "short", "others", "theme_rank", "name_rank",
    "trigger", "in_person", "hyphen", "long", "home",
)  # fmt: skip


# Where a language's news mostly plays: such a country is named in passing more often than it is the subject.
_HOME = {
    "de": ("de", "at", "ch"), "en": ("us", "gb"), "fr": ("fr",), "es": ("es", "mx"), "it": ("it",), "pt": ("br", "pt"),
    "nl": ("nl", "be"), "pl": ("pl",), "tr": ("tr",), "ja": ("jp",), "ko": ("kr",), "zh": ("cn",), "ru": ("ru",),
    "sv": ("se",), "da": ("dk",), "no": ("no",), "id": ("id",), "vi": ("vn",), "cs": ("cz",), "uk": ("ua",),
}  # fmt: skip


def matrix(facts: Facts) -> NDArray[np.float64]:
    """One row a candidate, one column a feature of NAMES."""
    found = facts.candidates
    if not found:
        return np.zeros((0, len(NAMES)))
    weights = [_weight(candidate) for candidate in found]
    by_count = _ranks([candidate.count for candidate in found])
    by_weight = _ranks(weights)
    theme_rank = _ranks([c.count + 3 * c.hits + 4 * c.in_title if c.theme else -1 for c in found])
    name_rank = _ranks([c.count + 3 * c.in_title if c.entity else -1 for c in found])
    return np.array(
        [
            _row(candidate, facts, weights[at], by_count[at], by_weight[at], theme_rank[at], name_rank[at])
            for at, candidate in enumerate(found)
        ]
    )


def _weight(candidate: Candidate) -> float:
    return math.log1p(candidate.count + 2 * candidate.in_title) * candidate.idf


def _ranks(values: list[float] | list[int]) -> list[float]:
    order = sorted(range(len(values)), key=lambda at: (-values[at], at))
    ranks = [0.0] * len(values)
    for rank, at in enumerate(order):
        ranks[at] = math.log1p(rank)
    return ranks


def _row(
    candidate: Candidate, facts: Facts, weight: float, by_count: float, by_weight: float, themes: float, names: float
) -> list[float]:
    entity = candidate.entity
    key = entity.key if entity else ""
    country = len(key) == 2 and candidate.kind == "place"  # the gazetteer's keys: "ua", "city:kyiv"
    known = country or ":" in key
    length = max(1, facts.length)
    first = candidate.first / length if candidate.first >= 0 else 1.0
    return [
        entity is not None,
        candidate.kind == "person",
        candidate.kind == "organisation",
        candidate.kind == "place",
        candidate.kind == "event",
        known,
        country,
        known and candidate.kind == "person",
        candidate.theme is not None,
        math.log1p(candidate.hits),
        math.log1p(candidate.literal),
        math.log1p(candidate.count),
        1000 * candidate.count / (length + 500),
        candidate.count / facts.most_phrase,
        candidate.count / facts.most_entity,
        by_count,
        first,
        max(0, candidate.last - max(candidate.first, 0)) / length,
        candidate.in_title,
        candidate.title_at / max(1, facts.title_length) if candidate.title_at >= 0 else 1.0,
        0 <= candidate.first < 400,
        candidate.size,
        math.log1p(len(candidate.label)),
        candidate.capital,
        candidate.label.isupper() and len(candidate.label) < 7,
        candidate.idf,
        weight,
        by_weight,
        candidate.within / max(1, candidate.count),
        max((common(facts.lang, stem) for stem in candidate.stems), default=0.0),
        facts.lang == "de",
        facts.lang == "en",
        candidate.label[:1].isupper() or candidate.label[:1].islower(),
        math.log1p(facts.length),
        facts.length < 400,
        math.log1p(len(facts.candidates)),
        themes,
        names,
        candidate.trigger,
        candidate.in_person,
        "-" in candidate.label,
        facts.length > 4000,
        country and key in _HOME.get(facts.lang or "", ()),
    ]
