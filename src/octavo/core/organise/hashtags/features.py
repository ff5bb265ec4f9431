"""Turns the candidates of an article into numbers for the ranking model."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from octavo.core.organise.hashtags.candidates import Candidate, Facts
from octavo.core.text.frequencies import start_table as table

_CANDIDATE = (
    "name", "person", "organisation", "place", "event", "known", "country", "known_person", "theme", "hits", "literal",
    "count", "of_most", "of_most_name", "rank", "first", "spread", "title", "title_at", "lead", "size", "capital",
    "acronym", "idf", "weight", "within", "common", "theme_rank", "name_rank", "trigger", "in_person", "hyphen", "home",
)  # fmt: skip
_ARTICLE = ("german", "english", "length", "short", "others")
NAMES = _CANDIDATE + _ARTICLE


# Where a language's news mostly plays: such a country is named in passing more often than it is the subject.
_HOME = {
    "de": ("de", "at", "ch"), "en": ("us", "gb"), "fr": ("fr",), "es": ("es", "mx"), "it": ("it",), "pt": ("br", "pt"),
    "nl": ("nl", "be"), "pl": ("pl",), "tr": ("tr",), "ja": ("jp",), "ko": ("kr",), "zh": ("cn",), "ru": ("ru",),
    "sv": ("se",), "da": ("dk",), "no": ("no",), "id": ("id",), "vi": ("vn",), "cs": ("cz",), "uk": ("ua",),
}  # fmt: skip


_LEAD = 25  # words
_LOGS = [math.log1p(number) for number in range(2_000)]


def matrix(facts: Facts) -> NDArray[np.float64]:
    """One row a candidate, one column a feature of NAMES."""
    found = facts.candidates
    made = np.empty((len(found), len(NAMES)))
    if not found:
        return made
    by_count = _ranks([candidate.count for candidate in found])
    theme_rank = _ranks([c.count + 3 * c.hits + 4 * c.in_title if c.theme else -1 for c in found])
    name_rank = _ranks([c.count + 3 * c.in_title if c.entity else -1 for c in found])
    home = _HOME.get(facts.lang or "", ())
    start = table(facts.lang)
    made[:, : len(_CANDIDATE)] = [
        _row(candidate, facts, by_count[at], theme_rank[at], name_rank[at], home, start)
        for at, candidate in enumerate(found)
    ]
    length, lang = facts.length, facts.lang
    made[:, len(_CANDIDATE) :] = (lang == "de", lang == "en", math.log1p(length), length < 70, math.log1p(len(found)))
    return made


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
    themes: float,
    names: float,
    home: tuple[str, ...],
    start: dict[str, float],
) -> tuple[float, ...]:
    entity, kind, count, first, label = (
        candidate.entity, candidate.kind, candidate.count, candidate.first, candidate.label,
    )  # fmt: skip
    key = entity.key if entity else ""
    country = len(key) == 2 and kind == "place"  # the gazetteer's keys: "ua", "city:kyiv"
    known = country or ":" in key
    length = facts.length + 1
    log = _LOGS[min(count, 1_990)]
    return (
        entity is not None,
        kind == "person",
        kind == "organisation",
        kind == "place",
        kind == "event",
        known,
        country,
        known and kind == "person",
        candidate.theme is not None,
        _LOGS[candidate.hits],
        _LOGS[candidate.literal],
        log,
        count / facts.most_phrase,
        count / facts.most_entity,
        by_count,
        first / length if first >= 0 else 1.0,
        (candidate.last - first) / length if first >= 0 else 0.0,
        candidate.in_title,
        candidate.title_at / (facts.title_length + 1) if candidate.title_at >= 0 else 1.0,
        0 <= first < _LEAD,
        candidate.size,
        candidate.capital,
        label.isupper() and len(label) < 7,
        candidate.idf,
        log * candidate.idf,
        candidate.within / count if count else 0.0,
        max([start.get(stem, 0.0) for stem in candidate.stems], default=0.0),
        themes,
        names,
        candidate.trigger,
        candidate.in_person,
        "-" in label,
        country and key in home,
    )
