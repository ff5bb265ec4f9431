"""Key points: the sentences of an article, or of a story's articles, that say most, quoted as they stand.

It never rewrites; a text that offers nothing to quote gives nothing. Whether a teaser is explained is for the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.core.explain.salience import Sentence, cosine, rate
from octavo.types import Citation, Statement

_REPEATS = 0.6  # how much likeness to a chosen sentence costs (MMR)
_SAME = 0.55  # cosine from which two sentences say the same; wire copies reach 1.0
_ARTICLES, _LEADING = 24, 15  # of a story: earliest articles, first sentences; all are compared with all
_SENTENCES_A_POINT = 3  # a text this short for each point is quicker read than summed up


@dataclass(frozen=True, slots=True)
class Readable:
    """An article as the reader of a story meets it; `publisher` tells publishers apart."""

    article_id: int
    publisher: str
    title: str
    text: str
    lang: str | None = None
    published: datetime | None = None


def key_points(article_id: int, title: str, text: str, lang: str | None, *, count: int = 4) -> tuple[Statement, ...]:
    """At most `count` sentences of `text`, in its order: `text[span.start:span.end] == statement.text`."""
    rated = rate([(title, text, lang)])
    chosen = _choose(rated, min(count, -(-len(rated) // _SENTENCES_A_POINT)))
    return tuple(_statement(article_id, text, sentence) for sentence in sorted(chosen, key=lambda one: one.place))


def story_points(articles: Sequence[Readable], count: int = 5) -> tuple[Statement, ...]:
    """At most `count` sentences over several publishers' articles on one event, no two saying the same.

    Leads come first, each sentence from the earliest article that has it.
    """
    ordered = sorted(
        articles,
        key=lambda one: (one.published is None, one.published.timestamp() if one.published else 0.0, one.article_id),
    )
    rated = rate([(one.title, one.text, one.lang) for one in ordered[:_ARTICLES]])
    rated = [one for one in rated if one.place < _LEADING]
    told = _told_by(rated, [one.publisher for one in ordered])
    chosen = _choose(rated, count, bonus=lambda one: 0.1 * min(3, told[one.article, one.place] - 1))
    chosen.sort(key=lambda one: (one.place, one.article))
    return tuple(_statement(ordered[one.article].article_id, ordered[one.article].text, one) for one in chosen)


def _told_by(rated: Sequence[Sentence], publishers: Sequence[str]) -> dict[tuple[int, int], int]:
    """How many publishers have a sentence that says the same (cosine from _SAME)."""
    told: dict[tuple[int, int], int] = {}
    for one in rated:
        alike = {publishers[other.article] for other in rated if cosine(one.vector, other.vector) >= _SAME}
        told[one.article, one.place] = len(alike)
    return told


def _choose(
    rated: Sequence[Sentence], count: int, *, bonus: Callable[[Sentence], float] = lambda one: 0.0
) -> list[Sentence]:
    """Maximal marginal relevance: the best sentence that adds something, again and again."""
    left = list(rated)
    chosen: list[Sentence] = []
    likeness = {id(one): 0.0 for one in left}
    while left and len(chosen) < count:
        best = max(
            left, key=lambda one: (one.score + bonus(one) - _REPEATS * likeness[id(one)], -one.place, -one.article)
        )
        chosen.append(best)
        for one in left:
            likeness[id(one)] = max(likeness[id(one)], cosine(one.vector, best.vector))
        left = [one for one in left if one is not best and likeness[id(one)] < _SAME]
    return chosen


def _statement(article_id: int, text: str, sentence: Sentence) -> Statement:
    span = sentence.span
    return Statement(text[span.start : span.end], Citation(article_id, span), round(sentence.score, 4))
